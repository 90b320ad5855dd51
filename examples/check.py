#!/usr/bin/env python3
"""Check every example: each gold line parses, its evidence is the slice of the
article's bytes at [begin, end), and every type, status, effect and code is legal."""
import csv
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT "
    "THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
STATUSES = set(
    "actual ongoing offered intended requested possible hoped conditional "
    "rejected ended denied".split()
)
# ISO 3166 alpha-3 codes used by the examples; add to this line with an article.
STATES = set(
    "AFG ALB ARE ARM AZE BFA BGD BGR BHR BLR BRA CAN CHE CHN CUB DEU DNK DZA EGY FIN FRA GBR "
    "GEO GRC IDN IND IRN IRQ ISR ITA JPN KAZ KGZ KOR KWT LBN LBY LKA LTU MAR MDA MKD MLI "
    "MRT NER NOR OMN PAK POL PRK PRT PSE QAT RUS SAU SDN SWE SYR TCD THA TJK TUR UKR USA UZB VAT VEN".split()
)
# Organisations and armed movements that have a short code; others are named.
OTHERS = set("EU UN AU ICC WTO CMI LTTE JEM LJM CMA GATIA GAM HAMAS".split())
KEYS = {
    "influence": ({"agent", "pair", "effect", "status"}, {"agent_name", "speaker", "date"}),
    "event": (
        {"source", "target", "type", "status"},
        {"source_name", "target_name", "context", "date", "speaker"},
    ),
    "tie": ({"pair", "effect"}, {"tie", "amount", "speaker"}),
}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
AMOUNT = re.compile(r"\d+(\.\d+)? [A-Z]{3}(/year)?")


def actor_fault(value):
    """A short all-capitals value is a code and must be known; anything else is a name."""
    if not isinstance(value, str) or not value.strip():
        return "empty actor"
    if re.fullmatch(r"[A-Z_]{2,12}", value) and value not in STATES | OTHERS:
        return f"unknown code {value}"
    return None


def faults(row, data):
    kind = row.get("kind")
    if kind not in KEYS:
        yield f"kind {kind!r}"
        return
    need, may = KEYS[kind]
    keys = set(row) - {"kind", "begin", "end", "evidence"}
    if need - keys:
        yield f"missing {sorted(need - keys)}"
        return
    if keys - need - may:
        yield f"unexpected {sorted(keys - need - may)}"
    if data[row["begin"] : row["end"]] != row["evidence"].encode("utf-8"):
        yield f"evidence is not bytes {row['begin']}..{row['end']}"
    if "\n" in row["evidence"]:
        yield "evidence crosses a line"
    if kind != "tie" and row["status"] not in STATUSES:
        yield f"status {row['status']!r}"
    if kind == "event" and row["type"] not in TYPES:
        yield f"type {row['type']!r}"
    if kind == "influence" and row["effect"] not in ("+", "-"):
        yield f"effect {row['effect']!r}"
    if kind == "tie" and row["effect"] not in ("+", "-", "0"):
        yield f"effect {row['effect']!r}"
    if "pair" in row:
        pair = row["pair"]
        if len(pair) != 2 or pair != sorted(pair) or pair[0] == pair[1]:
            yield f"pair {pair!r}"
    if "date" in row and not DATE.fullmatch(row["date"]):
        yield f"date {row['date']!r}"
    if "amount" in row and not AMOUNT.fullmatch(row["amount"]):
        yield f"amount {row['amount']!r}"
    actors = [row[k] for k in ("agent", "source", "target") if k in row] + list(row.get("pair", []))
    for value in actors:
        fault = actor_fault(value)
        if fault:
            yield fault


def main():
    checked, bad = 0, 0

    def report(where, what):
        nonlocal bad
        bad += 1
        print(f"{where}: {what}", file=sys.stderr)

    with open(ROOT / "index.tsv", encoding="utf-8", newline="") as f:
        index = list(csv.DictReader(f, delimiter="\t"))
    listed = set()
    for entry in index:
        folder = ROOT / "more" if entry["set"] == "more" else ROOT
        text, gold = (folder / f"{entry['slug']}{end}" for end in (".txt", ".gold.jsonl"))
        listed |= {text, gold}
        if not text.is_file() or not gold.is_file():
            report("index.tsv", f"{entry['slug']}: article or gold missing")
            continue
        if (entry["direction"] == "none") != (entry["broker"] == ""):
            report("index.tsv", f"{entry['slug']}: broker and direction disagree")
        if entry["direction"] not in ("helps", "hurts", "none"):
            report("index.tsv", f"{entry['slug']}: direction {entry['direction']!r}")
        data = text.read_bytes()
        data.decode("utf-8")
        pair = sorted((entry["pair_a"], entry["pair_b"]))
        brokers, sign = set(), {"helps": "+", "hurts": "-"}.get(entry["direction"])
        for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{gold.relative_to(ROOT)}:{number}"
            try:
                row = json.loads(line)
                for fault in faults(row, data):
                    report(where, fault)
            except (ValueError, KeyError, TypeError) as error:
                report(where, f"does not read: {error!r}")
                continue
            checked += 1
            if row.get("kind") == "influence":
                brokers.add((row.get("agent"), row.get("effect")))
        if entry["direction"] == "none":
            if brokers:
                report("index.tsv", f"{entry['slug']}: gold has an influence, index has none")
        elif (entry["broker"], sign) not in brokers:
            report("index.tsv", f"{entry['slug']}: broker {entry['broker']} not in its gold")
        for code in pair + ([entry["broker"]] if entry["broker"] else []):
            if actor_fault(code):
                report("index.tsv", f"{entry['slug']}: {actor_fault(code)}")
    for path in [*ROOT.glob("*.txt"), *ROOT.glob("*.jsonl"), *ROOT.glob("more/*")]:
        if path.suffix in (".txt", ".jsonl") and path not in listed:
            report("index.tsv", f"{path.relative_to(ROOT)} is not listed")
    print(f"{checked} checked" + (f", {bad} bad" if bad else ""))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
