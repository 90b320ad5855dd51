"""How acts are told: the status of the hand-labelled sentences, and refusals of malformed gold."""
import json
import pathlib
import tempfile

from support import ROOT, check, finish, need_model, run

need_model()
golden = ROOT / "tests" / "golden"
for half, least in (("development", 0.9), ("check", 0.85), ("idioms", 0.85), ("later", 0.9)):
    done = run("eval", "status", golden / f"status.{half}.txt", "--format", "json")
    check(f"status, {half}: exit status 0", done.returncode == 0, done.stderr)
    accuracy = json.loads(done.stdout)["accuracy"] if done.returncode == 0 else 0
    check(f"status, {half}: at least {least}", accuracy >= least, done.stdout)

with tempfile.TemporaryDirectory() as folder:
    bad = pathlib.Path(folder) / "bad"
    good = {"text": "`` Chad attacked Libya , '' he said .",
            "targets": [{"span1": [2, 3], "label": 3.0}, {"span1": [7, 8], "label": 2.0}]}
    bad.write_text(json.dumps(good) + "\n", encoding="utf-8")
    done = run("eval", "factuality", bad)
    check("factuality: two words scored", done.returncode == 0 and "of 2" in done.stdout, done.stdout + done.stderr)
    for what, line in (
        ("no JSON", "actual\n"),
        ("a word beyond the sentence", json.dumps({**good, "targets": [{"span1": [9, 10], "label": 1}]}) + "\n"),
        ("a figure out of range", json.dumps({**good, "targets": [{"span1": [2, 3], "label": 7}]}) + "\n"),
    ):
        bad.write_text(json.dumps(good) + "\n" + line, encoding="utf-8")
        done = run("eval", "factuality", bad)
        check(f"factuality, {what}: refused", done.returncode == 3 and "line 2" in done.stderr, done.stderr)
    for what, line in (("an unknown status", "done\thelped\tA\tB\tA helped B.\n"), ("no such word", "actual\taided\tA\tB\tA helped B.\n"),
                       ("too few cells", "actual\thelped\n")):
        bad.write_text("# remark\n" + line, encoding="utf-8")
        done = run("eval", "status", bad)
        check(f"status, {what}: refused", done.returncode == 3 and "line 2" in done.stderr, done.stderr)
finish()
