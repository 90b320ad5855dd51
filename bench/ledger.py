#!/usr/bin/env python3
"""How fast is a ledger written, loaded, checked and searched, and how large does it grow?

    bench/ledger.py [--documents N] [--build BUILD]

Codes N documents made from our own example articles (paragraphs in random order, other numbers and names), once by
`entente code` alone and once by `entente read`: the difference is what keeping costs. Then times `ledger verify`,
a search, a query by SQL, `explain` (which loads all), and `ledger rebuild --again`. Prints a row each, in seconds of the processor,
since a busy machine's clock says little.
"""
import argparse
import pathlib
import resource
import subprocess
import tempfile

import scale
import texts


def timed(*command):
    """(processor seconds, standard output)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{command}: {done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--build", type=pathlib.Path, default=texts.ROOT / "build")
    arguments = parser.parse_args()
    entente = [arguments.build / "entente", "--model", texts.MODEL]
    with tempfile.TemporaryDirectory() as name:
        source, ledger = pathlib.Path(name) / "texts.ndjson", pathlib.Path(name) / "l.db"
        with source.open("wb") as out:
            for _, line in zip(range(arguments.documents), scale.documents(1 << 60)):
                out.write(line)
        text_bytes = source.stat().st_size
        coding, _ = timed(*entente, "code", "--format", "ndjson", source)
        reading, said = timed(*entente, "read", source, "--ledger", ledger)
        statements = int(said.split(" statements")[0].split()[-1])
        size = ledger.stat().st_size
        count = arguments.documents
        print(f"{count} documents, {statements} statements, {text_bytes / count:.0f} bytes each as NDJSON")
        print(f"coding alone     {coding:8.2f} s  {count / coding:9.0f} documents/s")
        print(f"read into ledger {reading:8.2f} s  {count / reading:9.0f} documents/s  {statements / reading:9.0f} statements/s")
        keeping = max(reading - coding, 1e-9)
        print(f"keeping alone    {keeping:8.2f} s  {count / keeping:9.0f} documents/s  {statements / keeping:9.0f} statements/s")
        print(f"size             {size / count:8.0f} bytes a document, {size / text_bytes:.2f} of the NDJSON")
        for what, command in (("read again", ["read", source]), ("verify", ["ledger", "verify"]),
                              ("search", ["search", "foreign minister"]),
                              ("sql", ["sql", "SELECT source, target, count(*) FROM events GROUP BY 1, 2"]),
                              ("explain", ["explain", "IRN", "USA"]), ("rebuild", ["ledger", "rebuild", "--again"])):
            seconds, _ = timed(*entente, *command, "--ledger", ledger)
            print(f"{what:16} {seconds:8.2f} s  {count / seconds:9.0f} documents/s")
        print(f"after a rebuild  {ledger.stat().st_size / count:8.0f} bytes a document")


main()
