"""Ctrl-C keeps what was read and the next run goes on from there; a reader that has seen enough is no failure."""
import json
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time

from support import ENTENTE, check, finish, need_model, run

need_model()
COUNT = 6000
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    many, ledger = folder / "many.ndjson", folder / "many.db"
    with many.open("w") as out:
        for i in range(COUNT):
            out.write(json.dumps({"id": i, "text": f"Oman mediated between Iran and the United States in round {i}."}) + "\n")

    def documents():
        with sqlite3.connect(ledger) as db:
            return db.execute("SELECT count(*) FROM document").fetchone()[0]

    reading = subprocess.Popen([ENTENTE, "read", str(many), "--ledger", str(ledger)], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    # Interrupted once something is committed, however fast the machine.
    until = time.monotonic() + 60
    while reading.poll() is None and time.monotonic() < until:
        try:
            if documents() > 0:
                break
        except sqlite3.OperationalError:
            pass
        time.sleep(0.005)
    reading.send_signal(signal.SIGINT)
    said, told = reading.communicate(timeout=120)
    kept = documents()
    with sqlite3.connect(ledger) as db:
        whole = db.execute("PRAGMA integrity_check").fetchone()[0]
    check("Ctrl-C: exit status 130, and says that it stopped", reading.returncode == 130 and "stopped" in told,
          f"{reading.returncode} {told}")
    check("Ctrl-C: part is read, the ledger is whole", 0 < kept < COUNT and whole == "ok", f"{kept} {whole}")
    check("Ctrl-C: the summary counts what is kept", f"{kept} documents read" in said, f"{kept}: {said}")
    again = run("read", many, "--ledger", ledger)
    check("the next run reads the rest and only that",
          again.returncode == 0 and f"{COUNT - kept} documents read" in again.stdout and f"{kept} already there" in again.stdout,
          again.stdout + again.stderr)

    # Far more output than a pipe holds, so that writing meets the closed end.
    piped = subprocess.Popen([ENTENTE, "code", "--format", "ndjson", str(many)], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
    piped.stdout.readline()
    piped.stdout.close()
    told = piped.stderr.read()
    check("a closed pipe: exit status 0, nothing told", piped.wait(timeout=120) == 0 and told == "", f"{piped.returncode} {told}")

finish()
