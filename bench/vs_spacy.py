#!/usr/bin/env python3
"""The native engine beside spaCy: the same weights, the same text, the same run, one core.

    bench/vs_spacy.py [--texts N] [--rounds N] [--kernel avx2]

Takes news articles of the shared evaluation data (the examples where it is absent), runs both in turn `rounds` times,
each bound to one core, spaCy's full pipeline with nlp.pipe at the best of several batch sizes, and prints the best of
each, by the clock on the wall and by processor time, which other work on the machine hardly touches. Installs spaCy into
.cache/oracle where it is missing. --kernel forbids us wider vectors, spaCy keeps its own.
"""
import argparse
import os
import re
import subprocess
import sys
import time

import texts

sys.path.insert(0, str(texts.ROOT / "tests" / "oracle"))
from environment import ensure_spacy  # noqa: E402

BATCH_SIZES = (32, 128, 512)


def native(documents, core):
    command = ["taskset", "-c", str(core), texts.ROOT / "build" / "parse_dump", "bench", texts.MODEL]
    done = subprocess.run(command, input=texts.as_lines(documents), capture_output=True, text=True, check=True)
    rates = re.findall(r"(\d+) tokens/s, (\d+) tokens/s of processor time", done.stdout)
    return max(int(wall) for wall, _ in rates), max(int(processor) for _, processor in rates)


def spacy_rate(nlp, documents, batch_size):
    start, processor_start = time.perf_counter(), time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(documents, batch_size=batch_size))
    return (tokens / (time.perf_counter() - start), tokens / (time.process_time() - processor_start)), tokens


def better(a, b):
    return tuple(map(max, a, b))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--kernel", default="")
    args = parser.parse_args()
    ensure_spacy()
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["ENTENTE_KERNEL"] = args.kernel
    import spacy

    documents = texts.articles(args.texts)
    nlp = spacy.load(texts.ROOT / ".cache" / "en_core_web_sm")
    best = {"spaCy": (0, 0), "entente": (0, 0)}
    for _ in range(args.rounds):
        for batch_size in BATCH_SIZES:
            rate, tokens = spacy_rate(nlp, documents, batch_size)
            best["spaCy"] = better(best["spaCy"], rate)
        best["entente"] = better(best["entente"], native(documents, core))
    print(f"{len(documents)} texts, {tokens} tokens, one core, best of {args.rounds} rounds")
    print("| engine | tokens/s | tokens/s of processor time |\n| --- | --- | --- |")
    print("| spaCy {}, nlp.pipe, best batch size | {:,.0f} | {:,.0f} |".format(spacy.__version__, *best["spaCy"]))
    print("| entente | {:,.0f} | {:,.0f} |".format(*best["entente"]))
    print("| ratio | {:.1f} | {:.1f} |".format(*(ours / theirs for ours, theirs in zip(best["entente"], best["spaCy"]))))


main()
