"""Fits the weights of brokers from event streams: data/relation/stream_brokers.tsv and train/records/brokers.md.

    cmake --build --preset release --target entente_features
    python3 train/brokers.py ../shared/data/streams [--check]

Cases: train/labels/mediations.tsv (ours) and mediation_cases.dev.tsv in the folder of streams. Ranking: a conditional
logit over the third parties of a case (the chance that one of its true brokers is first), on values standardised in
the case as src/broker/stream_brokers.h says, with an L2 penalty. Whether there is a broker: logistic, on the third
party ranked first. Helps or hurts: logistic, on the known brokers and spoilers. Cases of the same two sides, in
whichever set, are always in one fold. --check fits but writes nothing. Needs numpy and scipy; the same bytes each time.
"""
import argparse
import math
import pathlib
import subprocess
import zlib

import numpy as np
from scipy.optimize import minimize

ROOT = pathlib.Path(__file__).resolve().parent.parent
OURS = ROOT / "train" / "labels" / "mediations.tsv"
TABLE = ROOT / "data" / "relation" / "stream_brokers.tsv"
RECORD = ROOT / "train" / "records" / "brokers.md"
FOLDS = 5
PENALTY, CALL_PENALTY, HURT_PENALTY = 0.03, 0.02, 0.02
GREAT = {"USA", "RUS", "CHN", "GBR", "FRA", "UN", "EU"}
# name: what it is worth saying, an example, and in which of rank, call, hurt it stands.
FEATURES = {
    "mediation": ("acts of mediation name the mediator", "Kuwait offers to mediate in the Gulf rift", "rch"),
    "dealings": ("who has nothing to do with one side cannot go between", "Egypt with Israel and Hamas", "rc"),
    "share": ("weighs more in the third-party dealings of both sides", "Turkey for Iraq and Syria in 2009", "rc"),
    "triads": ("all three meet on one day", "a summit of three in Khartoum", "rch"),
    "near_days": ("sees the other side within a week", "shuttles between two capitals", "rc"),
    "pair_days": ("is there when the two deal with each other", "hosts their talks", "rc"),
    "warmth": ("is on good terms with the side it is worse with", "Switzerland with Armenia and Turkey", "rch"),
    "clashes": ("quarrels with one of the two", "Iran and Israel", "rch"),
    "specificity": ("deals with both, and with few others", "Oman beside the United States", "rc"),
    "surge": ("talks more with both than a year before", "Ecuador in September 2015", "rc"),
    "past_talks": ("was close to both before", "an ally of both", "r"),
    "nearness": ("neighbours and blocs of the region go between", "Burkina Faso in Abidjan", "rh"),
    "body": ("bodies made by states are sent to mediate", "the African Union", "rh"),
    "neither": ("parties, companies, papers seldom mediate", "a news agency", "r"),
    "tone_gap": ("warm to one side and cold to the other", "arms for one side", "h"),
    "blows": ("acts of force against either side", "strikes from across the border", "h"),
}
NAMES = list(FEATURES)
SUBSETS = {
    "2018": lambda c: c.enough and c.dataset == "ICEWS18",
    "enough": lambda c: c.enough,
    "ordinary": lambda c: c.enough and not c.great,
    "all": lambda c: True,
}


class Case:
    def __init__(self, cells):
        self.id, self.kind, self.dataset = cells[:3]
        self.pair = tuple(sorted(cells[3:5]))
        self.enough = min(int(cells[5]), int(cells[6])) >= 5
        self.great = bool(GREAT & set(cells[7].split(";")))
        # Same two sides, same fold, whatever the set: a hash, so that a new case moves no other one.
        self.fold = zlib.crc32("|".join(self.pair).encode()) % FOLDS
        self.keys, self.places, self.rows = [], [], []

    def close(self):
        self.values = np.array(self.rows, float).reshape(len(self.rows), len(NAMES))
        self.scaled = self.values
        if len(self.rows):
            self.scaled = (self.values - self.values.mean(0)) / (self.values.std(0) + 0.3)
        places = np.array(self.places, dtype=object)
        self.true = places == "broker"
        self.kept = places != "secondary"


