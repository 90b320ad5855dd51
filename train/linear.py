"""Linear models over named features: reading dumps, folds without near-duplicates, training, quantising, writing.

Used by the task scripts beside it. A dump has one JSON object a line:
    {"id": ..., "group": ..., "label": ..., "features": {"name": value, ...}}
Everything is deterministic: fixed seeds, one thread, sorted features.
"""
import json
import pathlib
import struct
import subprocess

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

ROOT = pathlib.Path(__file__).resolve().parent.parent


def feature_key(name):
    """As FeatureKey in src/learn/features.cc: the upper half of FNV-1a, 64 bits."""
    value = 14695981039346656037
    for byte in name.encode():
        value = (value ^ byte) * 1099511628211 % (1 << 64)
    return value >> 32


def dump(task, *paths):
    """The records that build/entente_features TASK PATH… prints."""
    command = [str(ROOT / "build" / "entente_features"), task, *map(str, paths)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout
    return [json.loads(line) for line in out.splitlines()]


def shingles(text, width=4):
    words = text.lower().split()
    return {" ".join(words[i:i + width]) for i in range(max(1, len(words) - width + 1))}


def group_near_duplicates(texts, share=0.5):
    """A group number a text; texts that have `share` of their 4-word shingles in common (of the smaller) get one."""
    parent = list(range(len(texts)))

    def find(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    sets = [shingles(text) for text in texts]
    holders = {}
    for i, own in enumerate(sets):
        seen = {}
        for shingle in own:
            for j in holders.get(shingle, ()):
                seen[j] = seen.get(j, 0) + 1
            holders.setdefault(shingle, []).append(i)
        for j, common in seen.items():
            if common >= share * min(len(own), len(sets[j])):
                parent[find(i)] = find(j)
    return [find(i) for i in range(len(texts))]


def folds_of(groups, count=5, seed=7):
    """A fold number a record; one group never stands in two folds; folds of like size."""
    names, sizes = np.unique(np.asarray([str(g) for g in groups]), return_counts=True)
    order = np.random.RandomState(seed).permutation(len(names))
    order = sorted(order, key=lambda i: -sizes[i])
    load, fold = [0] * count, {}
    for i in order:
        best = load.index(min(load))
        fold[names[i]] = best
        load[best] += sizes[i]
    return np.array([fold[str(g)] for g in groups])


class Columns:
    """Feature names to columns, learnt from training records; names seen fewer than `least` times are left out."""

    def __init__(self, records, least=1):
        counts = {}
        for record in records:
            for name in record["features"]:
                counts[name] = counts.get(name, 0) + 1
        self.names = sorted(name for name, n in counts.items() if n >= least)
        self.index = {name: i for i, name in enumerate(self.names)}

    def matrix(self, records):
        rows, cols, values = [], [], []
        for i, record in enumerate(records):
            for name, value in record["features"].items():
                j = self.index.get(name)
                if j is not None:
                    rows.append(i), cols.append(j), values.append(value)
        return csr_matrix((values, (rows, cols)), shape=(len(records), len(self.names)), dtype=np.float64)


def fit(matrix, labels, kind="svm", c=0.1, weights=None):
    """(classes, weights [features × classes], biases). Binary models get two columns of opposite sign."""
    if kind == "svm":
        model = LinearSVC(C=c, class_weight=weights, random_state=7, max_iter=5000)
    else:
        model = LogisticRegression(C=c, class_weight=weights, random_state=7, max_iter=2000)
    model.fit(matrix, labels)
    coef, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coef, bias = np.vstack([-coef[0], coef[0]]) / 2, np.array([-bias[0], bias[0]]) / 2
    return list(model.classes_), coef.T, bias


def macro_f1(gold, predicted):
    names = sorted(set(gold))
    return float(np.mean([f1(gold, predicted, name) for name in names]))


def f1(gold, predicted, name):
    right = sum(g == name and p == name for g, p in zip(gold, predicted))
    told = sum(g == name for g in gold) + sum(p == name for p in predicted)
    return 2 * right / told if told else 0.0


def best_sharpness(scores, labels, classes):
    """The factor on scores that makes softmax most likely, on held-out scores."""
    index = np.array([classes.index(label) for label in labels])

    def loss(sharpness):
        z = sharpness * scores
        z = z - z.max(axis=1, keepdims=True)
        return -np.mean(z[np.arange(len(z)), index] - np.log(np.exp(z).sum(axis=1)))

    return float(min(np.geomspace(0.2, 30, 120), key=loss))


def quantise(weights, keep=None):
    """(row indices kept, int8 weights, scales): the `keep` rows of greatest weight, or all that are not zero."""
    strength = np.abs(weights).max(axis=1)
    order = np.argsort(-strength, kind="stable")
    rows = np.sort(order[:keep] if keep else order[strength[order] > 0])
    kept = weights[rows]
    scales = np.maximum(np.abs(kept).max(axis=0), 1e-9) / 127
    small = np.rint(kept / scales).astype(np.int8)
    alive = np.abs(small).max(axis=1) > 0
    return rows[alive], small[alive], scales


def write_model(name, classes, names, weights, biases, sharpness=1.0, keep=None, data=ROOT / "data"):
    """DATA/learned/NAME.linear (src/learn/linear_model.h has the format). Returns its size in bytes."""
    rows, small, scales = quantise(np.asarray(weights), keep)
    by_key = {}
    for row, values in zip(rows, small):
        key = feature_key(names[row])
        if key in by_key:  # a collision: the stronger one stays
            if np.abs(by_key[key]).max() >= np.abs(values).max():
                continue
        by_key[key] = values
    keys = sorted(by_key)
    numbers = lambda values: " ".join(f"{v:.9g}" for v in values)
    header = (f"entente-linear 1\nclasses {' '.join(map(str, classes))}\nfeatures {len(keys)}\n"
              f"scales {numbers(scales)}\nbiases {numbers(biases)}\nsharpness {sharpness:.9g}\n\n")
    body = struct.pack(f"<{len(keys)}I", *keys) + b"".join(by_key[key].tobytes() for key in keys)
    path = data / "learned" / f"{name}.linear"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(header.encode() + body)
    return len(header) + len(body)
