"""Results: the folder that receives them, what they say, and that the same run says it again."""
import csv

from bad_input import BUY, case
from stage import strategy

FILES = {"result.json", "orders.csv", "fills.csv", "trades.csv", "equity.csv", "weeks.csv", "explain.csv",
         "report.html"}
COLUMNS = {
    "orders.csv": "id,instrument,side,type,validity,product,quantity,limit,trigger,written,state,filled,average,reason",
    "fills.csv": "order,instrument,side,quantity,price,time,charges,rule",
    "trades.csv": "instrument,side,quantity,entry_time,entry_price,exit_time,exit_price,gross,charges,net",
    "equity.csv": "time,equity,cash,gross_exposure",
}
EVERY_THIRD = """    const InstrumentId id = context.instrument_of(bar);
    static int bars = 0;
    if (++bars % 3 == 1) context.buy(id, Quantity{10});
    if (bars % 3 == 0 && !context.position(id).is_flat()) context.sell(id, context.position(id).quantity);"""


@case
def a_result_has_its_eight_files_and_columns(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy(EVERY_THIRD), "--out", "results").exits(0).says("Wrote    results/report.html")
    assert {p.name for p in (stage.folder / "results").iterdir()} == FILES
    for name, columns in COLUMNS.items():
        assert (stage.folder / "results" / name).read_text().splitlines()[0] == columns, name


@case
def an_earlier_result_is_replaced_and_a_foreign_folder_refused(stage):
    stage.import_days().exits(0)
    for _ in range(2):
        stage.backtest(strategy(EVERY_THIRD), "--out", "results/").exits(0)
    (stage.folder / "empty").mkdir()
    stage.backtest(strategy(EVERY_THIRD), "--out", "empty").exits(0)
    stage.write("results/mine.txt", "mine")
    stage.backtest(strategy(EVERY_THIRD), "--out", "results").exits(2).says("results", "expected")
    assert (stage.folder / "results/mine.txt").read_text() == "mine"
    stage.backtest(strategy(EVERY_THIRD), "--out", "none/results").exits(2).says("does not exist", "none")
    stage.write("file", "")
    stage.backtest(strategy(EVERY_THIRD), "--out", "file").exits(2)


@case
def the_same_run_twice_has_one_hash_and_verify_says_so(stage):
    stage.import_days().exits(0)
    first = stage.backtest(strategy(EVERY_THIRD), "--json").exits(0).json()
    again = stage.backtest(strategy(EVERY_THIRD), "--json").exits(0).json()
    assert first["state_hash"] == again["state_hash"] and len(first["state_hash"]) == 32
    other = stage.backtest(strategy(EVERY_THIRD), "--json", "--capital", "999999").exits(0).json()
    assert other["state_hash"] != first["state_hash"]


@case
def a_strategy_that_differs_from_run_to_run_fails_verify(stage):
    stage.import_days().exits(0)
    # It counts its bars in a variable that outlives the run, so its second run begins elsewhere.
    body = ("    static int bars = 0;\n    ++bars;\n    if (bars > 3 && bars < 12) "
            "context.buy(context.instrument_of(bar), Quantity{1});")
    stage.backtest(strategy(body), "--verify").exits(7).says("two runs of the same strategy")


@case
def a_clean_strategy_passes_verify(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy(BUY), "--verify").exits(0).says("the same on 2 runs")


@case
def equity_is_cash_plus_positions_and_costs_add_up(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy(EVERY_THIRD), "--out", "results", "--fees", "flat:20", "--slippage", "none").exits(0)
    fills = list(csv.DictReader((stage.folder / "results/fills.csv").open()))
    cash = 1_000_000.0
    for fill in fills:
        value = float(fill["price"]) * float(fill["quantity"])
        cash += (value if fill["side"] == "sell" else -value) - float(fill["charges"])
        assert float(fill["charges"]) == 20
    rows = list(csv.DictReader((stage.folder / "results/equity.csv").open()))
    assert abs(float(rows[-1]["cash"]) - cash) < 1e-6, (rows[-1], cash)
    trades = list(csv.DictReader((stage.folder / "results/trades.csv").open()))
    assert trades and all(abs(float(t["gross"]) - float(t["charges"]) - float(t["net"])) < 1e-9 for t in trades)


