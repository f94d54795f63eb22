#!/usr/bin/env bash
# Rewrites what tests expect: the golden cases, docs/cli.md and docs/errors.md. Then shows what changed: a person
# reads the diff before it is committed.
set -euo pipefail
cd "$(dirname "$0")/.."
FIRSTHAND_BLESS=1 cargo test --locked --workspace
git --no-pager diff --stat
