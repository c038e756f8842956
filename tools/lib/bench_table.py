"""Prints the lines of build/bench.jsonl as one table; fails when a proof is wrong or there is no line."""
import json
import sys


def short(value):
    if value is None:
        return "-"
    for size, unit in ((1e9, " G"), (1e6, " M"), (1e4, " k")):
        if abs(value) >= size:
            return f"{value / (1e3 if unit == ' k' else size):.2f}{unit}"
    return f"{value:.2f}"


def budget(line):
    text, kept = [], True
    if "at_least" in line:
        text.append(">= " + short(line["at_least"]))
        kept = line["value"] is not None and line["value"] >= line["at_least"]
    if "at_most" in line:
        text.append("<= " + short(line["at_most"]))
        kept = kept and line["value"] is not None and line["value"] <= line["at_most"]
    return ", ".join(text) + ("" if not text else " kept" if kept else " MISSED")


def row(line):
    beside = f"{line['ratio']:.2f} x {line['beside']}" if line.get("ratio") is not None else ""
    return [line["id"], line.get("what", ""), short(line["value"]), line["unit"],
            str(line.get("runs", "")), line["proof"], budget(line), beside]


def main(path):
    try:
        with open(path, encoding="utf-8") as file:
            lines = [json.loads(text) for text in file if text.strip()]
    except OSError as error:
        sys.exit(f"error: no figures: {error}")
    if not lines:
        sys.exit(f"error: {path} is empty")
    rows = [["id", "what", "median", "unit", "runs", "proof", "budget", "beside"]]
    rows += [row(line) for line in lines]
    widths = [max(len(cells[i]) for cells in rows) for i in range(len(rows[0]))]
    for cells in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip())
    wrong = [line["id"] for line in lines if line["proof"] != "ok"]
    if wrong:
        sys.exit("error: wrong proof: " + ", ".join(wrong))


if __name__ == "__main__":
    main(sys.argv[1])