def read_cases(streams, path):
    tool = ROOT / "build" / "entente_features"
    done = subprocess.run([tool, "brokers", f"{path},{streams}"], capture_output=True, text=True, check=True)
    cases = []
    for line in done.stdout.splitlines():
        word, *cells = line.split("\t")
        if word == "case":
            cases.append(Case(cells))
        else:
            cases[-1].keys.append(cells[0])
            cases[-1].places.append(cells[1])
            cases[-1].rows.append([float(x) for x in cells[2:]])
    for case in cases:
        case.close()
    return cases


def used(letter):
    return np.array([letter in FEATURES[name][2] for name in NAMES])


def fit_rank(cases, columns, penalty=PENALTY):
    data = [(c.scaled[c.kept][:, columns], c.true[c.kept].astype(float))
            for c in cases if c.kind == "mediation" and c.true.any()]

    def loss(weights):
        total, slope = 0.0, np.zeros(len(weights))
        for x, true in data:
            u = x @ weights
            p = np.exp(u - u.max())
            p /= p.sum()
            first = (p * true).sum() + 1e-12
            total -= math.log(first)
            slope -= x.T @ (p * true / first - p)
        return total / len(data) + penalty * weights @ weights, slope / len(data) + 2 * penalty * weights

    weights = np.zeros(len(NAMES))
    weights[columns] = minimize(loss, np.zeros(columns.sum()), jac=True, method="L-BFGS-B").x
    return weights


def fit_logistic(x, y, penalty):
    """Weights for x, then the bias; both classes weigh the same; the penalty is on standardised columns."""
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    z = (x - mean) / deviation
    weight = np.where(y == 1, 0.5 / max(1, (y == 1).sum()), 0.5 / max(1, (y == 0).sum()))

    def loss(v):
        u = z @ v[:-1] + v[-1]
        value = (weight * (np.logaddexp(0, u) - y * u)).sum() + penalty * v[:-1] @ v[:-1]
        d = weight * (1 / (1 + np.exp(-u)) - y)
        return value, np.append(z.T @ d + 2 * penalty * v[:-1], d.sum())

    v = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return np.append(v[:-1] / deviation, v[-1] - (v[:-1] * mean / deviation).sum())


def reciprocal_rank(case, score):
    best = 0.0
    others = score[case.kept]
    for i in np.flatnonzero(case.true):
        best = max(best, 1 / (1 + (others > score[i]).sum() + ((others == score[i]).sum() - 1) / 2))
    return best


def ranks(cases, scores):
    rows = [(c, reciprocal_rank(c, s)) for c, s in zip(cases, scores) if c.kind == "mediation"]
    found = {name: np.array([r for c, r in rows if holds(c)]) for name, holds in SUBSETS.items()}
    return {name: (r.mean(), (r == 1).mean(), len(r)) for name, r in found.items()}


def call_rows(cases, rank):
    rows, labels = [], []
    for case in cases:
        if case.kind == "spoiler" or not case.rows or (case.kind == "mediation" and not case.enough):
            continue
        score = case.scaled @ rank
        top = int(score.argmax())
        rows.append(np.append(case.values[top][used("c")], score[top]))
        labels.append(case.kind == "mediation")
    return np.array(rows), np.array(labels, float)


def hurt_rows(cases):
    rows, labels = [], []
    for case in cases:
        for i in np.flatnonzero(case.true):
            rows.append(case.values[i][used("h")])
            labels.append(case.kind == "spoiler")
    return np.array(rows), np.array(labels, float)


