"""The example of the public header says what a reader of the language would."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
MODEL = ROOT / "models" / "en_core_web_sm.entente"
TEXT = "Norway mediated between Sri Lanka and the rebels."

if not MODEL.exists():
    print("SKIPPED: no language model; make one with make model")
    sys.exit(77)
done = subprocess.run([sys.argv[1], MODEL], input=TEXT, capture_output=True, text=True)
rows = [line.split("\t") for line in done.stdout.splitlines()]
assert done.returncode == 0, done.stderr
assert rows[0] == ["Norway", "Norway", "NNP", "nsubj", "mediated", "BGPE"], rows[0]
assert rows[1][:3] == ["mediated", "mediate", "VBD"], rows[1]
assert [row[0] for row in rows] == "Norway mediated between Sri Lanka and the rebels .".split(), rows
missing = subprocess.run([sys.argv[1], "no such file"], input=TEXT, capture_output=True, text=True)
assert missing.returncode == 1 and missing.stderr.startswith("model.missing"), missing
