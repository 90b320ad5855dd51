#!/usr/bin/env bash
# Installs the Debian packages of tools/packages.txt that are missing. Does nothing where all are there.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
while read -r name _; do
  [[ -z "$name" || "$name" == \#* ]] && continue
  dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
done < tools/packages.txt
[[ ${#missing[@]} -eq 0 ]] && exit 0
echo "installing: ${missing[*]}"
run=()
[[ $(id -u) -eq 0 ]] || run=(sudo)
"${run[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
