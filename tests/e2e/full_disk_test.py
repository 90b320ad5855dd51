"""A disk that is really full, and one that is really read-only: a tmpfs of its own, in namespaces where that is permitted.

Reading, importing and rebuilding end with `ledger.full`, what was kept before is whole and can be asked, and the same command
goes on once there is room.
"""
import contextlib
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

from support import ENTENTE, check, finish, need_model, run, skip

need_model()
if "--inside" not in sys.argv:
    namespaces = ["unshare", "-rm"]
    try:
        allowed = subprocess.run([*namespaces, "sh", "-c", "mount -t tmpfs none /mnt"], capture_output=True, text=True)
    except FileNotFoundError:
        skip("no unshare")
    if allowed.returncode != 0:
        skip(f"no namespace with a disk of its own here: {allowed.stderr.strip()}")
    sys.exit(subprocess.run([*namespaces, sys.executable, __file__, ENTENTE, "--inside"]).returncode)

COUNT, ROWS = 1500, 40_000
folder = pathlib.Path(tempfile.mkdtemp())
disk = folder / "disk"
disk.mkdir()
texts, events = folder / "texts.ndjson", folder / "events.tsv"
with texts.open("w") as out:
    for i in range(COUNT):
        text = f"Oman mediated between Iran and the United States in round {i}. Iran accused the United States."
        out.write(json.dumps({"id": f"d{i}", "text": text}) + "\n")
with events.open("w") as out:
    out.write("date\tsource\trelation\ttarget\tevent_id\n")
    for i in range(ROWS):
        out.write(f"{2000 + i % 20}-0{1 + i % 9}-1{i % 9}\tSudan\tConsult\tSouth Sudan\t{i}\n")


def mount(*words):
    subprocess.run(["mount", *map(str, words)], check=True)


def rows(ledger, sql):
    with contextlib.closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as db:
        return [row[0] for row in db.execute(sql)]


def fill(name="fill"):
    """Takes every page that is left."""
    with (disk / name).open("wb", buffering=0) as out:
        try:
            while out.write(b"\0" * 4096):
                pass
        except OSError:
            pass


def full(what, done):
    check(f"{what}: exit status 3, a name, a remedy", done.returncode == 3 and "ledger.full" in done.stderr and
          "make room" in done.stderr, f"{done.returncode} {done.stdout}{done.stderr}")


def whole(what, ledger):
    verified = run("ledger", "verify", "--ledger", ledger)
    check(f"{what}: the ledger is whole", verified.returncode == 0, verified.stdout + verified.stderr)


def on_a_disk_of(size):
    mount("-t", "tmpfs", "-o", f"size={size}", "none", disk)


def off():
    subprocess.run(["umount", str(disk)], check=True)


# Reading.
on_a_disk_of("1200k")
ledger = disk / "l.db"
full("read", run("read", texts, "--ledger", ledger))
fill()
told = run("explain", "IRN", "USA", "--ledger", ledger)
check("read: on the full disk it can be asked", told.returncode == 0 and "Oman" in told.stdout, told.stdout + told.stderr)
whole("read, disk still full", ledger)
(disk / "fill").unlink()
kept = rows(ledger, "SELECT id FROM document ORDER BY number")
check("read: what was read before is there", 0 < len(kept) < COUNT and kept == [f"d{i}" for i in range(len(kept))], str(len(kept)))
mount("-o", "remount,size=100m", disk)
rest = run("read", texts, "--ledger", ledger)
check("read: with room, the same command reads the rest", rest.returncode == 0 and
      rows(ledger, "SELECT id FROM document ORDER BY number") == [f"d{i}" for i in range(COUNT)], rest.stdout + rest.stderr)
whole("read to the end", ledger)

# Rebuilding.
size = sum(path.stat().st_size for path in disk.iterdir())
mount("-o", f"remount,size={size // 1024 + 400}k", disk)
full("rebuild", run("ledger", "rebuild", "--again", "--ledger", ledger))
whole("rebuild", ledger)
mount("-o", "remount,size=100m", disk)
again = run("ledger", "rebuild", "--again", "--ledger", ledger)
check("rebuild: with room, the same command goes on", again.returncode == 0 and rows(ledger, "SELECT complete FROM coding") == [1, 1],
      again.stdout + again.stderr)
whole("rebuild to the end", ledger)

# Importing: a file whole or not at all, so nothing of it.
size = sum(path.stat().st_size for path in disk.iterdir())
mount("-o", f"remount,size={size // 1024 + 400}k", disk)
full("import", run("import", events, "--ledger", ledger))
check("import: nothing of the file is there", rows(ledger, "SELECT count(*) FROM stream_event") == [0] and
      rows(ledger, "SELECT count(*) FROM stream") == [0])
whole("import", ledger)
mount("-o", "remount,size=100m", disk)
taken = run("import", events, "--ledger", ledger)
check("import: with room, the same command takes it", taken.returncode == 0 and
      rows(ledger, "SELECT count(*) FROM stream_event") == [ROWS], taken.stdout + taken.stderr)
whole("import to the end", ledger)

# Read-only.
before = ledger.read_bytes()
mount("-o", "remount,ro", disk)
for words in (["read", texts], ["import", texts], ["ledger", "rebuild", "--again"]):
    refused = run(*words, "--ledger", ledger)
    check(f"read-only: {words[0]} is refused with a remedy", refused.returncode == 3 and "ledger.unwritable" in refused.stderr and
          "permissions" in refused.stderr, f"{refused.returncode} {refused.stderr}")
for words in (["explain", "IRN", "USA"], ["relation", "SDN", "SSD"], ["search", "Oman"], ["ledger", "verify"],
              ["export", "--as", "csv"]):
    answer = run(*words, "--ledger", ledger)
    check(f"read-only: {words[0]} answers", answer.returncode == 0 and answer.stdout, answer.stdout + answer.stderr)
check("read-only: not a byte changed", ledger.read_bytes() == before)
off()

# A disk without room for a ledger at all.
on_a_disk_of("16k")
full("a disk of four pages", run("read", texts, "--ledger", ledger))
off()
finish()
