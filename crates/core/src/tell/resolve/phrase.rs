//! What a noun phrase says of whom it names: head, name, kind, number, sex, whose.

use super::knowledge::{HUMAN, TELLING, bit};
use super::name::{NameKind, find_name};
use super::words::{Words, mark};
use crate::model::{Number, TellerKind};
use crate::read::lexicon::class;
use std::ops::Range;

/// How the phrase is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Intro {
    /// Nothing stands before it ("sources").
    #[default]
    Bare,
    /// "the", "this": somebody known.
    Definite,
    /// "a", "two", "some": somebody new.
    Indefinite,
    /// "another", "a second": somebody new beside those known.
    New,
    /// "his", "whose", "Osk's": somebody's.
    Owned,
}

/// Grammatical person and number of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// "I", "we".
    Speaker,
    /// "you".
    Hearer,
    /// "he".
    He,
    /// "she".
    She,
    /// "it", "this".
    It,
    /// "they".
    They,
    /// "who", "which".
    Relative,
    /// "one", "others", "some", "nobody": no antecedent of its own.
    Loose,
}

/// Sex by the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Sex {
    /// The text does not show.
    #[default]
    Unknown,
    /// She.
    Female,
    /// He.
    Male,
}

impl Sex {
    /// Whether two may be of one person.
    pub(crate) fn fits(self, other: Sex) -> bool {
        self == Sex::Unknown || other == Sex::Unknown || self == other
    }

    /// By the bits of a noun.
    pub(crate) fn of(bits: u32) -> Sex {
        match (bits & class::FEMALE != 0, bits & class::MALE != 0) {
            (true, false) => Sex::Female,
            (false, true) => Sex::Male,
            _ => Sex::Unknown,
        }
    }
}

/// Whose somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A phrase with a possessive mark, or after "of", "for", "represents".
    Words(Range<usize>),
    /// A noun before the head ("a ministry spokeswoman").
    Modifier(Range<usize>),
    /// A possessive pronoun.
    Pronoun(Pronoun, usize),
}

/// A noun phrase, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrase {
    /// All its words.
    pub(crate) range: Range<usize>,
    /// The words without appositions and what follows them.
    pub(crate) core: Range<usize>,
    /// Set where it is nothing but a pronoun.
    pub(crate) pronoun: Option<Pronoun>,
    /// How it begins.
    pub(crate) intro: Intro,
    /// "second", "older": lemma.
    pub(crate) rank: Option<u32>,
    /// Index of the head noun.
    pub(crate) head: Option<usize>,
    /// Lemma and bits of the head and of heads of appositions and titles.
    pub(crate) heads: Vec<(u32, u32)>,
    /// Lemmas of words before the head, without articles.
    pub(crate) before: Vec<u32>,
    /// Lemmas of content words after the head.
    pub(crate) after: Vec<u32>,
    /// The proper name.
    pub(crate) name: Option<Range<usize>>,
    /// What bears the name.
    pub(crate) name_kind: NameKind,
    /// Person, organisation, publication, unknown.
    pub(crate) kind: TellerKind,
    /// One or several.
    pub(crate) number: Number,
    /// She or he.
    pub(crate) sex: Sex,
    /// Whose it is.
    pub(crate) owner: Option<Owner>,
    /// Publisher of the utterance that it names ("a report by …").
    pub(crate) by: Option<Range<usize>>,
    /// It names an utterance.
    pub(crate) utterance: bool,
    /// It names a record.
    pub(crate) record: bool,
    /// The words call it a witness.
    pub(crate) witness: bool,
    /// "one of them": the words that name the rest.
    pub(crate) part_of: Option<Range<usize>>,
    /// The first description after a comma ("a second source, a porter at the market").
    pub(crate) apposition: Option<Range<usize>>,
}

