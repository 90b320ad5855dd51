"""Each sentence of tests/golden/sentences.txt says what it is said to say."""
import json

from support import ROOT, check, finish, need_model, run

need_model()


def cases():
    text, wanted = None, []
    for line in (ROOT / "tests" / "golden" / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            if text:
                yield text, wanted
            text, wanted = line[1:].strip(), []
        elif line.strip() and not line.startswith("#"):
            wanted.append(line.split())
    yield text, wanted


def key(actor):
    return actor["code"] or actor.get("name", "").replace(" ", "_")


def told(statement):
    if statement["kind"] == "event":
        return ("event", key(statement["source"]), statement["type"], key(statement["target"]), statement["status"])
    pair = sorted(map(key, statement["pair"]))
    if statement["kind"] == "tie":
        return ("tie", *pair, statement["effect"])
    return ("influence", key(statement["agent"]), *pair, statement["effect"], statement["status"])


def normal(words):
    if words[0] == "tie":
        return ("tie", *sorted(words[1:3]), words[3])
    if words[0] == "influence":
        return ("influence", words[1], *sorted(words[2:4]), *words[4:])
    return tuple(words)


all_cases = list(cases())
lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, (text, _) in enumerate(all_cases))
coded = {}
for line in run("code", "--format", "ndjson", "-", stdin=lines).stdout.splitlines():
    statement = json.loads(line)
    coded.setdefault(statement["document"], set()).add(told(statement))
for i, (text, wanted) in enumerate(all_cases):
    found = coded.get(str(i), set())
    for words in wanted:
        absent = words[0] == "not"
        expected = normal(words[1:] if absent else words)
        check(f"{text} — {' '.join(words)}", (expected in found) != absent, str(sorted(found)))
finish()
