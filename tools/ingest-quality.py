#!/usr/bin/env python3
"""Text of pages and PDFs made here of known prose: Firsthand beside trafilatura and pdftotext.

Usage: tools/ingest-quality.py PROGRAM [COUNT]. Needs python3; trafilatura, reportlab and pdftotext where there are (their
rows say NOT RUN else, and the exit status is 2). Prints a table: share of the known words that were found (recall), of the
found words that are known (precision), both in order, F1, and the share of paragraphs found whole, over all files of a kind. The prose is put together from parts of ours.
"""
import difflib
import io
import json
import random
import re
import shutil
import struct
import subprocess
import sys

WHO = ["The harbour master", "A clerk of the customs house", "Dena Marsh, a teacher", "Two dockers", "The ministry's spokesman"]
SAID = ["said on Monday that", "told the Estuary Courier that", "wrote in a notice that", "denied that", "had heard that"]
WHAT = ["the ferry would not run before the spring", "the gate had been shut since the first snow",
        "every telephone was looked through at the quay", "nobody had been paid for three weeks",
        "the grain was stored under tarpaulins behind the school", "passes would be stamped twice from now on"]
WHY = ["because the engine was thirty years old", "after an order from the capital", "as the council had decided in June",
       "although no order was ever shown to anybody", "since the bridge at Port Ansel was closed"]
KOREAN = ["항구의 상인들은 휴대전화 검사가 늘었다고 말했다.", "그들은 이름을 밝히지 말아 달라고 부탁했다.", "배는 봄까지 다니지 않는다고 한다."]


def paragraphs(rng, korean=False):
    def sentence():
        if korean:
            return rng.choice(KOREAN)
        return f"{rng.choice(WHO)} {rng.choice(SAID)} {rng.choice(WHAT)} {rng.choice(WHY)}."
    return [" ".join(sentence() for _ in range(rng.randint(2, 5))) for _ in range(rng.randint(4, 9))]


def page(rng, title, body):
    """An article in one of five frames, with what stands around articles."""
    nav = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9)) + "</ul></nav>"
    side = "<div class='sidebar'><h3>Most read</h3>" + "".join(f"<p><a href='/r{n}'>Another story about sport {n}</a></p>" for n in range(6)) + "</div>"
    foot = "<footer><p>Subscribe to our newsletter. All rights reserved. Terms and cookies.</p></footer>"
    talk = "<div id='comments'><h3>Comments</h3>" + "".join(f"<div class='comment'><p>Reader {n}: what a lot of weather!</p></div>" for n in range(4)) + "</div>"
    ps = "".join(f"<p>{p}</p>" for p in body)
    divs = "".join(f"<div class='par'>{p}</div>" for p in body)
    brs = "<br><br>".join(body)
    frames = [
        f"{nav}<article><h1>{title}</h1>{ps}</article>{side}{foot}",
        f"<div id='wrap'>{nav}<div class='main'><h1>{title}</h1><div class='article-body'>{ps}</div>{talk}</div>{side}</div>{foot}",
        f"<table><tr><td>{nav}</td><td><h1>{title}</h1>{ps}</td><td>{side}</td></tr></table>{foot}",
        f"{nav}<main><h1>{title}</h1><div class='content'>{divs}</div></main>{side}{foot}",
        f"<div class='header'>{nav}</div><div class='story'><h2>{title}</h2><div>{brs}</div></div>{talk}{foot}",
    ]
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{rng.choice(frames)}</body></html>"


def pdf(title, body, font, leading, columns):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
    out = io.BytesIO()
    doc = BaseDocTemplate(out, pagesize=A4)
    width = doc.width / columns - 6
    frames = [Frame(doc.leftMargin + c * (width + 12), doc.bottomMargin, width, doc.height) for c in range(columns)]
    doc.addPageTemplates([PageTemplate(frames=frames)])
    wrap = "CJK" if font.startswith("HY") else None
    style = ParagraphStyle("p", fontName=font, fontSize=11, leading=leading, spaceAfter=8, alignment=4, wordWrap=wrap)
    head = ParagraphStyle("h", fontName=font, fontSize=18, leading=22, spaceAfter=12)
    doc.build([Paragraph(title, head)] + [Paragraph(p, style) for p in body])
    return out.getvalue()


