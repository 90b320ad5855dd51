"""Learns which readings are third parties, and of which pair: data/learned/third_party.linear.

    python3 train/mediation.py            # leave-one-text-out figures on the narratives and on ordinary sentences
    python3 train/mediation.py --write    # also the model and its record
    python3 train/mediation.py --errors   # also what was missed and what was false

Data: ../shared/data/mediation_texts (labels: who mediated between whom), examples/*.gold.jsonl (our own), single sentences
of sentences/quad_class.train.tsv and plover/PLV_train.tsv (labels: train/mediation_labels.tsv). One record is one decision
of src/event/third_party_judge.h. A text's own decisions are never in the model that is scored on it.
"""
import argparse
import collections
import json
import pathlib
import tempfile

import numpy as np

import linear

LINES = []  # what is printed, for the record


def say(line):
    print(line)
    LINES.append(line)


ROOT = linear.ROOT
SHARED = ROOT.parent / "shared" / "data"
NAME = "third_party"
C = 1.0
HOLDS = 0.6  # kHolds of src/event/third_party_judge.cc
# Statuses with which a third party counts as one (docs/format/eval.md).
COUNTED = {"actual", "ongoing", "ended", "offered", "intended", "requested"}
# What two sets call by different codes.
SAME = {"UNSC": "UN", "UNGA": "UN", "ARAB_LEAGUE": "LAS", "VATICAN": "VAT", "NORDIC_COUNCIL": "NORDIC"}


def code(text):
    return SAME.get(text, text)


def is_actor(actor, wanted, names=()):
    if actor["code"]:
        return code(actor["code"]) == code(wanted)
    own = actor["name"].lower()
    return bool(own) and any(n.lower() in own or own in n.lower() for n in (wanted, *names) if n)


def is_pair(pair, first, second):
    """first and second: [(code, names)…], any of which may be the side."""
    side = lambda actor, wanted: any(is_actor(actor, c, n) for c, n in wanted)
    return (side(pair[0], first) and side(pair[1], second)) or (side(pair[1], first) and side(pair[0], second))


def overlaps(a_begin, a_end, b_begin, b_end, slack=0):
    return a_begin < b_end + slack and b_begin < a_end + slack


def dump(texts):
    """texts: [(id, text)] -> decisions, each with "id", "statement", "named", "features"."""
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as out:
        for key, text in texts:
            out.write(json.dumps({"id": key, "text": text}) + "\n")
        out.flush()
        cases = linear.dump("mediation", out.name)
    for case in cases:
        case["id"] = case["statement"]["document"]
        case["group"] = case["id"]
    return cases


def narratives():
    rows = [json.loads(line) for line in open(SHARED / "mediation_texts" / "crises.dev.jsonl", encoding="utf-8")]
    return {row["id"]: row for row in rows}


def label_narratives(cases, rows):
    """True, False or None (not used) for each case."""
    found = collections.defaultdict(set)  # mediators with a case in a sentence of evidence
    state = []
    for case in cases:
        s, row = case["statement"], rows[case["id"]]
        text = row["text"].encode()
        sides = [[(c, row["pair"][i]) for c in row["pair_codes"][i]] for i in (0, 1)]
        right_pair = is_pair(s["pair"], *sides)
        mediator = next((m for m in row["mediators"] if is_actor(s["agent"], m["code"], m["surfaces"])), None)
        unsure = any(is_actor(s["agent"], c) for c in row["ambiguous"] + row["offer_only"])
        spans = [(at, at + len(e.encode())) for e in row["evidence"] for at in [text.find(e.encode())] if at >= 0]
        shown = any(overlaps(s["evidence"]["begin"], s["evidence"]["end"], b, e) for b, e in spans)
        if mediator and right_pair and shown and s["effect"] == "+":
            found[case["id"]].add(mediator["code"])
        state.append((right_pair, mediator, unsure, shown))
    labels = []
    for case, (right_pair, mediator, unsure, shown) in zip(cases, state):
        if case["statement"]["effect"] == "-":
            labels.append(None)
        elif mediator and right_pair:
            told = mediator["code"] in found[case["id"]]
            labels.append(True if shown or not told else None)
        elif unsure and right_pair:
            labels.append(None)
        else:
            # Between two others who are named beside the act: the labels do not say.
            labels.append(None if case["named"] and not right_pair else False)
    return labels


def examples():
    """[(id, text, gold influences)] of our own articles."""
    out = []
    for path in sorted((ROOT / "examples").glob("**/*.gold.jsonl")):
        text = path.with_name(path.name.replace(".gold.jsonl", ".txt")).read_text(encoding="utf-8")
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        out.append((path.name.split(".")[0], text, [g for g in gold if g["kind"] == "influence"]))
    return out


