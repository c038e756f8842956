"""Results: the folder that receives them, what they say, and that the same run says it again."""
import csv
import decimal
import json

from bad_input import BUY, case
from stage import DAYS, strategy

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
    # Not there yet when the run began.
    body = '    std::ofstream{"empty/mine.txt"} << "mine";'
    text = strategy(body).replace("#include", "#include <fstream>\n#include", 1)
    stage.backtest(text, "--out", "empty").exits(2).says("is not a result of ours", "empty is as it was")
    assert (stage.folder / "empty/mine.txt").read_text() == "mine"
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
def a_strategy_that_trades_otherwise_on_shorter_data_fails_verify(stage):
    stage.import_days().exits(0)
    # It is made four times: to be asked for its intervals, for the two runs, and for the cut one.
    made = "  static inline int made = 0;\n  Mine() { ++made; }\n"
    for other in ("Quantity{made == 4 ? 2 : 1}", "Quantity{1}, Limit{Price{made == 4 ? 90 : 91}}"):
        body = f"    context.buy(context.instrument_of(bar), {other});"
        stage.backtest(strategy(body, members=made), "--verify").exits(7).says(
            "looked into the future", "other quantities")
    once = "    if (made != 4 || bar.close < Price{103}) context.buy(context.instrument_of(bar), Quantity{1});"
    stage.backtest(strategy(once, members=made), "--verify").exits(7).says("looked into the future", "is not written")


@case
def verify_cuts_among_the_bars_that_can_trade_and_not_in_the_warm_up(stage):
    stage.import_days().exits(0)
    members = ("  static inline int made = 0;\n  Mine() { ++made; }\n"
               "  void on_start(Context& context) override { context.add(SeriesId{0}, Sma{10}); }\n")
    body = "    context.buy(context.instrument_of(bar), Quantity{made == 4 ? 2 : 1});"
    for first in range(15, 20):
        stage.backtest(strategy(body, members=members), "--verify", "--from", f"2024-01-{first}").exits(7).says(
            "looked into the future")


@case
def verify_cuts_where_there_is_an_order_to_compare(stage):
    stage.import_days().exits(0)
    members = "  static inline int made = 0;\n  Mine() { ++made; }\n"
    body = ("    if (bar.close >= Price{114}) context.buy(context.instrument_of(bar), "
            "Quantity{made == 4 ? 2 : 1});")
    stage.backtest(strategy(body, members=members), "--verify").exits(7).says("looked into the future")


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
def the_weeks_sum_up_to_the_net_profit(stage):
    stage.import_days().exits(0)
    options = "--fees", "percent:0.0333", "--slippage", "bps:1.7", "--end", "close", "--out", "results"
    stage.backtest(strategy(EVERY_THIRD), *options).exits(0)
    result = json.loads((stage.folder / "results/result.json").read_text())
    weeks = list(csv.DictReader((stage.folder / "results/weeks.csv").open()))
    assert [week["net"] for week in weeks] == [week["net"] for week in result["weeks"]]
    for week, figure in (("net", "net_profit"), ("costs", "costs")):
        in_all = sum(decimal.Decimal(each[week]) for each in result["weeks"])
        assert in_all == decimal.Decimal(result["metrics"][figure]), (week, in_all, result["metrics"][figure])
    assert any(len(each["net"].partition(".")[2]) > 2 for each in weeks), weeks


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
def report_refuses_another_version_and_a_result_that_lacks_a_field(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy(BUY), "--out", "results").exits(0)
    whole = json.loads((stage.folder / "results/result.json").read_text())

    def says(change, *texts):
        result = json.loads(json.dumps(whole))
        change(result)
        stage.write("results/result.json", json.dumps(result))
        said = stage.run("report", "results").exits(3).says("results/result.json", *texts)
        assert said.out == "", said.out

    says(lambda result: result.update(version=99), "version 1", "version 99")
    says(lambda result: result.pop("version"), "no field version")
    says(lambda result: result.update(version="1"), "a field version that is not a number")
    says(lambda result: result.pop("run"), "no field run.name")
    says(lambda result: result["run"].pop("sessions"), "no field run.sessions")
    says(lambda result: result["verdict"].update(result=None), "a field verdict.result that is not a text")
    says(lambda result: result["metrics"].pop("sharpe"), "no field metrics.sharpe")
    says(lambda result: result["benchmark_metrics"].update(cagr=[]), "benchmark_metrics.cagr that is no figure")
    says(lambda result: result.pop("state_hash"), "no field state_hash")


