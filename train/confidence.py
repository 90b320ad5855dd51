"""Learns data/learned/confidence.linear and confidence_alone.linear: how likely a coded event is right.

    confidence.py [--shared ../shared] [--folds .cache/act_folds] [--sheet FILE] [--write]

In stories: from events judged by hand, and from our own examples, which have a gold reading (they weigh less, and stand apart
by a feature of their own that coding never sees; those of examples/more are left for measuring). train/labels/guardian.tsv holds the judgements: document, byte of the sentence, what
was coded, 1 or 0 (right in class and both actors, as printed), the cause where 0; no text. --sheet prints what is coded and
not judged yet, for the next reader, without its confidence.
In texts of one sentence: from marked pairs (plover) and marked roles with the quad class of their sentence, coded by models of
acts that never saw the sentence (train/act_folds.py makes those).
Figures: five folds by document, by sentence; the reliability table; what each threshold prints. Needs build/entente_features.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import acts
import linear

LABELS = linear.ROOT / "train" / "labels" / "guardian.tsv"
LEAST_STORY, LEAST_ALONE = 0.35, 0.0  # as in src/event/confidence.cc
EXAMPLE_WEIGHT = 3.0
# Readings that are as good, as examples/README.md has them.
SAME_TYPES = ({"AGREE", "SUPPORT", "COOPERATE"}, {"SUPPORT", "CONSULT"}, {"CONCEDE", "RETREAT"}, {"SANCTION", "REJECT"})
MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}
NEAR = 250  # bytes: a neighbouring sentence that says the same
SEEDS = (7, 8, 9)
C_STORY, C_ALONE = 0.05, 0.05


def actor(ref):
    return (ref or {}).get("code") or (ref or {}).get("name", "")


def key_of(statement):
    """What a judgement is about: document, sentence, kind, sort, the actors."""
    evidence = statement["evidence"]
    actors = [actor(statement.get("source")), actor(statement.get("target"))]
    return "\t".join([statement["document"], str(evidence["begin"]), "event", statement.get("type", ""), "|".join(actors)])


def read_labels():
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:] if line]
    return {"\t".join(row[:5]): int(row[5]) for row in rows}


def dump(data, *paths):
    command = [str(linear.ROOT / "build" / "entente_features"), "--data", str(data), "confidence", *map(str, paths)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=linear.ROOT).stdout
    return [json.loads(line) for line in out.splitlines()]


# ---- texts of one sentence: what is right there is known from their marks

def overlaps(ref, marks):
    """Whether the actor stands in one of the marked phrases; None where there is no actor."""
    if not ref or not (ref.get("code") or ref.get("name")):
        return None
    return any(ref.get("begin", 0) < end and begin < ref.get("end", 0) for begin, end in marks)


def plover_label(statement, line):
    """1 or 0; None where the event is between others than the marked two."""
    label, _, marks = line.split("\t")
    sides = {mark.split(":")[0]: [tuple(map(int, mark.split(":")[1:]))] for mark in marks.split()}
    source = overlaps(statement.get("source"), sides["S"]) if "S" in sides else True
    target = overlaps(statement.get("target"), sides["T"]) if "T" in sides else True
    coded = "YIELD" if statement["type"] in ("CONCEDE", "RETREAT") else statement["type"]
    if source and target:
        return int(coded == label)
    return 0 if source or target else None


def role_label(statement, gold, quad):
    source = overlaps(statement.get("source"), [mark[1:] for mark in gold if mark[0] in "SR"])
    targets = [mark[1:] for mark in gold if mark[0] in "TR"]
    target = overlaps(statement.get("target"), targets) if statement.get("target") else not targets
    if source and target:
        return int(quad is None or int(quad) == statement["quad"])
    return 0


def alone_records(data, folds):
    """[(record, label, fold)]"""
    plover_lines, _ = acts.read_plover(data / "plover" / "PLV_train.tsv")
    _, role_texts, golds = acts.read_roles(data / "sentences" / "roles.train.conll")
    key = lambda text: re.sub(r"[^a-z0-9]", "", text.lower())
    quads = {key(line.split("\t")[1]): line.split("\t")[0]
             for line in acts.read_quads(data / "sentences" / "quad_class.train.tsv")[0]}
    out = []
    for fold in sorted(folds.iterdir()):
        for record in dump(fold / "data", fold / "plover.ndjson"):
            label = plover_label(record["statement"], plover_lines[int(record["statement"]["document"])])
            if label is not None:
                out.append((record, label, int(fold.name)))
        for record in dump(fold / "data", fold / "roles.ndjson"):
            row = int(record["statement"]["document"])
            label = role_label(record["statement"], golds[row], quads.get(key(role_texts[row])))
            out.append((record, label, int(fold.name)))
    return out


# ---- our own examples

def example_records():
    """[(record, label)]: 1 where the gold reading has the event."""
    files = sorted((linear.ROOT / "examples").glob("*.txt"))
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
        for path in files:
            file.write(json.dumps({"id": path.stem, "text": path.read_text(encoding="utf-8")}) + "\n")
        file.flush()
        records = dump(linear.ROOT / "data", file.name)
    golds = {path.stem: [gold for gold in map(json.loads, path.with_suffix(".gold.jsonl").read_text("utf-8").splitlines())
                         if gold["kind"] == "event"] for path in files}
    out = []
    for record in records:
        statement = record["statement"]
        label = int(any(same_event(statement, gold) for gold in golds[statement["document"]]))
        out.append((record, label))
    return out


def same_event(statement, gold):
    begin = statement["evidence"]["begin"]
    types = {statement["type"], gold["type"]}
    if not gold["begin"] - NEAR <= begin <= gold["end"] + NEAR:
        return False
    if len(types) > 1 and not any(types <= same for same in SAME_TYPES):
        return False
    coded = [actor(statement.get(side)).lower() for side in ("source", "target")]
    read = [(gold.get(side) or "").lower() for side in ("source", "target")]
    return coded == read or (statement["type"] in MUTUAL and coded == read[::-1])


# ---- the model

def fit(records, labels, c, weights=None):
    columns = linear.Columns(records, least=3)
    model = LogisticRegression(C=c, max_iter=2000, random_state=7)
    return columns, model.fit(columns.matrix(records), labels, sample_weight=weights)


def fold_shares(records, labels, folds, c, more=()):
    """`more`: records with labels that are learnt from in every fold."""
    shares = np.zeros(len(records))
    for fold in sorted(set(folds)):
        train, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        all_records, all_labels, weights = joined([records[i] for i in train], labels[train], more)
        columns, model = fit(all_records, all_labels, c, weights)
        shares[test] = model.predict_proba(columns.matrix([records[i] for i in test]))[:, 1]
    return shares


def joined(records, labels, more):
    """(records, labels, weights) of both."""
    weights = np.concatenate([np.ones(len(records)), np.full(len(more), EXAMPLE_WEIGHT)])
    return records + [record for record, _ in more], np.concatenate([labels, [label for _, label in more]]), weights


def table(shares, labels):
    lines = ["| says | right | of |", "| --- | --- | --- |"]
    for low in range(10):
        inside = (shares >= low / 10) & (shares < (low + 1) / 10 + 1e-9)
        if inside.any():
            lines.append(f"| {shares[inside].mean():.2f} | {labels[inside].mean():.2f} | {inside.sum()} |")
    return lines


def thresholds(shares, labels):
    lines = ["| printed from | of the judged | right of those printed | of the right ones printed |",
             "| --- | --- | --- | --- |"]
    for least in (0.0, 0.3, 0.35, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        printed = shares >= least
        if printed.any():
            lines.append(f"| {least:.2f} | {printed.mean():.3f} | {labels[printed].mean():.3f} | "
                         f"{labels[printed].sum() / labels.sum():.3f} |")
    return lines


def write(name, records, labels, c, more=(), data=linear.ROOT / "data"):
    all_records, all_labels, weights = joined(records, labels, more)
    columns, model = fit(all_records, all_labels, c, weights)
    weights = np.vstack([-model.coef_[0], model.coef_[0]]).T / 2
    return linear.write_model(name, ["0", "1"], columns.names, weights,
                              [-model.intercept_[0] / 2, model.intercept_[0] / 2], data=data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=linear.ROOT.parent / "shared", type=pathlib.Path)
    parser.add_argument("--folds", default=linear.ROOT / ".cache" / "act_folds", type=pathlib.Path)
    parser.add_argument("--sheet", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    data = args.shared.resolve() / "data"
    coded = dump(linear.ROOT / "data", data / "stories" / "guardian.ndjson")
    known = read_labels()
    first = {}
    for record in coded:
        first.setdefault(key_of(record["statement"]), record)
    if args.sheet:
        rows = [f"{key}\t{record['statement']['evidence']['text']}" for key, record in first.items() if key not in known]
        args.sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return
    judged = [(record, known[key]) for key, record in first.items() if key in known]
    records, labels = [record for record, _ in judged], np.array([label for _, label in judged])
    examples = example_records()
    documents = [record["statement"]["document"] for record in records]
    shares = np.mean([fold_shares(records, labels, linear.folds_of(documents, 5, seed), C_STORY, examples) for seed in SEEDS], axis=0)
    lines = ["## Events in stories", "", f"{len(labels)} candidates judged, {labels.mean():.3f} right, and {len(examples)} of our "
             f"examples. Five folds by document, "
             f"mean of seeds {SEEDS}: area under the curve {roc_auc_score(labels, shares):.3f}.", ""]
    lines += table(shares, labels) + [""] + thresholds(shares, labels)
    alone = alone_records(data, args.folds)
    one_records, one_labels = [record for record, _, _ in alone], np.array([label for _, label, _ in alone])
    one_folds = np.array([fold for _, _, fold in alone])
    one_shares = fold_shares(one_records, one_labels, one_folds, C_ALONE)
    lines += ["", "## Events in texts of one sentence", "", f"{len(one_labels)} candidates, {one_labels.mean():.3f} right by "
              f"their marks; models of acts and of confidence from other folds: area under the curve "
              f"{roc_auc_score(one_labels, one_shares):.3f}.", ""]
    lines += table(one_shares, one_labels) + [""] + thresholds(one_shares, one_labels)
    print("\n".join(lines))
    if not args.write:
        return
    sizes = [write("confidence", records, labels, C_STORY, examples), write("confidence_alone", one_records, one_labels, C_ALONE)]
    for fold in sorted(args.folds.iterdir()):  # so that the whole chain can be measured unseen
        number = int(fold.name)
        write("confidence", records, labels, C_STORY, examples, fold / "data")
        kept = np.flatnonzero(one_folds != number)
        write("confidence_alone", [one_records[i] for i in kept], one_labels[kept], C_ALONE, data=fold / "data")
    record = linear.ROOT / "train" / "records" / "confidence.md"
    record.write_text("# Training record: confidence\n\n`train/act_folds.py`, then `train/confidence.py --write`\n\n"
                      + "\n".join(lines) + f"\n\nBytes: {sizes[0]:,} and {sizes[1]:,}.\n", encoding="utf-8")


if __name__ == "__main__":
    main()
