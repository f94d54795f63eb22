#!/usr/bin/env bash
# Speed and peak memory of `firsthand read --json --jobs 1` over a folder of texts, against a peer in the same run:
# tools/bench.sh FOLDER [--no-peer]. Needs python3; the peer is installed with pip into target/bench-peer.
# Writes bench/runs/DATE-MACHINE.md; MACHINE may be set, else it is the processor's make and the number of cores.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -lt 1 ] || [ ! -d "$1" ]; then
  echo 'Name a folder of .txt files: tools/bench.sh FOLDER [--no-peer]' >&2
  exit 2
fi
cargo build --release --locked --package firsthand
peer=target/bench-peer
if [ "${2:-}" != --no-peer ] && [ ! -f "$peer/ready" ]; then
  rm -rf "$peer"
  if python3 -m venv "$peer" && "$peer/bin/pip" install --quiet --disable-pip-version-check -r tools/bench-peer.txt; then
    touch "$peer/ready"
  else
    echo 'NOT RUN: the peer could not be installed' >&2
  fi
fi
exec python3 tools/bench.py "$@"