@case
def end_close_leaves_no_position_and_mark_does(stage):
    stage.import_days().exits(0)
    marked = stage.backtest(strategy(BUY), "--json", "--end", "mark").exits(0).json()
    closed = stage.backtest(strategy(BUY), "--json", "--end", "close").exits(0).json()
    assert len(marked["open_positions"]) == 1 and marked["metrics"]["trades"] == 0
    assert closed["open_positions"] == [] and closed["metrics"]["trades"] == 1


@case
def require_turns_a_verdict_into_an_exit_code(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy(BUY), "--require", "pass").exits(7)


@case
def a_locale_without_utf_8_gets_plain_letters(stage):
    stage.import_days().exits(0)
    said = stage.backtest(strategy(BUY), environment={"LC_ALL": "C"}).exits(0)
    assert said.out.isascii(), said.out
    said.says("Rs")


@case
def report_shows_a_result_again(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy(BUY), "--out", "results").exits(0)
    stage.run("report", "results").exits(0).says("Net profit", "file://")
    stage.run("report", "none").exits(3).says("result.json")


@case
def parts_are_listed_for_people_and_programs(stage):
    stage.run("parts").exits(0).says("rsi_reversion", "percent_of_equity")
    parts = stage.run("parts", "--json").exits(0).json()["parts"]
    assert {"signal", "sizer", "execution", "slippage", "fees"} <= {part["kind"] for part in parts}
    stage.run("parts", "rsi_reverson").exits(3).says("nearest   rsi_reversion")


@case
def new_never_overwrites(stage):
    stage.run("new", "mine.cpp").exits(0)
    stage.run("new", "mine.cpp").exits(2).says("is there already")
    stage.run("new", "mine.txt").exits(2)


@case
def what_limits_refused_is_told_at_the_end(stage):
    stage.import_days().exits(0)
    body = "    context.sell(context.instrument_of(bar), Quantity{1});"
    stage.backtest(strategy(body)).exits(0).says("Denied   15 of 15 orders: Z13 SHORT_NOT_ALLOWED")


@case
def product_and_charges_are_those_of_the_orders(stage):
    stage.import_days().exits(0)
    body = """    const auto id = context.instrument_of(bar);
    if (context.position(id).is_flat()) {
      context.submit({.instrument = id, .quantity = Quantity{1}, .product = Product::Mis});
    }"""
    result = stage.backtest(strategy(body), "--json").exits(0).json()
    assumed = {each["text"]: each["optimistic"] for each in result["assumptions"]}
    assert result["run"]["product"] == "MIS"
    assert assumed.get("MIS is not squared off at the close") is True, assumed
    assert "NSE equity intraday charges by trade date, Zerodha" in assumed, assumed
    assert "same-day CNC is charged as delivery" not in assumed, assumed


@case
def a_period_without_bars_is_refused(stage):
    stage.import_days().exits(0)
    said = stage.backtest(strategy(BUY), "--from", "2024-01-06", "--to", "2024-01-07")
    said.exits(3).says("no bars of NSE:INFY 1d lie in the period", "2024-01-06 to 2024-01-07", "exit 3")


@case
def a_week_that_the_data_cut_is_partial(stage):
    stage.import_days("date,open,high,low,close,volume\n" + "".join(
        f"2024-01-{day:02},100,101,99,100,1000\n" for day in (3, 4, 5, 8, 9, 10, 11, 12))).exits(0)
    weeks = stage.backtest(strategy(BUY), "--json").exits(0).json()["weeks"]
    assert [(week["week"], week["partial"]) for week in weeks] == [("2024-W01", True), ("2024-W02", False)]
