#!/usr/bin/env python3
"""Where the language engine spends its time, and how near its matrix products come to this core's peak.

    bench/stages.py [--texts N] [--rounds N] [--kernel scalar|avx2|avx512]

Runs build/stage_profile, bound to one core, on N news articles of the shared evaluation data (our examples where it is
absent), from empty caches, and prints its table: a row a stage; of each text the fastest of the rounds counts. --kernel
forbids wider vectors.
"""
import argparse
import os
import subprocess

import texts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kernel", default="")
    args = parser.parse_args()
    core = max(os.sched_getaffinity(0))
    environment = {**os.environ, "ENTENTE_KERNEL": args.kernel}
    subprocess.run(["taskset", "-c", str(core), texts.ROOT / "build" / "stage_profile", texts.MODEL, str(args.rounds)],
                   input=texts.as_lines(texts.articles(args.texts)), text=True, check=True, env=environment)


main()
