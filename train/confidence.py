"""Learns data/learned/confidence.linear: how likely a coded statement is right, from statements judged by hand.

    confidence.py [--shared ../shared] [--sheet FILE] [--write]

train/labels/guardian.tsv holds the judgements: document, bytes of the sentence, what was coded, 1 or 0 (right in class and
both actors, as printed); no text. --sheet prints what is coded now and not judged yet, for the next reader. Figures: five
folds by document; the reliability table; precision of what is printed. Needs build/entente_features.
"""
import argparse
import json
import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression

import linear

LABELS = linear.ROOT / "train" / "labels" / "guardian.tsv"
LEAST_PRINTED = 0.3  # as kLeastPrinted in src/event/coder.cc


def actor(ref):
    return (ref or {}).get("code") or (ref or {}).get("name", "")


def key_of(statement):
    """What a judgement is about: document, sentence, kind, sort, the actors."""
    kind = statement["kind"]
    sort = {"event": "type", "tie": "tie", "influence": "means"}[kind]
    if kind == "event":
        actors = [actor(statement.get("source")), actor(statement.get("target"))]
    else:
        actors = [actor(one) for one in statement["pair"]] + ([actor(statement["agent"])] if kind == "influence" else [])
    evidence = statement["evidence"]
    sort = statement.get(sort, "") + (statement.get("effect", "") if kind != "event" else "")
    return "\t".join([statement["document"], str(evidence["begin"]), kind, sort, "|".join(actors)])


def read_labels():
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines()[1:] if line]
    return {"\t".join(row[:5]): int(row[5]) for row in rows}


def fit(records, labels):
    columns = linear.Columns(records, least=3)
    model = LogisticRegression(C=0.3, max_iter=1000, random_state=7).fit(columns.matrix(records), labels)
    return columns, model


def fold_shares(records, labels, documents):
    folds, shares = linear.folds_of(documents), np.zeros(len(records))
    for fold in range(5):
        train, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        columns, model = fit([records[i] for i in train], [labels[i] for i in train])
        shares[test] = model.predict_proba(columns.matrix([records[i] for i in test]))[:, 1]
    return shares


def table(shares, labels):
    lines = ["| says | right | of |", "| --- | --- | --- |"]
    edges = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01]
    for low, high in zip(edges, edges[1:]):
        inside = (shares >= low) & (shares < high)
        if inside.any():
            lines.append(f"| {shares[inside].mean():.2f} | {labels[inside].mean():.2f} | {inside.sum()} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=linear.ROOT.parent / "shared", type=pathlib.Path)
    parser.add_argument("--sheet", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    coded = linear.dump("confidence", args.shared.resolve() / "data" / "stories" / "guardian.ndjson")
    known = read_labels() if LABELS.exists() else {}
    keys = [key_of(record["statement"]) for record in coded]
    if args.sheet:
        rows = [f"{key}\t{record['statement']['evidence']['text']}" for key, record in zip(keys, coded) if key not in known]
        args.sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return
    judged = [(record, known[key]) for key, record in zip(keys, coded) if key in known]
    records, labels = [record for record, _ in judged], np.array([label for _, label in judged])
    shares = fold_shares(records, labels, [record["statement"]["document"] for record in records])
    printed = shares >= LEAST_PRINTED
    lines = [f"{len(labels)} statements judged, {labels.mean():.3f} right. Printed from {LEAST_PRINTED} on: "
             f"{printed.mean():.3f} of them, {labels[printed].mean():.3f} right (five folds by document).", ""]
    lines += table(shares, labels)
    print("\n".join(lines))
    if not args.write:
        return
    columns, model = fit(records, labels)
    weights = np.vstack([-model.coef_[0], model.coef_[0]]).T / 2
    biases = [-model.intercept_[0] / 2, model.intercept_[0] / 2]
    size = linear.write_model("confidence", ["0", "1"], columns.names, weights, biases)
    record = linear.ROOT / "train" / "records" / "confidence.md"
    record.write_text("# Training record: confidence\n\n`train/confidence.py --write`\n\n" + "\n".join(lines)
                      + f"\n\nBytes: {size:,}.\n", encoding="utf-8")


if __name__ == "__main__":
    main()
