"""read --dry-run prints what would be stored, whatever the form it lies in; read then stores the same."""
import bz2
import csv
import gzip
import io
import json
import pathlib
import sqlite3
import tempfile
import zipfile

from support import check, finish, need_model, run

need_model()
FIELDS = ["id", "title", "text", "date", "outlet", "authors", "language", "url"]
folder = pathlib.Path(tempfile.mkdtemp())
records = [{"id": f"r{i}", "title": f"Round {i}", "text": f"Oman mediated between Iran and Iraq in round {i}.",
            "date": f"2013-03-{i + 10}", "outlet": "Herald", "authors": ["A. Writer", "B. Writer"], "language": "en",
            "url": f"https://herald.example/{i}"} for i in range(5)]
ndjson = "".join(json.dumps(record) + "\n" for record in records).encode()


def table(dialect):
    out = io.StringIO()
    writer = csv.writer(out, dialect=dialect)
    writer.writerow(FIELDS)
    for record in records:
        writer.writerow(["; ".join(record[f]) if f == "authors" else record[f] for f in FIELDS])
    return out.getvalue().encode()


def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def dry_run(*arguments, stdin=None):
    done = run("read", "--dry-run", "--format", "ndjson", *arguments, stdin=stdin)
    return done, [json.loads(line) for line in done.stdout.splitlines()]


FORMS = {
    "plain.ndjson": ndjson,
    "packed.ndjson.gz": gzip.compress(ndjson),
    "members.gz": b"".join(gzip.compress(line + b"\n") for line in ndjson.splitlines()),
    "array.json": json.dumps(records, indent=2).encode(),
    "table.csv": table("excel"),
    "table.tsv": table("excel-tab"),
    "utf16.csv": table("excel").decode().encode("utf-16"),
    "archive.zip": archive({"in/table.csv": table("excel")}),
    "nested.zip": archive({"inner.zip": archive({"x.ndjson.gz": gzip.compress(ndjson)})}),
}
for name, content in FORMS.items():
    (folder / name).write_bytes(content)
    done, documents = dry_run(folder / name)
    check(f"{name}: the same five documents", documents == records, f"{done.stderr} {documents[:1]}")
    check(f"{name}: exactly the fields, in order", all(list(d) == FIELDS for d in documents))
    check(f"{name}: exit status 0", done.returncode == 0, done.stderr)
done, documents = dry_run("-", stdin=ndjson.decode())
check("standard input: the same", documents == records, done.stderr)

mapped = folder / "mapped.tsv"
mapped.write_text("key\tbody\tday\nm1\tOman helped Iran.\t2013-03-12\n")
done, documents = dry_run(mapped)
check("no column of texts: told, exit status 1", done.returncode == 1 and "[csv.no_text_column]" in done.stderr, done.stderr)
done, documents = dry_run("--columns", "text=body,id=key,date=day", mapped)
check("--columns names them", [(d["id"], d["text"], d["date"]) for d in documents] == [("m1", "Oman helped Iran.", "2013-03-12")],
      done.stderr)
done = run("read", "--dry-run", "--columns", "colour=body", mapped)
check("--columns of no field: exit status 2", done.returncode == 2 and "[usage.bad_columns]" in done.stderr, done.stderr)
(folder / "month.ndjson").write_text('{"id":"x","text":"Oman helped Iran.","date":"2013-03"}\n')
check("a date that is no day is null", dry_run(folder / "month.ndjson")[1][0]["date"] is None)
forced = dry_run("--input", "text", folder / "plain.ndjson")[1]
check("--input text: one document", len(forced) == 1 and forced[0]["text"] == ndjson.decode())

before = set(folder.iterdir())
first, second = dry_run(folder), dry_run(folder)
check("a directory: all its files, the same twice", first[0].stdout == second[0].stdout and len(first[1]) == 5 * len(FORMS) + 1,
      f"{len(first[1])} {first[0].stderr}")
check("no ledger is touched", set(folder.iterdir()) == before and not pathlib.Path("entente.db").exists())
lines = run("read", "--dry-run", folder / "plain.ndjson").stdout.splitlines()
check("a table for people", len(lines) == 6 and "Round 3" in lines[4] and "2013-03-13" in lines[4], "\n".join(lines))

(folder / "old.bz2").write_bytes(bz2.compress(ndjson))
kept = run("read", folder / "archive.zip", folder / "old.bz2", "--ledger", folder / "kept.db")
check("read: summary with reasons", kept.returncode == 1 and "5 documents read" in kept.stdout
      and "refused 1 text.binary" in kept.stdout, kept.stdout + kept.stderr)
again = run("read", folder / "table.tsv", "--ledger", folder / "kept.db")
check("the same documents from another form are known", "5 already there" in again.stdout, again.stdout)
with sqlite3.connect(folder / "kept.db") as db:
    check("the ledger holds what the dry run printed",
          db.execute("SELECT id, title, text, url FROM document ORDER BY number").fetchall()
          == [(r["id"], r["title"], r["text"], r["url"]) for r in records])
finish()
