"""A ledger keeps what it is given, once; answers from it are those from the files."""
import pathlib
import sqlite3
import tempfile

from support import ROOT, check, finish, need_model, run

need_model()
ledger = pathlib.Path(tempfile.mkdtemp()) / "talks.db"
examples = sorted((ROOT / "examples").glob("*.txt"))
first = run("read", *examples, "--ledger", ledger)
check("read: exit status 0 and a summary", first.returncode == 0 and f"{len(examples)} documents read" in first.stdout, first.stdout + first.stderr)
again = run("read", *examples, "--ledger", ledger, "--threads", 2)
check("read again: nothing new", f"0 documents read, 0 statements; {len(examples)} already there" in again.stdout, again.stdout)
other = ledger.with_name("two.db")
run("read", *examples, "--ledger", other, "--threads", 2)


def rows(path):
    with sqlite3.connect(path) as db:
        return db.execute("SELECT document, kind, first, second, agent, json FROM statement ORDER BY number").fetchall()


check("the same rows on one and two threads", rows(ledger) == rows(other))
with sqlite3.connect(ledger) as db:
    found = db.execute("SELECT count(*) FROM document_text WHERE document_text MATCH 'Muscat'").fetchone()[0]
    whole = db.execute("PRAGMA integrity_check").fetchone()[0]
check("full text is searched", found >= 1)
check("the file is whole", whole == "ok")
for a, b in (("IRN", "USA"), ("Israel", "Turkey")):
    from_files = run("brokers", a, b, "--format", "json", *examples).stdout
    from_ledger = run("brokers", a, b, "--format", "json", "--ledger", ledger).stdout
    check(f"brokers {a} {b}: the same from files and from the ledger", from_files == from_ledger and "score" in from_files,
          from_files[:300] + " | " + from_ledger[:300])
finish()
