#!/usr/bin/env bash
# Fetches the pinned sources of lexbor, an HTML5 parser in C, checks their hash, unpacks what we build into .cache.
#
#   tools/setup_lexbor.sh          prints nothing and needs no network where they are there already
#
# They stand in the PyPI source package of selectolax; nothing of it is installed. CMake runs this (cmake/lexbor.cmake).
set -euo pipefail
cd "$(dirname "$0")/.."
package=selectolax==1.0.2
archive=selectolax-1.0.2.tar.gz
sha256=f0508ad927aa426425d4aa7a2bb2f8b21c01412534465bd227e241d4d0a6a418
target=.cache/lexbor-3.1.0
# The stamp is written last: a run cut short leaves none, and the next one starts again.
[ "$(cat "$target/stamp" 2>/dev/null)" = "$sha256" ] && exit 0
mkdir -p .cache
good() { echo "$sha256  .cache/$archive" | sha256sum --check --status 2>/dev/null; }
if ! good; then
  echo "fetching lexbor 3.1.0 ($package)"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary selectolax --dest .cache "$package"
fi
if ! good; then
  echo "setup_lexbor: $archive does not have the pinned sha256; nothing was unpacked" >&2
  rm -f ".cache/$archive"
  exit 3
fi
# Unpacked beside and moved at once, so that two builds at a time do not meet half a folder.
fresh=$(mktemp -d .cache/lexbor.XXXXXX)
trap 'rm -rf "$fresh"' EXIT
tar -xzf ".cache/$archive" -C "$fresh" --strip-components=2 selectolax-1.0.2/lexbor/source selectolax-1.0.2/lexbor/LICENSE
echo "$sha256" >"$fresh/stamp"
rm -rf "$target"
mv -T "$fresh" "$target" 2>/dev/null || [ -f "$target/stamp" ]
