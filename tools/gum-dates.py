#!/usr/bin/env python3
"""GUM's dated expressions as gold for the scorer of dates: a check on text of many kinds.

    tools/gum-dates.py GUM.conllu OUT.json [--news]

GUM's column MISC holds the TEI marks of its sources: `<date when:::"1880-01-08">` … `</date>`, also `from`/`to`, `notBefore`/
`notAfter`, and `<time when:::"14:30">`. Each becomes an entry {start, end, type, value, text} over the tokens it spans; the
day that a document was made on stands in for its publication. GUM marks only what has a place on the calendar, and its extents are its own: recall
and the values of what matches are of use, precision is not. `--news` keeps the genre news alone. Writes texts that are not
ours: keep OUT.json outside the repository.
"""
import datetime
import json
import re
import sys
import unicodedata


def documents(path):
    """Yields (name, day of making, text, [(start, end, tag, attributes)]) in code points."""
    name, made, text, marks, open_marks = None, None, "", [], []
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        lines = block.split("\n")
        begins = [l for l in lines if l.startswith("# newdoc id = ")]
        if begins:
            if name:
                yield name, made, text, marks
            day = re.search(r"# meta::dateCreated = (\d{4}-\d\d-\d\d)$", block, re.M)
            made = day and day.group(1)
            name, text, marks, open_marks = begins[0].split(" = ", 1)[1], "", [], []
        sentence = next((l.split(" = ", 1)[1] for l in lines if l.startswith("# text = ")), None)
        if sentence is None:
            continue
        paragraph = any(l.startswith("# newpar") for l in lines)
        text += ("\n\n" if paragraph else " ") if text else ""
        at = len(text)
        text += sentence
        inside = None
        for line in lines:
            columns = line.split("\t")
            if len(columns) != 10 or "." in columns[0]:
                continue
            if "-" in columns[0]:
                found = text.find(columns[1], at)
                inside = (found, found + len(columns[1]), int(columns[0].split("-")[1]))
                continue
            if inside and int(columns[0]) <= inside[2]:
                start, end = inside[0], inside[1]
                at = end
            else:
                inside = None
                start = text.find(columns[1], at)
                start = start if 0 <= start <= at + 3 else at
                end = at = start + len(columns[1])
            xml = next((p[4:] for p in columns[9].split("|") if p.startswith("XML=")), "")
            for closing, tag, attributes in re.findall(r"<(/?)([a-z]+)((?: [A-Za-z]+:::\"[^\"]*\")*)>", xml):
                if tag not in ("date", "time"):
                    continue
                if not closing:
                    open_marks.append([start, tag, dict(re.findall(r"([A-Za-z]+):::\"([^\"]*)\"", attributes))])
                elif open_marks and open_marks[-1][1] == tag:
                    first, _, given = open_marks.pop()
                    marks.append((first, end, tag, given))
    if name:
        yield name, made, text, marks


def whole(value):
    """The TIMEX3 value of an interval of days that is a week, weekend, month, year, decade or century; else the interval."""
    try:
        first, last = (datetime.date.fromisoformat(part) for part in value.split("/"))
    except ValueError:
        return value
    days, week = (last - first).days, first.isocalendar()
    if days == 6 and first.weekday() == 0:
        return f"{week.year}-W{week.week:02}"
    if days == 1 and first.weekday() == 5:
        return f"{week.year}-W{week.week:02}-WE"
    for length in (100, 10, 1):
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and last.year - first.year == length - 1 \
                and first.year % length == 0:
            return str(first.year // length)
    return value


def main():
    if len(sys.argv) < 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    out = []
    for name, made, text, marks in documents(sys.argv[1]):
        if "--news" in sys.argv and "_news_" not in name:
            continue
        if not unicodedata.is_normalized("NFC", text):
            continue
        timex = []
        for start, end, tag, given in sorted(marks, key=lambda m: m[:2]):
            value = given.get("when") or "/".join(filter(None, [given.get("from") or given.get("notBefore"), given.get("to") or given.get("notAfter")]))
            value = re.sub(r"^--", "XXXX-", value)
            value = whole(value)
            if value and text[start:end].strip():
                timex.append({"start": start, "end": end, "type": tag.upper(), "value": value, "text": text[start:end]})
        out.append({"doc": name, "dct": made, "text": text, "timex": timex})
    json.dump(out, open(sys.argv[2], "w", encoding="utf-8"), ensure_ascii=False)
    print(f"{len(out)} documents, {sum(len(d['timex']) for d in out)} expressions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
