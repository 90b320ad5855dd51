"""Learns how far a text takes an act for a fact (event/factuality.h), from the UW event factuality corpus.

    python train/factuality.py [--write] [--data DIR] [--errors N]

Reads uw.train.jsonl and uw.dev.jsonl of --data (../shared/data/factuality) through build/entente_features, prints mean
absolute error and Pearson's r, and with --write makes data/learned/factuality.linear and train/records/factuality.md
from all of it.

Folds: the corpus names no articles, but its sentences stand in their order, so blocks of 40 neighbours are kept
together and dealt to five folds; a training sentence that shares half of its 4-word shingles with one of the fold under
test is left out. The regression is the mean of two over the same columns: one that minimises the absolute error (the
measure), one that minimises the squared error (which keeps the correlation).
"""
import argparse

import numpy as np
from sklearn.linear_model import Ridge
from sklearn.svm import LinearSVR

import linear

BLOCK = 40
FOLDS = 5
LEAST = 2  # records a feature must stand in


def read(directory):
    """Records of both files; each with the fold of its block and the number of its group of near-duplicates."""
    records = []
    for part, name in enumerate(("uw.train.jsonl", "uw.dev.jsonl")):
        for record in linear.dump("factuality", directory / name):
            record.update(part=part, fold=(int(record["id"]) // BLOCK + 2 * part) % FOLDS)
            records.append(record)
    texts = sorted({record["text"] for record in records})
    group = dict(zip(texts, linear.group_near_duplicates(texts)))
    for record in records:
        record["twins"] = group[record["text"]]
    return records


def fit(records):
    """(names, weights, bias)."""
    columns = linear.Columns(records, least=LEAST)
    matrix = columns.matrix(records)
    gold = np.array([record["label"] for record in records], dtype=float)
    absolute = LinearSVR(C=0.02, epsilon=0.0, max_iter=5000, random_state=7).fit(matrix, gold)
    squared = Ridge(alpha=30, solver="lsqr", tol=1e-6).fit(matrix, gold)
    weights = (absolute.coef_ + squared.coef_) / 2
    return columns, weights, float((absolute.intercept_.item() + squared.intercept_) / 2)


def predict(model, records):
    columns, weights, bias = model
    return np.clip(columns.matrix(records) @ weights + bias, -3, 3)


def figures(records, predicted):
    gold = np.array([record["label"] for record in records])
    return f"MAE {np.abs(gold - predicted).mean():.3f}, r {np.corrcoef(gold, predicted)[0, 1]:.3f} ({len(gold)} words)"


def held_out(records, test):
    """Predictions of the records where `test` holds, by a model of the others without their near-duplicates."""
    twins = {record["twins"] for record in records if test(record)}
    model = fit([record for record in records if not test(record) and record["twins"] not in twins])
    return predict(model, [record for record in records if test(record)])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("--data", type=lambda p: linear.ROOT / p, default=linear.ROOT / "../shared/data/factuality")
    options.add_argument("--errors", type=int, default=0, help="print the greatest errors of the folds")
    arguments = options.parse_args()
    records = read(arguments.data)
    predicted = np.zeros(len(records))
    for fold in range(FOLDS):
        here = np.array([record["fold"] == fold for record in records])
        predicted[here] = held_out(records, lambda record: record["fold"] == fold)
    gold = np.array([record["label"] for record in records])
    middle = np.full(len(gold), np.median(gold))
    dev = [record for record in records if record["part"] == 1]
    lines = [
        f"always the median: MAE {np.abs(gold - middle).mean():.3f}",
        f"five folds: {figures(records, predicted)}",
        f"learnt from uw.train, tested on uw.dev: {figures(dev, held_out(records, lambda r: r['part'] == 1))}",
    ]
    print("\n".join(lines))
    for i in np.argsort(-np.abs(gold - predicted))[: arguments.errors]:
        record = records[i]
        word = record["text"].encode()[record["byte"]:].decode().split(" ")[0]
        print(f"{gold[i]:5.1f} {predicted[i]:5.1f} {word} | {record['text']}")
    if arguments.write:
        columns, weights, bias = fit(records)
        size = linear.write_model("factuality", ["factuality"], columns.names, weights[:, None], [bias])
        record = (f"# factuality\n\nData: `../shared/data/factuality/uw.{{train,dev}}.jsonl`, {len(records)} words. "
                  f"Command: `python train/factuality.py --write`. Seed 7.\n\n" + "".join(f"* {l}\n" for l in lines)
                  + f"\nModel: {len(columns.names)} features, {size} bytes, learnt from all of it.\n")
        path = linear.ROOT / "train" / "records" / "factuality.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(record, encoding="utf-8")


if __name__ == "__main__":
    main()
