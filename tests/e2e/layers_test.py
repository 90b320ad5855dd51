"""The layer check passes on this tree and fails on one with an include that goes the wrong way."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

from support import ROOT, check, finish

script = ROOT / "tools" / "check_layers.py"
good = subprocess.run([sys.executable, script], capture_output=True, text=True)
check("this tree passes", good.returncode == 0, good.stderr)
copy = pathlib.Path(tempfile.mkdtemp())
for folder in ("src", "include", "apps"):
    shutil.copytree(ROOT / folder, copy / folder)
(copy / "src" / "base" / "wrong.h").write_text('#include "event/coder.h"\n')
(copy / "apps" / "cli" / "wrong.cc").write_text('#include "event/coder.h"\n')
bad = subprocess.run([sys.executable, script, copy], capture_output=True, text=True)
check("a wrong include in a room fails", bad.returncode == 1 and "src/base/wrong.h" in bad.stderr, bad.stderr)
check("an app that looks into src fails", "apps/cli/wrong.cc" in bad.stderr, bad.stderr)
finish()
