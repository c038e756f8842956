"""Files and folders that are not as they should be: one message, an exit code, and the data as before."""
import fcntl
import gzip
import os
import subprocess

from stage import DAYS, strategy

BUY = """    const auto id = context.instrument_of(bar);
    if (context.position(id).is_flat()) context.buy(id, Quantity{1});"""


def case(function):
    function.is_case = True
    return function


def refused_import(stage, text, *texts, more=(), code=3):
    stage.import_days().exits(0)
    before = stage.stored()
    stage.import_days(text, "NSE:INFY", *more).exits(code).says("error: ", *texts, f"exit {code}")
    assert stage.stored() == before, "the data changed"


@case
def a_missing_column_is_named(stage):
    refused_import(stage, DAYS.replace("close", "LTP"), "no column for the close", "line 1", "Date, Open".lower()[:4])


@case
def two_date_formats_in_one_file_are_refused_or_quarantined(stage):
    text = DAYS + "23/01/2024,1,2,1,2,5\n"
    said = stage.import_days(text)
    assert said.code in (0, 3), said.err
    said.says("line 17" if said.code == 0 else "2024")


@case
def an_empty_file_is_refused(stage):
    refused_import(stage, "", "empty")


@case
def a_header_alone_is_refused(stage):
    refused_import(stage, DAYS.splitlines()[0] + "\n")


@case
def bytes_that_would_steer_a_terminal_are_shown_as_numbers(stage):
    text = b"date,open,high,low,\x1b[31mlast\xb9\n2024-01-01,1,2,1,2\n"
    refused_import(stage, text, "no column for the close", "\\x1B[31mlast\\xB9")


@case
def a_cache_that_cannot_be_made_is_the_surroundings_fault(stage):
    stage.import_days().exits(0)
    stage.write("a_file", "")
    stage.backtest(strategy(BUY), environment={"MUHURAT_CACHE": f"{stage.folder}/a_file/cache"}).exits(6).says(
        "cannot make the folder", "a_file/cache")


@case
def gzip_is_known_by_name(stage):
    refused_import(stage, gzip.compress(DAYS.encode()), "gzip")


@case
def utf_16_is_known_by_name(stage):
    refused_import(stage, DAYS.encode("utf-16"), "UTF-16")


@case
def a_huge_line_ends_the_import_or_is_set_aside(stage):
    said = stage.import_days(DAYS + "2024-01-22," + "9" * 5_000_000 + ",1,1,1,1\n")
    assert said.code in (0, 3), said.err
    said.says("line 17" if said.code == 0 else "error: ")


@case
def a_row_cut_off_in_the_middle_is_set_aside(stage):
    stage.import_days(DAYS + "2024-01-22,101,10").exits(0).says("quarantined", "line 17", "imported with 1 row in")


@case
def nan_is_no_price(stage):
    stage.import_days(DAYS + "2024-01-22,NaN,104,99,101,5\n").exits(0).says("line 17: open is not a price")


@case
def high_below_low_is_set_aside_and_the_good_rows_kept(stage):
    said = stage.import_days(DAYS + "2024-01-22,100,90,99,95,5\n2024-01-23,100,101,99,100,5\n").exits(0)
    said.says("line 17", "stored       16")


@case
def a_second_import_finds_all_rows_there_before(stage):
    stage.import_days().exits(0)
    before = stage.stored()
    stage.import_days().exits(0).says("stored       0", "there before 15")
    assert stage.stored() == before, "the data changed"


@case
def other_values_at_a_stored_time_are_a_conflict_unless_replace(stage):
    stage.import_days().exits(0)
    changed = DAYS.replace("2024-01-05,104,107,102,105", "2024-01-05,104,107,102,106")
    stage.import_days(changed).exits(0).says("quarantined  1", "line 6")
    stage.run("data", "show", "NSE:INFY", "--rows", "30").exits(0).says("105")
    stage.import_days(changed, "NSE:INFY", "--replace").exits(0)
    shown = stage.run("data", "show", "NSE:INFY", "--rows", "30").exits(0).out
    row = [line for line in shown.splitlines() if line.startswith("2024-01-05")][0]
    assert row.split()[4] == "106.00", row