impl Phrase {
    /// Reads the words of a range. `headline`: capitals prove nothing there.
    pub(crate) fn read(words: &Words, range: Range<usize>, headline: bool) -> Phrase {
        let mut phrase = Phrase { range: range.clone(), core: range.clone(), ..Phrase::default() };
        let Some(first) = words.all.get(range.start).filter(|_| !range.is_empty()) else { return phrase };
        let alone = range.len() == 1
            || words.all[range.start + 1].has(mark::BREAK)
            || words.is_one_of(
                range.start + 1,
                &["who", "which", "all", "both", "too", "himself", "herself", "themselves", "itself"],
            );
        if alone
            && first.is(bit::PRON)
            && (!first.has(mark::CAPITALS) || range.len() == 1 && words.letters(range.start) == "I")
        {
            phrase.pronoun = pronoun(words, range.start);
            phrase.core.end = range.start + 1;
        } else if alone
            && words.is_one_of(
                range.start,
                &[
                    "this", "that", "these", "those", "some", "several", "many", "most", "few", "others",
                    "both", "all",
                ],
            )
        {
            let plural = !words.is_one_of(range.start, &["this", "that"]);
            phrase.pronoun = Some(if words.is_one_of(range.start, &["both", "these", "those"]) {
                Pronoun::They
            } else if plural {
                Pronoun::Loose
            } else {
                Pronoun::It
            });
            phrase.core.end = range.start + 1;
            phrase.number = if plural { Number::Several } else { Number::One };
        }
        if let Some(pronoun) = phrase.pronoun {
            phrase.fill_pronoun(pronoun);
            return phrase;
        }
        phrase.read_noun(words, headline);
        phrase
    }

    fn fill_pronoun(&mut self, pronoun: Pronoun) {
        self.number = match pronoun {
            Pronoun::He | Pronoun::She | Pronoun::It => Number::One,
            Pronoun::They => Number::Several,
            _ => self.number,
        };
        self.kind = if pronoun == Pronoun::It { TellerKind::Unknown } else { TellerKind::Person };
        self.sex = match pronoun {
            Pronoun::She => Sex::Female,
            Pronoun::He => Sex::Male,
            _ => Sex::Unknown,
        };
    }

    fn read_noun(&mut self, words: &Words, headline: bool) {
        let mut at = self.read_intro(words, self.range.start);
        let mut end = section_end(words, at, self.range.end);
        // The possessive may hide behind adjectives ("the region's largest union").
        if let Some(owner) = (at..end).rev().find(|i| words.all[*i].has(mark::OWNER) && *i + 1 < end) {
            self.owner = Some(Owner::Words(self.range.start..owner + 1));
            self.intro = Intro::Owned;
            at = owner + 1;
        }
        let found = find_name(words, at..end, self.range.clone(), self.range.start, headline);
        if let Some((name, kind, stretch)) = found {
            end = stretch;
            let nouns = at..name.start;
            for i in nouns.clone().filter(|i| words.all[*i].is(TELLING | class::TITLE)) {
                // Of "the exile weekly" the weekly alone is a head; titles count each for itself.
                let last = !(i + 1..nouns.end).any(|j| words.all[j].is(TELLING | class::TITLE));
                if last || words.all[i].is(class::TITLE) {
                    self.heads.push((words.all[i].lemma, words.all[i].bits));
                }
            }
            // Of an organisation's name the nouns are heads as well: "the bureau" for "Interior Bureau".
            if matches!(kind, NameKind::Body | NameKind::Medium) {
                for i in name.clone().filter(|i| words.all[*i].is(class::BODY | class::MEDIUM)) {
                    self.heads.push((words.all[i].lemma, words.all[i].bits));
                }
            }
            self.before.extend((at..name.start).map(|i| words.all[i].lemma));
            self.head = Some(name.end - 1);
            self.name = Some(name);
            self.name_kind = kind;
        } else if end > at {
            let head = (at..end).rev().find(|i| words.all[*i].is(TELLING | class::TITLE)).unwrap_or(end - 1);
            let last = words.all[end - 1];
            // An unknown last noun is the head all the same, unless it looks like an adverb.
            let head = if head + 1 < end
                && !last.is(bit::FUNCTION)
                && last.bits == 0
                && !headline
                && words.all[head].is(class::TITLE | bit::DEMONYM)
            {
                end - 1
            } else {
                head
            };
            self.head = Some(head);
            self.heads.push((words.all[head].lemma, words.all[head].bits));
            self.before
                .extend((at..head).filter(|i| !words.all[*i].is(bit::FUNCTION)).map(|i| words.all[i].lemma));
        }
        self.core.end = end.max(self.range.start + 1).min(self.range.end);
        self.read_rest(words, end);
        self.judge(words, headline);
    }

