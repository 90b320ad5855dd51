"""eval mediation and eval ordinary: figures on gold of our own, and what they say to malformed gold."""
import json
import pathlib
import tempfile

from support import check, finish, need_model, run

need_model()
folder = pathlib.Path(tempfile.mkdtemp())
gold = folder / "gold.jsonl"
rows = [
    {"id": "one", "text": "Kenya mediated between Sudan and Uganda. Oman mediated between Sudan and Uganda without success.",
     "pair": [["Sudan"], ["Uganda"]], "pair_codes": [["SDN"], ["UGA"]], "ambiguous": [], "offer_only": [],
     "mediators": [{"code": "KEN", "name": "Kenya", "surfaces": [], "helped": "true"},
                   {"code": "OMN", "name": "Oman", "surfaces": [], "helped": "false"},
                   {"code": "EGY", "name": "Egypt", "surfaces": [], "helped": "true"}]},
    {"id": "two", "text": "Qatar mediated between Chad and Mali. Norway mediated between Chad and Mali.",
     "pair": [["Chad"], ["Mali"]], "pair_codes": [["TCD"], ["MLI"]], "ambiguous": ["NOR"], "offer_only": [], "mediators": []},
]
gold.write_text("".join(json.dumps(row) + "\n" for row in rows))
done = run("eval", "mediation", gold, "--format", "json", "--errors", "9")
check("eval mediation: exit status 0", done.returncode == 0, done.stderr)
for wanted in ("0.666", "missed EGY", "false QAT"):
    check(f"eval mediation prints {wanted}", wanted in done.stdout, done.stdout)
check("eval mediation: one left open is not false", "NOR" not in done.stdout, done.stdout)
text = folder / "ordinary.txt"
text.write_text("Paris taxes wine.\nOman mediated between Iran and Iraq.\n")
done = run("eval", "ordinary", text, "--errors", "9")
check("eval ordinary lists the one printed", "OMN for IRN and IRQ" in done.stdout, done.stdout + done.stderr)
for broken in ("{", json.dumps({"text": "x", "pair": [["A"]], "pair_codes": [["A"]], "mediators": []})):
    gold.write_text(json.dumps(rows[0]) + "\n" + broken + "\n")
    done = run("eval", "mediation", gold)
    check("eval mediation: malformed gold", done.returncode == 3 and "line 2" in done.stderr and "eval.bad_gold" in done.stderr,
          done.stderr)
check("eval mediation: no file", run("eval", "mediation", folder / "absent").returncode == 3)
finish()