@case
def an_unknown_exchange_needs_a_currency(stage):
    stage.import_days(DAYS, "NYSE:ORCL").exits(2).says("currency")
    stage.import_days(DAYS, "NYSE:ORCL", "--currency", "USD").exits(0)


@case
def an_unknown_instrument_names_the_nearest(stage):
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy(BUY))
    stage.run("backtest", "mine.cpp", "--instrument", "NSE:INFYY").exits(3).says(
        "error: instrument NSE:INFYY is not in the data folder", "nearest   NSE:INFY", "exit 3")


@case
def an_empty_period_says_what_is_stored(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy(BUY), "--from", "2030-01-01").exits(3).says("2024-01-01 to 2024-01-19")
    stage.backtest(strategy(BUY), "--from", "2024-02-01", "--to", "2024-01-01").exits(3).says("empty")


@case
def options_that_are_not_understood_end_with_2(stage):
    stage.import_days().exits(0)
    for option, value in (("--fees", "cheap"), ("--slippage", "bps"), ("--profile", "perfect"), ("--capital", "-5"),
                          ("--product", "X"), ("--end", "never"), ("--from", "yesterday"), ("--interval", "1q")):
        stage.backtest(strategy(BUY), option, value).exits(2).says("expected", value)
    stage.backtest(strategy(BUY), "--no-such").exits(2).says("--no-such")
    stage.run().exits(2)


@case
def a_run_over_two_currencies_is_refused(stage):
    stage.import_days().exits(0)
    stage.import_days(DAYS, "NYSE:ORCL", "--currency", "USD").exits(0)
    stage.backtest(strategy(BUY), "--instrument", "NYSE:ORCL").exits(3).says("two currencies")


@case
def toml_with_wrong_keys_and_parts_is_refused_by_line(stage):
    stage.import_days().exits(0)
    good = ('[signal]\npart = "rsi_reversion"\nperiod = 2\n[sizer]\npart = "fixed"\nquantity = 1\n'
            '[execution]\npart = "market"\n[run]\ninstrument = ["NSE:INFY"]\n')
    stage.write("s.toml", good)
    stage.run("backtest", "s.toml").exits(0)
    for wrong, texts in ((good.replace("period", "perod"), ("perod", "period", "s.toml:3")),
                         (good.replace("rsi_reversion", "rsi_reverson"), ("rsi_reverson", "rsi_reversion", "s.toml:2")),
                         (good.replace("quantity = 1", "quantity = 0"), ("quantity", "s.toml:6")),
                         (good + "capitol = 5\n", ("capitol", "capital", "s.toml:11")),
                         (good + "[thresholds]\nsharp = 1\n", ("sharp", "s.toml:12")),
                         (good.replace("[execution]\npart = \"market\"\n", ""), ("execution",)),
                         (good + "[run]\n", ("s.toml",)), ("[signal\n", ("s.toml:1",))):
        stage.write("s.toml", wrong)
        stage.run("backtest", "s.toml").exits(3).says(*texts)


@case
def parameters_out_of_bounds_and_unknown_names_are_refused(stage):
    stage.import_days().exits(0)
    stage.run("new", "crossover.cpp").exits(0)
    run = ("backtest", "crossover.cpp", "--instrument", "NSE:INFY", "--set")
    stage.run(*run, "fast=0").exits(3).says("fast", "1 to 500", "--set")
    stage.run(*run, "fats=3").exits(3).says("fats", "nearest   fast")
    stage.run(*run, "fast").exits(2).says("NAME=VALUE")
    stage.run(*run, "fast=3").exits(0)


