"""What user code may do wrong: its run ends, the message names the place, and no result is left."""
import csv

from bad_input import case
from stage import HEAD as HEADER, strategy

HEAD = "    static int bars = 0;\n    ++bars;\n    (void)context;\n    (void)bar;\n"


def ends(stage, body, *texts, code=5, more=()):
    stage.import_days().exits(0)
    stage.backtest(strategy(HEAD + body), "--out", "results", *more).exits(code).says(*texts, f"exit {code}")
    left = [p.name for p in stage.folder.iterdir() if p.name.startswith("results")]
    assert not left, f"left behind: {left}"


@case
def a_crash_names_the_line(stage):
    ends(stage, "    if (bars == 3) *reinterpret_cast<volatile int*>(8) = 1;", "strategy crashed", "on_bar",
         "mine.cpp:10", "SIGSEGV", "results is as it was")


@case
def a_division_by_zero_names_the_line(stage):
    ends(stage, "    volatile int zero = bars - bars;\n    if (bars == 2) bars = 100 / zero;", "SIGFPE", "mine.cpp:11")


@case
def an_endless_loop_is_stopped(stage):
    ends(stage, "    for (volatile bool on = true; on;) {}", "without finishing an event", "on_bar, mine.cpp:10",
         more=("--time-limit", "0.3"))


@case
def an_endless_constructor_is_stopped_too(stage):
    stage.import_days().exits(0)
    text = strategy("    (void)context; (void)bar;", members="  Mine() { if (getenv(\"HOME\")) throw 5; }\n")
    stage.backtest("#include <cstdlib>\n" + text).exits(5).says("strategy threw an exception")


FOREVER = "for (volatile bool on = true; on;) {}"


@case
def an_endless_loop_outside_the_callbacks_is_stopped_too(stage):
    stage.import_days().exits(0)

    def stops(text, *where):
        stage.backtest(text, "--time-limit", "0.3", "--out", "results").exits(5).says(
            "without finishing an event", "where", *where)
        assert not list(stage.folder.glob("results*"))

    for head in ("std::vector<Interval> intervals() const override", "Thresholds thresholds() const override"):
        members = f"  {head} {{\n {FOREVER}\n return {{}}; }}\n"
        stops(strategy("    (void)context; (void)bar;", members=members), "loading, mine.cpp:9")
    stops(strategy("    (void)context; (void)bar;", members=f"  ~Mine() {{\n {FOREVER}\n }}\n"), "loading, mine.cpp:9")


@case
def an_endless_indicator_is_stopped_in_the_run_and_while_it_is_drawn(stage):
    stage.import_days().exits(0)
    for bars, where in ((3, "an indicator, mine.cpp:10, at 2024-01-03 15:30 IST"),
                        (18, "an indicator, while its line is drawn, mine.cpp:10")):
        text = f"""{HEADER}#include <array>
struct Stuck {{
  static inline int bars = 0;
  double last = 0;
  void update(double close) {{
    last = close;
    if (++bars == {bars})
      {FOREVER}
  }}
  void rescale(double) {{}}
  std::size_t warm_up() const {{ return 1; }}
  std::array<sdk::PriceLine, 1> lines() const {{ return {{sdk::PriceLine{{"stuck", 1, last}}}}; }}
}};
class Mine final : public Strategy {{
  void on_start(Context& context) override {{ stuck_ = &context.add(context.series()[0].id, Stuck{{}}); }}
  const Stuck* stuck_ = nullptr;
}};
MUHURAT_STRATEGY(Mine)
"""
        stage.backtest(text, "--time-limit", "0.3", "--out", "results").exits(5).says(
            "without finishing an event", where)
        assert not list(stage.folder.glob("results*"))


@case
def an_exception_is_told_with_its_words_and_place(stage):
    stage.import_days().exits(0)
    body = HEAD + '    if (bars == 2) throw std::runtime_error("my own words");'
    stage.backtest("#include <stdexcept>\n" + strategy(body), "--out", "results").exits(5).says(
        "strategy threw an exception", "my own words", "mine.cpp:11", "exit 5")
    assert not (stage.folder / "results").exists()


@case
def exit_in_user_code_is_no_success(stage):
    stage.import_days().exits(0)
    body = HEAD + "    if (bars == 2) exit(0);"
    stage.backtest("#include <cstdlib>\n" + strategy(body), "--out", "results").exits(5).says(
        "strategy ended the process", "exit(0)", "mine.cpp:11")
    assert not (stage.folder / "results").exists()


@case
def history_that_is_not_kept_is_told_and_not_empty(stage):
    stage.import_days().exits(0)
    body = HEAD + "    if (bars == 2 && context.history(bar.series).empty()) return;"
    stage.backtest(strategy(body)).exits(5).says("history of a series that is not kept", "keep_history", "mine.cpp")


@case
def a_strategy_that_closes_everything_leaves_no_result(stage):
    stage.import_days().exits(0)
    body = HEAD + "    for (int i = 0; i < 100; ++i) close(i);"
    stage.backtest("#include <unistd.h>\n" + strategy(body), "--out", "results").exits(5).says("kept", "results")
    assert not list(stage.folder.glob("results*"))