def label_examples(cases, articles):
    gold = {key: influences for key, _, influences in articles}
    labels = []
    for case in cases:
        s = case["statement"]
        about = [g for g in gold[case["id"]]
                 if is_actor(s["agent"], g["agent"], (g.get("agent_name", ""),)) and s["effect"] == g["effect"]
                 and overlaps(s["evidence"]["begin"], s["evidence"]["end"], g["begin"], g["end"], 260)]
        right = any(is_pair(s["pair"], [(g["pair"][0], ())], [(g["pair"][1], ())]) for g in about)
        # "the rebels" of a reader may be the very group that is found.
        loose = [g for g in about if not (g["pair"][0].isupper() and g["pair"][1].isupper())]
        close = any(is_actor(one, side) for g in loose for one in s["pair"] for side in g["pair"])
        group = "pair.kinds=group=state" in case["features"]
        labels.append(True if right or (close and group) else None if close else False)
    return labels


def sentences():
    """[(id, text)] of the single sentences, each once."""
    out, seen = [], set()
    for kind, path, column in (("quad", "sentences/quad_class.train.tsv", 0), ("plover", "plover/PLV_train.tsv", 2)):
        for number, line in enumerate(open(SHARED / path, encoding="utf-8"), 1):
            text = line.rstrip("\n").split("\t")[column]
            if (kind == "plover" and number == 1) or text in seen:
                continue
            seen.add(text)
            out.append((f"{kind}:{number}", text))
    return out


def stories():
    """[(id, text)] of the real news stories."""
    rows = [json.loads(line) for line in open(SHARED / "stories" / "guardian.ndjson", encoding="utf-8")]
    return [(row["id"], row["text"]) for row in rows]


def own_texts():
    """[(id, text, gold)] of train/mediation_own.txt and the golden sentences; gold: [agent, first, second, effect]."""
    out = []
    for path in ("train/mediation_own.txt", "tests/golden/sentences.txt"):
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
            if line.startswith(">"):
                out.append((f"own:{len(out)}", line[1:].strip(), []))
            elif line.startswith("influence "):
                out[-1][2].append(line.split()[1:5])
    return out


def label_own(cases, texts):
    gold = {key: influences for key, _, influences in texts}
    labels = []
    for case in cases:
        s = case["statement"]
        about = [g for g in gold[case["id"]] if s["effect"] == g[3]
                 and is_pair(s["pair"], [(g[1], (g[1].replace("_", " "),))], [(g[2], (g[2].replace("_", " "),))])]
        right = any(is_actor(s["agent"], g[0], (g[0].replace("_", " "),)) for g in about)
        # The right act, its agent taken for another: the actor room's fault.
        labels.append(True if right else None if about else False)
    return labels


