#!/usr/bin/env python3
"""Measures relations on event columns: against the outside world, on shuffled events, on hidden ties, and in time.

    bench/relations.py [validate|shuffle|hidden|speed|all] [--data ../shared/data] [--binary build/entente]

validate: AUC of the level for allied against rival pairs and for pairs with a militarised dispute in a year against the
others; turning points of bench/turning_points.tsv found within 30 days. shuffle: pairs that show a change point when
their own weeks are shuffled (seeded). hidden: as train/fit_inferred_ties.py. speed: each question in milliseconds, and the
same answers from pandas, networkx and DuckDB (where installed), in one run.
Standard library alone, but for speed.
"""
import argparse
import collections
import csv
import datetime
import gzip
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "train"))
from fit_inferred_ties import auc  # noqa: E402

WITHIN_DAYS = 30


def rows_of(path):
    """Rows of a tab-separated table as dictionaries; lines with # are comments."""
    lines = [line for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def folded(name):
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).lower().split())


def codes():
    out = {}
    for row in rows_of(ROOT / "data" / "actors" / "states.tsv"):
        for name in [row["name"], *(row["aliases"] or "").split("|")]:
            if name:
                out.setdefault(folded(name), row["code"])
    return out


def pair_of(row, first, second, names):
    a, b = names.get(folded(row[first])), names.get(folded(row[second]))
    return (min(a, b), max(a, b)) if a and b and a != b else None


def run(args, *words):
    return subprocess.run([args.binary, *map(str, words)], capture_output=True, text=True, check=True).stdout


def pairs(args, events, *more):
    return [json.loads(line) for line in run(args, "pairs", "--events", events, *more).splitlines()]