    /// Reads articles, numbers and ranks from `at`; returns the first word after them.
    fn read_intro(&mut self, words: &Words, mut at: usize) -> usize {
        let end = self.range.end;
        while at + 1 < end {
            let word = words.all[at];
            let indefinite = self.intro == Intro::Bare || self.intro == Intro::Indefinite;
            if words.is_one_of(at, &["the", "this", "that", "these", "those", "both", "such"])
                && !word.has(mark::OWNER)
            {
                self.intro = Intro::Definite;
            } else if words.is_one_of(at, &["a", "an"]) && indefinite {
                self.intro = Intro::Indefinite;
                self.number = Number::One;
            } else if words.is_one_of(at, &["another"]) {
                self.intro = Intro::New;
                self.number = Number::One;
            } else if words.is_one_of(at, &["his", "her", "their", "its", "my", "our", "your", "whose"]) {
                self.intro = Intro::Owned;
                if let Some(pronoun) = pronoun(words, at) {
                    self.owner = Some(Owner::Pronoun(pronoun, at));
                }
            } else if word.is(bit::NUM) || word.has(mark::DIGITS) {
                self.number = Number::Several;
                self.intro = if self.intro == Intro::Bare { Intro::Indefinite } else { self.intro };
            } else if word.is(bit::RANK)
                && !word.is(TELLING)
                && !(word.has(mark::CAPITAL) && !word.has(mark::FIRST))
            {
                self.rank = Some(word.lemma);
                if matches!(self.intro, Intro::Bare | Intro::Indefinite) {
                    self.intro = Intro::New;
                }
            } else if words.is_one_of(
                at,
                &[
                    "one", "each", "some", "any", "all", "most", "many", "no", "every", "either", "neither",
                    "at", "least", "only", "more", "than", "about", "around", "nearly", "almost", "over",
                    "up", "to",
                ],
            ) && indefinite
            {
                self.intro = Intro::Indefinite;
                if words.is_one_of(at, &["one", "each", "every", "either"]) {
                    self.number = Number::One;
                }
            } else {
                break;
            }
            at += 1;
            if words.is_one_of(at, &["of"]) && at + 1 < end && self.owner.is_none() {
                // "one of them", "two of the men", "some of the residents", "dozens of villagers"
                self.part_of = Some(at + 1..section_end(words, at + 1, end).max(at + 2));
                let keep = self.intro;
                at = self.read_intro(words, at + 1);
                self.intro = if self.rank.is_some() {
                    self.intro
                } else if keep == Intro::Bare {
                    Intro::Indefinite
                } else {
                    keep
                };
                break;
            }
        }
        at
    }

    /// Reads what follows the core: names in apposition, further heads, whose it is, whether it saw.
    fn read_rest(&mut self, words: &Words, from: usize) {
        let end = self.range.end;
        let mut at = from;
        while at < end {
            let word = words.all[at];
            let named = words.is_one_of(at, &["named", "called", "nicknamed"])
                || words.is_one_of(at, &["as"])
                    && at > from
                    && words.is_one_of(at - 1, &["known", "identified"]);
            if named && self.name.is_none() && at + 1 < end {
                self.take_name(words, at + 1..end);
            } else if word.has(mark::BREAK) && self.take_apposition(words, at) {
                at = self.skip_piece(words, at);
                continue;
            }
            self.take_tie(words, at);
            if words.is_one_of(at, &["who"]) && at + 1 < end {
                let next = words.is_one_of(at + 1, &["saw", "witnessed", "watched", "overheard", "filmed"]);
                let there = words.is_one_of(at + 1, &["was", "were"])
                    && at + 2 < end
                    && words.is_one_of(at + 2, &["there", "present", "nearby"]);
                self.witness |= next || there;
            }
            if self.sex == Sex::Unknown && at > from {
                self.sex = match words.letters(at) {
                    "her" | "herself" => Sex::Female,
                    "his" | "himself" => Sex::Male,
                    _ => Sex::Unknown,
                };
            }
            if !word.is(bit::FUNCTION | bit::NUM) && self.after.len() < 12 {
                self.after.push(word.lemma);
            }
            at += 1;
        }
    }

