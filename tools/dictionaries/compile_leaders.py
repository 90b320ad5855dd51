#!/usr/bin/env python3
"""Writes data/actors/leaders.tsv: heads of state and government with their terms, and leader_edits.tsv.

usage: compile_leaders.py COUNTRY_INFO > data/actors/leaders.tsv
COUNTRY_INFO: CountryInfo.txt (openeventdata), whose facts (name, office, term) are taken for terms that reach past 1990.
leader_edits.tsv: people of 1990-2025 it lacks, by hand; a row there replaces a compiled one of the same person.
"""
import pathlib
import re
import sys

COLUMNS = "code name aliases role sector from to source".split()
ROLES = {"Presidents": "president", "Prime ministers": "prime minister", "Kings": "king", "Sultans": "sultan",
         "President": "president", "Emirs": "emir", "Chancellors": "chancellor"}
OLDEST = "19900101"
# People the source has under a state that is not theirs.
MISPLACED = {("ETH", "Joannes Eidesgaard"), ("CYP", "Mehmet Ali")}


def iso(digits):
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if digits else ""


def name_of(raw):
    words = [w for w in raw.strip("_").split("_") if w]
    small = {"DE", "DA", "DOS", "VON", "VAN", "DER", "BIN", "AL", "EL", "IBN"}
    out = []
    for i, word in enumerate(words):
        parts = [p.capitalize() if p not in small or i == 0 else p.lower() for p in word.split("-")]
        out.append("-".join(parts))
    name = " ".join(out)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m.group(1).upper(), name)


def compiled(path):
    code, role, inside = "", "", False
    for line in open(path, encoding="latin-1"):
        if m := re.search(r"<CountryCode>([A-Z]{3})</CountryCode>", line):
            code = m.group(1)
        if "<Leaders>" in line:
            inside = True
        if "</Leaders>" in line:
            inside = False
        if m := re.match(r"\s*<([A-Z][a-z ]+)>", line):
            role = ROLES.get(m.group(1), "")
        # The source has Kiribati's leaders under Kosovo.
        if not inside or not role or code == "KSV":
            continue
        m = re.match(r"\s*\{?([A-Z][A-Z_\-.']+_)\}?.*?\[(>?)(\d{8})(?: - (\d{8}))?\]", line)
        if not m:
            continue
        raw, current, begin, end = m.groups()
        name = name_of(raw)
        if " " not in name or (end or "99999999") < OLDEST or (code, name) in MISPLACED:
            continue
        yield {"code": code, "name": name, "aliases": "", "role": role, "sector": "GOV", "from": iso(begin),
               "to": "" if current else iso(end), "source": "CountryInfo (openeventdata)"}


def edits():
    path = pathlib.Path(__file__).parent / "leader_edits.tsv"
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.rstrip("\n").split("\t")
        yield dict(zip(COLUMNS, cells + [""] * (7 - len(cells)) + ["general knowledge"]))


def main():
    by_hand = list(edits())
    named = {name for row in by_hand for name in [row["name"], *row["aliases"].split("|")]}
    rows = by_hand + [row for row in compiled(sys.argv[1]) if row["name"] not in named]
    print("# People in office, with the time they held it. Compiled by tools/dictionaries/compile_leaders.py;")
    print("# edit leader_edits.tsv, not this file. What a text says of a person beats this table.")
    print("\t".join(COLUMNS))
    seen = set()
    for row in sorted(rows, key=lambda r: (r["code"], r["name"], r["from"])):
        key = (row["code"], row["name"], row["from"])
        if key not in seen:
            seen.add(key)
            print("\t".join(row[c] for c in COLUMNS))


main()
