#!/usr/bin/env bash
# Compares the language engine with spaCy on SENTENCES sentences; makes its own Python environment in .cache.
#
#   tools/run_oracle.sh [SENTENCES]
set -euo pipefail
cd "$(dirname "$0")/.."
sentences=${1:-2400}
if [[ ! -d ../shared/data ]]; then
  echo "SKIPPED: oracle test: ../shared is absent"
  exit 0
fi
if ! .cache/oracle/bin/python -c 'import spacy' 2>/dev/null; then
  echo "installing spaCy for the oracle test"
  python3 -m venv .cache/oracle
  .cache/oracle/bin/python -m pip install --quiet --disable-pip-version-check -r tests/oracle/requirements.txt
fi
.cache/oracle/bin/python tests/oracle/oracle.py --sentences "$sentences" --min 0.99