    fn take_name(&mut self, words: &Words, range: Range<usize>) {
        let stop = section_end(words, range.start, range.end);
        if let Some((name, kind, _)) = find_name(words, range.start..stop, range.clone(), range.start, false)
        {
            let human = self.heads.iter().any(|h| h.1 & HUMAN != 0);
            self.name_kind = if human { NameKind::Person } else { kind };
            self.name = Some(name);
        }
    }

    /// A name or a described head after a comma: takes it in and returns `true`.
    fn take_apposition(&mut self, words: &Words, at: usize) -> bool {
        let end = (at + 1..self.range.end).find(|i| words.all[*i].has(mark::BREAK)).unwrap_or(self.range.end);
        let pure = (at..end).all(|i| words.all[i].is_name_like() || words.all[i].is(bit::PARTICLE));
        let human = self.heads.iter().any(|h| h.1 & (HUMAN | class::TITLE) != 0);
        if self.name.is_none() && human && pure && end - at <= 5 {
            self.name = Some(at..end);
            self.name_kind = NameKind::Person;
            return true;
        }
        let mut start = at;
        while start < end
            && words.all[start].is(bit::DET | bit::RANK | bit::NUM)
            && !words.all[start].is(TELLING)
        {
            start += 1;
        }
        let stop = section_end(words, start, end);
        let head = (start..stop).rev().find(|i| words.all[*i].is(TELLING | class::TITLE));
        if let Some(head) =
            head.filter(|_| !words.is_one_of(at, &["who", "which", "whose", "and", "citing", "quoting"]))
        {
            let found = words.all[head];
            self.apposition.get_or_insert(at..end);
            self.heads.push((found.lemma, found.bits));
            self.witness |= found.is(class::WITNESS);
            if self.sex == Sex::Unknown {
                self.sex = Sex::of(found.bits);
            }
            if let Some(owner) = (start..head).rev().find(|i| words.all[*i].has(mark::OWNER)) {
                self.owner.get_or_insert(Owner::Words(at..owner + 1));
            }
            self.after.extend(
                (start..stop).filter(|i| !words.all[*i].is(bit::FUNCTION)).map(|i| words.all[i].lemma),
            );
        }
        false
    }

    fn skip_piece(&self, words: &Words, at: usize) -> usize {
        (at + 1..self.range.end).find(|i| words.all[*i].has(mark::BREAK)).unwrap_or(self.range.end)
    }

    /// "represents X", "spokesman for X", "a report by X".
    fn take_tie(&mut self, words: &Words, at: usize) {
        let end = self.range.end;
        if at + 1 >= end {
            return;
        }
        let word = words.all[at];
        let head = self.heads.last().map_or(0, |h| h.1);
        if word.is(bit::TIE) && self.owner.is_none() {
            let stop = tie_end(words, at + 1, end);
            // "represents the Oslo, Norway-based X": what stands after the last comma.
            let start = (at + 2..stop).rev().find(|i| words.all[*i].has(mark::BREAK)).unwrap_or(at + 1);
            self.owner = Some(Owner::Words(start..stop));
        } else if self.by.is_none()
            && head & class::UTTERANCE != 0
            && words.is_one_of(at, &["by", "from", "in", "on", "of"])
        {
            let weak = words.is_one_of(at, &["of", "in", "on"]);
            let stop = section_end(words, at + 1, end);
            let tells = (at + 1..stop).any(|i| words.all[i].is(HUMAN | class::BODY | class::MEDIUM));
            let named = (at + 1..stop).any(|i| words.all[i].is_name_like());
            if tells || named && !weak {
                self.by = Some(at + 1..stop.max(at + 2));
            }
        } else if self.owner.is_none()
            && head & (HUMAN | class::TITLE) != 0
            && head & bit::KIN == 0
            && at > self.range.start
            && words.all[at - 1].is(HUMAN | class::TITLE)
            && words.is_one_of(at, &["for", "of", "at", "from"])
        {
            let stop = section_end(words, at + 1, end);
            if (at + 1..stop).any(|i| words.all[i].is(class::BODY | class::MEDIUM)) {
                self.owner = Some(Owner::Words(at + 1..stop));
            }
        }
    }

