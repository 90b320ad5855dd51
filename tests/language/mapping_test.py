"""Two processes that parse hold one copy of the model file: its pages are mapped, shared and never written."""
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).parents[2]
MODEL = ROOT / "models" / "en_core_web_sm.entente"


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(77)


def mapping_of(pid):
    """KiB of each kind in the process's mapping of the model file; empty before it is mapped."""
    sums, inside = {}, False
    for line in open(f"/proc/{pid}/smaps", encoding="utf-8"):
        if re.match(r"^[0-9a-f]+-[0-9a-f]+ ", line):
            inside = line.rstrip().endswith(MODEL.resolve().name)
        elif inside and (field := re.match(r"^(\w+):\s+(\d+) kB", line)):
            sums[field[1]] = sums.get(field[1], 0) + int(field[2])
    return sums


if not MODEL.exists():
    skip("no language model; make one with make model")
if not pathlib.Path("/proc/self/smaps").exists():
    skip("this system does not tell what a process maps")
size_kib = MODEL.stat().st_size // 1024
# Each waits for the end of its text with the model loaded; loading reads every byte for the checksum.
readers = [subprocess.Popen([sys.argv[1], MODEL], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) for _ in range(2)]
try:
    until = time.monotonic() + 60
    found = []
    while time.monotonic() < until and not (found and all(m.get("Rss", 0) >= size_kib for m in found)):
        time.sleep(0.02)
        found = [mapping_of(reader.pid) for reader in readers]
    # Once more: the first was looked at before the second had read all.
    found = [mapping_of(reader.pid) for reader in readers]
    for mapping in found:
        print({key: mapping.get(key) for key in ("Size", "Rss", "Pss", "Shared_Clean", "Private_Clean", "Private_Dirty")})
        assert mapping.get("Rss", 0) >= size_kib, "the model is not mapped whole"
        assert mapping["Private_Dirty"] == 0 and mapping["Shared_Dirty"] == 0, "a page of the model was written"
        assert mapping["Shared_Clean"] >= 0.99 * size_kib, "the two do not share the model's pages"
finally:
    for reader in readers:
        reader.communicate(b"Both are done.")
assert all(reader.returncode == 0 for reader in readers)
