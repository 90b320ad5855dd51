"""Who says what: the five models of src/actor/attribution_features.h, learnt from hand-marked attributions.

    .cache/train/bin/python train/speech.py            # five folds by article, scored by `entente eval speech`
    .cache/train/bin/python train/speech.py --write    # also data/learned/speech_*.linear and train/records/speech.md

A fold's models are trained on the other folds' articles, written as they would be committed, and given to the built
binary with --data; so a figure is that of the whole chain, quantised weights and all. Articles that share half of their
4-word shingles stand in one fold. The judge learns from
articles that the four models before it have not seen: those in turn are trained on two thirds of the rest. Thresholds that the engine reads are in src/actor/attribution_finder.cc.
"""
import argparse
import array
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import numpy as np
from scipy.sparse import csr_matrix

import linear

ROOT = linear.ROOT
GOLD = ROOT.parent / "shared" / "data" / "attribution" / "polnear.jsonl"
# name: C of the SVM, features kept.
MODELS = {"speech_cue": (0.03, 20000), "speech_source": (0.05, 8000), "speech_content": (0.05, 9000),
          "speech_next": (0.1, 1500)}
JUDGE = "speech_judge", 0.02, 6000
JUDGE_FOLDS = 3
CALIBRATED = {"speech_cue"}  # the others' scores are only compared
LEAST = 2  # a feature is seen in so many decisions, or left out
FIGURES = ["speaker", "content", "cue", "said_speaker", "said_content", "said_cue"]


class Decisions:
    """One task's dump as a matrix; `articles` and `labels` by row."""

    def __init__(self, lines):
        index, columns, starts = {}, array.array("i"), array.array("i", [0])
        self.articles, self.labels = [], []
        for line in lines:
            record = json.loads(line)
            self.articles.append(record["group"])
            self.labels.append(record["label"])
            for name in record["features"]:
                columns.append(index.setdefault(name, len(index)))
            starts.append(len(columns))
        self.names = list(index)
        self.articles, self.labels = np.array(self.articles), np.array(self.labels)
        columns = np.frombuffer(columns, dtype=np.int32)
        self.matrix = csr_matrix((np.ones(len(columns)), columns, np.frombuffer(starts, dtype=np.int32)),
                                 shape=(len(self.labels), len(index)))
        self.matrix.sum_duplicates()
        self.matrix.data[:] = 1


def lines_of(task, cache):
    """The dump's lines; from CACHE/TASK.ndjson where that stands."""
    if cache:
        with open(pathlib.Path(cache) / f"{task}.ndjson", encoding="utf-8") as lines:
            yield from lines
        return
    command = [str(ROOT / "build" / "entente_features"), task, str(GOLD)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, encoding="utf-8") as process:
        yield from process.stdout
    if process.returncode:
        sys.exit(f"{task}: the dump failed")


def train(decisions, rows, c, keep):
    """(classes, columns, weights, biases) of the rows, with the `keep` features that matter most."""
    matrix, labels = decisions.matrix[rows], decisions.labels[rows]
    counts = np.asarray(matrix.sum(axis=0)).ravel()
    seen = np.flatnonzero(counts >= LEAST)
    classes, weights, _ = linear.fit(matrix[:, seen], labels, c=c)
    worth = np.abs(weights).max(axis=1) * np.sqrt(counts[seen])
    best = np.sort(seen[np.argsort(-worth, kind="stable")[:keep]])
    classes, weights, biases = linear.fit(matrix[:, best], labels, c=c)
    return classes, best, weights, biases


def sharpness_of(decisions, rows, inner, c, best):
    """Fitted on the articles of `inner` by a model of the others, with the same features."""
    fitted, held_out = rows & ~inner, rows & inner
    classes, weights, biases = linear.fit(decisions.matrix[fitted][:, best], decisions.labels[fitted], c=c)
    scores = decisions.matrix[held_out][:, best] @ weights + biases
    return linear.best_sharpness(scores, decisions.labels[held_out], classes)


def write_four(tasks, data, chosen, inner):
    """The models before the judge, of the articles in `chosen`; total bytes."""
    size = 0
    for name, (c, keep) in MODELS.items():
        decisions = tasks[name]
        rows = np.isin(decisions.articles, list(chosen))
        classes, best, weights, biases = train(decisions, rows, c, keep)
        held_out = np.isin(decisions.articles, list(inner))
        sharp = sharpness_of(decisions, rows, held_out, c, best) if name in CALIBRATED else 1.0
        names = [decisions.names[i] for i in best]
        size += linear.write_model(name, classes, names, weights, biases, sharp, data=data)
    return size


def judged(tasks, chosen, folds, by_id, work):
    """Dump lines of the judge on `chosen`, each article's by models that have not seen it."""
    lines = []
    for part in range(JUDGE_FOLDS):
        data = work / f"judge{part}"
        shutil.copytree(ROOT / "data", data)
        held_out = {a for a in chosen if folds[a] % JUDGE_FOLDS == part}
        rest = chosen - held_out
        inner = {a for a in rest if folds[a] % JUDGE_FOLDS == (part + 1) % JUDGE_FOLDS}
        write_four(tasks, data, rest, inner)
        gold = work / f"judge{part}.jsonl"
        gold.write_text("".join(json.dumps(by_id[a]) + "\n" for a in by_id if a in held_out))
        command = [str(ROOT / "build" / "entente_features"), "--data", str(data), JUDGE[0], str(gold)]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, encoding="utf-8").stdout
        lines += out.splitlines()
        shutil.rmtree(data)
    return Decisions(lines)