    /// Kind, number, sex from the heads.
    fn judge(&mut self, words: &Words, headline: bool) {
        let (_, bits) = self.heads.first().copied().unwrap_or_default();
        let human = self.heads.iter().any(|h| h.1 & (HUMAN | class::TITLE) != 0);
        let head = self.head.map(|i| words.all[i]);
        if self.name.is_some() {
            self.judge_named(human);
        } else {
            self.record = bits & class::RECORD != 0 && bits & HUMAN == 0;
            // "paper", "bulletin" are media first, unless somebody's.
            let published = self.by.is_some() || bits & class::MEDIUM == 0;
            self.utterance = bits & class::UTTERANCE != 0
                && bits & (HUMAN | class::BODY) == 0
                && published
                && !self.record;
            self.kind = kind_of(bits);
            if self.kind == TellerKind::Unknown && head.is_some() {
                self.kind = TellerKind::Person;
            }
            self.witness |= bits & class::WITNESS != 0;
        }
        if self.sex == Sex::Unknown {
            self.sex =
                self.heads.iter().map(|h| Sex::of(h.1)).find(|s| *s != Sex::Unknown).unwrap_or_default();
        }
        if let Some(name) = self.name.clone().filter(|n| n.len() > 1 && self.name_kind == NameKind::Person) {
            let given = words.all[name.start].bits;
            if self.sex == Sex::Unknown {
                self.sex = match (given & bit::GIVEN_F != 0, given & bit::GIVEN_M != 0) {
                    (true, false) => Sex::Female,
                    (false, true) => Sex::Male,
                    _ => Sex::Unknown,
                };
            }
        }
        let plural = bits & (class::PLURAL | class::PEOPLE) != 0;
        if self.name.is_some() && self.name_kind != NameKind::Several {
            self.number = Number::One;
        } else if self.number == Number::Unknown
            || self.number == Number::One && plural && self.part_of.is_none()
        {
            let unknown_plural = bits == 0
                && self.intro == Intro::Bare
                && !headline
                && self
                    .head
                    .is_some_and(|i| words.letters(i).ends_with('s') && !words.letters(i).ends_with("ss"));
            self.number = if plural || unknown_plural { Number::Several } else { Number::One };
        }
        // "a ministry spokeswoman", "Foreign Ministry spokesman"
        if self.owner.is_none() && human {
            let stop = self.name.as_ref().map_or(self.head.unwrap_or(0), |n| n.start);
            let start = self.range.start;
            let last = (start..stop)
                .rev()
                .find(|i| words.all[*i].is(class::BODY | class::MEDIUM) && !words.all[*i].is(HUMAN));
            if let Some(last) = last.filter(|_| stop <= self.core.end) {
                self.owner = Some(Owner::Modifier(start..last + 1));
            }
        }
    }