@case
def a_locked_data_folder_names_the_holder(stage):
    stage.import_days().exits(0)
    with open(stage.folder / "data/.lock", "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        before = stage.stored()
        stage.import_days().exits(6).says("is locked", f"process {os.getpid()} is writing", "exit 6")
        assert stage.stored() == before
    stage.import_days().exits(0)


JOURNAL = ("muhurat journal 1\n"
           "rename 07baf267a0c0ef53ec95a82711cc4758 reference/notes.txt\n"  # the checksum of "new" and a line's end
           "checksum a3293c8b4fb9d1c2d049e40060026ba8\n")


@case
def an_import_that_was_cut_short_is_completed_by_the_next_command(stage):
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy(BUY))
    for words in (("data", "list"), ("data", "show", "NSE:INFY"), ("data", "verify"), ("demo",),
                  ("backtest", "mine.cpp", "--instrument", "NSE:INFY"),
                  ("import", "csv", "prices.csv", "--instrument", "NSE:INFY", "--interval", "1d")):
        stage.write("data/reference/notes.txt", "old\n")
        stage.write("data/reference/notes.txt.new", "new\n")
        stage.write("data/journal", JOURNAL)
        said = stage.run(*words)
        assert said.code in (0, 7), said.err
        assert "note: an import that was cut short is complete now\n" in said.err, (words, said.err)
        stored = stage.stored()
        assert stored["reference/notes.txt"] == b"new\n" and "journal" not in stored, words
        assert "cut short" not in stage.run(*words).err, words


@case
def a_journal_that_cannot_be_followed_stops_every_command(stage):
    stage.import_days().exits(0)
    for journal, found in ((JOURNAL, "neither"), (JOURNAL.replace("notes", "other"), "checksum a3293c8b"),
                           (JOURNAL[:-1], "checksum a3293c8b"), ("", "the end of the file"), ("\0", "\\x00")):
        stage.write("data/journal", journal)
        before = stage.stored()
        stage.run("data", "list").exits(3).says("error: ", found, "nothing was read or written", "data/journal")
        stage.import_days().exits(3).says("error: ", found, "nothing was read or written", "data/journal")
        assert stage.stored() == before


@case
def a_data_folder_of_a_newer_program_is_left_alone(stage):
    stage.import_days().exits(0)
    mark = stage.folder / "data/format"
    mark.write_text(mark.read_text().replace("1", "99"))
    stage.import_days().exits(6).says("99")
    stage.run("data", "list").exits(6).says("99")


@case
def a_damaged_column_is_named(stage):
    stage.import_days().exits(0)
    column = next((stage.folder / "data").rglob("close*.col"))
    data = bytearray(column.read_bytes())
    data[5] ^= 0xFF
    column.write_bytes(data)
    stage.backtest(strategy(BUY)).exits(3).says("close", "checksum")
    stage.run("data", "verify").exits(3).says("close")