def write(tasks, data, chosen, folds, by_id, work):
    """All five models of the articles in `chosen`; total bytes. `folds`: a number an article, to part them by."""
    size = write_four(tasks, data, chosen, {a for a in chosen if folds[a] % JUDGE_FOLDS == 0})
    name, c, keep = JUDGE
    decisions = judged(tasks, chosen, folds, by_id, work)
    everything = np.ones(len(decisions.labels), dtype=bool)
    classes, best, weights, biases = train(decisions, everything, c, keep)
    held_out = np.array([folds[a] % JUDGE_FOLDS == 0 for a in decisions.articles])
    sharp = sharpness_of(decisions, everything, held_out, c, best)
    names = [decisions.names[i] for i in best]
    return size + linear.write_model(name, classes, names, weights, biases, sharp, data=data)


def score(data, gold):
    """figure: (value, count), as the binary prints them."""
    command = [str(ROOT / "build" / "entente"), "--data", str(data), "eval", "speech", str(gold)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, encoding="utf-8").stdout
    cells = [line.split() for line in out.splitlines()]
    return {c[0]: (float(c[1]), int(c[3]) if len(c) > 3 else 0) for c in cells}


def cross_validate(tasks, articles, folds, small, work, only):
    """figure: (F1, precision, recall) over all folds, from pooled counts."""
    totals = {name: np.zeros(3) for name in FIGURES}
    by_id = {a["id"]: a for a in articles}
    for fold in range(5)[:only]:
        data = work / f"data{fold}"
        shutil.copytree(ROOT / "data", data)
        others = {a for a in by_id if folds[a] != fold}
        with tempfile.TemporaryDirectory() as inner:
            size = write(tasks, data, others, small, by_id, pathlib.Path(inner))
        gold = work / f"gold{fold}.jsonl"
        gold.write_text("".join(json.dumps(by_id[a]) + "\n" for a in by_id if folds[a] == fold))
        report = score(data, gold)
        for name in FIGURES:
            found, wanted = report[f"{name}_precision"][1], report[f"{name}_recall"][1]
            totals[name] += report[f"{name}_recall"][0] * wanted, found, wanted
        print(f"fold {fold} ({size} bytes): " + line_of(totals), flush=True)
    return totals


def ratios(total):
    right, found, wanted = total
    return 2 * right / (found + wanted), right / found, right / wanted


def line_of(totals):
    return "; ".join("{} {:.3f} ({:.3f}/{:.3f})".format(name, *ratios(totals[name])) for name in FIGURES)


def record(totals, size, articles):
    rows = "".join("| {} | {:.3f} | {:.3f} | {:.3f} |\n".format(name, *ratios(totals[name])) for name in FIGURES)
    count = sum(len(a["attributions"]) for a in articles)
    return f"""# speech_cue, speech_source, speech_content, speech_next, speech_judge

- data: `../shared/data/attribution/polnear.jsonl`, {len(articles)} articles, {count} attributions
- models: linear SVMs, one against the rest, int8; {", ".join(f"{n}: C {c}, {k} features" for n, (c, k) in MODELS.items())},
  {JUDGE[0]}: C {JUDGE[1]}, {JUDGE[2]} features, on articles the others have not seen;
  {size} bytes together
- folds: five by article, near-duplicates (half of the 4-word shingles) in one; seed 7; figures pooled over folds
- definitions: `docs/format/eval.md`, speech; `said_`: only attributions whose content has a verb
- command: `train/speech.py --write`

| measure | F1 | precision | recall |
| --- | --- | --- | --- |
{rows}"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the models and their record")
    parser.add_argument("--folds", type=int, default=5, help="stop after so many folds")
    parser.add_argument("--dumps", help="folder of TASK.ndjson, instead of running entente_features")
    options = parser.parse_args()
    articles = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    groups = linear.group_near_duplicates([a["text"] for a in articles])
    numbered = lambda parts: {a["id"]: int(f) for a, f in zip(articles, parts)}
    folds = numbered(linear.folds_of(groups))
    small = numbered(linear.folds_of(groups, count=60, seed=11))
    tasks = {name: Decisions(lines_of(name, options.dumps)) for name in MODELS}
    print({name: task.matrix.shape for name, task in tasks.items()}, flush=True)
    size = 0
    if options.write:
        by_id = {a["id"]: a for a in articles}
        with tempfile.TemporaryDirectory() as work:
            size = write(tasks, ROOT / "data", set(by_id), small, by_id, pathlib.Path(work))
        print(f"written: {size} bytes", flush=True)
    with tempfile.TemporaryDirectory() as work:
        totals = cross_validate(tasks, articles, folds, small, pathlib.Path(work), options.folds)
    if options.write:
        (ROOT / "train" / "records").mkdir(exist_ok=True)
        (ROOT / "train" / "records" / "speech.md").write_text(record(totals, size, articles))


if __name__ == "__main__":
    main()
