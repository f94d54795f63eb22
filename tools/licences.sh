#!/usr/bin/env bash
# Prints every crate in the binary for a target, with version, licence and the licence texts that its package holds:
# tools/licences.sh [TARGET]. Which licences are allowed stands in deny.toml and is checked by `cargo test`.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C
target=${1:-$(rustc -vV | sed -n 's/^host: //p')}
cargo fetch --quiet --locked --target "$target"
sources=$(echo "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/)

crates() {
  cargo tree --locked --offline --package firsthand --edges normal --target "$target" --prefix none \
    --format '{p};{l}' | sed 's/ (\*)$//; s/ (proc-macro)//' | sort -u | grep -v '^firsthand'
}

echo "Firsthand is MIT OR Apache-2.0. It is built from these crates ($target):"
echo
crates | while IFS=';' read -r crate licence; do printf '%-44s %s\n' "$crate" "$licence"; done
printf '%-44s %s\n' "$(rustc --version | cut -d' ' -f1,2) standard library" 'MIT OR Apache-2.0'
case $target in *musl*) printf '%-44s %s\n' 'musl libc' 'MIT' ;; *-gnu) printf '%-44s %s\n' 'glibc (static)' 'LGPL-2.1-or-later' ;; esac
printf '\n%s\nData in the program and what its weights were trained on\n%s\n' "$(printf '=%.0s' {1..78})" "$(printf '=%.0s' {1..78})"
cat crates/core/lang/SOURCES.md
missing=""
while IFS=';' read -r crate _; do
  read -r name version _ <<< "$crate"
  found=""
  for folder in $sources; do
    for text in "$folder$name-${version#v}"/{LICEN[CS]E*,COPYING*,COPYRIGHT*,UNLICENSE*,NOTICE*,licen[cs]e*}; do
      [ -f "$text" ] || continue
      found=yes
      printf '\n%s\n%s %s: %s\n%s\n' "$(printf '=%.0s' {1..78})" "$name" "${version#v}" "${text##*/}" "$(printf '=%.0s' {1..78})"
      cat "$text"
    done
  done
  [ -n "$found" ] || missing="$missing $name"
done < <(crates)
if [ -n "$missing" ]; then
  printf '\nPackages that hold no licence text of their own (the list above names their licence):%s\n' "$missing"
fi