    fn judge_named(&mut self, human: bool) {
        self.kind = match self.name_kind {
            NameKind::Person | NameKind::Several => TellerKind::Person,
            NameKind::Body => TellerKind::Organisation,
            NameKind::Medium => TellerKind::Publication,
            NameKind::Unknown => TellerKind::Unknown,
        };
        if self.name_kind == NameKind::Unknown {
            // An apposition may show it: "Hollin, a trader", "Lamp, a charity".
            let bits = self.heads.iter().fold(0, |all, h| all | h.1);
            self.kind = if human { TellerKind::Person } else { kind_of(bits) };
            self.name_kind = match self.kind {
                TellerKind::Person => NameKind::Person,
                TellerKind::Organisation => NameKind::Body,
                TellerKind::Publication => NameKind::Medium,
                TellerKind::Unknown => NameKind::Unknown,
            };
        } else if self.name_kind == NameKind::Person && !human {
            // "Open Lines, an exile group": the apposition outvotes the guess.
            let bits = self.heads.iter().fold(0, |all, h| all | h.1);
            if bits & (class::BODY | class::MEDIUM) != 0 && bits & (class::RECORD | class::UTTERANCE) == 0 {
                self.kind = kind_of(bits);
                self.name_kind = if bits & class::MEDIUM != 0 { NameKind::Medium } else { NameKind::Body };
            }
        }
    }

    /// Whether it names somebody new, by its words alone.
    pub(crate) fn is_new(&self) -> bool {
        matches!(self.intro, Intro::Indefinite | Intro::New)
            || self.intro == Intro::Bare && self.name.is_none()
    }
}

/// Kind by noun bits, human beings first.
pub(crate) fn kind_of(bits: u32) -> TellerKind {
    if bits & (HUMAN | class::TITLE | bit::DEMONYM) != 0 {
        TellerKind::Person
    } else if bits & class::MEDIUM != 0 {
        TellerKind::Publication
    } else if bits & class::BODY != 0 {
        TellerKind::Organisation
    } else if bits & (class::RECORD | class::UTTERANCE) != 0 {
        TellerKind::Publication
    } else if bits & bit::PLACE != 0 {
        TellerKind::Organisation
    } else {
        TellerKind::Unknown
    }
}

/// First word that no longer belongs to the words around the head: after a comma, a preposition or a verb form.
pub(crate) fn section_end(words: &Words, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        let word = words.all[at];
        let name_like = word.is_name_like();
        let stops =
            word.is(bit::PREP | bit::STOP | bit::AUX | bit::CONJ) && !name_like && !word.is(bit::PARTICLE);
        if at > from && (word.has(mark::BREAK | mark::FIRST) || stops) {
            break;
        }
        at += 1;
    }
    at
}

/// End of the phrase after "represents": up to a verb form or relative, over commas inside names.
fn tie_end(words: &Words, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        let word = words.all[at];
        let stops = word.is(bit::PREP | bit::STOP | bit::AUX)
            && !word.is_name_like()
            && !word.is(class::MEDIUM | class::BODY);
        let breaks = word.has(mark::BREAK) && !word.is_name_like();
        if at > from && (stops || breaks) {
            break;
        }
        at += 1;
    }
    at
}

/// The pronoun that a word is, possessives included.
pub(crate) fn pronoun(words: &Words, at: usize) -> Option<Pronoun> {
    let table: [(&[&str], Pronoun); 8] = [
        (&["i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"], Pronoun::Speaker),
        (&["you", "your", "yourself", "yours"], Pronoun::Hearer),
        (&["he", "him", "his", "himself"], Pronoun::He),
        (&["she", "her", "hers", "herself"], Pronoun::She),
        (&["it", "its", "itself"], Pronoun::It),
        (&["they", "them", "their", "theirs", "themselves"], Pronoun::They),
        (&["who", "whom", "whose", "which"], Pronoun::Relative),
        (
            &[
                "one",
                "ones",
                "others",
                "someone",
                "somebody",
                "anyone",
                "anybody",
                "everyone",
                "everybody",
                "nobody",
                "none",
                "whoever",
                "something",
                "nothing",
                "everything",
                "anything",
            ],
            Pronoun::Loose,
        ),
    ];
    table.iter().find(|(list, _)| words.is_one_of(at, list)).map(|(_, pronoun)| *pronoun)
}
