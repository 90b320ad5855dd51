"""A full disk and a disk that cannot be written: an error with a name and a remedy, and the ledger as it was."""
import json
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import tempfile

from support import ENTENTE, check, finish, need_model, run

need_model()
COUNT = 3000
folder = pathlib.Path(tempfile.mkdtemp())
few, many, ledger = folder / "few.ndjson", folder / "many.ndjson", folder / "l.db"


def write(path, count):
    with path.open("w") as out:
        for i in range(count):
            text = f"Oman mediated between Iran and the United States in round {i}. Iran accused the United States."
            out.write(json.dumps({"id": f"d{i}", "text": text}) + "\n")


def documents():
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute("SELECT id FROM document ORDER BY number")]


write(few, 20)
write(many, COUNT)

# Full: no file may grow beyond this.
LIMIT = 600_000
limited = subprocess.run([ENTENTE, "read", str(many), "--ledger", str(ledger)], capture_output=True, text=True, timeout=240,
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT)))
check("full: exit status 3, a name, a remedy",
      limited.returncode == 3 and ("ledger.full" in limited.stderr or "ledger.unwritable" in limited.stderr)
      and "nothing of this batch was kept" in limited.stderr, f"{limited.returncode} {limited.stderr}")
verified = run("ledger", "verify", "--ledger", ledger)
check("full: what was read before is there and whole", verified.returncode == 0 and 0 < len(documents()) < COUNT,
      verified.stdout + verified.stderr)
rest = run("read", many, "--ledger", ledger)
check("full: with room again, the same command reads the rest", rest.returncode == 0 and "refused" in rest.stdout and
      documents() == [f"d{i}" for i in range(COUNT)], rest.stdout + rest.stderr)

# Cannot be written, by somebody who may only read.
ledger = folder / "fixed" / "l.db"
ledger.parent.mkdir()
run("read", few, "--ledger", ledger)
before = ledger.read_bytes()
for left in ledger.parent.glob("l.db-*"):
    left.unlink()
for path, mode in ((folder, 0o755), (ledger.parent, 0o555), (ledger, 0o444)):
    os.chmod(path, mode)


def as_nobody():
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def run_as_nobody(*words):
    return subprocess.run([binary, "--model", model, *map(str, words)], capture_output=True, text=True,
                          preexec_fn=as_nobody, timeout=240)


# Nobody may not be able to enter the folder the binary and the model are in.
binary, model = folder / "entente", folder / "model.entente"
shutil.copy(ENTENTE, binary)
shutil.copy(os.environ.get("ENTENTE_MODEL") or pathlib.Path(ENTENTE).parents[1] / "models" / "en_core_web_sm.entente", model)
binary.chmod(0o755)
model.chmod(0o644)
os.chmod(few, 0o644)
os.chmod(many, 0o644)
refused = run_as_nobody("read", many, "--ledger", ledger)
check("read only: reading into it is refused, with a remedy",
      refused.returncode == 3 and "ledger.unwritable" in refused.stderr and "permissions" in refused.stderr,
      f"{refused.returncode} {refused.stderr}")
for words in (["explain", "IRN", "USA"], ["search", "Oman"], ["sql", "SELECT count(*) FROM events"],
              ["ledger", "verify"], ["ledger", "info"]):
    answer = run_as_nobody(*words, "--ledger", ledger)
    check(f"read only: {words[0]} answers", answer.returncode == 0 and answer.stdout, answer.stdout + answer.stderr)
rebuilt = run_as_nobody("ledger", "rebuild", "--again", "--ledger", ledger)
check("read only: a rebuild is refused", rebuilt.returncode == 3 and "ledger.unwritable" in rebuilt.stderr, rebuilt.stderr)
check("read only: not a byte changed", ledger.read_bytes() == before)
for path in (ledger.parent, ledger):
    os.chmod(path, 0o755)
shutil.rmtree(folder)
finish()
