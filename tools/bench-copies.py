#!/usr/bin/env python3
"""Makes documents for measuring `firsthand copies`, and runs its peers over them. Standard library; `peer` needs the peer.

    bench-copies.py make COUNT SEED > docs.jsonl      news-like documents, one in five with reuse
    bench-copies.py peer datasketch|rensa docs.jsonl  one line of JSON: documents, pairs found
    bench-copies.py run PROGRAM COUNT...              all of it, written to bench/runs/DATE-MACHINE-copies.md

Words are made up and drawn by Zipf's law; lengths are log-normal around 350 words. One in five takes from an earlier
document: the whole of it, its beginning, or some paragraphs among its own, with up to 5 % of the words damaged. One in three
carries one of forty notices. The same seed gives the same bytes.
"""
import datetime
import itertools
import json
import math
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

WORDS = 60_000


def vocabulary(rng):
    onsets, nuclei, codas = "b c d f g h k l m n p r s t v w st tr pl br sh ch".split(), "a e i o u ea ou".split(), ["", "", "n", "r", "s", "t", "l", "ng"]
    words = {}
    while len(words) < WORDS:
        # Frequent words are short.
        size = 1 + (len(words) > 60) + (rng.random() < min(0.8, len(words) / 20_000))
        words["".join(rng.choice(onsets) + rng.choice(nuclei) + rng.choice(codas) for _ in range(size))] = None
        if size == 1 and len(words) > 900:
            break
    while len(words) < WORDS:
        size = 2 + (rng.random() < 0.6)
        words["".join(rng.choice(onsets) + rng.choice(nuclei) + rng.choice(codas) for _ in range(size))] = None
    return list(words)


def damage(word, rng):
    at = rng.randrange(len(word))
    return rng.choice([word[:at] + word[at + 1:], word[:at] + word[at] + word[at:], word[:at] + rng.choice("aeinorst") + word[at + 1:]]) or word