def auc(score, labels):
    yes, no = score[labels == 1], score[labels == 0]
    return ((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean())


def rank_in_folds(cases, judged, columns):
    scores = [None] * len(judged)
    for fold in range(FOLDS):
        weights = fit_rank([c for c in cases if c.fold != fold], columns)
        for i, case in enumerate(judged):
            if case.fold == fold:
                scores[i] = case.scaled @ weights
    return scores


def logistic_in_folds(cases, rows_of, penalty):
    scores, labels = [], []
    for fold in range(FOLDS):
        train = [c for c in cases if c.fold != fold]
        rank = fit_rank(train, used("r"))
        v = fit_logistic(*rows_of(train, rank), penalty)
        x, y = rows_of([c for c in cases if c.fold == fold], rank)
        if len(x):
            scores.extend(x @ v[:-1] + v[-1])
            labels.extend(y)
    return np.array(scores), np.array(labels)


def show(name, figures):
    cells = " | ".join(f"{mrr:.3f} / {hits:.2f} ({n})" for mrr, hits, n in figures.values())
    return f"| {name} | {cells} |"


def heading(what):
    return ["", f"| {what} | " + " | ".join(SUBSETS) + " |", "| --- " * (1 + len(SUBSETS)) + "|"]


def report(ours, dev):
    both, rank = ours + dev, used("r")
    lines = ["# brokers: weights of third parties in event streams", "",
             "Written by `train/brokers.py`; the table is `data/relation/stream_brokers.tsv`. Each cell: mean reciprocal rank /",
             "first place right (cases). enough: both sides have at least five events with third parties; 2018 and ordinary",
             "(no great power, UN or EU among the brokers) are parts of it."]
    lines += heading("development cases")
    for feature in ("mediation", "dealings", "share"):
        lines.append(show(f"`{feature}` alone", ranks(dev, [c.values[:, NAMES.index(feature)] for c in dev])))
    weights = fit_rank(ours, rank)
    lines.append(show("fitted on our own cases only", ranks(dev, [c.scaled @ weights for c in dev])))
    lines.append(show("fitted on development cases, in folds", ranks(dev, rank_in_folds(dev, dev, rank))))
    lines.append(show("fitted on both, in folds (as shipped)", ranks(dev, rank_in_folds(both, dev, rank))))
    lines += heading("our own cases")
    weights = fit_rank(dev, rank)
    lines.append(show("fitted on development cases only", ranks(ours, [c.scaled @ weights for c in ours])))
    lines.append(show("fitted on both, in folds", ranks(ours, rank_in_folds(both, ours, rank))))
    score, label = logistic_in_folds(both, call_rows, CALL_PENALTY)
    lines += ["", f"Is there a broker at all (in folds, {int(label.sum())} with, {int((1 - label).sum())} without): "
              f"AUC {auc(score, label):.3f}."]
    score, label = logistic_in_folds(both, lambda cases, _: hurt_rows(cases), HURT_PENALTY)
    right = (score > 0) == (label == 1)
    lines += [f"Helps or hurts (in folds): {right[label == 0].mean():.3f} of {int((1 - label).sum())} brokers, "
              f"{right[label == 1].mean():.3f} of {int(label.sum())} spoilers, AUC {auc(score, label):.3f}."]
    lines += heading("development cases, fitted on both, in folds, without")
    for name in NAMES:
        if "r" in FEATURES[name][2]:
            columns = used("r")
            columns[NAMES.index(name)] = False
            lines.append(show(f"`{name}`", ranks(dev, rank_in_folds(both, dev, columns))))
    return "\n".join(lines) + "\n"


def write_table(cases):
    rank = fit_rank(cases, used("r"))
    call = fit_logistic(*call_rows(cases, rank), CALL_PENALTY)
    hurt = fit_logistic(*hurt_rows(cases), HURT_PENALTY)
    spread = {"c": np.zeros(len(NAMES)), "h": np.zeros(len(NAMES))}
    spread["c"][used("c")] = call[:-2]
    spread["h"][used("h")] = hurt[:-1]
    lines = ["# Weights of brokers from event streams: rank (values standardised over the third parties of the pair), call (is",
             "# there a broker at all) and hurt (does it hurt). Fitted by train/brokers.py; formulas: src/broker/stream_brokers.h.",
             "feature\trank\tcall\thurt\treason\texample"]
    for i, name in enumerate(NAMES):
        reason, example, _ = FEATURES[name]
        lines.append(f"{name}\t{rank[i]:.4f}\t{spread['c'][i]:.4f}\t{spread['h'][i]:.4f}\t{reason}\t{example}")
    lines.append(f"bias\t0\t{call[-1]:.4f}\t{hurt[-1]:.4f}\tof the two logistic sums\t")
    lines.append(f"score\t0\t{call[-2]:.4f}\t0\thow far the first is above the others\tone far above all")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("streams")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    ours = read_cases(options.streams, OURS)
    dev = read_cases(options.streams, pathlib.Path(options.streams) / "mediation_cases.dev.tsv")
    text = report(ours, dev)
    print(text, end="")
    if not options.check:
        RECORD.write_text(text, encoding="utf-8")
        write_table(ours + dev)


if __name__ == "__main__":
    main()