def sentence_labels():
    yes, skip = collections.defaultdict(list), set()
    for line in (ROOT / "train" / "mediation_labels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if line.startswith("#") or cells[0] == "where":
            continue
        if cells[1] == "skip":
            skip.add(cells[0])
        else:
            yes[cells[0]].append(cells[2:5])
    return yes, skip


def label_sentences(cases):
    yes, skip = sentence_labels()
    labels = []
    for case in cases:
        s = case["statement"]
        if case["id"] in skip:
            labels.append(None)
            continue
        labels.append(any(is_actor(s["agent"], a) and is_pair(s["pair"], [(b, ())], [(c, ())])
                          for a, b, c in yes.get(case["id"], ())))
    return labels


def learn(cases, labels, weights=None):
    rows = [i for i, label in enumerate(labels) if label is not None]
    records = [cases[i] for i in rows]
    columns = linear.Columns(records, least=2)
    names = ["yes" if labels[i] else "no" for i in rows]
    classes, coef, bias = linear.fit(columns.matrix(records), names, kind="logistic", c=C, weights=weights)
    return columns, classes, coef, bias


def probabilities(model, cases):
    columns, classes, coef, bias = model
    scores = columns.matrix(cases) @ coef + bias
    yes = classes.index("yes")
    return 1 / (1 + np.exp(-(scores[:, yes] - scores[:, 1 - yes])))


def decide(cases, chances, threshold):
    """What Judge would print: every named pair that holds, the best of the others, for each act and agent."""
    groups = collections.OrderedDict()
    for case, chance in zip(cases, chances):
        s = case["statement"]
        key = (case["id"], s["evidence"]["begin"], s["pattern"], s["agent"]["code"] or s["agent"]["name"], s["effect"],
               s["agent"].get("begin"), json.dumps(sorted((k, v) for k, v in case["features"].items() if k.startswith(("word=", "form=", "noun=")))))
        groups.setdefault(key, []).append((case, chance))
    out = []
    for members in groups.values():
        holding = [m for m in members if m[1] >= threshold]
        out += [m for m in holding if m[0]["named"]]
        rest = [m for m in holding if not m[0]["named"]]
        if rest:
            out.append(max(rest, key=lambda m: m[1]))
    return out


def score(printed, rows, listing=None):
    """Micro precision and recall of third parties: one for each text and actor."""
    right = false = missed = 0
    for key, row in rows.items():
        sides = [[(c, row["pair"][i]) for c in row["pair_codes"][i]] for i in (0, 1)]
        told = [c for c, _ in printed if c["id"] == key and c["statement"]["effect"] == "+"
                and c["statement"]["status"] in COUNTED and is_pair(c["statement"]["pair"], *sides)]
        hit, wrong = set(), {}
        for case in told:
            agent = case["statement"]["agent"]
            mediator = next((m for m in row["mediators"] if is_actor(agent, m["code"], m["surfaces"])), None)
            if mediator:
                hit.add(mediator["code"])
            elif not any(is_actor(agent, c) for c in row["ambiguous"] + row["offer_only"]):
                wrong.setdefault(code(agent["code"]) or agent["name"], case)
        right += len(hit)
        false += len(wrong)
        missed += len(row["mediators"]) - len(hit)
        if listing is not None:
            listing += [("MISSED", key, m["code"], "") for m in row["mediators"] if m["code"] not in hit]
            listing += [("FALSE", key, name, c["statement"]["pattern"] + ": " + c["statement"]["evidence"]["text"]) for name, c in wrong.items()]
    return right, false, missed


def rates(right, false, missed):
    precision, recall = right / max(right + false, 1), right / max(right + missed, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def cross_validate(parts):
    """parts: [(cases, labels)]; each group's cases scored by a model that never saw it. Narratives and examples: one text
    left out at a time; sentences: ten folds."""
    cases = [c for part, _ in parts for c in part]
    labels = [l for _, part in parts for l in part]
    fold = {}
    for part, _ in parts:
        groups = sorted({c["group"] for c in part})
        for n, group in enumerate(groups):
            fold[group] = n % 10 if ":" in group else group
    chances = np.zeros(len(cases))
    for f in dict.fromkeys(fold.values()):
        held = [i for i, c in enumerate(cases) if fold[c["group"]] == f]
        rest = [i for i, c in enumerate(cases) if fold[c["group"]] != f]
        model = learn([cases[i] for i in rest], [labels[i] for i in rest])
        chances[held] = probabilities(model, [cases[i] for i in held])
    return cases, labels, chances


def reliability(cases, labels, chances):
    """What is printed with a probability between two bounds, and how much of it is right (held out)."""
    printed = [(c, p) for c, p in decide(cases, chances, HOLDS)]
    judged = dict(zip(map(id, cases), labels))
    for name, wanted in (("pair named", True), ("pair not named", False)):
        cells = []
        for low, high in ((0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
            right = [judged[id(c)] for c, p in printed if c["named"] == wanted and low <= p < high and judged[id(c)] is not None]
            cells.append(f"{low:.1f}-{min(high, 1):.1f}: {sum(right)} of {len(right)}")
        say(f"{name:15} " + "; ".join(cells))


def write_record():
    """train/records/third_party.md: what the model was made of and how it did on texts held out."""
    path = ROOT / "train" / "records" / f"{NAME}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"""# {NAME}.linear

Made by `python3 train/mediation.py --write`. Logistic regression, C = {C}, seed 7, one thread; features of
`src/event/third_party_judge.cc`, seen at least twice; int8 weights. Printed where the probability is at least {HOLDS}.

Data: mediation_texts/crises.dev.jsonl, sentences/quad_class.train.tsv, plover/PLV_train.tsv, stories/guardian.ndjson (labels
of single sentences and stories: `train/mediation_labels.tsv`), `examples/`, `train/mediation_own.txt`,
`tests/golden/sentences.txt`. Folds: one narrative, example or own text left out at a time; sentences and stories in ten
folds, near-duplicates together. A line of figures a threshold; those of {HOLDS} are the ones to quote.

```
""" + "\n".join(LINES) + "\n```\n", encoding="utf-8")


def main():
    global C
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only", default="", help="list only errors of texts whose number leaves no rest on division by 3 (held), or the others (open)")
    parser.add_argument("--c", type=float, default=C)
    args = parser.parse_args()
    C = args.c
    rows = narratives()
    crisis_cases = dump([(key, row["text"]) for key, row in rows.items()])
    articles = examples()
    example_cases = dump([(key, text) for key, text, _ in articles])
    lines = sentences()
    texts = dict(lines)
    near = linear.group_near_duplicates([t for _, t in lines])
    group_of = {key: f"line:{g}" for (key, _), g in zip(lines, near)}
    sentence_cases = dump(lines)
    for case in sentence_cases:
        case["group"] = group_of[case["id"]]
    tales = stories()
    near = linear.group_near_duplicates([t for _, t in tales])
    tale_group = {key: f"tale:{g}" for (key, _), g in zip(tales, near)}
    tale_cases = dump(tales)
    for case in tale_cases:
        case["group"] = tale_group[case["id"]]
    own = own_texts()
    own_cases = dump([(key, text) for key, text, _ in own])
    parts = [(crisis_cases, label_narratives(crisis_cases, rows)), (example_cases, label_examples(example_cases, articles)),
             (sentence_cases, label_sentences(sentence_cases)), (tale_cases, label_sentences(tale_cases)),
             (own_cases, label_own(own_cases, own))]
    for name, (part, labels) in zip(("narratives", "examples", "sentences", "stories", "own texts"), parts):
        say(f"{name:12} decisions {len(part):5}  yes {sum(l is True for l in labels):4}  no {sum(l is False for l in labels):5}")
    cases, labels, chances = cross_validate(parts)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        printed = decide(cases, chances, threshold)
        listing = [] if threshold == HOLDS else None
        right, false, missed = score(printed, rows, listing)
        if threshold == HOLDS:
            held = {key: row for key, row in rows.items() if row["crisno"] % 3 == 0}
            say("the third of the narratives read last: precision %.3f recall %.3f f1 %.3f" % rates(*score(printed, held)))
        skip = sentence_labels()[1]
        judged = dict(zip(map(id, cases), labels))
        ordinary = [c for c, _ in printed if c["group"].startswith("line:") and judged[id(c)] is False]
        wanted = {(key, a) for key, rows_ in sentence_labels()[0].items() for a, _, _ in rows_ if key in texts and ":" in key}
        in_lines = {(c["id"], a) for c, _ in printed if judged[id(c)] is True
                    for a, _, _ in sentence_labels()[0].get(c["id"], ()) if is_actor(c["statement"]["agent"], a)}
        told = [judged[id(c)] for c, _ in printed if c["group"].startswith("tale:")]
        ours = [judged[id(c)] for c, _ in printed if c["id"] in {a for a, _, _ in articles} and judged[id(c)] is not None]
        short = [judged[id(c)] for c, _ in printed if c["group"].startswith("own:") and judged[id(c)] is not None]
        say(f"threshold {threshold}: narratives precision {rates(right, false, missed)[0]:.3f} recall {rates(right, false, missed)[1]:.3f} "
              f"f1 {rates(right, false, missed)[2]:.3f} ({right} right, {false} false, {missed} missed); "
              f"ordinary sentences with a false third party {len({c['id'] for c in ordinary})} of {len(texts) - len(skip)}, third parties of sentences found {len(wanted & in_lines)} of {len(wanted)}; "
              f"stories {sum(told)} right of {len(told)} printed; examples {sum(ours)} right of {len(ours)} printed; own texts {sum(short)} right of {len(short)} printed")
        if listing and args.errors:
            for kind, key, who, why in sorted(listing):
                held = rows[key]["crisno"] % 3 == 0
                if args.only and held != (args.only == "held"):
                    continue
                print("   ", kind, key, who, why[:300])
            texts.update(tales)
            for case in ordinary + [c for c, _ in printed if c["group"].startswith("tale:") and judged[id(c)] is False]:
                print("    ORDINARY", round(dict(zip(map(id, cases), chances))[id(case)], 2), case["statement"]["effect"], case["id"], case["statement"]["agent"]["name"], [p["name"] for p in case["statement"]["pair"]],
                      case["statement"]["pattern"], case["statement"]["evidence"]["text"][:200])
    reliability(cases, labels, chances)
    if args.write:
        columns, classes, coef, bias = learn(cases, labels)
        size = linear.write_model(NAME, classes, columns.names, coef, bias)
        say(f"data/learned/{NAME}.linear: {size} bytes, {len(columns.names)} features")
        write_record()


if __name__ == "__main__":
    main()
