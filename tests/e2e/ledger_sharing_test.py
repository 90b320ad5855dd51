"""Two writers take turns; readers never wait and always see a whole ledger."""
import json
import pathlib
import sqlite3
import subprocess
import tempfile
import time

from support import ENTENTE, check, finish, need_model, run

need_model()
COUNT = 2500
folder = pathlib.Path(tempfile.mkdtemp())
ledger = folder / "l.db"


def write(name, first, last):
    with (folder / name).open("w") as out:
        for i in range(first, last):
            text = f"Oman mediated between Iran and the United States in round {i}. Iran accused the United States."
            out.write(json.dumps({"id": f"d{i}", "text": text}) + "\n")
    return folder / name


def start(*words):
    return subprocess.Popen([ENTENTE, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


# Two writers with overlapping documents, a reader in a loop.
one, other = write("one.ndjson", 0, COUNT), write("other.ndjson", COUNT // 2, COUNT + COUNT // 2)
run("read", write("first.ndjson", 0, 5), "--ledger", ledger)
writers = [start("read", path, "--ledger", ledger) for path in (one, other)]
slowest, asked, seen = 0, 0, []
while any(writer.poll() is None for writer in writers):
    begin = time.monotonic()
    answer = run("sql", "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM documents WHERE coding IS NULL)",
                 "--format", "csv", "--ledger", ledger)
    slowest = max(slowest, time.monotonic() - begin)
    asked += 1
    check_ok = answer.returncode == 0
    if not check_ok:
        check("a reader beside two writers", False, answer.stderr)
        break
    seen.append([int(cell) for cell in answer.stdout.splitlines()[1].split(",")])
told = [writer.communicate() for writer in writers]
check("both writers end well", all(writer.returncode == 0 for writer in writers), str(told))
check(f"readers were answered {asked} times beside them, the slowest in {slowest:.2f} s", asked >= 3 and slowest < 5)
check("what readers see only grows, and is whole", seen == sorted(seen) and all(without == 0 for _, without in seen), str(seen))
with sqlite3.connect(ledger) as db:
    ids = [row[0] for row in db.execute("SELECT id FROM document")]
check("every document is there once", sorted(ids) == sorted(f"d{i}" for i in range(COUNT + COUNT // 2)), str(len(ids)))
verified = run("ledger", "verify", "--ledger", ledger)
check("and the ledger is whole", verified.returncode == 0, verified.stdout + verified.stderr)

# A writer that holds it for long: the second waits, then says so; readers go on.
holder = sqlite3.connect(ledger, isolation_level=None)
holder.execute("BEGIN IMMEDIATE")
begin = time.monotonic()
waiting = start("read", write("more.ndjson", 10_000, 10_010), "--ledger", ledger)
answer = run("explain", "IRN", "USA", "--ledger", ledger)
check("a reader is answered while one writes", answer.returncode == 0 and "Oman" in answer.stdout, answer.stderr)
time.sleep(2)
check("the second writer waits", waiting.poll() is None)
holder.execute("ROLLBACK")
waiting.communicate()
check("and goes on when it may", waiting.returncode == 0)
holder.execute("BEGIN IMMEDIATE")
begin = time.monotonic()
refused = run("read", write("others.ndjson", 20_000, 20_010), "--ledger", ledger)
waited = time.monotonic() - begin
check("after ten seconds it says so", refused.returncode == 3 and "ledger.busy" in refused.stderr and waited > 9,
      f"{waited:.1f} s: {refused.returncode} {refused.stderr}")
holder.execute("ROLLBACK")
finish()
