#!/usr/bin/env bash
# Checks the `edtf` of every date in files of `firsthand read --json` with the npm package edtf. Needs node and npm, and npm's
# registry the first time. Usage: tools/edtf-check.sh [OUT.jsonl...]; without files, the texts of the cases in cases/dates are
# read first.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
VERSION=4.11.1
work=${EDTF_CHECK_DIR:-$(mktemp -d)}
mkdir -p "$work"
if [ ! -d "$work/node_modules/edtf" ]; then
  (cd "$work" && npm install --silent --no-audit --no-fund --no-save --ignore-scripts "edtf@$VERSION")
fi
cp "$here/edtf-check.mjs" "$work/"
if [ $# = 0 ]; then
  mkdir -p "$work/texts"
  awk -v folder="$work/texts" '/^```text$/ { n++; inside = 1; next } /^```$/ { inside = 0 }
    inside { print > (folder "/" n ".txt") }' "$here"/../cases/dates/*.md
  (cd "$here/.." && cargo run --locked --release -q -- read "$work/texts" --json --only dates -q --published 2017-06-15) > "$work/cases.jsonl"
  set -- "$work/cases.jsonl"
fi
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
node "$work/edtf-check.mjs" "${files[@]}"
