#!/usr/bin/env bash
# Everything at full count, or the parts that are named: tools/soak.sh [PART…]. Writes bench/runs/DATE-MACHINE-soak.md.
# Parts: check kills memory mutations hostile large tests bench parquet text fuzz compiles edtf dist. "tests" is every
# test at full count, of which kills, memory, mutations and hostile are parts; without names all but those four are run.
# Exit 0: all passed; 1: something failed; 2: nothing failed, but something was NOT RUN, which is no pass.
# May be set: FUZZ_SECONDS (600, each target), FUZZ_TARGETS (all), PROPTEST_CASES (20000), SOAK_DOCUMENTS (1000 10000 100000), MACHINE.
set -uo pipefail
cd "$(dirname "$0")/.."
known='check kills memory mutations hostile large tests bench parquet text fuzz compiles edtf dist'
parts=("$@")
if [ ${#parts[@]} = 0 ]; then parts=(check tests large bench parquet text fuzz compiles edtf dist); fi
for part in "${parts[@]}"; do
  case " $known " in *" $part "*) ;; *) echo "no part '$part'; there are: $known" >&2; exit 1 ;; esac
done
fuzz_seconds=${FUZZ_SECONDS:-600}
cases=${PROPTEST_CASES:-20000}
read -ra documents <<< "${SOAK_DOCUMENTS:-1000 10000 100000}"
date=$(date -u +%Y-%m-%d)
machine=${MACHINE:-$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2> /dev/null | head -1 | tr 'A-Z ' 'a-z-')-$(nproc)}
report="bench/runs/$date-${machine:-unknown}-soak.md"
logs="target/soak"
mkdir -p "$logs" bench/runs
rows=()
failed=0
not_run=0
full=(env PROPTEST_CASES="$cases" FIRSTHAND_SOAK=1)

# record NAME RESULT DETAIL
record() {
  rows+=("| $1 | $2 | $3 |")
  printf '%s: %s %s\n' "$2" "$1" "$3"
}
# run NAME DETAIL COMMAND...
run() {
  local name=$1 detail=$2 log begin
  shift 2
  log="$logs/${name//[^a-zA-Z0-9_]/-}.log"
  begin=$SECONDS
  printf '\n== %s\n+ %s\n' "$name" "$*"
  if "$@" > "$log" 2>&1; then
    # A filter that fits no test passes as well, and would be no pass.
    if [ "$2" = test ] || [ "${5:-}" = test ]; then
      if ! grep -qE '^test result: ok\. [1-9]' "$log"; then
        failed=1
        record "$name" FAILED "no test was run, see $log"
        return
      fi
    fi
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

part_check() { run "the check" ".ci/run" .ci/run; }
part_kills() {
  run "kills of add" "500 kills from outside at random moments" "${full[@]}" cargo test --locked -p firsthand --test case kill
  run "kills of writers" "full count" "${full[@]}" cargo test --locked -p firsthand-case --test all killed
}
part_memory() {
  run "canaries on the disk" "1,000 words" "${full[@]}" cargo test --locked -p firsthand --test case canary
  run "what is left in memory" "1,000 words" "${full[@]}" cargo test --locked -p firsthand --test memory
  run "the key in memory" "one session" "${full[@]}" cargo test --locked -p firsthand-case --test all remains
}
part_mutations() {
  run "mutations" "1,000 and 100 untouched" "${full[@]}" cargo test --locked -p firsthand-case --test all mutation
}
part_hostile() { run "hostile files" "full count" "${full[@]}" cargo test --locked -p firsthand --test child hostile; }
part_large() {
  local free
  free=$(df -Pk "${TMPDIR:-/tmp}" | awk 'NR == 2 { print int($4 / 1000000) }')
  if [ "${free:-0}" -lt 10 ]; then
    missing "a case above 4 GiB" "wants 10 GB of free disk in ${TMPDIR:-/tmp}, there are ${free:-0}"
  else
    run "a case above 4 GiB" "68 originals of 64 MiB, verified" "${full[@]}" cargo test --locked --release -p firsthand-case --test all large
  fi
}
part_tests() {
  run "tests at full count" "PROPTEST_CASES=$cases FIRSTHAND_SOAK=1" "${full[@]}" cargo test --locked --workspace -- --skip a_large_case
}
part_bench() { run "bench of the case" "${documents[*]} documents" tools/bench-case.sh "${documents[@]}"; }
part_parquet() { run "Parquet" "the feature's own tests" cargo test --locked -p firsthand-ingest --features parquet; }
# Text of pages and PDFs beside reference programs, in an environment of its own. Exit 2: a reference is missing.
part_text() {
  local venv="target/soak/venv"
  if ! { python3 -m venv "$venv" && "$venv/bin/pip" -q install trafilatura lxml_html_clean reportlab; }; then
    missing "text of pages and PDFs" "needs python3 with venv, and pip's registry"
    return
  fi
  cargo build --locked --release
  "$venv/bin/python" tools/ingest-quality.py target/release/firsthand 200 > "$logs/ingest-quality.log" 2>&1
  case $? in
    0) record "text of pages and PDFs" measured "$logs/ingest-quality.log" ;;
    2) missing "text of pages and PDFs" "pdftotext (poppler-utils) is not installed; the rest: $logs/ingest-quality.log" ;;
    *) failed=1; record "text of pages and PDFs" FAILED "see $logs/ingest-quality.log" ;;
  esac
  cat "$logs/ingest-quality.log"
}
part_fuzz() {
  local target targets runs
  read -ra targets <<< "${FUZZ_TARGETS:-$(cd fuzz/fuzz_targets && printf '%s ' *.rs | sed 's/\.rs//g')}"
  for target in "${targets[@]}"; do
    if ! command -v c++ > /dev/null; then
      missing "fuzz $target" "libFuzzer needs a C++ compiler (g++)"
      continue
    fi
    run "fuzz $target" "$fuzz_seconds s, coverage-guided, overflow and debug checks on" tools/fuzz.sh "$fuzz_seconds" "$target"
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$logs/fuzz-$target.log" | tail -1)
    record "fuzz $target, inputs tried" "${runs:-unknown}" "seeds: $(find "fuzz/seeds/$target" -type f | wc -l)"
  done
}
part_compiles() {
  local target
  for target in x86_64-unknown-linux-musl x86_64-pc-windows-gnu aarch64-apple-darwin; do
    if [ -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
      run "compiles for $target" "cargo check; shows that it compiles, not that it runs there" cargo check --locked --workspace --target "$target"
    else
      missing "compiles for $target" "rustup target add $target"
    fi
  done
}
part_edtf() {
  if command -v npm > /dev/null; then
    run "EDTF of the cases" "accepted by npm's edtf" tools/edtf-check.sh
  else
    missing "EDTF of the cases" "needs node and npm"
  fi
}
part_dist() { run "the binary" "tools/dist.sh: two builds alike, static" tools/dist.sh; }

for part in "${parts[@]}"; do "part_$part"; done

{
  echo "# Soak run, $date, ${machine:-unknown}"
  echo
  echo "\`tools/soak.sh ${parts[*]}\`; $(rustc --version); $(uname -sm); $(nproc) cores; commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
  echo
  echo '| what | result | detail |'
  echo '|---|---|---|'
  printf '%s\n' "${rows[@]}"
} > "$report"
printf '\n'
cat "$report"
[ "$failed" = 0 ] || { echo 'FAILED'; exit 1; }
[ "$not_run" = 0 ] || { echo 'INCOMPLETE: what was NOT RUN is no pass'; exit 2; }
echo 'all passed'
