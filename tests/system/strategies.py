"""What user code may do wrong: its run ends, the message names the place, and no result is left."""
from bad_input import case
from stage import strategy

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
    ends(stage, "    context.history(bar.series)[BarsAgo{9000u}];", "SIGABRT", "mine.cpp:10")


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
def a_timer_after_on_start_is_refused(stage):
    ends(stage, "    context.before_close(Duration::minutes(5));", "before_close after on_start", "in on_start")


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
