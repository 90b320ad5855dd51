"""What the end-to-end tests share: running the binary and counting checks."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
ENTENTE = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "entente")
MODEL = pathlib.Path(os.environ.get("ENTENTE_MODEL", ROOT / "models" / "en_core_web_sm.entente"))
failures = []


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(77)


def need_model():
    if not MODEL.exists():
        skip("no language model; make one with make model")


def run(*arguments, stdin=None, environment=None):
    """The finished process; output as text."""
    return subprocess.run([ENTENTE, *map(str, arguments)], input=stdin, capture_output=True, text=True,
                          env={**os.environ, **(environment or {})}, timeout=240)


def check(what, fact, detail=""):
    print(f"{'ok  ' if fact else 'FAIL'} {what}" + (f": {detail}" if detail and not fact else ""))
    if not fact:
        failures.append(what)


def finish():
    sys.exit(1 if failures else 0)
