"""One event, however many print it: its reports, independent outlets, owners, first report, later versions."""
import json
import pathlib
import tempfile

from support import check, finish, need_model, run

need_model()
folder = pathlib.Path(tempfile.mkdtemp())
LEAD = "Turkey expelled Israel's ambassador on Friday after a report on the Gaza flotilla was leaked."
WIRE = (LEAD + " The foreign minister said that ties would be lowered to the level of second secretary. Military deals were "
        "frozen too, he told reporters in Ankara, and the navy would be seen more often in the eastern Mediterranean. "
        "Officials in Jerusalem said that they would not apologise for a raid in which nine activists died.")
DOCUMENTS = [
    ("wire", "Reuters", "2011-09-02", "Turkey expels envoy", WIRE),
    ("paper-1", "USA Today", "2011-09-03", "Envoy told to leave", WIRE),
    ("paper-2", "www.azcentral.com", "2011-09-03", "Turkey sends ambassador home", WIRE + " More in our Sunday edition."),
    ("own", "Haaretz", "2011-09-03", "A rupture",
     "In Jerusalem they had feared it all week. Turkey expelled Israel's ambassador on Friday after a report on the Gaza "
     "flotilla was leaked. Nobody here expects an apology, and few expect the ambassador back before the winter."),
    ("mended", "Reuters", "2011-09-04", "CORRECTED: Turkey expels envoy", WIRE.replace("nine activists", "nine people")),
]
ORDERS = {"as printed": DOCUMENTS, "the other way round": DOCUMENTS[::-1]}
answers = []
for name, order in ORDERS.items():
    path, ledger = folder / f"{name[0]}.ndjson", folder / f"{name[0]}.db"
    path.write_text("".join(json.dumps({"id": i, "outlet": o, "date": d, "title": t, "text": x}) + "\n" for i, o, d, t, x in order))
    run("read", path, "--ledger", ledger)
    from_ledger = run("relation", "TUR", "ISR", "--format", "json", "--ledger", ledger)
    from_files = run("relation", "TUR", "ISR", "--format", "json", path)
    check(f"{name}: files and ledger say the same", json.loads(from_files.stdout)["data"] == json.loads(from_ledger.stdout)["data"])
    answers.append(json.loads(from_ledger.stdout)["data"])
check("the order of reading changes nothing", answers[0] == answers[1])
facts = [f for f in answers[0]["contributions"] if f.get("type") == "SANCTION" and f["text"].startswith(LEAD[:30])]
check("one event", len(facts) == 1, str(len(facts)))
fact = facts[0]
check("its five reports", fact["reports"] == 5 and set(fact["reported_by"]) == {d[0] for d in DOCUMENTS}, str(fact))
check("four outlets, two independent: the agency's text and a paper's own", fact["outlets"] == 4 and fact["independent"] == 2, str(fact))
check("three owners", fact["owners"] == ["Gannett", "Haaretz Group", "Reuters"], str(fact["owners"]))
check("first seen at the agency", fact["first_seen"] == {"document": "wire", "outlet": "Reuters", "date": "2011-09-02"}, str(fact["first_seen"]))
check("a corrected version, which says so still",
      fact.get("revisions") == [{"kind": "corrected", "document": "mended", "outlet": "Reuters", "date": "2011-09-04", "repeats": True}],
      str(fact.get("revisions")))
finish()
