"""brokers --events: a stream alone, a stream beside a text, formats, and who is not there."""
import json
import pathlib
import tempfile

from support import ROOT, check, finish, need_model, run

folder = pathlib.Path(tempfile.mkdtemp())
stream = folder / "events.tsv"
rows = ["date\tsource\trelation\ttarget"]
for day in range(1, 28):
    rows.append(f"2007-03-{day:02}\tBurkina Faso\tConsult\t{'Togo' if day % 2 else 'Benin'}")
    rows.append(f"2007-03-{day:02}\tTogo\tAccuse\tBenin")
    rows.append(f"2007-03-{day:02}\tFrance\tMake statement\tTogo")
rows.append("2007-03-05\tBurkina Faso\tMediate\tTogo")
stream.write_text("\n".join(rows) + "\n")
none = folder / "none.db"


def brokers(*arguments):
    return run("brokers", *arguments, "--events", stream, "--ledger", none)


ranked = json.loads(brokers("Togo", "Benin", "--format", "json").stdout)
check("the mediator is first", ranked[0]["broker"]["code"] == "BFA" and ranked[0]["direction"] == "helps", str(ranked[0])[:300])
features = ranked[0]["parts"]["events"]["features"]
total = sum(feature["contribution"] for feature in features.values())
check("contributions sum to the score", abs(total - ranked[0]["parts"]["events"]["score"]) < 1e-4, f"{total}")
check("evidence names file and row", ranked[0]["evidence"][0]["file"] == "events.tsv" and ranked[0]["evidence"][0]["row"] > 1)
text = brokers("Togo", "Benin").stdout
check("text gives reasons", "Burkina Faso helps" in text and "acts of mediation" in text, text[:400])
check("who is not there is said", run("brokers", "Togo", "Peru", "--events", stream, "--ledger", none).returncode != 0)
need_model()
both = json.loads(brokers("Israel", "Turkey", ROOT / "examples" / "azerbaijan-turkey-israel.txt", "--format", "json").stdout)
check("a text is read beside the stream", both and both[0]["broker"]["code"] == "AZE", str(both)[:300])
finish()
