#!/usr/bin/env python3
"""Event data into columns, beside pandas reading the same files; a great number of made-up events.

    bench/streams.py [FILE…] [--rounds N] [--scale N] [--build BUILD]

FILE: event data with a header `date source relation target`, plain or gzip; default: the sets of ../shared/data/streams.
Prints, for each file, rows a second of CPU time of `entente bench-stream` (best of the rounds) and of pandas in the
same run: read_csv, dates parsed, names and acts numbered, sorted by day and names (what the columns hold, without the
index by pair). --scale N makes N events with bench/streams_scale (build target of that name) and asks them. pandas is
left out where it is not installed.
"""
import argparse
import pathlib
import re
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
STREAMS = ROOT.parent / "shared" / "data" / "streams"


def ours(build, path, rounds):
    best = None
    for _ in range(rounds):
        out = subprocess.run([build / "entente", "bench-stream", path], capture_output=True, text=True, check=True).stdout
        rate = int(re.search(r"(\d+) events/s", out)[1])
        best = max(best or (0, ""), (rate, out.strip()))
    return best


def pandas_rate(path, rounds):
    try:
        import pandas
    except ImportError:
        return None
    best = 0
    for _ in range(rounds):
        start = time.process_time()
        table = pandas.read_csv(path, sep="\t")
        table["date"] = pandas.to_datetime(table["date"])
        for name in ("source", "target", "relation"):
            table[name] = table[name].astype("category")
        table = table.sort_values(["date", "source", "target", "relation"], kind="stable")
        best = max(best, len(table) / (time.process_time() - start))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=int, default=0)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    args = parser.parse_args()
    for path in args.files or sorted(STREAMS.glob("icews[01]*.tsv.gz")):
        rate, line = ours(args.build, path, args.rounds)
        print(line)
        theirs = pandas_rate(path, args.rounds)
        told = "not installed" if theirs is None else f"{theirs:,.0f} rows/s; entente is {rate / theirs:.1f} times as fast"
        print(f"  entente {rate:,} rows/s of CPU time; pandas {told}")
    if args.scale:
        tool = next(args.build.rglob("streams_scale"))
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "made_up.columns"
            subprocess.run([tool, "make", str(args.scale), file], check=True)
            subprocess.run([tool, "ask", file], check=True)


if __name__ == "__main__":
    main()
