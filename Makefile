# The verbs, and nothing but. `make help` lists them.
MINUTES ?= 2

build:  ## the release program, build/release/muhurat
	@tools/build

run:  ## from nothing to a judged backtest: installs, builds, makes demo data, runs an example
	@tools/run

test:  ## everything that CI runs: check, slow tests, release, second compiler, pages in a browser
	@tools/test all

check:  ## format, tidy, layers, dev build, tests without the slow ones; the commit hook runs this
	@tools/test check

test-deep:  ## test, thread sanitizer, 64-bit ARM, coverage, and fuzzing for MINUTES (2) each
	@MINUTES=$(MINUTES) tools/test deep

bench:  ## builds and runs the benchmarks; one table, and build/bench.jsonl
	@tools/bench

fuzz:  ## explores the readers of outside bytes for MINUTES (2) each
	@MINUTES=$(MINUTES) tools/fuzz

goldens:  ## rewrites the golden results of examples/; read the diff like code
	@tools/goldens --write

format:  ## lets clang-format decide, in every C++ file of ours
	@git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format-19 -i

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

.PHONY: build run test check test-deep bench fuzz goldens format help
.DEFAULT_GOAL := help
