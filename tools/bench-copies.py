#!/usr/bin/env python3
"""Makes documents for measuring `firsthand copies`, and runs its peers over them. Standard library; `peer` needs the peer.

    bench-copies.py make COUNT SEED > docs.jsonl      news-like documents, one in five with reuse
    bench-copies.py peer datasketch|rensa docs.jsonl  seconds from opening the file to the pairs, and how many pairs

Words are made up and drawn by Zipf's law; lengths are log-normal around 350 words. One in five takes from an earlier
document: the whole of it, its beginning, or some paragraphs among its own, with up to 5 % of the words damaged. One in three
carries one of forty notices. The same seed gives the same bytes.
"""
import itertools
import json
import random
import re
import sys
import time

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
    began = time.perf_counter()
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
    print(json.dumps({"peer": name, "documents": documents, "pairs": pairs, "seconds": round(time.perf_counter() - began, 3)}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"] and len(sys.argv) == 4:
        make(int(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1:2] == ["peer"] and len(sys.argv) == 4:
        peer(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