def bootstrap(scored, rounds=200):
    """Middle 90 of 100 AUCs over resampled pairs."""
    rng = random.Random(1)
    values = sorted(auc([rng.choice(scored) for _ in scored]) for _ in range(rounds))
    return values[rounds // 20], values[-rounds // 20 - 1]


def say_auc(what, scored):
    low, high = bootstrap(scored)
    good = sum(is_good for _, is_good in scored)
    print(f"  {what}: AUC {auc(scored):.3f} ({low:.3f} to {high:.3f}), {good} against {len(scored) - good}")


def validate_pairs(args, events, goldstein):
    names, folder = codes(), args.data / "validation"
    allied, rival, dispute = collections.defaultdict(list), collections.defaultdict(list), set()
    for row in rows_of(folder / "alliances.tsv"):
        if pair := pair_of(row, "state1", "state2", names):
            allied[pair].append((int(row["from_year"]), int(row["to_year"]), row["defense"] == "1"))
    for row in rows_of(folder / "rivalries.tsv"):
        if pair := pair_of(row, "state1", "state2", names):
            rival[pair].append((int(float(row["start"])), int(float(row["end"] or 2020))))
    for row in rows_of(folder / "disputes.tsv"):
        if pair := pair_of(row, "state1", "state2", names):
            dispute.add((pair, int(row["year"])))
    flag = ["--goldstein"] if goldstein else []
    print(f"level against the outside world, weights {'of Goldstein' if goldstein else 'our own'}")
    states = set(names.values())
    year_scores = {1: [], 10: []}
    for year in range(2005, 2011):
        of_year = {(p["a"], p["b"]): p for p in pairs(args, events, "--from", f"{year}-01-01", "--to", f"{year}-12-31", *flag)}
        # As of the end of the year, over all that came before; only pairs that had events in it.
        for p in pairs(args, events, "--as-of", f"{year}-12-31", *flag):
            key = (p["a"], p["b"])
            if key in of_year and key[0] in states and key[1] in states:
                for least in year_scores:
                    if of_year[key]["events"] >= least:
                        year_scores[least].append((p["level"], (key, year) not in dispute))
    for year in (2010, 2015):
        table = pairs(args, events, "--as-of", f"{year}-12-31", *flag)
        for least in (1, 10, 30):
            scored = {"level": [], "standing": [], "ratio": []}
            for p in table:
                key = (p["a"], p["b"])
                is_rival = any(f <= year <= t for f, t in rival.get(key, []))
                is_ally = any(f <= year <= t for f, t, _ in allied.get(key, [])) and not is_rival
                if p["events"] >= least and is_rival != is_ally:
                    scored["level"].append((p["level"], is_ally))
                    scored["standing"].append((p["standing"], is_ally))
                    both = p["cooperation"] + p["conflict"]
                    scored["ratio"].append(((p["cooperation"] - p["conflict"]) / (both + 1), is_ally))
            for name, values in scored.items():
                say_auc(f"allied against rival, {year}, {name}, pairs with {least}+ events", values)
    for least, values in year_scores.items():
        say_auc(f"no dispute against dispute in the year, 2005-2010, level, pairs with {least}+ events in it", values)


def days_of(iso):
    return datetime.date.fromisoformat(iso).toordinal()


SPANS = (("2005-01-01", "2015-12-31"), ("2018-01-01", "2018-10-31"))


def covered(changes, first, last):
    """Share of the days of a span that lie within reach of a change point."""
    near = {day for change in changes for day in range(days_of(change) - WITHIN_DAYS, days_of(change) + WITHIN_DAYS + 1)}
    span = range(days_of(first), days_of(last) + 1)
    return sum(day in near for day in span) / len(span)


def turning_points(args):
    print(f"turning points within {WITHIN_DAYS} days")
    tables = {}
    for name in ("icews0515", "icews18"):
        table = pairs(args, args.data / "streams" / f"{name}.tsv.gz", "--at-least", "12", "--changes")
        tables[name] = {(p["a"], p["b"]): p for p in table}
    hits, counts, top, chance = (collections.Counter() for _ in range(4))
    for point in rows_of(ROOT / "bench" / "turning_points.tsv"):
        table = tables["icews18" if point["group"] == "later" else "icews0515"]
        pair = table.get((min(point["a"], point["b"]), max(point["a"], point["b"])))
        found = sorted(pair["changes"], key=lambda c: -c["gain"]) if pair else []
        days = [days_of(c["from"]) - days_of(point["date"]) for c in found]
        nearest = min(days, key=abs) if days else None
        counts[point["group"]] += 1
        chance[point["group"]] += covered([c["from"] for c in found], *SPANS[point["group"] == "later"])
        hit = nearest is not None and abs(nearest) <= WITHIN_DAYS
        hits[point["group"]] += hit
        top[point["group"]] += hit and days.index(nearest) < 3
        rank = f"{days.index(nearest) + 1} of {len(days)} by strength" if days else "no change point"
        events = pair["events"] if pair else 0
        print(f"  {'hit ' if hit else 'MISS'} {point['a']}-{point['b']} {point['date']} {point['what']}: "
              f"{nearest if nearest is not None else '-'} days, {rank}, {events} events")
    for group in counts:
        print(f"  {group}: {hits[group]} of {counts[group]}, among the pair's three strongest {top[group]}; by "
              f"chance {chance[group]:.1f} (days within {WITHIN_DAYS} of a change point)")


def validate(args):
    events = args.data / "streams" / "icews0515.tsv.gz"
    validate_pairs(args, events, False)
    validate_pairs(args, events, True)
    turning_points(args)


def shuffle(args):
    """False alarms: weeks of each pair permuted, the words of the stream kept."""
    for name in ("icews0515", "icews18"):
        path = args.data / "streams" / f"{name}.tsv.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            head, *lines = [line.rstrip("\n").split("\t") for line in file]
        first = min(days_of(line[0]) for line in lines)
        last = max(days_of(line[0]) for line in lines)
        weeks = (last - first) // 7 + 1
        # One permutation for a pair of groups: by the pair of names it would differ for each minister. The last week
        # may be short; days beyond the end fall on the last day.
        group = collections.defaultdict(list)
        keys = json_keys(args, path, lines)
        for line in lines:
            group[keys(line[1], line[3])].append(line)
        alarms = total = 0
        for seed in range(args.seeds):
            with tempfile.NamedTemporaryFile("wt", suffix=".tsv", encoding="utf-8") as out:
                out.write("\t".join(head) + "\n")
                for key in sorted(group):
                    order = list(range(weeks))
                    random.Random(f"{seed}|{key}").shuffle(order)
                    for line in group[key]:
                        week, day = divmod(days_of(line[0]) - first, 7)
                        moved = min(first + 7 * order[week] + day, last)
                        out.write("\t".join([datetime.date.fromordinal(moved).isoformat(), *line[1:]]) + "\n")
                out.flush()
                table = pairs(args, out.name, "--at-least", "12", "--changes")
            total += len(table)
            alarms += sum(bool(p["changes"]) for p in table)
        real = pairs(args, path, "--at-least", "12", "--changes")
        shown = sum(bool(p["changes"]) for p in real)
        print(f"{name}: shuffled, {alarms} of {total} pairs show a change ({100 * alarms / total:.1f} %); as they are, "
              f"{shown} of {len(real)} ({100 * shown / len(real):.1f} %)")


def json_keys(args, path, lines):
    """Names to a key by their country in brackets, which is what most of them roll up by; others stand for themselves.

    People roll up by dated roles, so a pair's events may be permuted in a few parts: weeks of a part stay whole."""
    def key(name):
        return name[name.rfind("(") + 1:-1] if name.endswith(")") else name
    return lambda a, b: "|".join(sorted((key(a), key(b))))


def hidden(args):
    for name in ("icews0515", "icews18"):
        print(name)
        sys.stdout.flush()
        subprocess.run([sys.executable, ROOT / "train" / "fit_inferred_ties.py", args.data / "streams" / f"{name}.tsv.gz",
                        "--binary", args.binary], check=True)


def timed(what, work, repeats=3):
    best = min(elapsed(work) for _ in range(repeats))
    print(f"  {what}: {best:.3f} ms")


def elapsed(work):
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def speed(args):
    for name in ("icews0515", "icews18"):
        path = args.data / "streams" / f"{name}.tsv.gz"
        print(f"{name}: entente, milliseconds: best, median, worst of what is asked")
        out = subprocess.run([pathlib.Path(args.binary).parent / "relations_bench", path], capture_output=True, text=True,
                             check=True).stdout
        for line in out.splitlines():
            print("  " + line.replace("\t", "  "))
    others(args, args.data / "streams" / "icews0515.tsv.gz")


def others(args, path):
    """Level of one pair and the tie graph by pandas, DuckDB and networkx, on the same roll-up and weights.

    They get the pair's numbers (groups, weights) ready made, which is the part that is ours."""
    try:
        import duckdb
        import networkx
        import numpy
        import pandas
    except ImportError as error:
        print(f"others: not measured, {error}")
        return
    table = pairs(args, path)
    top = max(table, key=lambda p: p["events"])
    rng = numpy.random.default_rng(1)
    parts = [(p["a"], p["b"], p["events"]) for p in table]
    frame = pandas.DataFrame({"a": numpy.repeat([p[0] for p in parts], [p[2] for p in parts]),
                              "b": numpy.repeat([p[1] for p in parts], [p[2] for p in parts])})
    frame["day"] = rng.integers(0, 4017, len(frame))
    frame["weight"] = rng.choice([-1, -0.5, -0.3, 0, 0.2, 0.5, 0.6], len(frame))
    frame = frame.sort_values("day", ignore_index=True)
    factor = 0.5 ** (1 / 365)
    print(f"the same shape of data ({len(frame)} events, {len(parts)} pairs) in others, level of {top['a']}-{top['b']}")

    def by_pandas():
        of = frame[(frame.a == top["a"]) & (frame.b == top["b"])]
        share = of.weight.abs() * factor ** (4017 - of.day)
        return share[of.weight >= 0].sum(), share[of.weight < 0].sum()
    timed("pandas, level", by_pandas)
    indexed = frame.set_index(["a", "b"]).sort_index()

    def by_index():
        of = indexed.loc[(top["a"], top["b"])]
        share = of.weight.abs() * factor ** (4017 - of.day)
        return share[of.weight >= 0].sum(), share[of.weight < 0].sum()
    timed("pandas with an index of pairs, level", by_index)
    base = duckdb.connect()
    base.execute("set threads to 1")
    base.execute("create table events as select * from frame order by a, b, day")
    sql = (f"select sum(abs(weight) * pow({factor}, 4017 - day)) filter (weight >= 0), "
           f"sum(abs(weight) * pow({factor}, 4017 - day)) filter (weight < 0) from events where a = ? and b = ?")
    timed("DuckDB, level", lambda: base.execute(sql, [top["a"], top["b"]]).fetchall())
    timed("DuckDB, value of every pair", lambda: base.execute(
        "select a, b, sum(weight), count(*) from events group by a, b").fetchall())
    timed("pandas, value of every pair", lambda: frame.groupby(["a", "b"]).weight.agg(["sum", "count"]))
    graph = networkx.Graph()
    graph.add_weighted_edges_from((p["a"], p["b"], max(p["events"], 1)) for p in table if p["events"] >= 10)
    print(f"  networkx on {graph.number_of_edges()} ties")
    timed("networkx, Louvain communities (unsigned)", lambda: networkx.community.louvain_communities(graph, seed=1))
    matrix = networkx.to_numpy_array(graph)
    timed("numpy, three-step walks of every pair", lambda: matrix @ matrix @ matrix)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="?", default="all", choices=["validate", "shuffle", "hidden", "speed", "all"])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--binary", default=str(ROOT / "build" / "entente"))
    parser.add_argument("--seeds", type=int, default=2)
    args = parser.parse_args()
    for name, work in (("validate", validate), ("shuffle", shuffle), ("hidden", hidden), ("speed", speed)):
        if args.what in (name, "all"):
            work(args)


if __name__ == "__main__":
    main()