@case
def parts_are_listed_for_people_and_programs(stage):
    stage.run("parts").exits(0).says("rsi_reversion", "percent_of_equity")
    parts = stage.run("parts", "--json").exits(0).json()["parts"]
    assert {"signal", "sizer", "execution", "slippage", "fees"} <= {part["kind"] for part in parts}
    stage.run("parts", "rsi_reverson").exits(3).says("nearest   rsi_reversion")


@case
def settings_come_from_the_file_then_the_environment(stage):
    stage.write("settings/muhurat/settings.toml", f'data = "{stage.folder}/mine"\n')
    of_file = {"XDG_CONFIG_HOME": f"{stage.folder}/settings", "MUHURAT_DATA": ""}
    stage.run("config", environment=of_file).exits(0).says(f"{stage.folder}/mine", "settings.toml:1", "MUHURAT_CACHE")
    stage.run("demo", environment=of_file).exits(0)
    assert (stage.folder / "mine").is_dir() and not (stage.folder / "data").exists()
    stage.run("config", environment=dict(of_file, MUHURAT_DATA="elsewhere")).exits(0).says("elsewhere")
    stage.run("data", "list", environment={"MUHURAT_DAT": "x"}).exits(3).says("MUHURAT_DAT", "nearest   MUHURAT_DATA")
    stage.write("settings/muhurat/settings.toml", 'cache = "x"\ndta = "x"\n')
    stage.run("data", "list", environment=of_file).exits(3).says("settings.toml:2", '"dta"', "nearest   data")


@case
def a_fill_at_mondays_midnight_is_of_its_own_week(stage):
    days = "date,open,high,low,close,volume\n" + "".join(
        f"2024-01-{day:02},100,100,100,100,1000\n" for day in range(8, 29))
    stage.import_days(days, "CRYPTO:BTC", "--currency", "USD").exits(0)
    body = """    const auto id = context.instrument_of(bar);
    static int bars = 0;
    ++bars;
    if (bars == 7) context.buy(id, Quantity{1});
    if (bars == 14) context.sell(id, Quantity{1});"""
    stage.write("mine.cpp", strategy(body))
    stage.run("backtest", "mine.cpp", "--instrument", "CRYPTO:BTC", "--fees", "flat:20", "--slippage", "none",
              "--out", "results").exits(0)
    weeks = {row["week"]: row for row in csv.DictReader((stage.folder / "results/weeks.csv").open())}
    found = {week: (row["costs"], row["trades"]) for week, row in weeks.items()}
    assert found == {"2024-W02": ("0", "0"), "2024-W03": ("20", "0"), "2024-W04": ("20", "1")}, found


@case
def a_year_has_as_many_sessions_as_the_exchange(stage):
    stage.write("data/reference/hours.csv",
                "exchange,segment,product,phase,open,close,valid_from,valid_to,status,note,source\n"
                "XNAS,EQ,all,normal,09:30,16:00,2000-01-01,,A,,made up\n"
                "NSE,EQ,all,normal,09:15,15:30,2000-01-01,,A,,made up\n")
    stage.write("mine.cpp", strategy(BUY))
    for instrument, sessions, more in (("NSE:INFY", 248, ()), ("XNAS:ACME", 252, ("--currency", "USD")),
                                       ("CRYPTO:BTC", 365, ("--currency", "USD"))):
        stage.import_days(DAYS, instrument, *more).exits(0)
        result = stage.run("backtest", "mine.cpp", "--instrument", instrument, "--json").exits(0).json()
        assert result["run"]["year_sessions"] == sessions, (instrument, result["run"])


@case
def new_takes_no_name_that_the_headers_have(stage):
    stage.import_days().exits(0)
    for name in ("strategy", "order", "position", "max", "rate", "context"):
        stage.run("new", f"{name}.cpp").exits(0)
        stage.run("backtest", f"{name}.cpp", "--instrument", "NSE:INFY").exits(0)


@case
def help_fits_a_terminal(stage):
    for command in ("backtest", "import", "import csv", "data", "data list", "parts", "new", "report", "demo"):
        said = stage.run(*command.split(), "--help").exits(0)
        long = [line for line in said.out.splitlines() if len(line) > 100]
        assert not long, (command, long)
    stage.run("import", "--help").exits(0).says("muhurat import csv prices.csv")


