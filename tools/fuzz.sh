#!/usr/bin/env bash
# Fuzzes for so many seconds: tools/fuzz.sh [SECONDS] [TARGET]. Exit 1 on a finding, which lies in fuzz/artifacts/.
# Works on the stable toolchain: coverage needs no nightly, and without `unsafe` an address sanitizer has little to find.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
target=${2:-read}
version=0.13.2

if ! cargo fuzz --version 2>/dev/null | grep -qF " $version"; then
  tools="$PWD/target/tools"
  if [ ! -x "$tools/bin/cargo-fuzz" ]; then
    echo "cargo-fuzz $version is not installed: building it into target/tools" >&2
    cargo install cargo-fuzz --version "$version" --locked --root "$tools"
  fi
  export PATH="$tools/bin:$PATH"
fi

# What is found stays in fuzz/corpus, which git ignores; the seeds are ours and tracked.
mkdir -p "fuzz/corpus/$target"
echo "+ cargo fuzz run --sanitizer none $target, $seconds s" >&2
exec cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
  -max_total_time="$seconds" -max_len=65536 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
