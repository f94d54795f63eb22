"""Packs Unihan's readings into crates/core/lang/names/han.txt. Called by tools/lexica.sh.

python3 tools/names-han.py FOLDER OUT: FOLDER holds Unihan_Readings.txt.bz2, Unihan_Variants.txt.bz2 and
Unihan_OtherMappings.txt.bz2, as Debian's package unicode-data 15.0.0 has them. Same input, same bytes.
"""

import bz2
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path


def table(folder, name, fields):
    found = defaultdict(dict)
    with bz2.open(Path(folder, name), "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                if field in fields:
                    found[field][chr(int(code[2:], 16))] = value
    return found


def plain(reading):
    """A reading of pinyin without its tone, "v" for ü."""
    letters = unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ê", "e"))
    out = "".join(c for c in letters if c.isascii() and c.isalpha())
    # ǖ, ǘ, ǚ, ǜ come apart into u, two dots and a tone.
    return out.replace("u", "v") if "\u0308" in letters else out


def main(folder, out):
    readings = table(folder, "Unihan_Readings.txt.bz2", {"kMandarin", "kHanyuPinlu", "kHangul"})
    common = table(folder, "Unihan_OtherMappings.txt.bz2", {"kTGH", "kGB0", "kBigFive", "kKSC0"})
    variants = table(folder, "Unihan_Variants.txt.bz2", {"kTraditionalVariant"})["kTraditionalVariant"]
    kept = set().union(*common.values())
    mandarin, hangul = defaultdict(list), defaultdict(list)
    for sign in sorted(kept):
        many = readings["kMandarin"].get(sign, "").split()
        many += [r.split("(")[0] for r in readings["kHanyuPinlu"].get(sign, "").split()]
        for reading in dict.fromkeys(plain(r) for r in many):
            if reading:
                mandarin[reading].append(sign)
    for sign in sorted(kept & readings["kHangul"].keys()):
        for reading in readings["kHangul"][sign].split():
            syllable, marks = reading.split(":")
            # E, N: lists of characters taught, or allowed in names; 0: the standard KS X 1001 or 1002.
            if "가" <= syllable <= "힣" and set(marks) & set("0EN"):
                hangul[syllable].append(sign)
    lines = ["# Made by tools/names-han.py from Unihan 15.0.0; see lang/SOURCES.md. A reading, then its signs.", "[mandarin]"]
    lines += [f"{r} {''.join(signs)}" for r, signs in sorted(mandarin.items())]
    lines += ["[hangul]"] + [f"{r} {''.join(signs)}" for r, signs in sorted(hangul.items())]
    lines += ["[simplified]"]
    pairs = []
    for sign in sorted(kept & variants.keys()):
        for code in variants[sign].split():
            other = chr(int(code.split("<")[0][2:], 16))
            if other != sign and other in kept:
                pairs.append(sign + other)
    lines += [" ".join(pairs)]
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


main(*sys.argv[1:])
