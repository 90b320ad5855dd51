#!/usr/bin/env python3
"""Writes data/actors/name_genders.tsv: first names that tell a woman from a man.

    name_genders.py NAME_DATA.json      (of the PyPI package nomquamgender 0.1.4, MIT: public name statistics of many
                                         countries joined by Van Buskirk, Clauset & Larremore 2022)

Kept are names of letters only that at least ten of its sources know, borne by a thousand people or more, nine in ten of
one gender.
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
names = json.load(open(sys.argv[1]))
rows = {}
for name, (sources, count, female, *_) in names.items():
    if not (name.isascii() and name.isalpha() and len(name) > 1 and sources >= 10 and count >= 1000):
        continue
    if female >= 0.9 or female <= 0.1:
        rows.setdefault((name[0], "female" if female > 0.5 else "male"), []).append(name)
with open(ROOT / "data/actors/name_genders.tsv", "w") as out:
    out.write("# First names by gender, for pronouns alone. Made by tools/dictionaries/name_genders.py.\n")
    out.write("gender\tnames\tsource\n")
    for (_, gender), words in sorted(rows.items()):
        out.write(f"{gender}\t{'|'.join(sorted(words))}\tnomquamgender 0.1.4\n")
