#!/usr/bin/env python3
"""Scores `firsthand match`: mean average precision of the first five claims.

    match-map.py PROGRAM QUERIES.jsonl CLAIMS.jsonl[.gz] ANSWERS.tsv

ANSWERS has a line for each right pair: the query's id, a tab, the claim's id. Queries without an answer are left out. Also
prints how often a right claim stands among the ten that are given, and the seconds that the program took.
"""
import gzip
import json
import subprocess
import sys
import tempfile
import time

FIRST = 5


def average_precision(ranked, right):
    """Average precision of the first FIRST of a ranked list, over all right ones (at most FIRST)."""
    hits, total = 0, 0.0
    for place, claim in enumerate(ranked[:FIRST], 1):
        if claim in right:
            hits += 1
            total += hits / place
    return total / min(len(right), FIRST)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    program, queries, claims, answers = sys.argv[1:]
    right = {}
    with open(answers, encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                query, claim = line.rstrip("\n").split("\t")[:2]
                right.setdefault(query, set()).add(claim)
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as unpacked:
        if claims.endswith(".gz"):
            with gzip.open(claims) as packed:
                unpacked.write(packed.read())
            unpacked.flush()
            claims = unpacked.name
        start = time.monotonic()
        done = subprocess.run([program, "match", queries, claims, "--json"], check=True, stdout=subprocess.PIPE)
        seconds = time.monotonic() - start
    scores, found = [], 0
    for line in done.stdout.decode("utf-8").splitlines():
        given = json.loads(line)
        wanted = right.get(given["query"])
        if wanted:
            ranked = [r["claim"] for r in given["ranked"]]
            scores.append(average_precision(ranked, wanted))
            found += any(claim in wanted for claim in ranked)
    print(f"queries {len(scores)}  MAP@{FIRST} {sum(scores) / len(scores):.4f}  "
          f"among ten {found / len(scores):.4f}  seconds {seconds:.1f}")


main()