@case
def a_full_disk_leaves_the_data_as_before(stage):
    stage.import_days().exits(0)
    before = stage.stored()
    stage.write("more.csv", "date,open,high,low,close,volume\n" + "".join(
        f"2019-{month:02}-{day:02},1,2,1,2,5\n" for month in range(1, 13) for day in range(1, 29)))
    limited = ["bash", "-c", f"ulimit -f 1; trap '' XFSZ; exec '{stage.program}' import csv more.csv "
               "--instrument NSE:INFY --interval 1d"]
    done = subprocess.run(limited, cwd=stage.folder, env=stage.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 6, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    assert stage.stored() == before, "the data changed"


@case
def without_a_compiler_the_message_says_which_one(stage):
    stage.import_days().exits(0)
    empty = stage.folder / "bin"
    empty.mkdir()
    text = strategy(BUY) + f"// {os.getpid()}\n"  # of its own, so that no library is kept for it
    stage.backtest(text, environment={"PATH": str(empty)}).exits(6).says("no compiler")


@case
def a_strategy_that_does_not_compile_shows_file_and_line(stage):
    stage.import_days().exits(0)
    stage.backtest(strategy("    bar.closed;")).exits(4).says("mine.cpp:6", "error: mine.cpp did not compile", "exit 4")
    stage.run("backtest", "none.cpp", "--instrument", "NSE:INFY").exits(3).says("none.cpp")
    stage.backtest("int x;\n").exits(4).says("MUHURAT_STRATEGY")


@case
def an_import_tells_what_it_saw_and_kept(stage):
    rows = ["2024-01-02,100,101,99,100,10", "2024-01-04,150,151,149,150,10", "2024-01-03,101,102,100,101,10",
            "2024-01-06,150,151,149,150,10"] + [f"2024-01-{day:02},0,1,1,1,1" for day in range(8, 15)]
    text = "date,open,high,low,close,volume\n" + "\n".join(rows) + "\n"
    said = stage.import_days(text).exits(0)
    said.says("out of order 1", "sorted by time", "off calendar 1             line 5: no trading day",
              "jumps        1             line 3: more than a fifth", "and 2 more")
    stage.import_days(text).exits(0)
    assert len(list((stage.folder / "data/quarantine").iterdir())) == 1


@case
def an_unknown_command_names_the_nearest(stage):
    stage.run("bactest", "x.cpp").exits(2).says("unknown command bactest", "nearest   backtest")
    stage.run("data", "shw").exits(2).says("nearest   show", "do        muhurat data --help")
    stage.run("demo", "--seed", "-1").exits(2).says("a whole number from 0 on")


@case
def options_of_data_are_refused_in_the_words_of_all_others(stage):
    stage.import_days().exits(0)
    stage.import_days(DAYS, "NSE:TCS").exits(0)
    stage.run("data", "list", "--interval", "7m").exits(3).says(
        "error: no 7m bars are stored\n  expected  one of 1d\n  found     7m\n")
    stage.run("data", "list", "NSE:TCS", "--interval", "7m").exits(3).says("no 7m bars of NSE:TCS are stored")
    for rows in ("-1", "0", "1000001", "1.5", "ten"):
        stage.run("data", "show", "NSE:TCS", "--rows", rows).exits(2).says(
            "error: --rows is not understood\n  expected  a whole number, 1 to 1000000\n  found     " + rows)
    assert "… 12 more …" in stage.run("data", "show", "NSE:TCS", "--rows", "3").exits(0).out


@case
def a_command_to_paste_is_quoted_for_the_shell(stage):
    for name, word in (("a b.cpp", "'a b.cpp'"), ("it's.cpp", "'it'\\''s.cpp'"), ("plain.cpp", "plain.cpp")):
        stage.run("new", name).exits(0).says(f"Next     muhurat backtest {word} --instrument")
    stage.run("backtest", "no such.cpp", "--instrument", "NSE:INFY").exits(3).says("muhurat new 'no such.cpp'")
    stage.import_days("date,open,high,low,end\n2024-01-02,1,2,1,2\n", "NSE:M&M").exits(3).says(
        "--instrument 'NSE:M&M' --interval 1d")


@case
def line_numbers_in_a_list_have_no_commas_of_their_own(stage):
    rows = [f"2024-01-{day:02} {9 + minute // 60:02}:{minute % 60:02}" + f",{150 if day in (3, 5) else 100}" * 4
            for day in (2, 3, 4, 5) for minute in range(15, 390)]
    stage.write("minutes.csv", "date,open,high,low,close\n" + "\n".join(rows) + "\n")
    stage.run("import", "csv", "minutes.csv", "--instrument", "NSE:INFY", "--interval", "1m").exits(0).says(
        "lines 377, 752, 1127: more than a fifth")


@case
def verify_tells_what_was_kept_though_the_calendar_knows_it_not(stage):
    stage.import_days("date,open,high,low,close,volume\n2024-01-05,100,101,99,100,10\n"
                      "2024-01-06,150,151,149,150,10\n2024-01-08,150,151,149,150,10\n").exits(0)
    stage.run("data", "verify").exits(0).says("no gaps", "1 bar on dates the calendar calls closed",
                                              "1 close more than a fifth from the one before")


@case
def slippage_and_fees_are_bound_as_the_parts_are(stage):
    stage.import_days().exits(0)
    stage.write("mine.cpp", strategy(BUY))
    for option, value, bound in (("--slippage", "bps:100000", "bps:N, N a number, 0 to 1000"),
                                 ("--slippage", "ticks:1001", "ticks:N, N an integer, 0 to 1000"),
                                 ("--slippage", "volume:11", "volume:N, N a number, 0 to 10"),
                                 ("--fees", "percent:101", "percent:N, N a number, 0 to 100")):
        said = stage.run("backtest", "mine.cpp", "--instrument", "NSE:INFY", option, value)
        said.exits(2).says(bound, f"found     {value}", f"where     {option}")
    stage.run("backtest", "mine.cpp", "--instrument", "NSE:INFY", "--slippage", "bps:2.50", "--fees", "flat:20").exits(
        0).says("2.5 bp slippage")


@case
def any_file_may_hold_limits_and_no_other_word_is_taken(stage):
    stage.import_days().exits(0)
    stage.write("limits", '[Z01.instruments]\n"NSE:INFY" = 5\n')
    stage.write("folder/x", "")
    body = "    context.buy(context.instrument_of(bar), Quantity{6});"
    stage.backtest(strategy(body), "--limits", "limits").exits(0).says("Z01 MAX_ORDER_QTY")
    parts = '[signal]\npart = "rsi_reversion"\n[sizer]\npart = "fixed"\n[execution]\npart = "market"\n'
    stage.write("there/my.limits", '[Z01.instruments]\n"NSE:INFY" = 5\n')
    stage.write("there/parts.toml", parts + '[run]\nlimits = "my.limits"\n')
    stage.run("backtest", "there/parts.toml", "--instrument", "NSE:INFY").exits(0)
    many = "    context.buy(context.instrument_of(bar), Quantity{1001});"
    stage.backtest(strategy(many), "--limits", "first_live").exits(0).says("Z01 MAX_ORDER_QTY")
    stage.backtest(strategy(body), "--limits", "markt").exits(2).says(
        "market, first_live, none, or the name of a file that exists", "found     markt")
    stage.backtest(strategy(body), "--limits", "none.toml").exits(2).says("a file that exists", "none.toml")
    stage.backtest(strategy(body), "--limits", "folder").exits(3).says("is a folder")


@case
def a_limit_of_an_instrument_that_nobody_knows_is_refused(stage):
    stage.import_days().exits(0)
    stage.import_days(DAYS, "NSE:TCS").exits(0)
    body = "    context.buy(context.instrument_of(bar), Quantity{6});"
    for key, code, texts in (('"NSE:NOPE"', 3, ("NSE:NOPE", "my.toml, Z01.instruments")),
                             ('"INFY"', 3, ("my.toml:3: Z01.instruments.INFY", "EXCHANGE:SYMBOL")),
                             ('"NSE:TCS"', 0, ())):  # known, though not in this run
        stage.write("my.toml", f"Z13 = true\n[Z01.instruments]\n{key} = 200\n")
        stage.backtest(strategy(body), "--limits", "my.toml").exits(code).says(*texts)


@case
def a_demo_without_room_leaves_the_data_as_before(stage):
    limited = ["bash", "-c", f"ulimit -f 100; trap '' XFSZ; exec '{stage.program}' demo"]

    def fail():
        done = subprocess.run(limited, cwd=stage.folder, env=stage.environment, capture_output=True, text=True,
                              check=False)
        assert done.returncode == 6, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
        assert "  kept      nothing was written; the data are as they were\n" in done.stderr, done.stderr

    fail()
    assert not list((stage.folder / "data/series").iterdir()), "folders are left"
    stage.run("data", "list").exits(0).says("no bars are stored")
    stage.run("data", "verify").exits(0)
    stage.run("demo", "--seed", "7").exits(0)
    before = stage.stored()
    fail()
    assert stage.stored() == before, "the data changed"
    next((stage.folder / "data").rglob("close*.col")).unlink()
    stage.run("demo", "--seed", "7").exits(0)
    stage.run("data", "verify").exits(0)


@case
def demo_leaves_a_series_of_ones_own_alone(stage):
    stage.import_days(DAYS, "NSE:ASHVA").exits(0)
    before = stage.stored()
    stage.run("demo").exits(2).says("error: NSE:ASHVA holds bars of your own", "kept      ", "--data", "exit 2")
    assert stage.stored() == before, "the data changed"
    there = ("--data", "elsewhere")
    stage.run("demo", *there).exits(0)
    stage.run("demo", "--seed", "7", *there).exits(0).says("seed 7")


@case
def terms_of_a_known_instrument_change_only_with_a_word_about_it(stage):
    stage.import_days().exits(0)
    before = stage.stored()
    stage.import_days(DAYS, "NSE:INFY", "--currency", "USD").exits(2).says(
        "NSE:INFY is known in the currency INR", "expected  no --currency, or that one", "found     --currency USD")
    assert stage.stored() == before, "the data changed"
    stage.import_days(DAYS, "NSE:INFY", "--tick", "7", "--lot", "5").exits(0).says(
        "  tick         7             on every date, was 0.0", "; 51 stored prices are no multiple of it\n",
        "  lot          5             on every date, was 1\n")
    assert "on every date" not in stage.import_days(DAYS, "NSE:INFY", "--tick", "7").exits(0).out


@case
def a_scale_that_is_not_above_zero_is_refused(stage):
    for scale in ("0", "-1", "0.00"):
        refused_import(stage, DAYS, "--scale", "above 0", scale, more=("--scale", scale), code=2)


@case
def decimal_commas_are_not_taken_for_thousands(stage):
    text = DAYS.replace(",", ";").replace(";105;", ";12,345;")
    refused_import(stage, "date;open;high;low;close\n2024-03-01;12,345;12,5;12,345;12,5\n", "lone comma", "12.345")
    stage.import_days(text, "NSE:TCS").exits(0).says("open has a lone comma")


@case
def one_row_does_not_replace_a_damaged_year(stage):
    stage.import_days().exits(0)
    column = next((stage.folder / "data").rglob("close*.col"))
    data = bytearray(column.read_bytes())
    data[5] ^= 0xFF
    column.write_bytes(data)
    before = stage.stored()
    row = "date,open,high,low,close,volume\n2024-01-05,104,107,102,106,10000\n"
    stage.import_days(row, "NSE:INFY", "--replace").exits(3).says(
        "close.1.col is damaged", "kept      ",
        f"do        remove the folder {column.parent} and import that year again")
    assert stage.stored() == before, "the data changed"


@case
def a_missing_header_is_told_and_no_run_leaves_its_year_out(stage):
    stage.import_days(DAYS + "2025-01-01,110,111,109,110,10000\n").exits(0)
    stage.import_days(DAYS, "NSE:TCS").exits(0)
    stage.run("data", "verify").exits(7)  # its gap
    year = stage.folder / "data/series/NSE/INFY/1d/2025"
    (year / "header").unlink()
    before = stage.stored()
    stage.run("data", "verify").exits(3).says(
        f"NSE:INFY 1d   damaged\n  damage  {year}/header is missing", "NSE:TCS 1d   15 bars")
    for said in (stage.backtest(strategy(BUY)), stage.run("data", "list"), stage.import_days(
            "date,open,high,low,close,volume\n2025-01-02,110,111,109,110,10000\n", "NSE:INFY", "--replace")):
        said.exits(3).says(f"{year}/header is missing",
                           f"remove the folder {year} and import that year again")
    assert stage.stored() == before, "the data changed"
    stage.backtest(strategy(BUY), "--instrument", "NSE:TCS").exits(3)


@case
def a_damaged_series_hides_no_other(stage):
    stage.import_days(DAYS + "2025-01-01,110,111,109,110,10000\n").exits(0)
    stage.import_days(DAYS, "NSE:TCS").exits(0)
    years = stage.folder / "data/series/NSE/INFY/1d"
    (years / "2024/low.1.col").unlink()
    wrong = [f"NSE:INFY 1d   damaged\n  damage  {years}/2024/low.1.col is missing: ",
             f"; remove the folder {years}/2024 and import that year again\n"]
    stage.run("data", "verify").exits(3).says("NSE:TCS 1d   15 bars, checksums, order and prices hold", *wrong)
    stage.run("data", "list").exits(3).says("NSE:TCS      1d        2024-01-01", *wrong)
    (years / "2025/header").unlink()
    wrong.append(f"\n  damage  {years}/2025/header is missing: ")
    for action in ("list", "verify"):
        stage.run("data", action, "NSE:INFY").exits(3).says(*wrong)


@case
def daily_bars_follow_a_corrected_calendar_when_they_are_imported_again(stage):
    stage.import_days().exits(0)
    stage.run("data", "verify").exits(0)
    head = "date,weekday,exchange,segment,kind,window,phase,open,close,status,note,source\n"
    stage.write("data/reference/sessions.csv", head +
                "2024-01-05,Fri,NSE,EQ,special,1,normal,09:15,12:30,A,,test\n")
    stage.run("data", "verify").exits(7).says("1 bar placed by other hours than the calendar has", "import")
    stage.import_days().exits(0).says("stored       0", "placed anew  1", "there before 14")
    stage.run("data", "verify").exits(0)
