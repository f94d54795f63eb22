#!/usr/bin/env bash
# Everything at full count. Writes bench/runs/DATE-soak.md. Exit 0: all passed; 1: something failed; 2: nothing failed,
# but something was NOT RUN, which is no pass. FUZZ_SECONDS (600) and PROPTEST_CASES (20000) may be set.
set -uo pipefail
cd "$(dirname "$0")/.."
fuzz_seconds=${FUZZ_SECONDS:-600}
cases=${PROPTEST_CASES:-20000}
date=$(date -u +%Y-%m-%d)
report="bench/runs/$date-soak.md"
logs="target/soak"
mkdir -p "$logs" bench/runs
rows=()
failed=0
not_run=0

# record NAME RESULT DETAIL
record() {
  rows+=("| $1 | $2 | $3 |")
  printf '%s: %s %s\n' "$2" "$1" "$3"
}
# run NAME DETAIL COMMAND...
run() {
  local name=$1 detail=$2 log begin
  shift 2
  log="$logs/${name//[^a-z0-9]/-}.log"
  begin=$SECONDS
  printf '\n== %s\n+ %s\n' "$name" "$*"
  if "$@" > "$log" 2>&1; then
    record "$name" passed "$detail; $((SECONDS - begin)) s"
  else
    failed=1
    record "$name" FAILED "see $log; $((SECONDS - begin)) s"
    tail -20 "$log"
  fi
}
missing() {
  not_run=1
  record "$1" "**NOT RUN**" "$2"
}

run "the check" ".ci/run" .ci/run
run "tests at full count" "PROPTEST_CASES=$cases FIRSTHAND_SOAK=1: kills, hostile files, mutations" \
  env PROPTEST_CASES="$cases" FIRSTHAND_SOAK=1 cargo test --locked --workspace
run "Parquet" "the feature's own tests" cargo test --locked -p firsthand-ingest --features parquet
# Text of pages and PDFs beside reference programs, in an environment of its own. Exit 2: a reference is missing.
venv="target/soak/venv"
if python3 -m venv "$venv" && "$venv/bin/pip" -q install trafilatura lxml_html_clean reportlab; then
  cargo build --locked --release
  "$venv/bin/python" tools/ingest-quality.py target/release/firsthand 200 > "$logs/ingest-quality.log" 2>&1
  case $? in
    0) record "text of pages and PDFs" measured "$logs/ingest-quality.log" ;;
    2) missing "text of pages and PDFs" "pdftotext (poppler-utils) is not installed; the rest: $logs/ingest-quality.log" ;;
    *) failed=1; record "text of pages and PDFs" FAILED "see $logs/ingest-quality.log" ;;
  esac
  cat "$logs/ingest-quality.log"
else
  missing "text of pages and PDFs" "needs python3 with venv, and pip's registry"
fi
for target in fuzz/fuzz_targets/*.rs; do
  target=$(basename "$target" .rs)
  if command -v c++ > /dev/null; then
    run "fuzz $target" "$fuzz_seconds s, coverage-guided, overflow and debug checks on" tools/fuzz.sh "$fuzz_seconds" "$target"
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$logs/fuzz-$target.log" | tail -1)
    record "fuzz $target, inputs tried" "${runs:-unknown}" "seeds: $(find "fuzz/seeds/$target" -type f | wc -l)"
  else
    missing "fuzz $target" "libFuzzer needs a C++ compiler (g++)"
  fi
done
for target in x86_64-unknown-linux-musl x86_64-pc-windows-gnu aarch64-apple-darwin; do
  if [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
    run "compiles for $target" "cargo check" cargo check --locked --workspace --target "$target"
  else
    missing "compiles for $target" "rustup target add $target"
  fi
done
if command -v npm > /dev/null; then
  run "EDTF of the cases" "accepted by npm's edtf" tools/edtf-check.sh
else
  missing "EDTF of the cases" "needs node and npm"
fi
run "the binary" "tools/dist.sh: two builds alike, static" tools/dist.sh

{
  echo "# Soak run, $date"
  echo
  echo "$(rustc --version); $(uname -sm); $(nproc) cores; commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
  echo
  echo '| what | result | detail |'
  echo '|---|---|---|'
  printf '%s\n' "${rows[@]}"
  echo
  echo '`cargo check` shows that the code compiles for a system, not that it runs there.'
} > "$report"
printf '\n'
cat "$report"
[ "$failed" = 0 ] || { echo 'FAILED'; exit 1; }
[ "$not_run" = 0 ] || { echo 'INCOMPLETE: what was NOT RUN is no pass'; exit 2; }
echo 'all passed'
