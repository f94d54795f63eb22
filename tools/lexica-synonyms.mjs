// Writes crates/core/lang/en/synonyms.txt from WordNet's own files: lexica-synonyms.mjs DICT_FOLDER OUT.
// tools/lexica.sh calls it. The same input gives the same bytes.
//
// Kept are words that WordNet met in its tagged texts, those that share a sense with one, and kinds of what one names
// (species, substances and organs apart). A line of the first part:
// a word ("pull_down"), a space, its first senses as numbers in base 36, at most three nouns, three verbs, two adjectives
// and two adverbs. After an empty line: a sense, a space, the wider senses. After another: two words that are opposites.
import { readFileSync, writeFileSync } from "node:fs";

const [dict, out] = process.argv.slice(2);
const MOST = { noun: 3, verb: 3, adj: 2, adv: 2 };

/** The data lines of a WordNet file; the licence stands in lines that begin with a space. */
function* lines(name) {
  for (const line of readFileSync(`${dict}/${name}`, "latin1").split("\n")) {
    if (line && line[0] !== " ") yield line;
  }
}

const plain = (word) => word.replace(/\(.*\)$/, "").toLowerCase();
// Lexicographer files of animals, bodies, plants, substances.
const TECHNICAL = new Set(["05", "08", "20", "27"]);
const technical = new Set(); // senses of these
const senses = new Map(); // word -> [sense]
const tagged = new Set(); // words met in the tagged texts
const wider = new Map(); // sense -> [sense]
const opposite = new Set(); // "word word"

for (const pos of Object.keys(MOST)) {
  for (const line of lines(`index.${pos}`)) {
    const fields = line.trim().split(" ");
    const [word, count] = [fields[0], Number(fields[2])];
    if (!/^[a-z]+(_[a-z]+)?$/.test(word) || word.length < 3) continue;
    if (word.includes("_") && pos !== "verb") continue;
    // Adjectives of "philanthropy" and its kind: the house's test of words that no file may hold would stumble over them.
    if (word.includes("thropic")) continue;
    if (Number(fields[fields.length - count - 1]) > 0) tagged.add(word);
    const own = fields.slice(-count).slice(0, MOST[pos]).map((offset) => `${pos[0]}${pos[2]}${offset}`);
    senses.set(word, [...(senses.get(word) ?? []), ...own]);
  }
  const words = new Map();
  const data = [...lines(`data.${pos}`)].map((line) => line.split(" | ")[0].trim().split(" "));
  for (const fields of data) {
    const count = parseInt(fields[3], 16);
    words.set(fields[0], Array.from({ length: count }, (_, i) => plain(fields[4 + 2 * i])));
  }
  for (const fields of data) {
    const own = words.get(fields[0]);
    if (TECHNICAL.has(fields[1])) technical.add(`${pos[0]}${pos[2]}${fields[0]}`);
    const first = 4 + 2 * own.length;
    for (let i = 0; i < Number(fields[first]); i++) {
      const [symbol, offset, of, ends] = fields.slice(first + 1 + 4 * i, first + 5 + 4 * i);
      const sense = `${pos[0]}${pos[2]}${fields[0]}`;
      if (symbol === "@" && of === pos[0]) {
        wider.set(sense, [...(wider.get(sense) ?? []), `${pos[0]}${pos[2]}${offset}`]);
      } else if (symbol === "!" && ends !== "0000" && of === pos[0]) {
        const pair = [own[parseInt(ends.slice(0, 2), 16) - 1], words.get(offset)[parseInt(ends.slice(2), 16) - 1]];
        opposite.add(pair.sort().join(" "));
      }
    }
  }
}

const met = new Set([...tagged].flatMap((word) => senses.get(word) ?? []));
const kind = (s) => !technical.has(s) && (wider.get(s) ?? []).some((w) => met.has(w));
const near = ([word, own]) => tagged.has(word) || own.some((s) => met.has(s)) || kind(own[0]);
const kept = [...senses].filter(near);
const uses = new Map();
for (const [, own] of kept) for (const s of own) uses.set(s, (uses.get(s) ?? 0) + 1);
// A sense of one word alone says nothing, but as the wider sense of another, or with one.
const above = new Set([...uses.keys()].flatMap((s) => wider.get(s) ?? []).filter((s) => uses.has(s)));
const useful = (s) => uses.get(s) > 1 || above.has(s) || (wider.get(s) ?? []).some((w) => uses.has(w));
const numbers = new Map([...uses.keys()].filter(useful).sort().map((s, i) => [s, i.toString(36)]));
const known = new Set(kept.map(([word]) => word));
const named = (list) => list.map((s) => numbers.get(s)).filter((n) => n !== undefined).join(" ");
const order = ([a], [b]) => (a < b ? -1 : 1);
const parts = [
  kept.sort(order).map(([word, own]) => [word, named(own)]).filter(([, own]) => own),
  [...numbers].map(([s, n]) => [n, named(wider.get(s) ?? [])]).filter(([, own]) => own),
  [...opposite].sort().map((pair) => pair.split(" ")).filter(([a, b]) => known.has(a) && known.has(b)),
];
writeFileSync(out, parts.map((part) => part.map(([a, b]) => `${a} ${b}\n`).join("")).join("\n"));
console.log(`${out}: ${parts.map((part) => part.length).join(", ")}`);
