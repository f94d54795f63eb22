#!/usr/bin/env bash
# Storing, indexing and searching in a case, beside the same store without encryption and plain SQLite with FTS5 in the same
# run, and reading from its queue:
# tools/bench-case.sh [NUMBERS OF DOCUMENTS…] (else 1000 10000 100000). Writes bench/runs/DATE-MACHINE-case.md;
# MACHINE may be set, and PROFILE (else quick, nearly as fast as release and built much sooner).
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# = 0 ]; then set -- 1000 10000 100000; fi
profile=${PROFILE:-quick}
cargo build --profile "$profile" --locked -p firsthand
cargo build --profile "$profile" --locked -p firsthand-case --example measure
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
machine=${MACHINE:-$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2> /dev/null | head -1 | tr 'A-Z ' 'a-z-')-$(nproc)}
run="bench/runs/$(date +%F)-${machine:-unknown}-case.md"
{
  echo "# The case file, $(date +%F), ${machine:-unknown}"
  echo
  echo "\`tools/bench-case.sh $*\`, profile $profile, commit $(git rev-parse --short HEAD); load before: $(cut -d' ' -f1-3 /proc/loadavg 2> /dev/null || echo unknown)."
  echo
  echo '```text'
  mkdir "$work/measure"
  target/$profile/examples/measure "$work/measure" "$@"
  echo '```'
  echo
  echo '## Adding and reading by the program'
  echo
  echo '```text'
  echo 'six words that nobody guesses here' > "$work/pass"
  mkdir "$work/in"
  for n in $(seq 1 40); do
    for text in cases/telling/*.txt; do { cat "$text"; echo; echo "Copy $n."; } > "$work/in/$n-$(basename "$text")"; done
  done
  bytes=$(cat "$work"/in/* | wc -c)
  firsthand=target/$profile/firsthand
  "$firsthand" case new "$work/b.case" --passphrase-file "$work/pass" > /dev/null
  timed() {
    local from to
    from=$(date +%s.%N)
    "$firsthand" "$@" --passphrase-file "$work/pass" -q > /dev/null
    to=$(date +%s.%N)
    awk -v what="$1" -v s="$(echo "$to $from" | awk '{ print $1 - $2 }')" -v n="$(ls "$work/in" | wc -l)" -v b="$bytes" \
      'BEGIN { printf "%-8s %6.1f s  %7.1f docs/s  %6.2f MB/s (with opening the case)\n", what, s, n / s, b / s / 1e6 }'
  }
  timed add "$work/b.case" "$work/in" --later
  timed reread "$work/b.case"
  echo '```'
} | tee "$run.part"
mv "$run.part" "$run"
echo "written: $run" >&2
