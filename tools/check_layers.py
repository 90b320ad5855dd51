#!/usr/bin/env python3
"""Holds every #include to the order of the rooms. Reads nothing but text, so it runs in the build, first of all.

    check_layers.py [ROOT]

The rules (exit 1 and one line for each breach):
  include/   includes include/entente and the C++ standard library, nothing else
  src/ROOM   includes include/entente, itself, and the rooms that its entente_room(… USES …) names; no others
             (its tests also tests/support)
  src/ROOM   does not print or exit: that is for apps (tests may)
  apps/      include include/entente and files of their own folder, never src/
  USES       names only rooms that come earlier in src/CMakeLists.txt, so there is no circle
"""
import pathlib
import re
import sys

SOURCES = {".h", ".cc", ".inc"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
ROOM = re.compile(r"entente_room\(\s*(\w+)([^)]*)\)", re.DOTALL)
PRINTS = re.compile(r"\bstd::(cout|cerr|clog|exit|abort|quick_exit)\b|(?<![\w:])f?printf\(|\bfmt::print\(")


def uses_of(arguments):
    words = re.sub(r"#.*", "", arguments).split()
    if "USES" not in words:
        return []
    words = words[words.index("USES") + 1:]
    ends = [words.index(word) for word in ("LIBRARIES", "TEST_LINKS") if word in words]
    return words[: min(ends)] if ends else words


def read_rooms(root):
    """{room: rooms it uses}, from the CMakeLists.txt of every folder of src/."""
    rooms, errors = {}, []
    for path in sorted((root / "src").glob("*/CMakeLists.txt")):
        match = ROOM.search(path.read_text(encoding="utf-8"))
        if not match or match[1] != path.parent.name:
            errors.append(f"{path.relative_to(root)}: no entente_room({path.parent.name} …)")
            continue
        rooms[match[1]] = uses_of(match[2])
    return rooms, errors


def check_order(root, rooms):
    text = re.sub(r"#.*", "", (root / "src" / "CMakeLists.txt").read_text(encoding="utf-8"))
    order = re.findall(r"add_subdirectory\(\s*(\w+)\s*\)", text)
    errors = [f"src/{room}: not in src/CMakeLists.txt" for room in rooms if room not in order]
    for room, uses in rooms.items():
        for used in uses:
            if used not in rooms:
                errors.append(f"src/{room}/CMakeLists.txt: USES {used}, which is no room")
            elif room in order and used in order and order.index(used) >= order.index(room):
                errors.append(f"src/{room}/CMakeLists.txt: USES {used}, which comes later in src/CMakeLists.txt")
    return errors


def includes_of(path):
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            match = INCLUDE.match(line)
            if match:
                yield number, match[1], match[2]


def source_files(folder):
    return sorted(path for path in folder.rglob("*") if path.suffix in SOURCES) if folder.is_dir() else []


def reason_in_include(_, quote, name):
    if quote == "<":
        return None if re.fullmatch(r"[a-z_0-9]+", name) else "a public header includes the standard library only"
    return None if name.startswith("entente/") else "a public header includes entente/… only"


def reason_in_room(path, rooms, quote, name):
    room = path.parent.name
    first = name.split("/")[0]
    if quote == "<":
        return f"write it with quotes: \"{name}\"" if first in rooms or first == "entente" else None
    if "/" not in name:
        return f"write the room too: \"{room}/{name}\""
    if first == "entente" or first == room or first in rooms[room]:
        return None
    if first == "support" and path.name.endswith("_test.cc"):
        return None
    return f"{room} does not USE {first}" if first in rooms else f"{first} is no room"


def reason_in_app(folder, rooms, quote, name):
    if name.startswith("entente/") or (quote == '"' and (folder / name).is_file()):
        return None
    if name.split("/")[0] in rooms or quote == '"':
        return "apps see include/entente only"
    return None


def check_includes(root, rooms):
    errors = []

    def check(path, reason_of):
        for number, quote, name in includes_of(path):
            reason = reason_of(path, quote, name)
            if reason:
                errors.append(f"{path.relative_to(root)}:{number}: {name}: {reason}")

    for path in source_files(root / "include"):
        check(path, reason_in_include)
    for room in rooms:
        for path in source_files(root / "src" / room):
            check(path, lambda path, quote, name: reason_in_room(path, rooms, quote, name))
    for path in source_files(root / "apps"):
        check(path, lambda path, quote, name: reason_in_app(path.parent, rooms, quote, name))
    return errors


def check_silence(root, rooms):
    errors = []
    for room in rooms:
        for path in source_files(root / "src" / room):
            if path.name.endswith("_test.cc"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                if PRINTS.search(line.split("//")[0]):
                    errors.append(f"{path.relative_to(root)}:{number}: only apps print or exit")
    return errors


def breaches(root):
    rooms, errors = read_rooms(root)
    return errors + check_order(root, rooms) + check_includes(root, rooms) + check_silence(root, rooms)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1]).resolve()
    found = breaches(root)
    for line in found:
        print(line, file=sys.stderr)
    if found:
        print(f"layers: {len(found)} breaches; the rules stand at the top of tools/check_layers.py", file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
