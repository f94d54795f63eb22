// Writes crates/core/lang/en/senses.txt from WordNet's own files: lexica-senses.mjs DICT_FOLDER OUT.
// tools/lexica.sh calls it. The same input gives the same bytes.
import { readFileSync, writeFileSync } from "node:fs";

const [dict, out] = process.argv.slice(2);

// Symbols and letters that WordNet lists as nouns, and that in running text are other words.
const OTHER_WORDS = new Set("in as at or no so do he it me us who an am be are".split(" "));
// Words that have these categories alone, and were never met in WordNet's tagged texts, are names of species,
// chemicals and organs: they would fill the file and tell a reader of news nothing.
const TECHNICAL = new Set("CFRY"); // animal, body, plant, substance

/** Letter of a lexicographer file: 3..28 are nouns (A..Z), 29..43 verbs (a..o). */
function letter(file) {
  const n = file - 3;
  return n < 26 ? String.fromCharCode(65 + n) : String.fromCharCode(97 + n - 26);
}

/** The data lines of a WordNet file; the licence stands in lines that begin with a space. */
function* lines(name) {
  for (const line of readFileSync(`${dict}/${name}`, "latin1").split("\n")) {
    if (line && line[0] !== " ") yield line;
  }
}

/** Synsets of one part of speech by offset: category letter, the words as written, and whether it is one named thing. */
function synsets(pos) {
  const all = new Map();
  for (const line of lines(`data.${pos}`)) {
    const fields = line.split(" | ")[0].trim().split(" ");
    const count = parseInt(fields[3], 16);
    const words = [];
    for (let i = 0; i < count; i++) words.push(fields[4 + 2 * i]);
    const named = fields.slice(4 + 2 * count).includes("@i");
    all.set(fields[0], { letter: letter(Number(fields[1])), words, named });
  }
  return all;
}

/** Whether a sense is of the common word `lemma`, not of a name or symbol that is spelt alike. */
function common(synset, lemma) {
  if (synset.named) return false;
  const written = synset.words.find((w) => w.toLowerCase() === lemma);
  if (written === undefined) return true; // a spelling with a marker, "(a)"
  const capitals = written.replace(/[^A-Z]/g, "").length;
  return capitals === 0 || (capitals === 1 && lemma.length > 2 && /^[A-Z]/.test(written));
}

const found = new Map(); // word -> { letters in order of sense, met in tagged text }
for (const pos of ["noun", "verb"]) {
  const all = synsets(pos);
  for (const line of lines(`index.${pos}`)) {
    const fields = line.trim().split(" ");
    const lemma = fields[0];
    if (!/^[a-z][a-z']*[a-z]$/.test(lemma) || (OTHER_WORDS.has(lemma) && pos === "noun")) continue;
    const count = Number(fields[2]);
    const tagged = Number(fields[fields.length - count - 1]) > 0;
    const entry = found.get(lemma) ?? { letters: [], tagged: false };
    for (const offset of fields.slice(-count)) {
      const synset = all.get(offset);
      if (!common(synset, lemma)) continue;
      if (!entry.letters.includes(synset.letter)) entry.letters.push(synset.letter);
      entry.tagged ||= tagged;
    }
    if (entry.letters.length > 0) found.set(lemma, entry);
  }
}

const kept = [...found].filter(([, e]) => e.tagged || !e.letters.every((l) => TECHNICAL.has(l)));
// Plain comparison of code units: the reader's test holds the file to the same order.
kept.sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(out, kept.map(([word, e]) => `${word} ${e.letters.join("")}\n`).join(""));
console.log(`${out}: ${kept.length} words of ${found.size}`);
