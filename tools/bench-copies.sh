#!/usr/bin/env bash
# Speed, memory and growth of `firsthand copies --json` over made documents, beside two libraries of MinHash in the same run:
# tools/bench-copies.sh [NUMBERS OF DOCUMENTS…] (else 1000 10000 100000). The peers run over the first two at most (10,000 and up take
# long). Needs python3; peers come with pip into target/bench-copies. Writes bench/runs/DATE-MACHINE-copies.md; MACHINE may be set.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# = 0 ]; then set -- 1000 10000 100000; fi
profile=${PROFILE:-release}
cargo build --profile "$profile" --locked --package firsthand
peers=target/bench-copies
if [ ! -f "$peers/ready" ]; then
  rm -rf "$peers"
  if python3 -m venv "$peers" && "$peers/bin/pip" install --quiet --disable-pip-version-check -r tools/bench-copies.txt; then
    touch "$peers/ready"
  else
    echo 'NOT RUN: the peers could not be installed' >&2
  fi
fi
python=python3
if [ -f "$peers/ready" ]; then python="$peers/bin/python"; fi
exec "$python" tools/bench-copies.py run "target/$profile/firsthand" "$@"
