#!/usr/bin/env python3
"""How many of GUM's attributions the reader finds: a check on text of other kinds than its training news.

    tools/gum-attribution.py FIRSTHAND GUM.conllu [FLAGS FOR READ...]

GUM's column MISC marks each elementary discourse unit and its relation (`Discourse=attribution-positive:3->4:…`): unit 3
("the mayor said") attributes unit 4. A unit counts as found where a cue of the reader lies in it, as found whole where
the reader's content also reaches into the unit that is attributed. Recall alone: what else is an attribution is not
annotated. Prints a table by genre. Standard library only; reads the file given and writes below a temporary folder.
"""
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path


def documents(path):
    """Yields (name, genre, text, units) with units {number: (start, end, relation, target)} in code points."""
    name, text, units, last = None, "", {}, None
    for block in Path(path).read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        begins = [l for l in lines if l.startswith("# newdoc id = ")]
        if begins:
            if name:
                yield name, text, units
            name, text, units, last = begins[0].split(" = ", 1)[1], "", {}, None
        sentence = next((l.split(" = ", 1)[1] for l in lines if l.startswith("# text = ")), None)
        if sentence is None:
            continue
        paragraph = any(l.startswith("# newpar") for l in lines)
        text += ("\n\n" if paragraph else " ") if text else ""
        at = len(text)
        text += sentence
        for line in lines:
            columns = line.split("\t")
            if len(columns) != 10 or "." in columns[0]:
                continue
            if "-" in columns[0]:
                until = int(columns[0].split("-")[1])
                found = text.find(columns[1], at)
                inside = (found, found + len(columns[1]), until) if found >= 0 else None
                if inside:
                    at = inside[0]
                continue
            found = text.find(columns[1], at)
            start = found if 0 <= found <= at + 3 else at
            at = max(at, start + (len(columns[1]) if found == start else 0))
            mark = re.search(r"Discourse=([a-z_-]+):(\d+)(?:->(\d+))?", columns[9])
            if mark:
                last = int(mark.group(2))
                units[last] = [start, at, mark.group(1), int(mark.group(3)) if mark.group(3) else None]
            elif last is not None:
                units[last][1] = at
    if name:
        yield name, text, units


def main():
    if len(sys.argv) < 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    program, path, flags = sys.argv[1], sys.argv[2], sys.argv[3:]
    tally = defaultdict(lambda: [0, 0, 0])
    with tempfile.TemporaryDirectory() as folder:
        kept = {}
        for name, text, units in documents(path):
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
            kept[name] = (text, units)
        out = subprocess.run([program, "read", folder, "--json", "-q", *flags], capture_output=True, text=True, check=False)
        for line in out.stdout.splitlines():
            read = json.loads(line)
            name = Path(read["document"]["path"]).stem
            text, units = kept[name]
            genre = name.split("_")[1]
            for start, end, relation, target in units.values():
                if not relation.startswith("attribution"):
                    continue
                hits = [s for s in read["statements"] if s["cue"] and s["cue"]["start"] < end and start < s["cue"]["end"]]
                goal = units.get(target)
                whole = goal and any(c["start"] < goal[1] and goal[0] < c["end"] for s in hits for c in s["content"])
                for key in (genre, "all"):
                    tally[key][0] += 1
                    tally[key][1] += bool(hits)
                    tally[key][2] += bool(whole)
    print("genre           n   cue found   content reached")
    for genre, (n, found, whole) in sorted(tally.items(), key=lambda x: (x[0] == "all", x[0])):
        print(f"{genre:12}{n:5}{100 * found / n:10.1f} %{100 * whole / n:15.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
