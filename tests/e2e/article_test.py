"""The article entente must understand first: figures, brokers, questions."""
import json
import pathlib
import tempfile

from support import SHARED, check, finish, need_model, run

need_model()
article = SHARED / "gold" / "article.txt"
if not article.exists():
    from support import skip
    skip("../shared is absent")
folder = tempfile.TemporaryDirectory()
predicted = pathlib.Path(folder.name) / "article.ndjson"
coded = run("code", "--format", "ndjson", article)
predicted.write_text(coded.stdout)
score = json.loads(run("eval", "article", SHARED / "gold" / "article.gold.jsonl", predicted, "--format", "json").stdout)
print({key: value for key, value in score.items() if key not in ("missed", "false")})
check("at least 34 of 41 found", score["matched"] >= 34, str(score))
check("at least 85 % right", score["precision"] >= 0.85, str(score))
text = article.read_bytes()
for line in coded.stdout.splitlines():
    evidence = json.loads(line)["evidence"]
    if text[evidence["begin"]:evidence["end"]].decode() != evidence["text"]:
        check("evidence slices back to the text", False, line[:200])
brokers = json.loads(run("brokers", "ISR", "TUR", "--format", "json", article).stdout)
check("Azerbaijan first, and helps", brokers[0]["broker"]["code"] == "AZE" and brokers[0]["direction"] == "helps", str(brokers[:1]))
named = {entry["broker"]["code"] for entry in brokers}
check("no Germany, Oman or Sudan among the brokers", not named & {"DEU", "OMN", "SDN"}, str(named))
for question, wanted in (("How is Azerbaijan helping improve Turkish-Israeli relations?", "offered"),
                         ("Who helps Israel and Turkey?", "Azerbaijan"),
                         ("What did Israel do for Azerbaijan?", "humanitarian"),
                         ("Who may make peace with Israel next?", "Indonesia")):
    answer = json.loads(run("ask", question, article, "--format", "json").stdout)
    said = " ".join(p["text"] for p in answer["paragraphs"])
    check(f"ask: {question}", answer["answered"] and wanted in said and answer["evidence"], said[:300])
answer = json.loads(run("ask", "What is the best recipe for baklava?", article, "--format", "json").stdout)
check("an unanswerable question says so", not answer["answered"], str(answer)[:300])
finish()
