"""Fits data/relation/inferred_weights.tsv: log-odds that a tie is good, from status and balance, by logistic regression.

    fit_inferred_ties.py EVENTS… [--binary build/entente] [--write]

Takes known ties hidden one fold of ten at a time (`entente pairs --hidden`), their status and balance as the graph
without them has it. Prints AUC in folds (weights fitted without the fold) beside two baselines; --write puts the weights
of all folds into the table. Newton's method with a ridge of 1, standard library only: run twice, the same file.
"""
import argparse
import json
import math
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
TABLE = ROOT / "data" / "relation" / "inferred_weights.tsv"


def auc(scored):
    """Share of (good, bad) pairs in the right order, halves for equal scores. scored: (score, is_good)."""
    scored = sorted(scored)
    good = sum(1 for _, is_good in scored if is_good)
    bad = len(scored) - good
    ranks, i = 0.0, 0
    while i < len(scored):
        j = i
        while j < len(scored) and scored[j][0] == scored[i][0]:
            j += 1
        ranks += sum(1 for k in range(i, j) if scored[k][1]) * (i + j + 1) / 2
        i = j
    return (ranks - good * (good + 1) / 2) / (good * bad) if good and bad else float("nan")


def solve(matrix, vector):
    n = len(vector)
    rows = [list(matrix[i]) + [vector[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(n):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def fit(features, labels, ridge=1.0):
    """Weights (intercept first) of the raw features; the ridge is on standardised ones."""
    count = len(features[0])
    means = [statistics.fmean(f[c] for f in features) for c in range(count)]
    scales = [statistics.pstdev([f[c] for f in features]) for c in range(count)]
    rows = [[1.0] + [(f[c] - means[c]) / scales[c] for c in range(count)] for f in features]
    weights = [0.0] * (count + 1)
    for _ in range(30):
        gradient = [0.0] + [-ridge * w for w in weights[1:]]
        hessian = [[ridge * (i == j and i > 0) for j in range(count + 1)] for i in range(count + 1)]
        for row, label in zip(rows, labels):
            p = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row))))
            for i, x in enumerate(row):
                gradient[i] += (label - p) * x
                for j, y in enumerate(row):
                    hessian[i][j] += p * (1 - p) * x * y
        weights = [w + s for w, s in zip(weights, solve(hessian, gradient))]
    raw = [w / s for w, s in zip(weights[1:], scales)]
    return [weights[0] - sum(w * m for w, m in zip(raw, means))] + raw


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("events", nargs="+")
    parser.add_argument("--binary", default=str(ROOT / "build" / "entente"))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    out = subprocess.run([args.binary, "pairs", "--hidden", "--events", *args.events], capture_output=True, text=True,
                         check=True).stdout
    ties = [tie for tie in map(json.loads, out.splitlines())]
    judged = [tie for tie in ties if tie["judged"]]
    print(f"known ties {len(ties)}, judged {len(judged)}, bad {sum(t['value'] < 0 for t in judged) / len(judged):.3f}")
    by_fold, base, common, now = [], [], [], []
    for fold in range(10):
        rest = [t for t in judged if t["fold"] != fold]
        here = [t for t in judged if t["fold"] == fold]
        w = fit([(t["status"], t["balance"]) for t in rest], [t["value"] > 0 for t in rest])
        by_fold.append(auc([(w[1] * t["status"] + w[2] * t["balance"], t["value"] > 0) for t in here]))
        base.append(auc([(t["sign_majority"], t["value"] > 0) for t in here]))
        common.append(auc([(t["common_neighbours"], t["value"] > 0) for t in here]))
        now.append(auc([(t["probability"], t["value"] > 0) for t in here]))
    for name, values in (("fitted without the fold", by_fold), ("weights of the table", now), ("sign majority", base),
                         ("common neighbours", common)):
        print(f"AUC {name}: {statistics.fmean(values):.3f} (folds {min(values):.3f} to {max(values):.3f})")
    clear = [t for t in judged if t["probability"] >= 0.85 or t["probability"] <= 0.15]
    if clear:
        right = sum((t["probability"] > 0.5) == (t["value"] > 0) for t in clear)
        print(f"clear by the table: {len(clear)}, of them right {right / len(clear):.3f}")
    weights = fit([(t["status"], t["balance"]) for t in judged], [t["value"] > 0 for t in judged])
    print("weights", [round(w, 3) for w in weights])
    if args.write:
        lines = TABLE.read_text().splitlines()
        for i, line in enumerate(lines):
            cells = line.split("\t")
            if cells[0] in ("intercept", "status", "balance"):
                cells[1] = f"{weights[('intercept', 'status', 'balance').index(cells[0])]:.3f}"
                lines[i] = "\t".join(cells)
        TABLE.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
