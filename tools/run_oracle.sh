#!/usr/bin/env bash
# Compares the language engine with spaCy, token by token; makes its own Python environment in .cache.
#
#   tools/run_oracle.sh [--model sm|md] [SENTENCES]      default 500; 0: all sentences and all articles of ../shared
#
# Prints a table of equal and differing tokens, one row an attribute, and the classes of differing tokens.
set -euo pipefail
cd "$(dirname "$0")/.."
model=sm
if [[ ${1:-} == --model ]]; then
  model=${2:?sm or md}
  shift 2
fi
sentences=${1:-500}
if [[ ! -d ../shared/data ]]; then
  echo "SKIPPED: oracle test: ../shared is absent"
  exit 0
fi
if ! .cache/oracle/bin/python -c 'import spacy' 2>/dev/null; then
  echo "installing spaCy for the oracle test"
  python3 -m venv .cache/oracle
  .cache/oracle/bin/python -m pip install --quiet --disable-pip-version-check -r tests/oracle/requirements.txt
fi
file=models/en_core_web_$model.entente
pipeline=.cache/en_core_web_$model
if [[ ! -f $file || ! -d $pipeline ]]; then
  tools/setup_model.sh build/entente "$file" "$model"
fi
.cache/oracle/bin/python tests/oracle/oracle.py --model "$file" --pipeline "$pipeline" --sentences "$sentences"
