"""Trains what tells whether two reports are of one event; measures it on topics it has not seen.

    python train/duplicates.py --words      # first: data/learned/word_rarity.linear, how rare words are in news
    python train/duplicates.py              # figures of 5 folds of topics
    python train/duplicates.py --write      # also data/learned/same_event.linear and train/records/same_event.md

Data: ../shared/data/duplicates/ecbplus (pairs), ../shared/data/attribution/polnear.jsonl and stories/guardian.ndjson
(words). A fold's model and its cut are made from the other folds' topics alone; the fold is then scored by the engine
itself, `entente --data DIR eval duplicates FOLD`, with all documents of the fold in one corpus and no topic told.
"""
import argparse
import collections
import json
import math
import os
import pathlib
import shutil
import subprocess
import tempfile

import numpy as np

import linear

SHARED = linear.ROOT.parent / "shared" / "data"
ECB = SHARED / "duplicates" / "ecbplus"
LEAST_DOCUMENTS = 5
CUTS = [-2.0, -1.5, -1.0, -0.5]


def write_word_rarity():
    """ln((n + 1) / (documents with the word + 1/2)); words of fewer than LEAST_DOCUMENTS documents count as unseen."""
    if not (linear.ROOT / "data/learned/word_rarity.linear").exists():
        linear.write_model("word_rarity", ["rarity"], ["new"], np.array([[-1.0]]), [7.0])  # something to start with
    texts = []
    for path in (SHARED / "attribution/polnear.jsonl", SHARED / "stories/guardian.ndjson"):
        with open(path, encoding="utf-8") as lines:
            texts += [" ".join(json.loads(line)["text"].split()) for line in lines]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(texts) + "\n")
        file.flush()
        documents = [set(record["words"]) for record in linear.dump("content_words", file.name)]
    counts = collections.Counter(word for words in documents for word in words)
    names = sorted(word for word, n in counts.items() if n >= LEAST_DOCUMENTS)
    rarity = lambda n: math.log((len(documents) + 1) / (n + 0.5))
    unseen = rarity(LEAST_DOCUMENTS / 2)
    weights = np.array([[rarity(counts[name]) - unseen] for name in names])
    size = linear.write_model("word_rarity", ["rarity"], names, weights, [unseen])
    print(f"word_rarity.linear: {len(documents)} documents, {len(names)} words, {size} bytes")


def corpus(directory, topics):
    """A folder of links to the topics' folders."""
    for topic in topics:
        os.symlink(ECB / topic, directory / topic)
    return directory


def dump(topics):
    with tempfile.TemporaryDirectory() as directory:
        return linear.dump("same_event", corpus(pathlib.Path(directory), topics))


def train(records):
    """(column names, weights, biases) of a logistic model with classes other, same."""
    columns = linear.Columns(records)
    labels = [record["label"] for record in records]
    classes, weights, biases = linear.fit(columns.matrix(records), labels, kind="logistic", c=1.0)
    assert classes == ["other", "same"], classes
    return columns.names, weights, biases


def shifted(biases, cut):
    """Biases with which a score of `cut` becomes 0."""
    return [biases[0] + cut / 2, biases[1] - cut / 2]


def write(model, cut, directory):
    names, weights, biases = model
    size = linear.write_model("same_event", ["other", "same"], names, weights, shifted(biases, cut))
    if directory:
        shutil.copy(linear.ROOT / "data/learned/same_event.linear", directory / "learned/same_event.linear")
    return size


def score(topics, data):
    with tempfile.TemporaryDirectory() as directory:
        command = [str(linear.ROOT / "build/entente"), "--data", str(data), "eval", "duplicates",
                   str(corpus(pathlib.Path(directory), topics)), "--format", "json"]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=linear.ROOT).stdout)


def best_cut(model, topics, data):
    """The cut with the best B-cubed F1 on the topics, halfway between all events and those told twice."""
    def worth(cut):
        write(model, cut, data)
        figures = score(topics, data)
        return figures["b3_f1"] + figures["told_twice_b3_f1"]
    return max(CUTS, key=worth)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if arguments.words:
        return write_word_rarity()
    topics = sorted(path.name for path in ECB.iterdir() if path.is_dir())
    fold_of = linear.folds_of(topics)
    folds = [[t for t, f in zip(topics, fold_of) if f == fold] for fold in range(5)]
    return fold_figures(folds, topics, arguments.write)


FIGURES = ["b3_f1", "b3_precision", "b3_recall", "told_twice_b3_f1", "told_twice_b3_precision", "told_twice_b3_recall",
           "all_b3_f1"]


def fold_figures(folds, topics, keep):
    held = []
    lines = ["| fold: topics | cut | " + " | ".join(FIGURES) + " |", "| --- " * (len(FIGURES) + 2) + "|"]
    shipped = (linear.ROOT / "data/learned/same_event.linear").read_bytes()
    with tempfile.TemporaryDirectory() as directory:
        data = pathlib.Path(directory) / "data"
        shutil.copytree(linear.ROOT / "data", data)
        records = [dump(fold) for fold in folds]
        for fold, own in enumerate(folds):
            model = train([r for i, some in enumerate(records) if i != fold for r in some])
            cut = best_cut(model, [t for t in topics if t not in own], data)
            write(model, cut, data)
            held.append(score(own, data))
            values = " | ".join(f"{held[-1][name]:.3f}" for name in FIGURES)
            lines.append(f"| {fold}: {' '.join(own)} | {cut:.2f} | {values} |")
            print(lines[-1], flush=True)
        mean = " | ".join(f"**{np.mean([figures[name] for figures in held]):.3f}**" for name in FIGURES)
        lines.append(f"| mean | | {mean} |")
        print(lines[-1])
        (linear.ROOT / "data/learned/same_event.linear").write_bytes(shipped)
        if keep:
            model = train([r for some in records for r in some])
            cut = best_cut(model, topics, data)
            size = write(model, cut, None)
            write_record(lines, sum(map(len, records)), cut, size)


def write_record(lines, pairs, cut, size):
    text = f"""# same_event.linear

Made by `python train/duplicates.py --write` (after `--words`, which makes word_rarity.linear). Seed 7, logistic
regression, C = 1, one thread.

Data: {pairs} candidate pairs of political mentions of the 33 topics of ../shared/data/duplicates/ecbplus. Classes: other,
same. Cut at log-odds {cut:.2f}, put into the biases. {size} bytes.

Five folds of topics; model and cut of a fold from the other folds' topics alone; figures by `entente eval duplicates` on
the fold's documents as one corpus (docs/format/eval.md has the definitions).

""" + "\n".join(lines) + "\n"
    path = linear.ROOT / "train" / "records" / "same_event.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
