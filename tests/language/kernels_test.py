"""A whole parse is the same bytes whatever vectors the kernels use."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
MODEL = ROOT / "models" / "en_core_web_sm.entente"

if not MODEL.exists():
    print("SKIPPED: no language model; make one with make model")
    sys.exit(77)
article = (ROOT / "examples" / "azerbaijan-turkey-israel.txt").read_bytes()
outputs = {}
for kernel in ("", "avx2", "scalar"):
    done = subprocess.run([sys.argv[1], MODEL], input=article, stdout=subprocess.PIPE, check=True,
                          env={**os.environ, "ENTENTE_KERNEL": kernel})
    outputs[kernel or "best"] = done.stdout
assert len(outputs["best"]) > 10_000
assert outputs["avx2"] == outputs["best"] and outputs["scalar"] == outputs["best"], "a kernel gives another parse"
