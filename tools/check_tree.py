#!/usr/bin/env python3
"""Looks at the tracked files as a whole: README in every folder, no large files, no machine paths, lengths.

    check_tree.py [--strict]

Fails on a missing README.md, a file over 1 MB, or a path of one machine. Lengths of files and functions are reported
and only warned about: they are orientation, not quota. --strict also fails where half as much again is exceeded.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
README_ROOTS = ("src", "apps", "tests", "data", "examples", "tools", "bench", "train", "docs")
README_EXEMPT = re.compile(r"^tests/fuzz/corpus/")
MAX_BYTES = 1_000_000
FORBIDDEN = [re.compile(pattern) for pattern in (r"/work/(main|shared|\.)", r"/tmp/[a-z]+_?oracle", r"/root/", r"/home/\w+/")]
FORBIDDEN_EXEMPT = {"tools/check_tree.py"}
FILE_P90, FUNCTION_P90 = 400, 40


def tracked():
    out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()
    return [name for name in out.split("\0") if name and (ROOT / name).is_file()]


def missing_readmes(names):
    folders = set()
    for name in names:
        for parent in pathlib.PurePosixPath(name).parents:
            if str(parent).split("/")[0] in README_ROOTS and not README_EXEMPT.match(f"{parent}/"):
                folders.add(str(parent))
    have = set(names)
    return [f"{folder}: no README.md" for folder in sorted(folders) if f"{folder}/README.md" not in have]


def large_files(names):
    sizes = ((name, (ROOT / name).stat().st_size) for name in names)
    return [f"{name}: {size} bytes, over {MAX_BYTES}" for name, size in sizes if size > MAX_BYTES]


def machine_paths(names):
    errors = []
    for name in names:
        if name in FORBIDDEN_EXEMPT:
            continue
        text = (ROOT / name).read_bytes().decode("utf-8", errors="replace")
        for number, line in enumerate(text.split("\n"), 1):
            errors += [f"{name}:{number}: a path of one machine: {match[0]}" for pattern in FORBIDDEN
                       if (match := pattern.search(line))]
    return errors


def function_lengths(lines):
    """Lines from a column-0 or namespace-level `… {` after a `)` to its `}`; close enough for formatted code."""
    start, indent = None, ""
    for number, line in enumerate(lines):
        if start is None:
            match = re.match(r"^( {0,4})(?!namespace|class|struct|enum|switch|if|for|while)[\w~:<>,&*\[\] ].*\)[^;]*\{$", line)
            if match:
                start, indent = number, match[1]
        elif line.startswith(indent + "}"):
            yield number - start + 1, start + 1
            start = None


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0


def lengths(names):
    sources = [name for name in names if name.endswith((".cc", ".h")) and not name.startswith("tests/fuzz/corpus")]
    files, functions = [], []
    for name in sources:
        lines = (ROOT / name).read_text(encoding="utf-8").split("\n")
        files.append((len(lines), name))
        functions += [(length, f"{name}:{line}") for length, line in function_lengths(lines)]
    return files, functions


def report(kind, measured, limit):
    values = [length for length, _ in measured]
    p50, p90 = percentile(values, 0.5), percentile(values, 0.9)
    print(f"{kind}: {len(values)}, length p50 {p50}, p90 {p90} (aim: p90 ≤ {limit})")
    for length, where in sorted(measured, reverse=True)[:5]:
        if length > 2 * limit:
            print(f"  warning: {where}: {length} lines")
    return p90


def test_share(names):
    def count(chosen):
        return sum((ROOT / name).read_text(encoding="utf-8").count("\n") for name in chosen)

    code = [name for name in names if name.endswith((".cc", ".h", ".py", ".sh"))]
    tests = [name for name in code if "_test." in name or name.startswith("tests/")]
    source = [name for name in code if name not in tests and name.startswith(("src/", "apps/", "include/"))]
    print(f"tests: {count(tests)} lines to {count(source)} of source ({count(tests) / max(1, count(source)):.2f}; aim 0.6)")


def main():
    names = tracked()
    errors = missing_readmes(names) + large_files(names) + machine_paths(names)
    files, functions = lengths(names)
    file_p90 = report("files", files, FILE_P90)
    function_p90 = report("functions", functions, FUNCTION_P90)
    test_share(names)
    if "--strict" in sys.argv and (file_p90 > 1.5 * FILE_P90 or function_p90 > 1.5 * FUNCTION_P90):
        errors.append("files or functions have grown far too long")
    for error in errors:
        print(error)
    print(f"tree: {len(names)} files, {len(errors)} errors")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
