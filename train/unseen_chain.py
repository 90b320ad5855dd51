"""The whole chain on sentences its models of acts and of confidence never saw: the mean over five folds.

    train/act_folds.py && train/confidence.py --write     # the folds' models, and the committed one anew
    train/unseen_chain.py [--folds .cache/act_folds] [--labels tests/golden/plv_actors.tsv …]

Prints quad class, spans, class of the coded pair, and for each file of labels source, dyad and triple of printed events, as `entente eval` defines
them, each fold weighing as many as it was measured on. Needs build/entente.
"""
import argparse
import collections
import pathlib
import subprocess
import tempfile

import linear

SHOWN = {"quad": ["macro_f1", "answered"], "roles": ["exact_f1"], "plover": ["coded_macro_f1"],
         "actors": ["source", "target", "dyad", "triple"]}


def score(fold, measure, *files):
    """figure: (value, count), as the binary prints them."""
    command = [str(linear.ROOT / "build" / "entente"), "--data", str(fold / "data"), "eval", measure, *map(str, files)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=linear.ROOT, encoding="utf-8").stdout
    cells = [line.split() for line in out.splitlines()]
    return {c[0]: (float(c[1]), int(c[3]) if len(c) > 3 else 1) for c in cells if len(c) > 1}


def rows_of(fold):
    """sentence_id of the fold's rows."""
    lines = (fold / "plover.tsv").read_text(encoding="utf-8").splitlines()
    at = lines[0].split("\t").index("sentence_id")
    return {line.split("\t")[at] for line in lines[1:]}


def labels_of(fold, path, folder):
    """The labels of the fold's rows in a file of their own; None where there is none."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    own = rows_of(fold)
    kept = [line for line in lines[1:] if line.split("\t")[0] in own]
    out = pathlib.Path(folder) / "labels.tsv"
    out.write_text("\n".join([lines[0], *kept]) + "\n", encoding="utf-8")
    return out if kept else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", default=linear.ROOT / ".cache" / "act_folds", type=pathlib.Path)
    golden = linear.ROOT / "tests" / "golden"
    parser.add_argument("--labels", nargs="*", type=pathlib.Path,
                        default=[golden / "plv_actors.tsv", golden / "plv_actors.check.tsv"])
    args = parser.parse_args()
    totals = collections.defaultdict(lambda: [0.0, 0])

    def add(title, measure, figures):
        for name in SHOWN[measure]:
            value, count = figures[name]
            totals[f"{title} {name}"][0] += value * count
            totals[f"{title} {name}"][1] += count

    with tempfile.TemporaryDirectory() as folder:
        for fold in sorted(args.folds.iterdir()):
            add("quad", "quad", score(fold, "quad", fold / "quad.tsv"))
            add("spans", "roles", score(fold, "roles", fold / "roles.conll"))
            add("pair", "plover", score(fold, "plover", fold / "plover.tsv"))
            for path in args.labels:
                if (own := labels_of(fold, path, folder)) is not None:
                    add(path.stem, "actors", score(fold, "actors", fold / "plover.tsv", own))
    for name, (total, count) in totals.items():
        print(f"{name:32} {total / count:.3f}  of {count}")


if __name__ == "__main__":
    main()
