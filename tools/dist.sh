#!/usr/bin/env bash
# Builds the binary that is given to others, from the last commit, twice in two different folders, and compares.
# Into dist/: the binary, SHA256SUMS, LICENSES.txt. Exit 1 where the two builds differ or the binary is not static.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
host=$(rustc -vV | sed -n 's/^host: //p')
target=${TARGET:-x86_64-unknown-linux-musl}
flags=""
name="firsthand-$version-$target"

if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$target/lib" ]; then
  echo "NOT DONE: the target $target is not installed (rustup target add $target)." >&2
  echo "          Building $host with a static glibc instead, and naming it so." >&2
  target=$host
  flags="-C target-feature=+crt-static"
  name="firsthand-$version-$target-static"
fi
if [ -n "$(git status --porcelain)" ]; then
  echo 'NOTE: the working tree has changes; the binary is of the last commit, without them.' >&2
fi
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cargo_home=${CARGO_HOME:-$HOME/.cargo}

# build FOLDER: the commit unpacked there, built with its own target folder; prints the binary's path.
build() {
  local folder="$scratch/$1"
  mkdir -p "$folder"
  git archive HEAD | tar -x -C "$folder"
  echo "+ cargo build --release --locked --target $target (in folder $1)" >&2
  (cd "$folder" && CARGO_TARGET_DIR="$folder/target" CARGO_INCREMENTAL=0 \
    RUSTFLAGS="$flags --remap-path-prefix=$folder=/firsthand --remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$(rustc --print sysroot)=/rust" \
    cargo build --release --locked --package firsthand --target "$target" >&2)
  echo "$folder/target/$target/release/firsthand"
}
first=$(build one)
second=$(build another-and-longer)

if ! cmp "$first" "$second"; then
  echo 'FAILED: two builds of one commit in two folders are not the same bytes.' >&2
  exit 1
fi
echo 'the two builds are the same bytes'
if readelf -d "$first" | grep -q NEEDED || readelf -l "$first" | grep -q INTERP; then
  echo 'FAILED: the binary needs shared libraries:' >&2
  readelf -d "$first" | grep NEEDED >&2
  exit 1
fi
echo 'the binary is static'
if grep -aqF -e "$scratch" -e "$cargo_home" "$first"; then
  echo 'FAILED: the binary holds paths of this machine.' >&2
  exit 1
fi
echo 'no path of this machine is in it'

rm -rf dist
mkdir -p dist
install -m 755 "$first" "dist/$name"
tools/licences.sh "$target" > dist/LICENSES.txt
(cd dist && sha256sum "$name" LICENSES.txt > SHA256SUMS && sha256sum --check --quiet SHA256SUMS)
NO_COLOR=1 "dist/$name" try > /dev/null
echo "it runs: $("dist/$name" --version | head -1)"
cat dist/SHA256SUMS
du -h "dist/$name" | cut -f1
cd "$root"
