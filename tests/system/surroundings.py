"""What stands around a run: where its output goes, the folder for its result, the cache of compiled strategies."""
import math
import os
import signal
import subprocess
import threading
import time

from bad_input import BUY, case
from stage import DAYS, strategy

BACKTEST = ("backtest", "mine.cpp", "--instrument", "NSE:INFY")


@case
def output_that_cannot_be_written_is_no_success(stage):
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy(BUY))
    stage.run(*BACKTEST, "--out", "results").exits(0)
    for words in (BACKTEST, (*BACKTEST, "--json"), ("data", "list"), ("data", "show", "NSE:INFY"), ("parts",),
                  ("parts", "--json"), ("config",), ("report", "results"), ("--help",), ("--version",)):
        with open("/dev/full", "w", encoding="utf-8") as full:
            said = stage.run(*words, output=full).exits(6)
        assert said.err == ("error: cannot write standard output\n  found     No space left on device\n"
                            "  do        free some space and repeat the command\nexit 6\n"), (words, said.err)


@case
def an_output_that_is_closed_is_no_file_of_ours(stage):
    # Without the stream, its number would go to the lock of the data folder, and the text into it.
    stage.write("prices.csv", DAYS)
    words = "import csv prices.csv --instrument NSE:INFY --interval 1d"
    closed = subprocess.run(["sh", "-c", f"exec {stage.program} {words} >&-"], cwd=stage.folder, env=stage.environment,
                            stderr=subprocess.PIPE, text=True, check=False)
    assert closed.returncode == 6 and "cannot write standard output" in closed.stderr, closed
    assert (stage.folder / "data/.lock").read_text().strip().isdigit()


@case
def a_reader_that_has_gone_ends_the_program_quietly(stage):
    for restores in (True, False):  # False: SIGPIPE is ignored, as some callers leave it
        reader, writer = os.pipe()
        os.close(reader)
        said = stage.run("parts", output=writer, restore_signals=restores).exits(-signal.SIGPIPE)
        os.close(writer)
        assert said.err == "", said.err


@case
def a_folder_whose_place_cannot_be_taken_is_refused_before_the_run(stage):
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy("    (void)context; (void)bar; exit(0);"))  # it must not come so far
    here = stage.folder / "here"
    here.mkdir()
    (stage.folder / "dangling").symlink_to("nowhere")
    run = ("backtest", stage.folder / "mine.cpp", "--instrument", "NSE:INFY", "--out")
    for out, found in ((".", "the current folder"), ("./", "the current folder"), (here, "the current folder"),
                       ("/proc", "a mount point"), ("../dangling", "a link to nowhere, which does not exist")):
        stage.run(*run, out, folder=here).exits(2).says("cannot be exchanged for a result", found, "exit 2")
    stage.run(*run, "", folder=here).exits(2).says("--out", "exit 2")
    stage.run(*run[:-1], "--out=", folder=here).exits(2).says("--out", "exit 2")
    assert not list(here.iterdir()) and not [p for p in stage.folder.iterdir() if ".new" in p.name]


@case
def a_link_to_a_result_stays_and_its_folder_is_exchanged(stage):
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy(BUY))
    (stage.folder / "kept").mkdir()
    stage.run(*BACKTEST, "--out", "kept/first").exits(0)
    (stage.folder / "results").symlink_to("kept/first")
    before = (stage.folder / "kept/first").stat().st_ino
    stage.run(*BACKTEST, "--out", "results").exits(0).says("results/report.html")
    assert (stage.folder / "results").is_symlink()
    assert [p.name for p in (stage.folder / "kept").iterdir()] == ["first"]
    assert (stage.folder / "kept/first").stat().st_ino != before


@case
def a_damaged_cache_of_strategies_heals(stage):
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy(BUY))
    own = {"MUHURAT_CACHE": str(stage.folder / "cache")}
    stage.run(*BACKTEST, environment=own).exits(0)
    library, = (stage.folder / "cache/strategies").glob("*.so")
    for size in (library.stat().st_size // 2, 0):
        os.truncate(library, size)
        stage.run(*BACKTEST, environment=own).exits(0)
    sdk, = (stage.folder / "cache").glob("sdk-*")
    (sdk / "trading/order.hpp").unlink()
    stage.write("mine.cpp", strategy(BUY + "\n"))
    stage.run(*BACKTEST, environment=own).exits(0)


@case
def an_interrupt_is_told_as_one_wherever_it_meets_the_run(stage):
    stage.run("demo").exits(0)
    stage.write("mine.cpp", strategy("""    volatile double sum = 0;
    for (int i = 0; i < 500; ++i) sum = sum + bar.close.to_double();
    (void)context;"""))
    run = ("backtest", "mine.cpp", "--instrument", "NSE:ASHVA", "--interval", "1m", "--out", "results")
    stage.run(*run).exits(0)
    begun = time.monotonic()
    stage.run(*run).exits(0)
    whole = time.monotonic() - begun
    for i in range(24):
        # As a terminal does it: to the program and its child at once.
        with subprocess.Popen([str(stage.program), *run], cwd=stage.folder, env=stage.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as done:
            time.sleep(whole * i / 24)
            if done.poll() is None:
                os.killpg(done.pid, signal.SIGINT)
            error = done.communicate()[1]
        # A signal before the run began, or once the result was in place, ends it as any program.
        assert done.returncode in (0, 130, -signal.SIGINT), (done.returncode, error)
        if done.returncode == 130:
            assert error.startswith("error: interrupted\n") and "crashed" not in error, error
            where = [line for line in error.splitlines() if line.startswith("  where")]
            assert not where or where[0].split()[1][0].isalnum(), error
        left = sorted(p.name for p in stage.folder.glob("results*"))
        assert left == ["results"], (left, error)


@case
def a_backtest_sees_an_import_of_several_years_wholly_or_not_at_all(stage):
    parts = '[signal]\npart = "rsi_reversion"\n[sizer]\npart = "fixed"\n[execution]\npart = "market"\n'
    stage.write("parts.toml", parts)

    def days(factor):
        waves = [round(factor * (100 + 30 * math.sin(i / 9)), 2) for i in range(12 * 11 * 20)]
        dates = (f"{2015 + i // 240}-{i // 20 % 12 + 1:02}-{i % 20 + 1:02}" for i in range(len(waves)))
        return "date,open,high,low,close\n" + "".join(f"{date},{w},{w},{w},{w}\n" for date, w in zip(dates, waves))

    def found():
        said = stage.run("backtest", "parts.toml", "--instrument", "NYSE:T").exits(0)
        return next(line for line in said.out.splitlines() if line.startswith("Hash"))

    imports = [("import", "csv", stage.write(f"{factor}.csv", days(factor)), "--instrument", "NYSE:T",
                "--interval", "1d", "--currency", "USD", "--replace") for factor in (1, 3)]
    whole = set()
    for words in imports:
        stage.run(*words).exits(0)
        whole.add(found())
    assert len(whole) == 2
    is_done = threading.Event()

    def import_on():
        while not is_done.is_set():
            for words in imports:
                stage.run(*words)

    importer = threading.Thread(target=import_on)
    importer.start()
    try:
        mixed = {found() for _ in range(60)} - whole
    finally:
        is_done.set()
        importer.join()
    assert not mixed, f"{len(mixed)} runs over a mixture of two imports"
