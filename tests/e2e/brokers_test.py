"""The true third party comes first on the examples; where there is none, none is named; one ledger of all keeps it so."""
import csv
import json
import pathlib
import tempfile

from support import ROOT, check, finish, need_model, run

need_model()
with open(ROOT / "examples" / "index.tsv", encoding="utf-8") as lines:
    index = [row for row in csv.DictReader((l for l in lines if not l.startswith("#")), delimiter="\t") if row["set"] == "main"]
ledger = pathlib.Path(tempfile.mkdtemp()) / "all.db"
run("read", *[ROOT / "examples" / f"{row['slug']}.txt" for row in index], "--ledger", ledger)


def ranked(row, *where):
    done = run("brokers", row["pair_a"], row["pair_b"], "--format", "json", *where)
    try:
        return [(entry["broker"]["code"] or entry["broker"].get("name"), entry["direction"]) for entry in json.loads(done.stdout)]
    except json.JSONDecodeError:
        return [("error", done.stdout + done.stderr)]


for row in index:
    for place, where in (("alone", [ROOT / "examples" / f"{row['slug']}.txt"]), ("in one ledger", ["--ledger", ledger])):
        found = ranked(row, *where)
        if row["broker"]:
            right = bool(found) and found[0] == (row["broker"], row["direction"])
        else:
            right = not found
        check(f"{row['slug']} {place}: {row['broker'] or 'no broker'}", right, str(found[:3]))
finish()
