#!/usr/bin/env python3
"""Proves that tools/check_layers.py passes a good tree and fails each kind of bad one."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).with_name("check_layers.py")
GOOD = {
    "include/entente/status.h": "#include <string>\n",
    "include/entente/value.h": '#include "entente/status.h"\n',
    "src/CMakeLists.txt": "add_subdirectory(base)\nadd_subdirectory(text)\nadd_subdirectory(event)\n",
    "src/base/CMakeLists.txt": "entente_room(base)\n",
    "src/base/utf8.h": '#include "entente/status.h"\n',
    "src/text/CMakeLists.txt": "entente_room(text USES base LIBRARIES simdjson::simdjson)\n",
    "src/text/reader.cc": '#include "text/reader.h"\n\n#include <simdjson.h>\n\n#include "base/utf8.h"\n',
    "src/text/reader.h": '#include "entente/value.h"\n',
    "src/event/CMakeLists.txt": "entente_room(event USES text)\n",
    "src/event/coder.cc": '#include "text/reader.h"\n',
    "src/event/coder_test.cc": '#include "event/coder.cc"\nvoid Show() { std::cout << 1; }\n',
    "apps/cli/console.h": '#include "entente/value.h"\n',
    "apps/cli/main.cc": '#include <CLI/CLI.hpp>\n#include "console.h"\nint main() { std::exit(0); }\n',
}


def run(changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**GOOD, **changes}.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, CHECK, folder], stderr=subprocess.PIPE, text=True, check=False)
        return done.returncode, done.stderr


class CheckLayers(unittest.TestCase):
    def refuse(self, name, text, reason):
        code, output = run({name: text})
        self.assertEqual(code, 1, output)
        self.assertIn(reason, output)
        self.assertEqual(output.count("\n"), 2, output)  # this breach and the summary, nothing else

    def test_good_tree(self):
        self.assertEqual(run({}), (0, ""))

    def test_room_not_in_uses(self):
        self.refuse("src/event/coder.cc", '#include "base/utf8.h"\n', "src/event/coder.cc:1: base/utf8.h: event does not")

    def test_earlier_room_includes_later(self):
        self.refuse("src/base/utf8.h", '\n#include "event/coder.cc"\n', "src/base/utf8.h:2: event/coder.cc")

    def test_angle_brackets_hide_nothing(self):
        self.refuse("src/base/utf8.h", "#include <event/coder.cc>\n", "write it with quotes")

    def test_tests_obey_too(self):
        self.refuse("src/event/coder_test.cc", '#include "base/utf8.h"\n', "event does not USE base")

    def test_support_is_for_tests(self):
        self.assertEqual(run({"src/base/utf8_test.cc": '#include "support/scratch_folder.h"\n'}), (0, ""))
        self.refuse("src/base/utf8.cc", '#include "support/scratch_folder.h"\n', "support is no room")

    def test_room_without_folder_in_include(self):
        self.refuse("src/text/reader.h", '#include "value.h"\n', "write the room too")

    def test_uses_a_later_room(self):
        self.refuse("src/base/CMakeLists.txt", "entente_room(base USES event)\n", "comes later")

    def test_uses_no_room(self):
        self.refuse("src/base/CMakeLists.txt", "entente_room(base USES ghost)\n", "no room")

    def test_room_not_built(self):
        self.refuse("src/extra/CMakeLists.txt", "entente_room(extra)\n", "not in src/CMakeLists.txt")

    def test_room_prints(self):
        self.refuse("src/base/utf8.cc", "void F() { std::cerr << 1; }\n", "only apps print")

    def test_app_includes_a_room(self):
        self.refuse("apps/cli/other.cc", '#include "text/reader.h"\n', "apps see include/entente only")

    def test_public_header_includes_a_room(self):
        self.refuse("include/entente/value.h", '#include "base/utf8.h"\n', "a public header includes entente/")

    def test_public_header_includes_a_library(self):
        self.refuse("include/entente/value.h", "#include <fmt/format.h>\n", "standard library only")


if __name__ == "__main__":
    unittest.main()
