"""Measures `firsthand read --json --jobs 1` over a folder, best of five after a warm-up, one core; see bench.sh."""

import datetime
import os
import pathlib
import platform
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEER = ROOT / "target/bench-peer"
RUNS = 5

# The peer: spaCy without a trained model splits the same texts into words and sentences, and no more. It is a mark to
# measure against, not a rival: it finds no statement. Its own reading of the files is counted, its start is not.
PEER_CODE = """
import pathlib, sys, time
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
nlp.max_length = 1 << 30
files = sorted(p for p in pathlib.Path(sys.argv[1]).rglob("*.txt"))
best = None
for run in range(int(sys.argv[2])):
    begin = time.perf_counter()
    sentences = 0
    for file in files:
        doc = nlp(file.read_text(encoding="utf-8", errors="replace"))
        sentences += sum(1 for _ in doc.sents)
    took = time.perf_counter() - begin
    best = took if best is None else min(best, took)
print(best, sentences)
"""


def one_core(command):
    """The command, held to one core where the system can."""
    if not hasattr(os, "sched_getaffinity"):
        return command
    core = max(os.sched_getaffinity(0))
    return ["taskset", "-c", str(core), *command]


def measure(command, out):
    """Wall seconds, processor seconds and peak memory (MiB) of one run; fails where the command does."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"FAILED: {command} ended with {child.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, child.returncode


def firsthand(folder):
    """Best of the runs, the highest peak memory, lines printed, and whether a file failed."""
    command = one_core([str(ROOT / "target/release/firsthand"), "read", "--json", "--jobs", "1", folder])
    result = ROOT / "target/bench.jsonl"
    runs = []
    for number in range(RUNS + 1):
        with open(result, "wb") as out:
            run = measure(command, out)
        if number:  # the first is the warm-up
            runs.append(run)
    with open(result, "rb") as lines:
        count = sum(1 for _ in lines)
    result.unlink()
    best = min(runs)
    return best, [round(r[0], 2) for r in runs], max(r[2] for r in runs), count, any(r[3] for r in runs)


def peer(folder):
    """The peer's best seconds and sentences, or None."""
    python = PEER / "bin/python"
    if not (PEER / "ready").exists():
        return None
    answer = subprocess.run(one_core([str(python), "-c", PEER_CODE, folder, "3"]), capture_output=True, text=True)
    if answer.returncode:
        print(answer.stderr[-2000:], file=sys.stderr)
        return None
    seconds, sentences = answer.stdout.split()
    return float(seconds), int(sentences)


def processor():
    """What the system calls its processor."""
    try:
        found = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found.group(1) if found else platform.machine()


def main():
    folder = sys.argv[1]
    name = os.environ.get("CORPUS", "a folder of texts")
    files = sorted(pathlib.Path(folder).rglob("*.txt"))
    size = sum(f.stat().st_size for f in files) / 1e6
    if not files:
        sys.exit("There are no .txt files in that folder.")
    load = os.getloadavg()[0]
    best, walls, memory, lines, failed = firsthand(folder)
    rows = [("firsthand read --json --jobs 1", f"{size / best[0]:.1f}", f"{lines / best[0]:.0f}", f"{memory:.0f}",
             f"{lines} documents{', SOME FILES FAILED' if failed else ''}; runs {walls} s")]
    mark = None if "--no-peer" in sys.argv else peer(folder)
    what = "spaCy, no model: words and sentences only"
    if mark:
        rows.append((what, f"{size / mark[0]:.1f}", f"{len(files) / mark[0]:.0f}", "–", f"{mark[1]} sentences"))
    else:
        rows.append((what, "**NOT RUN**", "", "", ""))
        print("NOT RUN: the peer", file=sys.stderr)
    today = datetime.date.today().isoformat()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    cores = os.cpu_count()
    text = f"# Speed, {today}\n\n{processor()}, {cores} cores; {rust}; commit {commit.stdout.strip() or 'unknown'}; "
    text += f"load at the start {load:.1f}.\n{name}: {len(files)} files, {size:.2f} MB. One core; best of {RUNS} after "
    text += "a warm-up, start of the program included; memory is the highest of the runs.\n\n"
    text += "| what | MB/s | documents/s | peak MiB | |\n|---|---|---|---|---|\n"
    text += "".join("| " + " | ".join(row) + " |\n" for row in rows)
    machine = os.environ.get("MACHINE") or re.sub(r"[^a-z0-9]+", "-", f"{processor()}-{cores}".lower())[:40].strip("-")
    path = ROOT / "bench/runs" / f"{today}-{machine}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(text)
    print(f"written to bench/runs/{path.name}")


main()
