#!/usr/bin/env bash
# Checks the `edtf` of every date in files of `firsthand read --json` with the npm package edtf. Needs node and npm, and npm's
# registry the first time. Usage: tools/edtf-check.sh OUT.jsonl...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
VERSION=4.11.1
work=${EDTF_CHECK_DIR:-$(mktemp -d)}
mkdir -p "$work"
if [ ! -d "$work/node_modules/edtf" ]; then
  (cd "$work" && npm install --silent --no-audit --no-fund --no-save --ignore-scripts "edtf@$VERSION")
fi
cp "$here/edtf-check.mjs" "$work/"
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
node "$work/edtf-check.mjs" "${files[@]}"
