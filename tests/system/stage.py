"""What a case has at hand: a folder, the program, and words to say what it should have said."""
import json
import os
import subprocess

DAYS = "date,open,high,low,close,volume\n" + "".join(
    f"2024-01-{day:02},{100 + i},{103 + i},{98 + i},{101 + i},10000\n"
    for i, day in enumerate([1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19]))

HEAD = '#include "sdk/strategy.hpp"\nusing namespace muhurat;\n'


def strategy(body, name="Mine", members=""):
    return (f"{HEAD}class {name} final : public Strategy {{\n public:\n"
            f"  void on_bar(Context& context, const Bar& bar) override {{\n{body}\n  }}\n{members}}};\n"
            f"MUHURAT_STRATEGY({name})\n")


class Said:
    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout or "", done.stderr

    def exits(self, code):
        assert self.code == code, f"expected exit {code}, found {self.code}\n{self.out}{self.err}"
        return self

    def says(self, *texts):
        whole = self.out + self.err
        for text in texts:
            assert text in whole, f"expected to read: {text}\nfound:\n{whole}"
        return self

    def json(self):
        return json.loads(self.out)


class Stage:
    def __init__(self, program, folder, cache, real):
        self.program, self.folder, self.real = program, folder, real
        self.environment = dict(os.environ, MUHURAT_DATA=str(folder / "data"), LC_ALL="C.UTF-8",
                                MUHURAT_CACHE=str(cache), HOME=str(folder))

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run(self, *words, environment=None, timeout=60, output=subprocess.PIPE, folder=None, **more):
        return Said(subprocess.run([str(self.program), *map(str, words)], cwd=folder or self.folder, timeout=timeout,
                                   env=dict(self.environment, **(environment or {})), text=True, check=False,
                                   stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, **more))

    def import_days(self, text=DAYS, instrument="NSE:INFY", *more):
        self.write("prices.csv", text)
        return self.run("import", "csv", "prices.csv", "--instrument", instrument, "--interval", "1d", *more)

    def stored(self):
        """Every file of the data folder with its bytes."""
        root = self.folder / "data"
        return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*"))
                if p.is_file() and "quarantine" not in p.parts and p.name != ".lock"}

    def backtest(self, text, *more, name="mine.cpp", **options):
        self.write(name, text)
        return self.run("backtest", name, "--instrument", "NSE:INFY", *more, **options)