@case
def folders_beside_the_result_are_the_users(stage):
    stage.import_days().exits(0)
    for name in ("results.new-2024", "results.new-1", "results.new-x"):
        stage.write(f"{name}/notes.txt", "mine")
    for body in (HEAD, HEAD + "    if (bars == 2) exit(0);"):
        stage.backtest("#include <cstdlib>\n" + strategy(body), "--out", "results")
        names = sorted(path.name for path in stage.folder.glob("results*"))
        assert names == ["results", "results.new-1", "results.new-2024", "results.new-x"], names
        assert len(list(stage.folder.glob("results.new-*/notes.txt"))) == 3


@case
def abort_is_told_as_such(stage):
    stage.import_days().exits(0)
    stage.backtest("#include <cstdlib>\n" + strategy(HEAD + "    abort();")).exits(5).says("SIGABRT", "mine.cpp:11")


@case
def a_stack_that_runs_over_is_a_crash_like_any_other(stage):
    members = ("  int deeper(int n) {\n    volatile char room[4096];\n    room[n % 4096] = 1;\n"
               "    return deeper(n + 1) + room[0];\n  }\n")
    stage.import_days().exits(0)
    stage.backtest(strategy(HEAD + "    deeper(bars);", members=members)).exits(5).says("SIGSEGV", "mine.cpp")


@case
def orders_without_end_are_stopped(stage):
    ends(stage, "    for (;;) context.buy(context.instrument_of(bar), Quantity{1});", "error: ")


@case
def a_broken_rule_of_the_kit_is_told(stage):
    stage.import_days().exits(0)
    members = ("  void on_start(Context& context) override {\n"
               "    context.keep_history(context.matching_series(context.instruments()[0].id), 3);\n  }\n")
    body = HEAD + "    context.history(bar.series)[BarsAgo{9000u}];"
    stage.backtest(strategy(body, members=members)).exits(5).says("SIGABRT", "mine.cpp:10")


@case
def what_user_code_prints_does_not_mix_with_the_result(stage):
    stage.import_days().exits(0)
    text = "#include <cstdio>\n" + strategy(HEAD + '    std::puts("mine");')
    said = stage.backtest(text, "--json").exits(0)
    assert "mine" not in said.out.splitlines(), "user code printed into the result"
    assert said.json()["format"] == "muhurat-result"
    said.says("mine")


@case
def an_order_that_the_gate_denies_is_told_to_the_strategy(stage):
    stage.import_days().exits(0)
    members = ("  void on_order(Context&, const OrderEvent& event) override {\n"
               "    if (event.kind != OrderEventKind::Denied) return;\n"
               "    std::fprintf(stderr, \"denied %s\\n\", event.refusal.rule);\n"
               "  }\n")
    body = HEAD + """    const Price off_tick = Price::from_raw(10003 * Price::one / 1000);
    if (bars == 1) context.buy(context.instrument_of(bar), Quantity{1}, Limit{off_tick});"""
    stage.backtest("#include <cstdio>\n" + strategy(body, members=members)).exits(0).says("denied C07")


@case
def a_change_that_the_gate_refuses_leaves_the_order_as_it_was(stage):
    stage.import_days().exits(0)
    body = """    const InstrumentId id = context.instrument_of(bar);
    if (!context.position(id).is_flat() || bars++ > 0) return;
    const OrderId order = context.submit({.instrument = id, .quantity = Quantity{10}, .reason = {"breakout"}});
    context.change(order, {.quantity = Quantity{10'000'000}});"""
    said = stage.backtest(strategy(body, members="  int bars = 0;\n"), "--out", "results").exits(0)
    assert "Denied" not in said.out, said.out
    order, = csv.DictReader((stage.folder / "results/orders.csv").open())
    assert (order["state"], order["filled"], order["reason"]) == ("filled", "10", "breakout"), order
    chain, = csv.DictReader((stage.folder / "results/explain.csv").open())
    assert chain["risk"].startswith("passed; a change was refused by Z11 MARGIN_INSUFFICIENT: value "), chain
    assert chain["venue"] == "filled, at the open", chain


@case
def a_timer_after_on_start_is_refused(stage):
    ends(stage, "    context.before_close(Duration::minutes(5));", "before_close after on_start", "in on_start")


@case
def a_price_off_the_tick_is_told_whole(stage):
    stage.import_days().exits(0)
    body = "    context.buy(context.instrument_of(bar), Quantity{1}, Limit{Price::from_raw(669'35000001)});"
    stage.backtest(strategy(body), "--out", "results").exits(0)
    for row in csv.DictReader((stage.folder / "results/orders.csv").open()):
        assert row["reason"] == "C07 TICK_SIZE: value 669.35000001, limit 0.05, nearest 669.35 and 669.4", row


@case
def a_time_of_day_lies_within_a_day(stage):
    stage.import_days().exits(0)
    members = "  void on_start(Context& context) override { context.at_time_of_day(25, 99); }\n"
    said = stage.backtest(strategy("    (void)context; (void)bar;", members=members))
    said.exits(5).says("at_time_of_day outside a day", "1599 minutes")


