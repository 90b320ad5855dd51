#!/usr/bin/env python3
"""Much text through `entente code`: is memory flat, and do two threads code twice as much?

    bench/scale.py [--megabytes N | --gigabyte] [--threads 1,2] [--rounds N] [--build BUILD]

Makes documents from our own example articles, paragraphs in random order with other numbers and invented names (so that
the caches of word forms never stop being filled), and streams them as NDJSON through standard input; the statements go
to /dev/null. Prints a row for each number of threads: seconds, MB a second, processor seconds (on a busy machine: is
there more work?), and the peak resident memory of the process; on standard error that peak at each tenth of the way.
Exits 1 where it is 250 MiB or more. Default: 64 MB, each number of threads once.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time

import texts

LIMIT_MIB = 250
PARAGRAPHS = 12
SYLLABLES = "ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo".split()


def paragraphs():
    return [p.strip() for text in texts.examples() for p in text.split("\n\n") if len(p) > 80]


def documents(total_bytes):
    """NDJSON lines until there are so many bytes; the same ones every time."""
    pick = random.Random(1)
    pool = paragraphs()
    made = number = 0
    while made < total_bytes:
        parts = []
        for _ in range(PARAGRAPHS):
            name = "".join(pick.choices(SYLLABLES, k=4)).capitalize()
            parts.append(f"{name}, {pick.randrange(1990, 2024)}. {pick.choice(pool)}")
        text = "\n\n".join(parts)
        line = (json.dumps({"id": number, "date": "2020-06-15", "text": text}) + "\n").encode()
        made += len(line)
        number += 1
        yield line


def peak_of(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as lines:
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:"))


def run(build, threads, total_bytes):
    """((seconds, processor seconds, peak KiB), bytes)."""
    command = [build / "entente", "--model", texts.MODEL, "--threads", str(threads), "code", "--format", "ndjson", "-"]
    with open(os.devnull, "wb") as nowhere:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=nowhere)
        sent, tenth = 0, 1
        for line in documents(total_bytes):
            process.stdin.write(line)
            sent += len(line)
            if sent * 10 >= tenth * total_bytes:
                seconds = time.perf_counter() - begin
                print(f"{threads} threads, {sent / 1e6:.0f} MB: {seconds:.0f} s, {peak_of(process.pid)} MiB", file=sys.stderr)
                tenth += 1
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"scale: entente ended with {process.returncode}")
    return (time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss), sent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=64)
    parser.add_argument("--gigabyte", action="store_true")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--build", default=texts.ROOT / "build", type=type(texts.ROOT))
    args = parser.parse_args()
    total = 1_000_000_000 if args.gigabyte else args.megabytes * 1_000_000
    best, high = {}, 0
    for _ in range(args.rounds):
        for threads in map(int, args.threads.split(",")):
            figures, sent = run(args.build, threads, total)
            best[threads] = min(best.get(threads, figures), figures)
            high = max(high, figures[2])
    first = next(iter(best.values()))[0]
    print(f"{sent / 1e6:.0f} MB of NDJSON, best of {args.rounds}")
    print("| threads | seconds | MB/s | as fast as the first | processor seconds | peak MiB |\n"
          "| --- | --- | --- | --- | --- | --- |")
    for threads, (seconds, processor, peak_kib) in best.items():
        print(f"| {threads} | {seconds:.1f} | {sent / 1e6 / seconds:.2f} | {first / seconds:.2f} | {processor:.1f} | "
              f"{peak_kib / 1024:.0f} |")
    if high / 1024 >= LIMIT_MIB:
        print(f"FAILED: {LIMIT_MIB} MiB or more")
        sys.exit(1)


if __name__ == "__main__":
    main()
