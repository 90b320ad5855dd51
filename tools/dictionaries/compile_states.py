#!/usr/bin/env python3
"""Writes data/actors/states.tsv from packaged facts and state_edits.tsv.

usage: compile_states.py COUNTRIES_JSON > data/actors/states.tsv
COUNTRIES_JSON: countries.json of the package world-countries 5.1.0 (ODbL 1.0): codes, names, demonyms, capitals.
"""
import csv
import json
import pathlib
import re
import sys

COLUMNS = "code name aliases adjectives people capital cities government regions combining source".split()
# Names of territories that are common words or other places in news English.
SKIP = {"ATA", "BVT", "HMD", "IOT", "UMI", "SGS", "ATF", "CCK", "CXR", "NFK", "PCN", "TKL", "SJM", "BES", "BLM", "MAF",
        "ALA", "GGY", "JEY", "IMN", "WLF", "SPM", "MSR", "AIA", "VGB", "VIR", "CYM", "TCA", "GLP", "MTQ", "GUF", "REU",
        "MYT", "SHN", "FRO", "ASM", "GUM", "MNP", "COK", "NIU", "ABW", "CUW", "SXM"}


# Compiled names that mislead: people's names, words of other places, forms nobody writes.
REMOVED = {"City of Victoria", "Victoria", "Hamilton", "Stanley", "Vaticans", "I-Kiribatis", "Kyrgyzs", "San José",
           "Nation of Brunei, Abode of Peace", "the North", "the South", "the Emirates", "the Vatican"}


def plural_people(demonyms):
    return [form for d in demonyms if d.endswith(("an", "i")) for form in (d, d + "s")]


def facts(country):
    code = "XKX" if country["cca3"] == "UNK" else country["cca3"]
    demonyms = [d for d in re.split(", | or ", country.get("demonyms", {}).get("eng", {}).get("m", "")) if d]
    official, common = country["name"]["official"], country["name"]["common"]
    return {"code": code, "name": common, "aliases": [official] if official != common else [],
            "adjectives": demonyms, "people": plural_people(demonyms),
            "capital": country.get("capital", []), "cities": [], "government": [], "regions": [], "combining": [],
            "source": "world-countries 5.1.0"}


def merged(row, edit):
    for column in COLUMNS[1:-1]:
        cell = (edit.get(column) or "").strip()
        if column == "name":
            if cell:
                row["aliases"].append(row["name"])
                row["name"] = cell
            continue
        row[column] = row[column] + [part for part in cell.split("|") if part]
    if not row["source"].endswith("edited by hand"):
        row["source"] = "; ".join(filter(None, [row["source"], "edited by hand"]))
    return row


def main():
    here = pathlib.Path(__file__).parent
    with open(here / "state_edits.tsv", encoding="utf-8") as lines:
        edits = list(csv.DictReader((l for l in lines if not l.startswith("#")), delimiter="\t"))
    rows = {}
    for country in json.load(open(sys.argv[1], encoding="utf-8")):
        row = facts(country)
        if row["code"] not in SKIP:
            rows[row["code"]] = row
    for edit in edits:
        row = rows.get(edit["code"]) or {c: [] for c in COLUMNS} | {"code": edit["code"], "name": edit["name"], "source": ""}
        rows[edit["code"]] = merged(row, edit)
    print("# States and territories. Compiled by tools/dictionaries/compile_states.py; edit state_edits.tsv, not this file.")
    print("# code: ISO 3166 alpha-3 (XKX Kosovo; SUN, YUG historical; ABK, OST, NCY, SML our own).")
    print("\t".join(COLUMNS))
    for code in sorted(rows):
        row = rows[code]
        cells = []
        for column in COLUMNS:
            value = row[column]
            if isinstance(value, list):
                seen = [v for v in dict.fromkeys(value) if v and v not in REMOVED and v != row["name"]]
                if column == "adjectives" and row["name"] in value:
                    seen.append(row["name"])
                value = "|".join(seen)
            cells.append(value)
        print("\t".join(cells))


main()
