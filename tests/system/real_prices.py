"""The main job on real price files, which are read where they lie."""
from bad_input import BUY, case
from stage import strategy

CROSSOVER = ("--set", "fast=10", "--set", "slow=30")


def import_file(stage, name, instrument, interval, *more):
    return stage.run("import", "csv", stage.real / "backtrader" / name, "--instrument", instrument,
                     "--interval", interval, *more)


def main_job(stage, instrument, *more):
    if not (stage.folder / "crossover.cpp").exists():
        stage.run("new", "crossover.cpp").exits(0)
    run = ("backtest", "crossover.cpp", "--instrument", instrument, *CROSSOVER, "--json", *more)
    first = stage.run(*run).exits(0).json()
    again = stage.run(*run).exits(0).json()
    assert first["state_hash"] == again["state_hash"]
    assert first["fills"] > 0
    return first


@case
def the_files_are_there(stage):
    assert (stage.real / "backtrader").is_dir(), f"no price files in {stage.real}"


@case
def days_of_2006(stage):
    import_file(stage, "2006-day-001.txt", "NSE:INFY", "1d", "--zone", "Asia/Kolkata").exits(0).says("stored       255")
    result = main_job(stage, "NSE:INFY", "--from", "2006-01-01", "--to", "2006-12-31")
    assert result["run"]["bars"] == 255


@case
def days_of_two_years_and_a_benchmark(stage):
    said = import_file(stage, "2005-2006-day-001.txt", "EUREX:ESX", "1d", "--currency", "EUR")
    said.exits(0).says("stored       512")
    main_job(stage, "EUREX:ESX", "--benchmark", "EUREX:ESX", "--from", "2006-01-01")


@case
def five_minutes_of_january(stage):
    import_file(stage, "2006-min-005.txt", "EUREX:ESX", "5m", "--currency", "EUR", "--zone", "Europe/Berlin").exits(0)
    result = main_job(stage, "EUREX:ESX")
    assert result["run"]["bars"] == 2142, result["run"]["bars"]


@case
def twenty_years_of_days_with_an_adjusted_close(stage):
    said = import_file(stage, "orcl-1995-2014.txt", "NYSE:ORCL", "1d", "--currency", "USD").exits(0)
    said.says("stored       5,036", "Adj Close")
    main_job(stage, "NYSE:ORCL")
    said = import_file(stage, "nvda-1999-2014.txt", "NASDAQ:NVDA", "1d", "--currency", "USD")
    said.exits(0).says("stored       4,012")
    main_job(stage, "NASDAQ:NVDA", "--instrument", "NYSE:ORCL")


@case
def quotes_and_ticks_are_bad_input(stage):
    import_file(stage, "bidask.csv", "NSE:INFY", "1m").exits(3).says("no column")
    said = import_file(stage, "ticksample.csv", "EUREX:ESX", "1m", "--currency", "EUR")
    assert said.code in (0, 3), said.err
    assert stage.run("data", "list").exits(0)


@case
def the_warm_up_is_read_from_before_the_run(stage):
    import_file(stage, "2005-2006-day-001.txt", "EUREX:ESX", "1d", "--currency", "EUR").exits(0)
    stage.write("mine.cpp", strategy(BUY))
    stage.run("new", "crossover.cpp").exits(0)
    late = stage.run("backtest", "crossover.cpp", "--instrument", "EUREX:ESX", "--from", "2006-03-01",
                     "--json").exits(0).json()
    assert late["run"]["from"] >= "2006-03-01"
