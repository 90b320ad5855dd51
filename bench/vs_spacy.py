#!/usr/bin/env python3
"""The native engine beside spaCy: the same weights, the same text, the same run, one core.

    .cache/oracle/bin/python bench/vs_spacy.py [--texts N] [--rounds N]

Takes news articles of the shared evaluation data (the examples where it is absent), runs both in turn `rounds` times, each
bound to one core, spaCy's full pipeline with nlp.pipe at the best of several batch sizes, and prints the best of each.
The environment is the oracle's: `make test-oracle` makes it.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import time

ROOT = pathlib.Path(__file__).parents[1]
BATCH_SIZES = (32, 128, 512)


def texts(count):
    shared = ROOT.parent / "shared" / "data" / "attribution" / "polnear.jsonl"
    if shared.exists():
        with open(shared, encoding="utf-8") as lines:
            return [json.loads(line)["text"] for _, line in zip(range(count), lines)]
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))][:count]


def native(documents, core):
    dump = ROOT / "build" / "parse_dump"
    lines = "".join(json.dumps(text) + "\n" for text in documents)
    done = subprocess.run(["taskset", "-c", str(core), dump, "bench", ROOT / "models" / "en_core_web_sm.entente"], input=lines,
                          capture_output=True, text=True, check=True)
    return max(float(rate.replace(",", "")) for rate in re.findall(r"([\d.,]+)\s*tok(?:ens)?/s", done.stdout))


def spacy_rate(nlp, documents, batch_size):
    start = time.perf_counter()
    tokens = sum(len(doc) for doc in nlp.pipe(documents, batch_size=batch_size))
    return tokens / (time.perf_counter() - start), tokens


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    os.environ["OMP_NUM_THREADS"] = "1"
    import spacy

    documents = texts(args.texts)
    nlp = spacy.load(ROOT / ".cache" / "en_core_web_sm")
    best = {"spaCy": 0.0, "entente": 0.0}
    for _ in range(args.rounds):
        for batch_size in BATCH_SIZES:
            rate, tokens = spacy_rate(nlp, documents, batch_size)
            best["spaCy"] = max(best["spaCy"], rate)
        best["entente"] = max(best["entente"], native(documents, core))
    print(f"{len(documents)} texts, {tokens} tokens, one core, best of {args.rounds} rounds")
    print("| engine | tokens/s |\n| --- | --- |")
    print(f"| spaCy {spacy.__version__}, nlp.pipe, best batch size | {best['spaCy']:,.0f} |")
    print(f"| entente | {best['entente']:,.0f} |")
    print(f"ratio {best['entente'] / best['spaCy']:.1f}")


main()