@case
def thresholds_name_metrics_that_there_are_each_once(stage):
    stage.import_days().exits(0)
    for list_of, text in (
        ('{{.metric = "sharp"}}', "sharpe"),
        ('{{.metric = "sharpe", .limit = 1}, {.metric = "sharpe", .limit = 2}}', "names sharpe twice"),
    ):
        members = f"  Thresholds thresholds() const override {{ return {list_of}; }}\n"
        stage.backtest(strategy("    (void)context; (void)bar;", members=members)).exits(3).says(text)


@case
def a_threshold_without_a_kind_judges_as_its_metric_does(stage):
    stage.import_days().exits(0)
    members = """  Thresholds thresholds() const override {
    return {{.metric = "max_drawdown", .limit = 0.2}, {.metric = "sharpe", .limit = -1}};
  }\n"""
    judged = stage.backtest(strategy("    (void)context; (void)bar;", members=members), "--json").exits(0).json()
    kinds = {each["metric"]: each["kind"] for each in judged["verdict"]["thresholds"]}
    assert (kinds["max_drawdown"], kinds["sharpe"]) == ("at_most", "at_least"), kinds


PARTS = """[signal]
part = "rsi_reversion"
[sizer]
part = "risk_per_trade"
[execution]
part = "bracket"
"""


@case
def a_parameter_of_two_parts_wants_its_table(stage):
    stage.import_days().exits(0)
    said = stage.backtest(PARTS, "--set", "atr_period=3", name="mine.toml")
    said.exits(3).says("more than one part has a parameter atr_period", "sizer.atr_period or execution.atr_period")


@case
def a_threshold_has_one_limit(stage):
    stage.import_days().exits(0)
    for limits, text in (("at_least = 1, at_most = 2", "at_least or at_most, one of them"),
                         ('at_least = "1"', "a number"), ("at_least = 1, hard = 1", "true or false")):
        said = stage.backtest(f"{PARTS}[thresholds]\nsharpe = {{ {limits} }}\n", name="mine.toml")
        said.exits(3).says(text)


@case
def a_threshold_of_weeks_has_one_kind_and_is_never_hard(stage):
    stage.import_days().exits(0)
    for key, value, *texts in (("week.return", "{ at_most = 0.9 }", "mine.toml:8: week.return takes no at_most",
                                "expected  at_least", "found     at_most 0.9"),
                               ("week.drawdown", "{ at_least = 0.05 }", "week.drawdown takes no at_least"),
                               ("week.return", "{ at_least = 0.9, hard = true }",
                                "mine.toml:8: week.return cannot be hard"),
                               ("week.retrun", "0.9", 'unknown key "thresholds.week.retrun"',
                                "nearest   thresholds.week.return")):
        stage.backtest(f"{PARTS}[thresholds]\n{key} = {value}\n", name="mine.toml").exits(3).says(*texts)
    for threshold, text in ((".kind = Threshold::Kind::AtMost, .limit = 0.9", "week.return takes no at_most"),
                            (".limit = 0.9, .hard = true", "week.return cannot be hard")):
        members = ('  Thresholds thresholds() const override { return {{.metric = "week.return", '
                   f"{threshold}}}}}; }}\n")
        said = stage.backtest(strategy("    (void)context; (void)bar;", members=members))
        said.exits(3).says("thresholds(): " + text)
    kept = stage.backtest(f"{PARTS}[thresholds]\nweek.return = {{ at_least = 0.9 }}\n", "--json", name="mine.toml")
    weeks = kept.exits(0).json()["weeks"]
    assert all("limit 90.00%" in week["reason"] for week in weeks if week["verdict"] != "no_trades"), weeks


@case
def amounts_beyond_reason_are_refused_and_end_no_run(stage):
    stage.import_days().exits(0)
    body = """    const InstrumentId id = context.instrument_of(bar);
    if (context.position(id).is_flat()) context.buy(id, context.quantity_for(id, 0.95));"""
    stage.backtest(strategy(body), "--capital", "1000000000000000").exits(0)
    stage.backtest(strategy(body), "--capital", "1000000000000001").exits(2).says("at most 1000000000000000")
    for capital in ("0.01", "1000000000000000"):
        stage.backtest(strategy(body), "--capital", capital, "--limits", "none", "--product", "MIS").exits(0)
    far = "Price::max()", "-Price::max()", "Price::from_raw(Price::max().raw() / 5000000 * 5000000)"
    for limits in ("market", "none"):
        for price in far:
            body = f"""    const InstrumentId id = context.instrument_of(bar);
    context.buy(id, Quantity{{1}}, Limit{{{price}}});
    context.sell(id, Quantity{{1}}, Stop{{{price}}});
    context.submit({{.instrument = id, .quantity = Quantity{{1}}, .bracket = {{{price}, {price}}}}});"""
            stage.backtest(strategy(body), "--limits", limits).exits(0).says("45 of 45 orders: C01 MALFORMED_ORDER")
