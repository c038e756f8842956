"""count_tests.py LOG STATUS: how many tests a step was, `passed<TAB>failed`, by the last line of its log that says
so: `N passed, M failed`, or Vitest's `Tests  M failed | N passed`. A log that does not say is one test. A step that
ended badly has at least one failure."""
import re
import sys

OURS = re.compile(r"(\d+) passed, (\d+) failed$")
VITEST = re.compile(r"^\s*Tests\s+(?:(\d+) failed \| )?(\d+) passed")


def count(lines, status):
    passed, failed = (1, 0) if status == 0 else (0, 1)
    for line in lines:
        line = re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()
        ours, vitest = OURS.search(line), VITEST.match(line)
        if ours:
            passed, failed = int(ours[1]), int(ours[2])
        elif vitest:
            passed, failed = int(vitest[2]), int(vitest[1] or 0)
    return passed, max(failed, 1) if status != 0 else failed


def main(path, status):
    with open(path, encoding="utf-8", errors="replace") as file:
        print("\t".join(str(number) for number in count(file, int(status))))


if __name__ == "__main__":
    main(*sys.argv[1:])