def make(count, seed):
    rng = random.Random(seed)
    words = vocabulary(rng)
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def paragraph(size):
        drawn = rng.choices(words, cum_weights=weights, k=size)
        out, begin = [], 0
        while begin < size:
            end = min(size, begin + rng.randint(8, 30))
            sentence = drawn[begin:end]
            sentence[0] = sentence[0].capitalize()
            if len(sentence) > 9:
                sentence[len(sentence) // 2] += ","
            out.append(" ".join(sentence) + ".")
            begin = end
        return " ".join(out)
    notices = [paragraph(rng.randint(25, 60)) for _ in range(40)]
    kept = []
    for number in range(count):
        size = max(60, min(3000, int(rng.lognormvariate(5.85, 0.5))))
        own = [paragraph(rng.randint(35, 80)) for _ in range(max(1, size // 57))]
        if kept and rng.random() < 0.2:
            other = rng.choice(kept)
            way = rng.random()
            if way < 0.4:
                body = list(other)
            elif way < 0.7:
                body = other[:max(1, len(other) * rng.randint(30, 80) // 100)]
            else:
                body = own[:len(own) // 2] + rng.sample(other, max(1, len(other) // 3)) + own[len(own) // 2:]
            rate = rng.choice([0, 0, 0.01, 0.03, 0.05])
            body = [" ".join(damage(w, rng) if rng.random() < rate else w for w in p.split(" ")) for p in body]
        else:
            body = own
        # Copies of copies too; memory stays bounded.
        if len(kept) < 20_000:
            kept.append(body)
        else:
            kept[rng.randrange(20_000)] = body
        text = body + [rng.choice(notices)] if rng.random() < 0.33 else body
        day = 1 + number * 360 // count
        print(json.dumps({"id": f"d{number:06}", "text": "\n\n".join(text) + "\n", "outlet": f"Outlet {rng.randrange(200)}",
                          "published": f"2019-{1 + day // 31:02}-{1 + day % 28:02}"}))


def peer(name, path):
    if name == "datasketch":
        from datasketch import MinHash, MinHashLSH
        lsh = MinHashLSH(threshold=0.3, num_perm=128)
    else:
        from rensa import RMinHash, RMinHashLSH
        lsh = RMinHashLSH(threshold=0.3, num_perm=128, num_bands=32)
    word, pairs, documents = re.compile(r"\w+"), 0, 0
    for number, line in enumerate(open(path, encoding="utf-8")):
        words = word.findall(json.loads(line)["text"].lower())
        shingles = [" ".join(words[i:i + 3]) for i in range(max(1, len(words) - 2))]
        if name == "datasketch":
            sketch = MinHash(num_perm=128)
            sketch.update_batch([s.encode() for s in shingles])
            pairs += len(lsh.query(sketch))
            lsh.insert(number, sketch, check_duplication=False)
        else:
            sketch = RMinHash(num_perm=128, seed=1)
            sketch.update(shingles)
            pairs += len(lsh.query(sketch))
            lsh.insert(number, sketch)
        documents += 1
    print(json.dumps({"peer": name, "documents": documents, "pairs": pairs}))


def timed(command):
    """Wall seconds, processor seconds, peak MiB and lines of a command on one core: the best of three by processor time."""
    if subprocess.run(["taskset", "-c", "0", "true"], capture_output=True, check=False).returncode == 0:
        command = ["taskset", "-c", "0", *command]
    best = None
    for _ in range(3):
        began = datetime.datetime.now()
        with tempfile.TemporaryFile() as out:
            child = subprocess.Popen(command, stdout=out)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            wall = (datetime.datetime.now() - began).total_seconds()
            if child.returncode:
                sys.exit(f"{command}: exit status {child.returncode}")
            out.seek(0)
            text = out.read().decode()
        run = (used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, text)
        best = run if best is None or run[0] < best[0] else best
        if wall > 120:
            break
    return best


def available(name):
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0


def run(program, counts):
    rows, growth = [], []
    with tempfile.TemporaryDirectory() as folder:
        for at, count in enumerate(counts):
            docs = pathlib.Path(folder) / f"{count}.jsonl"
            with docs.open("w") as out:
                subprocess.run([sys.executable, __file__, "make", str(count), "7"], stdout=out, check=True)
            size = docs.stat().st_size / 1e6
            cpu, wall, peak, text = timed([program, "copies", str(docs), "--json", "--quiet"])
            growth.append((count, cpu))
            rows.append(f"| {count} | {size:.1f} | firsthand copies | {cpu:.2f} | {wall:.2f} | {1e6 * cpu / count:.0f} | {peak:.0f} | {len(text.splitlines())} edges, aligned | |")
            for name in ("rensa", "datasketch") if at < 2 else ():
                if not available(name):
                    rows.append(f"| {count} | {size:.1f} | {name} | NOT RUN | | | | not installed | |")
                    continue
                theirs, wall, peak, text = timed([sys.executable, __file__, "peer", name, str(docs)])
                pairs = json.loads(text)["pairs"]
                rows.append(f"| {count} | {size:.1f} | {name} | {theirs:.2f} | {wall:.2f} | {1e6 * theirs / count:.0f} | {peak:.0f} | {pairs} pairs | {theirs / cpu:.1f} times |")
            docs.unlink()
    exponent = math.log(growth[-1][1] / growth[0][1]) / math.log(growth[-1][0] / growth[0][0]) if len(growth) > 1 else float("nan")
    try:
        cpu = next(l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name"))
    except (OSError, StopIteration):
        cpu = "unknown"
    machine = os.environ.get("MACHINE") or f"{cpu.lower().replace(' ', '-')}-{os.cpu_count()}"
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    path = pathlib.Path(f"bench/runs/{datetime.date.today()}-{machine}-copies.md")
    page = [
        f"# Copies, {datetime.date.today()}, {machine}", "",
        f"`tools/bench-copies.sh {' '.join(map(str, counts))}`, commit {commit}; load at the end {os.getloadavg()[0]:.1f}. One core; best of three by processor time.",
        "Each run is a whole process: start, reading the file, cutting into words, comparing. The peers find pairs of like documents",
        "(MinHash of 128 permutations over 3-word shingles, LSH at 0.3) and align nothing.", "",
        "| documents | MB | what | processor s | wall s | µs a document | peak MiB | found | slower than firsthand |", "|---|---|---|---|---|---|---|---|---|",
        *rows, "", f"Growth from {growth[0][0]} to {growth[-1][0]} documents: exponent {exponent:.3f} of processor time.", ""]
    path.write_text("\n".join(page))
    print("\n".join(page))
    print(f"written: {path}", file=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"] and len(sys.argv) == 4:
        make(int(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1:2] == ["peer"] and len(sys.argv) == 4:
        peer(sys.argv[2], sys.argv[3])
    elif sys.argv[1:2] == ["run"] and len(sys.argv) > 3:
        run(sys.argv[2], [int(count) for count in sys.argv[3:]])
    else:
        sys.exit(__doc__)
