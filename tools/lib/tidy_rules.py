"""The rules of tools/tidy. A rule takes one File and yields (line, complaint)."""
import re

import cpp_text

LINES_MOST, FUNCTION_MOST, COLUMNS_MOST = 600, 70, 100
# Data that is generated or copied as it is; nobody reads it as code.
GENERATED = re.compile(r"^(tests/data/|tests/golden/|ui/package-lock\.json|src/market/tables/|LICENSE|NOTICE)")
CODE = re.compile(r"\.(cpp|hpp|py|ts|tsx|js|mjs|css|cmake|sh|bash)$|/CMakeLists\.txt$|^(tools|\.ci)/|^Makefile$")


class File:
    def __init__(self, path, text):
        self.path, self.text = path, text
        self.is_cpp = path.endswith((".cpp", ".hpp"))
        self.is_header = path.endswith(".hpp")
        self.is_test = bool(re.search(r"_(test|bench|fuzz)\.[ch]pp$", path)) or \
            path.startswith(("tests/", "bench/"))
        self.room = path.split("/")[1] if path.startswith("src/") else ""
        self.is_code = bool(CODE.search(path)) and not GENERATED.match(path)
        self.code = cpp_text.code_of(text) if self.is_cpp else ""

    def find(self, pattern, text=None):
        text = self.code if text is None else text
        for found in re.finditer(pattern, text, re.M):
            yield text.count("\n", 0, found.start()) + 1, found


# (pattern, what to say, files that may; all in C++ with comments and strings blanked out)
BANNED = [
    (r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock)\s*::\s*now\b|\bgettimeofday\s*\("
     r"|\bclock_gettime\s*\(|\b(std::)?time\s*\(\s*(nullptr|NULL|0)\s*\)",
     "the wall clock: pass a core/clock.hpp Clock", r"^src/core/clock\.cpp$|^bench/"),
    (r"\bs?rand\s*\(|\brandom_device\b|\bmt19937|\bdefault_random_engine\b|_distribution\s*<",
     "unseeded or library-dependent random numbers: core/random.hpp", r"^src/core/random"),
    (r"\bstd::(exp|exp2|log|log2|log10|log1p|expm1|pow|cbrt)\s*\(|(?<![\w:.>])(expm1|log1p|log10|exp2)\s*\(",
     "differs by machine: core/math.hpp", r"^src/core/(math|random)|_test\.cpp$|^tests/|^bench/"),
    (r"\bstd::(stod|stof|stold|strtod|strtof|locale|setlocale)\b|(?<![\w:.>])(atof|strtod|strtof|setlocale)\s*\(",
     "follows the locale: core/parse.hpp", r"^bench/|_test\.cpp$"),
    (r"\bsleep_for\b|\bsleep_until\b|(?<![\w:.>])u?sleep\s*\(|\bnanosleep\s*\(",
     "sleeping in a test: wait for what is meant, by a simulated clock",
     r"^(?!.*_test\.cpp$)"),
    (r"\bdouble\s+(?!part_|share_|log_)(\w+_)?(price|money|cash|charges?|fees?|equity|profit)_?\s*[;,={)]",
     "what becomes cash or a position is Price, Quantity, Money or Rate",
     r"^src/(research|core|cli|market/demo)/|^src/sdk/(indicators|signals)|^bench/|_test\.cpp$|^tests/"),
    (r"\b(class|struct|enum)\s+\w*(Manager|Helper|Utils?|Impl)\b", "a name that says nothing", r"^$"),
    (r"\bco_await\b[^;]*[{\[]", "g++ 12 destroys such temporaries twice; name the argument", r"^$"),
]


def banned(file):
    if not file.is_cpp:
        return
    for pattern, why, allowed in BANNED:
        if re.search(allowed, file.path):
            continue
        for line, found in file.find(pattern):
            yield line, f"{' '.join(found[0].split())}: {why}"


def header_manners(file):
    if not file.is_header:
        return
    for line, found in file.find(r"^\s*using\s+namespace\b[^;]*"):
        yield line, f"{found[0].strip()} in a header"
    if "#pragma once" not in file.code:
        yield 1, "a header without #pragma once"
    if not file.text.startswith("//"):
        yield 1, "a header that does not say in a few sentences what it is"


# Outside library (how its headers begin) -> where it may be included.
HOMES = [
    (r"fmt/", r"\.cpp$"),
    (r"tl/expected", r"^src/core/result\.hpp$"),
    (r"toml\+\+/", r"^src/core/.*\.cpp$"),
    (r"xxhash", r"^src/core/.*\.cpp$"),
    (r"date/", r"^src/market/.*\.cpp$"),
    (r"CLI/", r"^src/cli/.*\.cpp$"),
    (r"boost/", r"^src/core/.*\.cpp$|_test\.cpp$"),
    (r"(gtest|gmock)/", r"_test\.[ch]pp$|^tests/.*\.[ch]pp$"),
    (r"rapidcheck", r"_test\.[ch]pp$|^tests/.*\.[ch]pp$"),
]
STANDARD = re.compile(r"^[a-z0-9_]+$|^(sys|linux|netinet|arpa|net)/[\w.]+$|^\w+\.h$")