@case
def new_never_overwrites(stage):
    stage.run("new", "mine.cpp").exits(0)
    stage.run("new", "mine.cpp").exits(2).says("is there already")
    stage.run("new", "mine.txt").exits(2)


TWO_INTERVALS = """  std::vector<Interval> intervals() const override {
    return {Interval::minutes(60), Interval::days(1)};
  }
"""


def two_intervals(stage):
    stage.import_days().exits(0)
    stage.write("hours.csv", "time,open,high,low,close,volume\n" + "".join(
        f"2024-01-{day} {hour:02}:15,{100 + day},{103 + day},{98 + day},{101 + day},100000\n"
        for day in (17, 18, 19) for hour in range(9, 16)))
    stage.run("import", "csv", "hours.csv", "--instrument", "NSE:INFY", "--interval", "1h").exits(0)


@case
def a_run_of_two_intervals_begins_where_orders_can_fill(stage):
    two_intervals(stage)
    body = "    if (bar.close > Price{0}) context.buy(context.instrument_of(bar), Quantity{1});"
    text = strategy(body, members=TWO_INTERVALS)
    done = stage.backtest(text, "--json").exits(0).json()
    assert done["run"]["from"] == "2024-01-17", done["run"]
    assert not any("denied" in each["text"] for each in done["assumptions"]), done["assumptions"]
    assert any("coarser bars before it are warm-up" in each["text"] for each in done["assumptions"])
    named = stage.backtest(text, "--json", "--interval", "1d").exits(0).json()
    assert named["run"]["from"] == "2024-01-01", named["run"]
    stage.backtest(text, "--interval", "7m").exits(2).says("does not read 7m bars", "1h, 1d")


@case
def shares_of_nse_are_charged_beside_others_whose_charges_are_not_known(stage):
    stage.import_days().exits(0)
    stage.import_days(DAYS, "NSE:TCS").exits(0)
    stage.import_days(DAYS, "MYEX:GOLD", "--currency", "INR").exits(0)
    stage.write("mine.cpp", strategy(BUY))

    def charges(*instruments):
        words = [word for each in instruments for word in ("--instrument", each)]
        return stage.run("backtest", "mine.cpp", *words, "--json", "--slippage", "none").exits(0).json()

    both = charges("NSE:INFY", "MYEX:GOLD")
    assert both["charges"] == charges("NSE:INFY")["charges"] != charges("NSE:INFY", "NSE:TCS")["charges"]
    assert "no charges are known for MYEX:GOLD" in [each["text"] for each in both["assumptions"]]
    said = [each["text"] for each in charges("MYEX:GOLD")["assumptions"] if each["label"] == "Charges"]
    assert said == ["no charges"], said


@case
def exchanges_of_several_zones_have_one_sample_a_date(stage):
    stage.import_days(DAYS, "BINANCE:BTC", "--currency", "USD").exits(0)
    stage.import_days(DAYS, "NYSE:ORCL", "--currency", "USD", "--zone", "America/New_York").exits(0)
    stage.write("mine.cpp", strategy(BUY))
    stage.run("backtest", "mine.cpp", "--instrument", "BINANCE:BTC", "--instrument", "NYSE:ORCL", "--out",
              "results").exits(0)
    dates = [row["time"][:10] for row in csv.DictReader((stage.folder / "results/equity.csv").open())]
    # New York's last bar is known within one more date of the run, which is dated as the first instrument.
    assert len(dates) == len(set(dates)) == 20, dates


@case
def the_exchange_with_a_calendar_says_what_time_it_is(stage):
    stage.import_days(DAYS, "ABC:GOLD", "--currency", "INR", "--zone", "America/New_York").exits(0)
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy(BUY))
    done = stage.run("backtest", "mine.cpp", "--instrument", "NSE:INFY", "--instrument", "ABC:GOLD", "--json")
    done = done.exits(0).json()
    assert done["run"]["zone"] == "Asia/Kolkata"
    said = [each["text"] for each in done["assumptions"]]
    assert "dates and times of day are those of NSE:INFY, in Asia/Kolkata" in said, said


