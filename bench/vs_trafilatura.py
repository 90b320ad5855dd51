#!/usr/bin/env python3
"""Article extraction beside trafilatura: the same pages, the same measure, the same run, one core.

    bench/vs_trafilatura.py [FOLDER]        FOLDER: ../shared/data/html

Prints F1 of runs of four words (docs/format/eval.md, "extraction"), precision, recall and pages a second of both.
Ours are those of the shipped model, which has seen these pages; train/articles.py prints the held-out ones. Installs
pinned versions into .cache/trafilatura where they are missing.
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / ".cache" / "trafilatura"
PACKAGES = ["trafilatura==2.0.0", "lxml==6.1.3", "lxml_html_clean==0.4.6"]

INSIDE = r"""
import gzip, json, logging, pathlib, sys, time
import trafilatura
logging.disable(logging.CRITICAL)
folder = pathlib.Path(sys.argv[1])
pages = {name: gzip.decompress((folder / "pages" / f"{name}.html.gz").read_bytes())
         for name in json.loads((folder / "ground-truth.json").read_text())}
start = time.perf_counter()
texts = {name: trafilatura.extract(page, include_comments=False) or "" for name, page in pages.items()}
print(json.dumps({"seconds": time.perf_counter() - start, "texts": texts}))
"""


def ensure_trafilatura():
    if not (VENV / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(VENV / "bin/pip"), "install", "-q", *PACKAGES], check=True)
        (VENV / "ready").write_text("\n".join(PACKAGES))
    return VENV / "bin/python"


def precision_recall(gold, text, width=4):
    import collections
    import re

    def bag(words):
        return collections.Counter(tuple(words[i:i + width]) for i in range(max(1, len(words) - width + 1)) if words)
    a, b = bag(re.findall(r"\w+", gold)), bag(re.findall(r"\w+", text))
    both = sum((a & b).values())
    return (both / sum(b.values()) if b else None, both / sum(a.values()) if a else None)


def mean(values):
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared/data/html").resolve()
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    command = ["taskset", "-c", "0", str(ensure_trafilatura()), "-c", INSIDE, str(folder)]
    theirs = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    each = [precision_recall(truth[name]["articleBody"], theirs["texts"][name]) for name in truth]
    p, r = mean(one[0] for one in each), mean(one[1] for one in each)
    command = ["taskset", "-c", "0", str(ROOT / "build/entente"), "eval", "extraction", str(folder), "--format", "json"]
    ours = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout)
    print(f"{'':24}     F1  precision  recall  pages/s")
    print(f"{PACKAGES[0]:24} {2 * p * r / (p + r):.4f}     {p:.4f}  {r:.4f}  {len(truth) / theirs['seconds']:7.1f}")
    print(f"{'entente':24} {ours['f1']:.4f}     {ours['precision']:.4f}  {ours['recall']:.4f}  "
          f"{ours['pages_per_second']:7.1f}")


if __name__ == "__main__":
    main()