def libraries(file):
    if not file.is_cpp:
        return
    text = cpp_text.without_comments(file.text)
    for line, found in file.find(r"^\s*#\s*include\s*<([^>]+)>", text):
        homes = [home for begin, home in HOMES if re.match(begin, found[1])]
        if homes and not re.search(homes[0], file.path):
            yield line, f"<{found[1]}> outside its home ({homes[0]})"
        if not homes and not STANDARD.match(found[1]):
            yield line, f"<{found[1]}>: an outside library that tools/tidy gives no home"


def sizes(file):
    if not file.is_code:
        return
    lines = file.text.splitlines()
    if len(lines) > LINES_MOST:
        yield 1, f"{len(lines)} lines; at most {LINES_MOST}"
    # Texts inside quotes are as long as they must be; comments are the formatter's, screens their linter's.
    seen = [line.rstrip() for line in file.code.splitlines()] if file.is_cpp else lines
    for number, line in enumerate(seen, 1):
        if file.path.startswith("ui/"):
            break
        if len(line) > COLUMNS_MOST and (file.is_cpp or len(line) > COLUMNS_MOST + 20):
            yield number, f"{len(line)} columns; at most {COLUMNS_MOST}"
    if file.is_cpp:
        for name, line, count in cpp_text.functions(file.text):
            if count > FUNCTION_MOST:
                yield line, f"a function of {count} lines; at most {FUNCTION_MOST}: {name}"


# Words are put together here so that this file does not hold them.
MACHINE = (r"(?<![\w.\-/])/(" + "work|farm|root|home" + r")/\w|/tmp/" + "(wt|bash_jobs)" + r"|registry\." +
           r"npmjs|py" + r"pi\.org|files\.python" + r"hosted|deb\.deb" + r"ian\.org|repo1?\.ma" +
           r"ven|proxy\.go" + r"lang|static\.cra" + "tes")
MADE = r"(?i)\b(sub" + "agents?|L" + "LMs?|language " + "models?|ai ass" + r"istants?|coding a" + \
       "gents?|cla" + "ude|chat" + "gpt|co" + r"pilot)\b"
UNFINISHED = r"\bFIX" + r"ME\b|\bX" + r"XX\b|\bTO" + r"DO\b(?!\((soon|perf|test)\): )"


def words(file):
    if GENERATED.match(file.path):
        return
    for pattern, why in ((MACHINE, "a path or host of one machine"),
                         (MADE, "speaks of how it was made, not of the project"),
                         (UNFINISHED, "unfinished, without a kind (STYLE: soon, perf, test)")):
        if pattern is UNFINISHED and not file.is_code:
            continue
        for line, found in file.find(pattern, file.text):
            yield line, f"{found[0]}: {why}"


def colours(file):
    is_part = file.path.startswith("ui/src/") and re.search(r"\.(tsx|css)$", file.path)
    if not is_part or re.search(r"tokens\.css$|\.test\.tsx$", file.path):
        return
    for line, found in file.find(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=[;,\s\"')])|\b(rgba?|hsla?)\(", file.text):
        yield line, f"{found[0]}: a raw colour; use a token"


RULES = [banned, header_manners, libraries, sizes, words, colours]

HEAVY = {"iostream", "regex", "chrono", "format"}


def light_headers(files):
    """What sdk headers reach is compiled with every strategy: standard library only, and its light part."""
    by_path = {file.path: file for file in files if file.is_header and file.room}
    reached = [p for p in by_path if p.startswith("src/sdk/") and not by_path[p].is_test]
    seen = set(reached)
    while reached:
        file = by_path[reached.pop()]
        text = cpp_text.without_comments(file.text)
        for line, found in file.find(r'^\s*#\s*include\s*(["<])([^">]+)[">]', text):
            if found[1] == "<" and (found[2] in HEAVY or "/" in found[2] or found[2].endswith(".h")):
                yield file.path, line, f"<{found[2]}> in a header that strategies compile"
            path = "src/" + found[2]
            if found[1] == '"' and path in by_path and path not in seen:
                seen.add(path)
                reached.append(path)


def dead_headers(files):
    used = set()
    for file in files:
        if file.is_cpp:
            used |= set(re.findall(r'^\s*#\s*include\s*"([^"]+)"', file.text, re.M))
    for file in files:
        if file.is_header and file.room and file.path[len("src/"):] not in used:
            yield file.path, 1, "a header that nobody includes"


TREE_RULES = [light_headers, dead_headers]