@case
def a_companion_of_another_zone_leaves_dates_samples_and_weeks_alone(stage):
    minutes = "".join(f"2024-07-01 {t},100,100,{low},{low},1000\n" for t, low in
                      [("09:15", 100), ("09:20", 100), ("09:25", 50), ("09:30", 50), ("15:25", 50)])
    days = minutes + minutes.replace("-07-01", "-07-02") + minutes.replace("-07-01", "-07-03")
    head = "date,open,high,low,close,volume\n"
    there = head + "".join(f"2024-07-0{day} {hour}:00,10,10,10,10,100\n" for day in (1, 2, 3) for hour in (10, 22))
    stage.write("here.csv", head + days)
    stage.write("there.csv", there)
    stage.run("import", "csv", "here.csv", "--instrument", "NSE:AA", "--interval", "5m").exits(0)
    stage.run("import", "csv", "there.csv", "--instrument", "NYSE:CC", "--interval", "5m", "--zone",
              "America/New_York", "--currency", "INR").exits(0)
    body = ("    if (context.instrument(context.instrument_of(bar)).exchange != \"NSE\" || ++bars_ > 3) return;\n"
            "    if (bars_ == 1) context.buy(context.instrument_of(bar), Quantity{100});\n"
            "    if (bars_ == 3) context.sell(context.instrument_of(bar), Quantity{100});")
    stage.write("mine.cpp", strategy(body, members="  int bars_ = 0;\n"))
    rows = {}
    for names in (("NSE:AA",), ("NSE:AA", "NYSE:CC")):
        words = [word for name in names for word in ("--instrument", name)]
        stage.run("backtest", "mine.cpp", *words, "--product", "MIS", "--from", "2024-07-01", "--to", "2024-07-03",
                  "--slippage", "none", "--out", "results").exits(0)
        weeks = list(csv.DictReader((stage.folder / "results/weeks.csv").open()))
        rows[names] = [(each["week"], each["net"], each["trades"], each["costs"]) for each in weeks]
    assert len(set(map(str, rows.values()))) == 1, rows


@case
def what_lies_after_the_period_is_not_spoken_of(stage):
    stage.import_days().exits(0)
    text = strategy(BUY)
    short = stage.backtest(text, "--json", "--to", "2024-01-05").exits(0).json()
    assert not any("calendar calls closed" in each["text"] for each in short["assumptions"])


@case
def only_the_sessions_of_the_run_are_counted(stage):
    days = ("05", "06", "07", "08", "09", "10", "11", "12", "13")  # the 6th, 7th and 13th are no trading days
    rows = "".join(f"2024-01-{day},100,103,98,101,10000\n" for day in days)
    stage.import_days("date,open,high,low,close,volume\n" + rows).exits(0)
    stage.write("mine.cpp", strategy(BUY))

    def sessions(*more):
        run = stage.run("backtest", "mine.cpp", "--instrument", "NSE:INFY", "--json", *more).exits(0).json()
        return [each["text"] for each in run["assumptions"] if each["label"] == "Sessions"]

    assert sessions() == ["NSE:INFY: bars on 3 dates that the calendar calls closed are kept"]
    assert sessions("--from", "2024-01-07", "--to", "2024-01-12") == [
        "NSE:INFY: bars on 1 date that the calendar calls closed are kept"]
    assert sessions("--from", "2024-01-08", "--to", "2024-01-12") == []
    head = "date,weekday,exchange,segment,kind,window,phase,open,close,status,note,source\n"
    stage.write("data/reference/sessions.csv", head + "".join(
        f"2024-01-{day},,NSE,EQ,special,1,normal,,,C,,test\n" for day in ("06", "07", "13")))
    assert sessions() == ["NSE:INFY: hours of 3 sessions are not sourced, regular hours taken"]
    assert sessions("--from", "2024-01-07", "--to", "2024-01-12") == [
        "NSE:INFY: hours of 1 session are not sourced, regular hours taken"]