class Child:
    """The program's own parser, spoken to as the program does."""

    def __init__(self, program):
        self.process = subprocess.Popen([program, "parse-child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.frame()

    def frame(self):
        sign = self.process.stdout.read(1)
        (length,) = struct.unpack("<I", self.process.stdout.read(4))
        return sign, self.process.stdout.read(length)

    def text(self, ending, data):
        limits = {"unpacked": 1 << 30, "members": 10, "depth": 3, "member": 1 << 28, "ratio": 200}
        order = {"ending": ending, "charset": None, "fields": {}, "limits": limits, "skip": 0}
        for sign, part in ((b"O", json.dumps(order).encode()), (b"B", data)):
            self.process.stdin.write(sign + struct.pack("<I", len(part)) + part)
        self.process.stdin.flush()
        text = ""
        while (frame := self.frame())[0] != b"E":
            outcome = json.loads(frame[1])["outcome"]
            if isinstance(outcome, dict) and "document" in outcome:
                text += outcome["document"]["text"]
        return text


def words(text):
    return re.findall(r"\w+", text)


def score(pairs, gap):
    """Words in the same order (longest matching blocks), and paragraphs found whole, between two gaps."""
    hit = known = found = whole = paras = 0
    for truth, text in pairs:
        a, b = words(truth), words(text)
        hit += sum(m.size for m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
        known, found = known + len(a), found + len(b)
        parts = {tuple(words(part)) for part in re.split(gap, text)}
        paras += truth.count("\n") + 1
        whole += sum(tuple(words(part)) in parts for part in truth.split("\n"))
    recall, precision = hit / max(known, 1), hit / max(found, 1)
    return recall, precision, 2 * recall * precision / max(recall + precision, 1e-9), whole / max(paras, 1)


def row(kind, who, pairs, gap=r"\n\s*\n"):
    print(f"| {kind} | {who} | " + " | ".join(f"{x:.3f}" for x in score(pairs, gap)) + " |")


def not_run(kind, who):
    print(f"| {kind} | {who} | **NOT RUN** | **NOT RUN** | **NOT RUN** | **NOT RUN** |")
    return 2


def main():
    child, count, rng, status = Child(sys.argv[1]), int((sys.argv[2:] or ["200"])[0]), random.Random(5), 0
    print("| files | program | recall | precision | F1 | paragraphs whole |\n|---|---|---|---|---|---|")
    articles = [(f"Gate {n} Shut at the Quay", paragraphs(rng)) for n in range(count)]
    pages = [("\n".join([t] + b), page(rng, t, b)) for t, b in articles]
    row("pages", "firsthand", [(truth, child.text("html", html.encode())) for truth, html in pages])
    try:
        import trafilatura
        took = [trafilatura.extract(html, favor_recall=False) or "" for _, html in pages]
        row("pages", "trafilatura", [(truth, text) for (truth, _), text in zip(pages, took)], r"\n")
    except ImportError:
        status = not_run("pages", "trafilatura")
    try:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    except ImportError:
        return not_run("PDFs", "firsthand")
    kinds = [("PDFs, one column", "Helvetica", 14, 1, False), ("PDFs, two columns, close lines", "Times-Roman", 11.5, 2, False),
             ("PDFs, Korean, font not in the file", "HYSMyeongJo-Medium", 15, 1, True)]
    for kind, font, leading, columns, korean in kinds:
        made = []
        for title, body in articles[: count // 2]:
            body = paragraphs(rng, True) if korean else body
            made.append(("\n".join([title] + body), pdf(title, body, font, leading, columns)))
        # Korean lines are broken within words here: letters, not words, are compared.
        cut = (lambda t: re.sub(r"(\S)", r"\1 ", t)) if korean else (lambda t: t)
        row(kind, "firsthand", [(cut(truth), cut(child.text("pdf", data))) for truth, data in made])
        if shutil.which("pdftotext"):
            run = lambda data: subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True).stdout.decode()
            row(kind, "pdftotext", [(cut(truth), cut(run(data))) for truth, data in made])
        else:
            status = not_run(kind, "pdftotext")
    return status


sys.exit(main())
