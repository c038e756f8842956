"""C++ as text: comments and strings blanked out line for line, and where functions begin and end."""
import re

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'", re.S)
SCOPE = re.compile(r"\b(namespace|class|struct|union|enum)\b|^\s*extern\b")
INITIALISERS = re.compile(r"\)\s*(noexcept\s*)?:[^:]")


def blank(found):
    """The token's quotes, and spaces for all else but its line ends."""
    text = found[0]
    inner = re.sub(r"[^\n]", " ", text)
    return f'"{inner[1:-1]}"' if text[0] in "\"'" else inner


def code_of(text):
    return TOKEN.sub(blank, text)


def without_comments(text):
    return TOKEN.sub(lambda found: found[0] if found[0][0] != "/" else blank(found), text)


def functions(text):
    """(name or start of its line, first line, count of lines) of each function with a body."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda f: re.sub(r"[^\n]", " ", f[0]),
                  code_of(text), flags=re.M)
    found, stack, head, inside = [], [], "", 0
    line = 1
    for char in code:
        if char == "\n":
            line += 1
        if char == "{":
            kind = kind_of(head) if not inside else "inner"
            stack.append((kind, line, head))
            if kind == "function":
                inside = len(stack)
            head = head + "{" if kind == "initialiser" else ""
        elif char == "}":
            kind, start, name = stack.pop() if stack else ("scope", line, "")
            if kind == "function":
                inside = 0
                first = start - name.lstrip().count("\n")
                found.append((" ".join(name.split())[:60], first, line - first + 1))
            head = head + "}" if kind == "initialiser" else ""
        elif char == ";":
            head = ""
        else:
            head += char
    return found


def kind_of(head):
    last = head.rstrip()[-1:]
    if SCOPE.search(head.split("(")[0]):
        return "scope"
    if ")" not in head:
        return "other"
    if INITIALISERS.search(head) and (last.isalnum() or last in "_>"):
        return "initialiser"
    return "function"