@case
def volume_that_comes_later_changes_nothing_before_it(stage):
    silent = "".join(line.replace(",10000", ",0") + "\n" for line in DAYS.splitlines()[:9])
    stage.import_days(silent, "NYSE:HV", "--currency", "USD").exits(0)
    stage.write("mine.cpp", strategy(BUY))
    words = ("backtest", "mine.cpp", "--instrument", "NYSE:HV", "--to", "2024-01-09", "--json")
    before = stage.run(*words).exits(0).json()
    assert before["fills"] == 1, before["fills"]
    stage.import_days(DAYS.splitlines(keepends=True)[0] + "".join(DAYS.splitlines(keepends=True)[9:]), "NYSE:HV",
                      "--currency", "USD").exits(0)
    after = stage.run(*words).exits(0).json()
    assert after["state_hash"] == before["state_hash"]
    assert [said for said in before["assumptions"] if said["label"] == "Volume of NYSE:HV"] == [
        {"label": "Volume of NYSE:HV", "text": "NYSE:HV has no volume: no cap on fills", "optimistic": True}]
    assert [said["text"] for said in after["assumptions"] if said["label"] == "Volume of NYSE:HV"] == [
        "no volume of NYSE:HV within the run: no cap on its fills"]


@case
def where_volume_begins_within_a_run_is_said(stage):
    lines = DAYS.splitlines(keepends=True)
    silent = "".join(line.replace(",10000", ",0") for line in lines[1:9])
    stage.import_days(lines[0] + silent + "".join(lines[9:])).exits(0)
    stage.write("mine.cpp", strategy(BUY))

    def said(*more):
        run = stage.run("backtest", "mine.cpp", "--instrument", "NSE:INFY", "--json", *more).exits(0).json()
        return [(each["text"], each["optimistic"]) for each in run["assumptions"]
                if each["label"] == "Volume of NSE:INFY"]

    until = [("no volume of NSE:INFY until 2024-01-11: no cap on its fills", True)]
    assert said() == until, said()
    assert said("--from", "2024-01-10") == until
    assert said("--from", "2024-01-11") == []
    assert said("--to", "2024-01-10") == [("no volume of NSE:INFY within the run: no cap on its fills", True)]


@case
def holes_within_a_day_are_gaps_in_a_run_too(stage):
    stage.write("minutes.csv", "time,open,high,low,close,volume\n" + "".join(
        f"2024-01-0{day} {time // 60:02}:{time % 60:02},100,103,98,101,100000\n"
        for day in (2, 3) for time in range(9 * 60 + 15, 15 * 60 + 30) if not (day == 2 and 600 <= time < 661)))
    stage.run("import", "csv", "minutes.csv", "--instrument", "NSE:INFY", "--interval", "1m").exits(0).says("gaps")
    stage.backtest(strategy(BUY), "--out", "results").exits(0).says(
        "1 gap, 61 bars missing in NSE:INFY   (muhurat data verify NSE:INFY)")
    assert "2024-01-02 10:00 to 11:01, 61 bars missing" in (stage.folder / "results/report.html").read_text()


@case
def a_named_benchmark_is_bought_when_the_run_begins(stage):
    stage.import_days().exits(0)
    lines = DAYS.splitlines(keepends=True)
    stage.import_days("".join([lines[0], *lines[6:]]), "NSE:TCS").exits(0)
    stage.write("mine.cpp", strategy(BUY))

    def benchmark(*words):
        return stage.run("backtest", "mine.cpp", *words, "--json").exits(0).json()["benchmark_metrics"]

    own = benchmark("--instrument", "NSE:TCS", "--benchmark", "NSE:TCS")
    for more in ((), ("--from", "2023-06-01"), ("--from", "2024-01-08")):
        found = benchmark("--instrument", "NSE:TCS", "--benchmark", "NSE:INFY", *more)
        assert found == own, (more, found, own)
    stage.import_days(DAYS, "NASDAQ:QQQ", "--currency", "USD").exits(0)
    stage.run("backtest", "mine.cpp", "--instrument", "NSE:TCS", "--benchmark", "NASDAQ:QQQ").exits(3).says(
        "two currencies", "USD")


@case
def what_limits_refused_is_told_at_the_end(stage):
    stage.import_days().exits(0)
    body = "    context.sell(context.instrument_of(bar), Quantity{1});"
    stage.backtest(strategy(body)).exits(0).says("Denied   15 of 15 orders: Z13 SHORT_NOT_ALLOWED")
    said = stage.run("backtest", "mine.cpp", "--instrument", "NSE:INFY", "--json").exits(0).json()["assumptions"]
    assert any("denied by limits: Z13 SHORT_NOT_ALLOWED" in each["text"] for each in said), said


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
