#!/usr/bin/env python3
"""Proves that lint sees our headers: the filter of .clang-tidy matches each of them and none of the system's, and a
planted mistake in a header of a scratch room is reported, where one in a foreign header is not."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
MISTAKE = "#pragma once\ninline bool {}(int a) {{ if (a == 1) {{ return true; }} else {{ return true; }} }}\n"


def header_filter():
    text = (ROOT / ".clang-tidy").read_text(encoding="utf-8")
    return re.search(r"^HeaderFilterRegex: '(.*)'$", text, re.MULTILINE)[1]


def unmatched():
    pattern = re.compile(header_filter())
    names = subprocess.run(["git", "ls-files", "*.h"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [name for name in names.split() if not pattern.search(str(ROOT / name))]


def planted():
    """Names of the planted headers that clang-tidy reports."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        shutil.copy(ROOT / ".clang-tidy", root)
        for name in ("src/probe/ours.h", "vendor/theirs.h"):
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text(MISTAKE.format(pathlib.Path(name).stem), encoding="utf-8")
        source = root / "src/probe/probe.cc"
        source.write_text('#include "src/probe/ours.h"\n#include "vendor/theirs.h"\n', encoding="utf-8")
        command = ["clang-tidy-19", "--quiet", str(source), "--", "-std=c++20", f"-I{root}"]
        output = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
        return {name for name in ("ours.h", "theirs.h") if f"{name}:2:" in output}


def main():
    errors = [f"{name}: HeaderFilterRegex of .clang-tidy does not match it" for name in unmatched()]
    if re.search(header_filter(), "/usr/include/simdjson.h"):
        errors.append("HeaderFilterRegex matches a system header")
    found = planted()
    if found != {"ours.h"}:
        errors.append(f"a mistake planted in ours.h alone should be reported; reported: {sorted(found)}")
    print("\n".join(errors), end="\n" if errors else "")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
