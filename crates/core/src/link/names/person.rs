//! [`Person`]: a person's name taken apart, with all ways to read it.

use super::chinese::{self, Chinese};
use super::fold::{Script, flat, letters, parts, skeleton};
use super::korean::{self, Korean};
use super::roles::Roles;
use super::scripts::{Scripts, kana_consonants};

/// A name without its titles.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// As the document has it, titles left out.
    pub(super) written: String,
    pub(super) script: Script,
    /// Titles before the name that say a public role ("president").
    pub(super) title: Option<String>,
    /// Parts in lower case without accents, apostrophes and full stops; hyphens kept.
    pub(super) parts: Vec<String>,
    /// The same in Latin letters, hyphens left out, differing spellings of a sound made one; none for East Asian scripts.
    pub(super) loose: Vec<String>,
    /// Whether Latin letters bear accents.
    pub(super) accented: bool,
    pub(super) korean: Vec<korean::Reading>,
    pub(super) chinese: Vec<chinese::Reading>,
    /// A Vietnamese family name opens or closes it.
    pub(super) vietnamese: bool,
}

impl Person {
    /// Takes a name apart; `None` where there are no letters.
    pub(super) fn of(name: &str) -> Option<Person> {
        let script = Script::of(name)?;
        let all = parts(name);
        let (title, kept) = Roles::program().titles(&all);
        let written = kept.join(" ");
        let plain: Vec<String> = kept.iter().map(|p| flat(p).replace(['\'', '.'], "")).collect();
        let plain: Vec<String> = plain.into_iter().filter(|p| p.contains(char::is_alphabetic)).collect();
        let scripts = Scripts::program();
        let latin: Vec<String> = match script {
            Script::Latin => kept.iter().map(|p| flat(&write_hooks(p)).replace(['\'', '.'], "")).collect(),
            Script::Cyrillic => plain.iter().map(|p| scripts.cyrillic(p)).collect(),
            _ => Vec::new(),
        };
        let loose = latin.iter().map(|p| scripts.loose(p)).filter(|p| !p.is_empty()).collect();
        let breves: Vec<String> = kept.iter().map(|p| flat(&write_breves(p))).collect();
        let (korean, chinese) = match script {
            Script::Hangul => (Korean::program().of_hangul(&written), Vec::new()),
            Script::Han => (Korean::program().of_han(&written), Chinese::program().of_han(&written)),
            Script::Latin => (Korean::program().of_latin(&breves), Chinese::program().of_latin(&plain)),
            _ => Default::default(),
        };
        let accented = script == Script::Latin && written.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        let vietnamese = script == Script::Latin && scripts.is_vietnamese(&plain);
        Some(Person { written, script, title, parts: plain, loose, accented, korean, chinese, vietnamese })
    }

    /// Its letters without spaces and hyphens.
    pub(super) fn joined(&self) -> String {
        self.parts.iter().map(|p| letters(p)).collect()
    }

    /// One part, or initials beside a family name.
    pub(super) fn is_short(&self) -> bool {
        !self.script.is_dense() && (self.parts.len() < 2 || self.parts.iter().any(|p| p.chars().count() == 1))
    }

    /// Made of short syllables that other spellings would change into other names: compared letter by letter alone.
    pub(super) fn is_syllabic(&self) -> bool {
        !self.korean.is_empty() || !self.chinese.is_empty() || self.vietnamese
    }

    /// Whether so many bear such a name that it says little of who it is.
    pub(super) fn is_common(&self) -> bool {
        let korean = self.korean.iter().any(|r| Korean::program().is_common(r));
        let chinese = self.chinese.iter().any(|r| Chinese::program().is_common(r));
        // Signs are read in both ways; a name of two signs is Chinese.
        if self.script == Script::Han {
            chinese || (self.parts.concat().chars().count() == 3 && korean)
        } else {
            korean || chinese || self.vietnamese
        }
    }

    /// Consonants as Arabic script has them.
    pub(super) fn arabic(&self) -> String {
        match self.script {
            Script::Arabic => Scripts::program().arabic_consonants(&self.parts),
            Script::Latin => Scripts::program().latin_consonants(&self.parts),
            _ => String::new(),
        }
    }

    /// Consonants as kana have them.
    pub(super) fn kana(&self) -> String {
        match self.script {
            Script::Kana => kana_consonants(&Scripts::program().kana(&self.joined())),
            Script::Latin => kana_consonants(&self.joined()),
            Script::Hangul => kana_consonants(&Korean::program().latin(&self.written, 2).concat()),
            _ => String::new(),
        }
    }

    /// What a name shares with all names that it is compared to, one key for each way to read it. `true` beside keys under
    /// which only short names are compared with others.
    pub(super) fn keys(&self) -> Vec<(String, bool)> {
        let mut keys = vec![(format!("w:{}", self.joined()), false)];
        let mut sorted = self.parts.clone();
        sorted.sort_unstable();
        keys.push((format!("o:{}", sorted.join(" ")), false));
        keys.extend(self.korean.iter().flat_map(|r| korean::classes(r)).map(|c| (format!("k:{c}"), false)));
        keys.extend(self.chinese.iter().flat_map(|r| chinese::classes(r)).map(|c| (format!("c:{c}"), false)));
        keys.extend(
            [("a:", self.arabic()), ("n:", self.kana())].map(|(kind, key)| (format!("{kind}{key}"), false)),
        );
        let bones: Vec<String> = self.loose.iter().map(|p| skeleton(p)).collect();
        keys.push((format!("j:{}", bones.concat()), false));
        for (i, first) in bones.iter().enumerate().take(5) {
            for second in bones.iter().take(5).skip(i + 1) {
                let (a, b) = if first <= second { (first, second) } else { (second, first) };
                keys.push((format!("p:{a} {b}"), false));
            }
        }
        for end in [bones.first(), bones.last()].into_iter().flatten() {
            keys.push((format!("f:{end}"), true));
        }
        keys.retain(|(key, _)| key.len() > 3);
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// McCune–Reischauer's breves as letters: ŏ as eo, ŭ as eu.
fn write_breves(part: &str) -> String {
    part.replace(['ŏ', 'Ŏ'], "eo").replace(['ŭ', 'Ŭ'], "eu")
}

/// Letters that carry a sound of their own under a hook or a cedilla: "ş" as sh, "ç" as ch, "ž" as zh.
fn write_hooks(part: &str) -> String {
    let part = part.replace(['ş', 'ș', 'š'], "sh").replace(['Ş', 'Ș', 'Š'], "Sh").replace(['ç', 'č'], "ch");
    part.replace(['Ç', 'Č'], "Ch").replace('ž', "zh").replace('Ž', "Zh")
}
