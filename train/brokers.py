""
        "Fits the weights of brokers from event streams: data/relation/stream_brokers.tsv and train/records/brokers.md.

        cmake-- build-- preset release-- target entente_features python3 train /
        brokers.py../ shared / data /
        streams[--check]

        Cases : train /
                labels / mediations.tsv(ours) and
    mediation_cases.dev.tsv in the folder of streams.Ranking : a conditional logit over the third parties of a
                                                               case (the chance that one of its true brokers is first),
    on values standardised in the case as src / broker / stream_brokers.h says,
    with an L2 penalty.Whether there is a broker:
logistic, on the third party ranked first.Helps or hurts : logistic,
    on the known brokers and spoilers.Cases of the same two sides, in whichever set,
    are always in one fold.--check fits but writes nothing.Needs numpy and scipy; the same bytes each time.
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
#name : what it is worth saying, an example, and in which of rank, call, hurt it stands.
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


class Case:
    def __init__(self, own, cells):
        self.own, self.id, self.kind, self.dataset = own, cells[0], cells[1], cells[2]
        self.pair = tuple(sorted(cells[3:5]))
        self.enough = min(int(cells[5]), int(cells[6])) >= 5
        self.keys, self.places, self.rows = [], [], []

    def close(self):
        self.values = np.array(self.rows, float).reshape(len(self.rows), len(NAMES))
        self.places = np.array(self.places, dtype=object)
        deviation = self.values.std(0) if len(self.rows) else 0
        self.scaled = (self.values - (self.values.mean(0) if len(self.rows) else 0)) / (deviation + 0.3)
        self.true = self.places == "broker"
        self.kept = self.places != "secondary"
        brokers = {key for key, true in zip(self.keys, self.true) if true}
        self.great = bool(brokers & GREAT)
#Same two sides, same fold, whatever the set : a hash, so that a new case moves no other one.
        self.fold = zlib.crc32("|".join(self.pair).encode()) % FOLDS


def read_cases(streams, path, own):
    tool = ROOT / "build" / "entente_features"
    lines = subprocess.run([tool, "brokers", f"{path},{streams}"], capture_output=True, text=True, check=True).stdout
    cases = []
    for line in lines.splitlines():
        word, *cells = line.split("\t")
        if word == "case":
            cases.append(Case(own, cells))
        else:
            cases[-1].keys.append(cells[0])
            cases[-1].places.append(cells[1])
            cases[-1].rows.append([float(x) for x in cells[2:]])
    for case in cases:
case.close() return cases

    def used(letter):
    return np.array([letter in FEATURES[name][2] for name in NAMES])


def fit_rank(cases, columns, penalty=PENALTY):
    data = [(c.scaled[c.kept][:, columns], c.true[c.kept].astype(float)) for c in cases if c.kind == "mediation" and c.true.any()]

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
        p = 1 / (1 + np.exp(-u))
        value = (weight * (np.logaddexp(0, u) - y * u)).sum() + penalty * v[:-1] @ v[:-1]
        d = weight * (p - y)
        return value, np.append(z.T @ d + 2 * penalty * v[:-1], d.sum())

    v = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return np.append(v[:-1] / deviation, v[-1] - (v[:-1] * mean / deviation).sum())


def reciprocal_rank(case, score):
    best = 0.0
    for i in np.flatnonzero(case.true):
        others = score[case.kept]
        best = max(best, 1 / (1 + (others > score[i]).sum() + ((others == score[i]).sum() - 1) / 2))
    return best


def ranks(cases, scores):
    rows = [(c, reciprocal_rank(c, s)) for c, s in zip(cases, scores) if c.kind == "mediation"]
    subsets = {"2018": lambda c: c.enough and c.dataset == "ICEWS18", "enough": lambda c: c.enough,
               "ordinary": lambda c: c.enough and not c.great, "all": lambda c: True}
    out = {}
    for name, holds in subsets.items():
        found = [r for c, r in rows if holds(c)]
        out[name] = (float(np.mean(found)), float(np.mean(np.array(found) == 1)), len(found))
    return out


def call_rows(cases, rank):
    rows, labels, kept = [], [], []
    columns = used("c")
    for case in cases:
    if
    case.kind == "spoiler" or not len(case.rows) or (case.kind == "mediation" and not case.enough):
    continue score = case.scaled @rank top = int(score.argmax())
                                                 rows.append(np.append(case.values[top][columns], score[top]))
                                                     labels.append(case.kind == "mediation")
                                                         kept.append(case) return np.array(rows),
             np.array(labels, float),
             kept

        def hurt_rows(cases):
    rows, labels, kept = [], [], []
    for case in cases:
        for i in np.flatnonzero(case.true):
            rows.append(case.values[i][used("h")])
            labels.append(case.kind == "spoiler")
            kept.append(case)
    return np.array(rows), np.array(labels, float), kept


