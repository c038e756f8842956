"""What tools/tidy refuses and lets pass: (files, a part of the complaint, or None), run by its self-test."""

HEAD = "// What it is.\n#pragma once\n"


def cpp(code, complaint, path="src/trading/a.cpp"):
    return {path: code}, complaint


def header(code, complaint, path="src/trading/a.hpp"):
    return {path: HEAD + code, "src/trading/b.cpp": f'#include "{path[4:]}"\n'}, complaint


LONG = "void f() {\n" + "  g();\n" * 69 + "}\n"
CASES = [
    cpp("auto t = std::chrono::steady_clock::now();\n", "the wall clock"),
    cpp("auto t = std::chrono::system_clock::now();\n", None, "src/core/clock.cpp"),
    cpp("auto t = time(nullptr);\n", "the wall clock"),
    cpp("// never system_clock::now()\nauto t = \"rand()\";\n", None),
    cpp("int n = rand();\n", "random numbers"),
    cpp("int n = operand();\n", None),
    cpp("std::mt19937 made;\n", "random numbers"),
    cpp("double x = std::pow(2, y);\n", "core/math"),
    cpp("double x = std::sqrt(y);\n", None),
    cpp("double x = std::stod(text);\n", "locale"),
    cpp("std::this_thread::sleep_for(wait);\n", "sleeping", "src/trading/a_test.cpp"),
    cpp("double last_price = 0;\n", "Price, Quantity"),
    cpp("double strength = 0;\n", None),
    cpp("class OrderManager {};\n", "says nothing"),
    cpp("co_await send(Text{\"a\"});\n", "destroys"),
    cpp("co_await send(text);\n", None),
    cpp("#include <toml++/toml.h>\n", "outside its home"),
    cpp("#include <toml++/toml.h>\n", None, "src/core/toml.cpp"),
    cpp("#include <fmt/format.h>\n", None),
    cpp("#include <spdlog/spdlog.h>\n", "gives no home"),
    cpp("#include <sys/mman.h>\n#include <unistd.h>\n#include <vector>\n", None),
    cpp("int a" + " + 1" * 30 + ";\n", "columns"),
    cpp("int a;\n" * 601, "601 lines"),
    cpp("int a;\n" * 600, None),
    cpp(LONG, "a function of 71 lines"),
    cpp(LONG.replace("  g();\n", "", 1), None),
    cpp("A::A(int a) : a_{a}, b_(a) {\n" + "  g();\n" * 80 + "}\n", "a function of 82 lines"),
    cpp("struct A {\n" + "  int g();\n" * 80 + "};\n", None),
    cpp("namespace a {\n" + "int g();\n" * 80 + "}\n", None),
    cpp("TEST(A, B) {\n  auto f = [&] {\n" + "    g();\n" * 80 + "  };\n}\n", "a function of 84 lines"),
    cpp("// TO" "DO: later\n", "unfinished"),
    cpp("// TO" "DO(perf): copies twice\n", None),
    cpp("// FIX" "ME\n", "unfinished"),
    cpp("// see /wo" "rk/shared/a.md\n", "one machine"),
    cpp("// a network, a framework/b\n", None),
    cpp("// written by a language mod" "el\n", "how it was made"),
    header("using namespace std;\n", "in a header"),
    header("namespace a {}\n", None),
    header("#include <fmt/format.h>\n", "outside its home"),
    ({"src/core/a.hpp": "#pragma once\n", "src/core/a.cpp": '#include "core/a.hpp"\n'}, "does not say"),
    ({"src/core/a.hpp": "// What.\n", "src/core/a.cpp": '#include "core/a.hpp"\n'}, "#pragma once"),
    ({"src/core/a.hpp": HEAD, "src/core/b.cpp": "int a;\n"}, "nobody includes"),
    ({"src/sdk/a.hpp": HEAD + '#include "core/b.hpp"\n', "src/core/b.hpp": HEAD + "#include <chrono>\n",
      "src/sdk/a.cpp": '#include "sdk/a.hpp"\n'}, "strategies compile"),
    ({"src/core/b.hpp": HEAD + "#include <chrono>\n", "src/core/a.cpp": '#include "core/b.hpp"\n'}, None),
    ({"ui/src/parts/a.css": "p { color: #aabbcc; }\n"}, "raw colour"),
    ({"ui/src/parts/a.css": "p { color: var(--ink); }\n"}, None),
]
