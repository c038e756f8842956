"""Runs the tests of one build folder by ctest and counts single tests, not programs.

    run_tests.py build/dev [--without-slow] [--only NAME...]

The last line is `N passed, M failed`. A program that died before it could count is one failed test. GoogleTest
programs leave their figures in BUILD/test-results; any other test is counted once, unless its own last line has
the form above. Tests over a second that are not named `_slow` are listed, for their authors.
"""
import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys

TOTALS = re.compile(r"(\d+) passed, (\d+) failed$")
ENDED = re.compile(r"^\s*\d+/\d+ Test\s+#(\d+): (\S+) \.*\s*(.*?)\s+[\d.]+ sec")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--without-slow", action="store_true")
    parser.add_argument("--only", nargs="*", help="names of tests, as ctest knows them")
    return parser.parse_args()


def run(options, results):
    command = ["ctest", "--test-dir", options.build, "-V", "--no-tests=error",
               "-j", str(os.cpu_count() or 2), "--timeout", "900"]
    if options.only:
        command += ["-R", f"^({'|'.join(options.only)})$"]
    environment = dict(os.environ, GTEST_OUTPUT=f"json:{results}/", CLICOLOR="0")
    if options.without_slow:
        environment["GTEST_FILTER"] = "-*_slow*"
    said, ended = {}, {}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, errors="replace")
    for line in process.stdout:
        print(line, end="")
        output = re.match(r"^(\d+): (.*)$", line)
        if output:
            said.setdefault(output[1], []).append(output[2])
        end = ENDED.match(line)
        if end:
            ended[end[1]] = (end[2], end[3].startswith("Passed"))
    return process.wait(), said, ended


def counted_by_googletest(results):
    """Program name -> (passed, failed); and the names of tests over a second that are not `_slow`."""
    counts, long = {}, []
    for path in glob.glob(f"{results}/*.json"):
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        failed = report["failures"] + report.get("errors", 0)
        ran = 0
        for suite in report["testsuites"]:
            for test in suite["testsuite"]:
                if test["status"] != "RUN" or test.get("result") == "SKIPPED":
                    continue
                ran += 1
                if float(test["time"].rstrip("s")) > 1 and "_slow" not in test["name"]:
                    long.append(f"{test['time']} {suite['name']}.{test['name']}")
        counts[os.path.basename(path)[:-len(".json")]] = (ran - failed, failed)
    return counts, long


def totals(said, ended, counts):
    passed = failed = 0
    broken = []
    for number, (name, is_good) in ended.items():
        own = next((TOTALS.search(line) for line in reversed(said.get(number, []))
                    if TOTALS.search(line)), None)
        good, bad = (1, 0) if is_good else (0, 1)
        if f"{name}_test" in counts or name in counts:
            good, bad = counts.get(f"{name}_test") or counts[name]
        elif own:
            good, bad = int(own[1]), int(own[2])
        if not is_good:
            bad = max(bad, 1)
            broken.append(name)
        passed, failed = passed + good, failed + bad
    return passed, failed, broken


def main():
    options = arguments()
    results = os.path.abspath(f"{options.build}/test-results")
    shutil.rmtree(results, ignore_errors=True)
    os.makedirs(results)
    status, said, ended = run(options, results)
    counts, long = counted_by_googletest(results)
    passed, failed, broken = totals(said, ended, counts)
    for line in long:
        print("over a second, and not named _slow:", line)
    if broken:
        print("failed:", " ".join(broken))
    if status != 0:
        failed = max(failed, 1)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or passed == 0 else 0)


if __name__ == "__main__":
    main()
