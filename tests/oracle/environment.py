"""The Python environment that has spaCy: .cache/oracle, made where it is missing.

    ensure_spacy()      returns where spaCy can be imported, after starting the script anew in that environment
"""
import importlib.util
import os
import pathlib
import subprocess
import sys

SKIPPED = 77
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


def ensure_spacy():
    if importlib.util.find_spec("spacy") is not None:
        return
    venv = pathlib.Path(os.environ.get("ENTENTE_ORACLE_VENV", ROOT / ".cache" / "oracle"))
    python = venv / "bin" / "python"
    if pathlib.Path(sys.prefix) == venv.resolve():
        skip("spaCy is not installed in its environment; see tests/oracle/requirements.txt")
    if not python.exists():
        pip = [python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"]
        for command in ([sys.executable, "-m", "venv", venv], pip):
            if subprocess.run(command).returncode != 0:
                skip(f"could not make {venv}")
    os.execv(python, [str(python), *sys.argv])