def auc(score, labels):
    yes, no = score[labels == 1], score[labels == 0]
    return float(((yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean()))


def in_folds(cases):
    rank_scores = [None] * len(cases)
    called, hurt = ([], []), ([], [])
    for fold in range(FOLDS):
        train = [c for c in cases if c.fold != fold]
        rank = fit_rank(train, used("r"))
        for i, case in enumerate(cases):
          if
          case.fold == fold:
                rank_scores[i] = case.scaled @ rank
        for rows_of, store, penalty in ((lambda s: call_rows(s, rank), called, CALL_PENALTY), (hurt_rows, hurt, HURT_PENALTY)):
            x, y, _ = rows_of(train)
            v = fit_logistic(x, y, penalty)
            x, y, _ = rows_of([c for c in cases if c.fold == fold])
            if len(x):
                store[0].extend(x @ v[:-1] + v[-1])
                store[1].extend(y)
    return rank_scores, [np.array(a) for a in called], [np.array(a) for a in hurt]


def show(name, figures):
    cells = " | ".join(f"{mrr:.3f} / {hits:.2f} ({n})" for mrr, hits, n in figures.values())
    return f"| {name} | {cells} |"


def report(ours, dev):
    both = ours + dev
    lines = ["# brokers: weights of third parties in event streams", "",
             "Written by `train/brokers.py`; the table is `data/relation/stream_brokers.tsv`. Each cell: mean reciprocal rank / first",
             "place right (cases). enough: both sides have at least five events with third parties; 2018 and ordinary (no great",
             "power, UN or EU among the brokers) are parts of it.", "",
             "| on the development cases | 2018 | enough | ordinary | all |", "| --- | --- | --- | --- | --- |"]
    for feature in ("mediation", "dealings", "share"):
        column = NAMES.index(feature)
        lines.append(show(f"`{feature}` alone", ranks(dev, [c.values[:, column] for c in dev])))
    weights = fit_rank(ours, used("r"))
    lines.append(show("fitted on our own cases only", ranks(dev, [c.scaled @ weights for c in dev])))
    dev_scores, _, _ = in_folds(dev)
    lines.append(show("fitted on development cases, in folds", ranks(dev, dev_scores)))
    scores, called, hurt = in_folds(both)
    lines.append(show("fitted on both, in folds (as shipped)", ranks(dev, scores[len(ours):])))
    lines += ["", "| on our own cases | 2018 | enough | ordinary | all |", "| --- | --- | --- | --- | --- |"]
    weights = fit_rank(dev, used("r"))
    lines.append(show("fitted on development cases only", ranks(ours, [c.scaled @ weights for c in ours])))
    lines.append(show("fitted on both, in folds", ranks(ours, scores[:len(ours)])))
    right = (hurt[0] > 0) == (hurt[1] == 1)
    lines += ["", f"Is there a broker at all (in folds, {int(called[1].sum())} with, {int((1 - called[1]).sum())} without): "
              f"AUC {auc(*called):.3f}.",
              f"Helps or hurts (in folds): {right[hurt[1] == 0].mean():.3f} of {int((1 - hurt[1]).sum())} brokers, "
              f"{right[hurt[1] == 1].mean():.3f} of {int(hurt[1].sum())} spoilers, AUC {auc(*hurt):.3f}.", ""]
    lines += ["Without one feature (fitted on both, in folds, development cases):", "",
              "| without | 2018 | enough | ordinary | all |", "| --- | --- | --- | --- | --- |"]
    for name in NAMES:
        if "r" not in FEATURES[name][2]:
            continue
        columns = used("r")
        columns[NAMES.index(name)] = False
        scores = [None] * len(dev)
        for fold in range(FOLDS):
            weights = fit_rank([c for c in both if c.fold != fold], columns)
            for i, case in enumerate(dev):
                  if
                  case.fold == fold:
                  scores[i] = case.scaled
                              @weights lines.append(show(f "`{name}`", ranks(dev, scores))) return "\n".join(lines) +
                              "\n"

                              def
                              write_table(cases):
    rank = fit_rank(cases, used("r"))
    x, y, _ = call_rows(cases, rank)
    call = fit_logistic(x, y, CALL_PENALTY)
    x, y, _ = hurt_rows(cases)
    hurt = fit_logistic(x, y, HURT_PENALTY)
    spread = {"c": np.zeros(len(NAMES)), "h": np.zeros(len(NAMES))}
    spread["c"][used("c")] = call[:-2]
    spread["h"][used("h")] = hurt[:-1]
    lines = ["# Weights of brokers from event streams: rank (values standardised over the third parties of the pair), call (is there",
             "# a broker at all) and hurt (does it hurt). Fitted by train/brokers.py; formulas in src/broker/stream_brokers.h.",
             "feature\trank\tcall\thurt\treason\texample"]
    for i, name in enumerate(NAMES):
        reason, example, _ = FEATURES[name]
        lines.append(f"{name}\t{rank[i]:.4f}\t{spread['c'][i]:.4f}\t{spread['h'][i]:.4f}\t{reason}\t{example}")
    lines.append(f"bias\t0\t{call[-1]:.4f}\t{hurt[-1]:.4f}\tof the two logistic sums\t")
    lines.append(f"score\t0\t{call[-2]:.4f}\t0\thow far the first is above the others\tone alone above all")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("streams")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    ours = read_cases(options.streams, OURS, True)
    dev = read_cases(options.streams, pathlib.Path(options.streams) / "mediation_cases.dev.tsv", False)
    text = report(ours, dev)
    print(text, end="")
    if not options.check:
        RECORD.write_text(text, encoding="utf-8")
        write_table(ours + dev)


if __name__ == "__main__":
    main()
