"""A ledger coded anew is the ledger a fresh read would make; old answers stay beside; its texts and tables can be asked."""
import csv
import io
import json
import pathlib
import shutil
import sqlite3
import tempfile

from support import ROOT, check, finish, need_model, run

need_model()
folder = pathlib.Path(tempfile.mkdtemp())
old, fresh = folder / "old.db", folder / "fresh.db"

# Other tables than those in the binary: no verb is an act.
data = folder / "data"
shutil.copytree(ROOT / "data", data)
verbs = data / "patterns" / "event_verbs.tsv"
kept = [line for line in verbs.read_text(encoding="utf-8").splitlines() if not line.startswith(("meet", "accuse", "visit"))]
verbs.write_text("\n".join(kept) + "\n", encoding="utf-8")
paths = sorted((ROOT / "examples").glob("*.txt"))
run("read", *paths, "--ledger", old, "--data", data)
run("read", *paths, "--ledger", fresh)


def rows(ledger, sql="SELECT document, kind, first, second, agent, word, effect, status, event_date, evidence, json FROM statements "
                     "ORDER BY document, number"):
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as db:
        return db.execute(sql).fetchall()


before = rows(old)
check("other tables, other statements", before != rows(fresh))
explained = run("explain", "IRN", "USA", "--ledger", old).stdout
said = run("ledger", "rebuild", "--ledger", old)
check("rebuild says what it did", said.returncode == 0 and f"coding 2: {len(paths)} documents coded" in said.stdout, said.stdout + said.stderr)
check("the views show what a fresh read holds", rows(old) == rows(fresh))
check("answers are those of a fresh read",
      run("explain", "IRN", "USA", "--ledger", old).stdout == run("explain", "IRN", "USA", "--ledger", fresh).stdout)
check("the old coding answers still", run("explain", "IRN", "USA", "--ledger", old, "--coding", 1).stdout == explained)
again = run("ledger", "rebuild", "--ledger", old)
check("again: nothing to do", again.returncode == 0 and "already" in again.stdout, again.stdout)
check("read again: nothing new", f"{len(paths)} already there" in run("read", *paths, "--ledger", old).stdout)
codings = run("ledger", "codings", "--ledger", old).stdout
check("codings are listed with what made them",
      "coding 1  read" in codings and "coding 2  rebuild" in codings and codings.count("tables") == 2, codings)
info = run("ledger", "info", "--ledger", old)
check("info: documents and bytes", f"{len(paths)} documents" in info.stdout and "bytes a document" in info.stdout, info.stdout)
verified = run("ledger", "verify", "--ledger", old)
check("it is whole", verified.returncode == 0 and "all whole" in verified.stdout, verified.stdout + verified.stderr)

found = run("search", "Muscat talks", "--ledger", old, "--format", "ndjson")
hits = [json.loads(line) for line in found.stdout.splitlines()]
check("search: texts with all words, best first", found.returncode == 0 and hits and all(h["document"].endswith(".txt") for h in hits), found.stdout)
check("search: nothing found is no failure", run("search", "zzyzx", "--ledger", old).returncode == 0)
check("search: no word is misuse", run("search", " - ", "--ledger", old).returncode == 2)
counted = run("sql", "SELECT kind, count(*) AS n FROM statements GROUP BY kind ORDER BY kind", "--format", "csv", "--ledger", old)
cells = list(csv.reader(io.StringIO(counted.stdout)))
check("sql: csv", cells[0] == ["kind", "n"] and sum(int(n) for _, n in cells[1:]) == len(rows(old)), counted.stdout)
line = run("sql", "SELECT document, confidence, NULL AS absent FROM events LIMIT 1", "--format", "ndjson", "--ledger", old).stdout
one = json.loads(line)
check("sql: ndjson keeps numbers and NULL", isinstance(one["confidence"], float) and one["absent"] is None, line)
table = run("sql", "SELECT source, target, type FROM events", "--ledger", old)
check("sql: a table", table.stdout.startswith("source") and len(table.stdout.splitlines()) > 10, table.stdout[:200])
for statement in ("DELETE FROM document", "DROP TABLE document", "PRAGMA user_version = 0", "ATTACH 'x' AS x"):
    check(f"sql: {statement} is refused", run("sql", statement, "--ledger", old).returncode == 2)
check("sql: and nothing changed", run("ledger", "verify", "--ledger", old).returncode == 0)
late = run("sql", "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r", "--seconds", "0.2",
           "--ledger", old)
check("sql: the time limit", late.returncode == 3 and "sql.too_long" in late.stderr, late.stderr)

with sqlite3.connect(old) as db:
    db.execute("UPDATE document SET text = replace(text, 'Iran', 'Iraq') WHERE number = (SELECT min(number) FROM document "
               "WHERE text LIKE '%Iran%')")
damaged = run("ledger", "verify", "--ledger", old)
check("verify: a changed text is found and named", damaged.returncode == 3 and "ledger.damaged" in damaged.stderr and
      "not what its address says" in damaged.stderr and "full-text index" in damaged.stderr, damaged.stderr)
finish()
