"""Any state can do anything to any other: frames of our own, filled with every state of the dictionary.

A frame says who must be printed for it: an event's source and target, or a third party and the pair. What is right for
one state must be right for (nearly) all; the few names that mean two states ("Dominican", "Congo") are why it is not all.
"""
import collections
import json
import pathlib
import tempfile

from support import ROOT, check, finish, need_model, run

# name: (text, what must be there); X the state, Y its partner; {xa}, {ya}: adjectives; {xc}: X's capital.
FRAMES = {
    "active": ("{x} accused {y} on Friday of spying on its ministers.", ("X", "Y")),
    "passive": ("{y} was attacked by {x} in the early hours of Monday.", ("X", "Y")),
    "minister": ("The foreign minister of {x} met his {ya} counterpart in Vienna.", ("X", "Y")),
    "adjective": ("The {xa} government condemned {y} on Tuesday for closing the border.", ("X", "Y")),
    "capital": ("{xc} recalled its ambassador from {y} after the raid.", ("X", "Y")),
    "aid": ("{x} sent tents, blankets and doctors to {y} after the earthquake.", ("X", "Y")),
    "sanctions": ("Sanctions were imposed on {y} by {x} last week.", ("X", "Y")),
    "threat": ("The president of {x} threatened {y} with war if it did not withdraw its troops.", ("X", "Y")),
    "mediated": ("Norway mediated between {x} and {y} in their quarrel over fish.", ("NOR", "X", "Y")),
    "mediator": ("{x} mediated between Peru and {y} for eight months.", ("X", "PER", "Y")),
    "offered": ("{x} has offered to mediate in the dispute between {y} and Peru, its foreign ministry said.",
                ("X", "PER", "Y")),
    "brokered": ("A truce between {y} and Peru was brokered by {x} in March.", ("X", "PER", "Y")),
    "hosted": ("{x} hosted talks between {y} and Peru that led to an accord.", ("X", "PER", "Y")),
    "hurts": ("{x} is trying to drive a wedge between {y} and Peru, diplomats say.", ("X", "PER", "Y")),
}
LEAST = 0.97
WITH_THE = {"Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia", "Comoros", "Seychelles", "United States",
            "United Kingdom", "United Arab Emirates", "Dominican Republic", "Czech Republic", "Solomon Islands",
            "Central African Republic", "Marshall Islands"}


def states():
    lines = [line.rstrip("\n").split("\t") for line in (ROOT / "data/actors/states.tsv").open() if not line.startswith("#")]
    rows = [dict(zip(lines[0], row)) for row in lines[1:]]
    return [row for row in rows if row["code"] not in ("NOR", "PER") and row["adjectives"] and row["capital"]]


def name(row):
    return ("the " if row["name"] in WITH_THE else "") + row["name"]


def documents():
    """Id to (text, who)."""
    rows = states()
    out = {}
    for frame, (text, who) in FRAMES.items():
        for i, row in enumerate(rows):
            partner = rows[(i * 7 + 31) % len(rows)]
            filled = text.format(x=name(row), y=name(partner), xa=row["adjectives"].split("|")[0],
                                 ya=partner["adjectives"].split("|")[0], xc=row["capital"].split("|")[0])
            codes = {"X": row["code"], "Y": partner["code"]}
            out[f"{frame}/{row['code']}"] = (filled[0].upper() + filled[1:], tuple(codes.get(w, w) for w in who))
    return out


def printed(path):
    """Document to what is printed of it, as frames have it."""
    code = lambda actor: actor.get("code") if isinstance(actor, dict) else actor
    out = collections.defaultdict(set)
    for line in run("code", "--format", "ndjson", path).stdout.splitlines():
        s = json.loads(line)
        if s["kind"] == "event":
            out[s["document"]].add((code(s.get("source")), code(s.get("target"))))
            if s["type"] in ("AGREE", "CONSULT", "COOPERATE"):
                out[s["document"]].add((code(s.get("target")), code(s.get("source"))))
        elif s["kind"] == "influence":
            out[s["document"]].add((code(s["agent"]), *sorted(map(str, map(code, s["pair"])))))
    return out


need_model()
wanted = documents()
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "frames.ndjson"
    path.write_text("".join(json.dumps({"id": i, "text": text}) + "\n" for i, (text, _) in wanted.items()))
    found = printed(path)
for frame in FRAMES:
    ids = [i for i in wanted if i.startswith(frame + "/")]
    lost = [i for i in ids if (w := wanted[i][1])[:1] + tuple(sorted(w[1:])) not in found[i]]
    share = 1 - len(lost) / len(ids)
    check(f"{frame}: {share:.3f} of {len(ids)} states", share >= LEAST,
          "; ".join(f"{wanted[i][0]} -> {sorted(map(str, found[i]))}" for i in lost[:12]))
finish()
