"""entente eval speech: figures of a small file of our own, and what it says of a malformed one."""
import json
import pathlib
import tempfile

from support import check, finish, need_model, run

need_model()
TEXT = "The café in Zürich was closed. Sergei Lavrov said that the talks in Geneva had failed. It rained."


def span(words):
    begin = TEXT.index(words)
    return [[begin, begin + len(words)]]


GOLD = {"id": "a1", "text": TEXT, "attributions": [
    {"source": span("Sergei Lavrov"), "cue": span("said"), "content": span("the talks in Geneva had failed")}]}

with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "articles.jsonl"
    path.write_text(json.dumps(GOLD, ensure_ascii=False) + "\n")
    done = run("eval", "speech", path, "--format", "json")
    figures = json.loads(done.stdout)
    check("spans are read as characters, not bytes", figures["speaker_recall"] == 1, done.stdout)
    check("what is said has a verb", figures["said_speaker_recall"] == 1 and figures["said_cue_recall"] == 1, done.stdout)
    check("content is found", figures["content_recall"] == 1 and figures["content_precision"] > 0.8, done.stdout)
    GOLD["attributions"][0]["source"] = span("It")
    path.write_text(json.dumps(GOLD) + "\n")
    done = run("eval", "speech", path, "--errors", "5")
    check("a wrong speaker is listed", "speaker is It, not: Lavrov" in done.stdout, done.stdout)
    path.write_text(json.dumps(GOLD) + "\n" + '{"id": "a2"}\n')
    done = run("eval", "speech", path)
    check("a malformed line is refused by number", done.returncode == 3 and "line 2" in done.stderr, done.stderr)
    GOLD["attributions"][0]["cue"] = [[0, 100000]]
    path.write_text(json.dumps(GOLD) + "\n")
    check("a span beyond the text is refused", run("eval", "speech", path).returncode == 3)
finish()
