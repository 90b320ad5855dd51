#!/usr/bin/env python3
"""test_totals.py RESULTS: adds up the JUnit files that `make test` left, one a preset, and prints the sum last."""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def counts(path):
    suite = ElementTree.parse(path).getroot()
    number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "skipped", "disabled")}
    skipped = number["skipped"] + number["disabled"]
    return number["tests"] - number["failures"] - skipped, number["failures"], skipped


def main():
    total = [0, 0, 0]
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xml")):
        of_preset = counts(path)
        print("{}: {} passed, {} failed, {} skipped".format(path.stem, *of_preset))
        total = [a + b for a, b in zip(total, of_preset)]
    print("total: {} passed, {} failed, {} skipped".format(*total))
    sys.exit(0 if total[0] and not total[1] else 1)


if __name__ == "__main__":
    main()
