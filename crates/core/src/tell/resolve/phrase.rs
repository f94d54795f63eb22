//! What a noun phrase says of whom it names: head, name, kind, number, sex, whose.

use super::knowledge::{HUMAN, TELLING, bit};
use super::name::{NameKind, find_name};
use super::words::{Words, forms, mark};
use crate::model::{Number, TellerKind};
use crate::read::lexicon::class;
use std::ops::Range;

/// Words of a phrase that are read: no real one is longer, and the bound keeps hostile spans cheap.
const LONGEST: usize = 100;

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
    /// How many they are, where the words count them: "two", "both".
    pub(crate) count: Option<usize>,
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
    /// That a person bears it is a guess from the shape of the name alone.
    pub(crate) guessed: bool,
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
    /// Its name stands after a comma.
    pub(crate) apposed: bool,
    /// The first description after a comma ("a second source, a porter at the market").
    pub(crate) apposition: Option<Range<usize>>,
}

impl Phrase {
    /// Reads the words of a range. `headline`: capitals prove nothing there.
    pub(crate) fn read(words: &Words, range: Range<usize>, headline: bool) -> Phrase {
        let range = range.start..range.end.min(range.start + LONGEST);
        let own = range.len() > 1
            && words.is_one_of(
                range.end - 1,
                &const { forms(["himself", "herself", "itself", "themselves", "myself", "ourselves"]) },
            );
        // "Renner himself" is Renner.
        let range = range.start..range.end - usize::from(own);
        let mut phrase = Phrase { range: range.clone(), core: range.clone(), ..Phrase::default() };
        let Some(first) = words.all.get(range.start).filter(|_| !range.is_empty()) else { return phrase };
        // "One, Jens Aker": the name says who.
        let one = range.len() > 2 && words.is_one_of(range.start, &const { forms(["one"]) });
        let alone = range.len() == 1
            || words.all[range.start + 1].has(mark::BREAK) && !one
            || words.is_one_of(
                range.start + 1,
                &const {
                    forms([
                        "who",
                        "which",
                        "all",
                        "both",
                        "too",
                        "himself",
                        "herself",
                        "themselves",
                        "itself",
                    ])
                },
            );
        // "according to her": the possessive's letters, alone.
        let her = range.len() == 1 && words.is_one_of(range.start, &const { forms(["her"]) });
        if alone
            && (first.is(bit::PRON) || her)
            && (!first.has(mark::CAPITALS) || range.len() == 1 && words.letters(range.start) == "I")
        {
            phrase.pronoun = pronoun(words, range.start);
            phrase.core.end = range.start + 1;
        } else if alone
            && words.is_one_of(
                range.start,
                &const {
                    forms([
                        "this", "that", "these", "those", "some", "several", "many", "most", "few", "others",
                        "both", "all",
                    ])
                },
            )
        {
            let plural = !words.is_one_of(range.start, &const { forms(["this", "that"]) });
            phrase.pronoun =
                Some(if words.is_one_of(range.start, &const { forms(["both", "these", "those"]) }) {
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
            self.guessed = kind == NameKind::Person
                && !self.heads.iter().any(|h| h.1 & (HUMAN | class::TITLE) != 0)
                && !words.all[name.start].is(bit::GIVEN_F | bit::GIVEN_M);
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
            let guard =
                head > at
                    && words.is_one_of(head, &const { forms(["guard"]) })
                    && words.is_one_of(
                        head - 1,
                        &const {
                            forms([
                                "coast",
                                "national",
                                "border",
                                "home",
                                "civil",
                                "presidential",
                                "frontier",
                            ])
                        },
                    );
            // "the coast guard" is a body.
            let bits = if guard { class::BODY } else { words.all[head].bits };
            self.heads.push((words.all[head].lemma, bits));
            self.before
                .extend((at..head).filter(|i| !words.all[*i].is(bit::FUNCTION)).map(|i| words.all[i].lemma));
        }
        // "the teachers' union head": of the union, not of the teachers.
        if let Some(Owner::Words(range)) = &mut self.owner {
            let stop = self.name.as_ref().map_or(self.head.unwrap_or(at), |n| n.start);
            let union = (at..stop)
                .rev()
                .find(|i| words.all[*i].is(class::BODY | class::MEDIUM) && !words.all[*i].is(HUMAN));
            if let Some(union) = union {
                range.end = union + 1;
            }
        }
        self.core.end = end.max(self.range.start + 1).min(self.range.end);
        // A noun's sex before a pronoun's: "a man beside her".
        self.sex = self.heads.iter().map(|h| Sex::of(h.1)).find(|s| *s != Sex::Unknown).unwrap_or_default();
        self.read_rest(words, end);
        self.judge(words, headline);
    }

    /// Reads articles, numbers and ranks from `at`; returns the first word after them.
    fn read_intro(&mut self, words: &Words, mut at: usize) -> usize {
        let end = self.range.end;
        while at + 1 < end {
            let word = words.all[at];
            let indefinite = self.intro == Intro::Bare || self.intro == Intro::Indefinite;
            let counted = |i: usize| i < end && (words.all[i].is(bit::NUM) || words.all[i].has(mark::DIGITS));
            if words
                .is_one_of(at, &const { forms(["the", "this", "that", "these", "those", "both", "such"]) })
                && !word.has(mark::OWNER)
                || words.is_one_of(at, &const { forms(["all"]) }) && counted(at + 1)
            {
                self.intro = Intro::Definite;
                if words.is_one_of(at, &const { forms(["both"]) }) {
                    self.count = Some(2);
                }
            } else if words.is_one_of(at, &const { forms(["a", "an"]) }) && indefinite {
                self.intro = Intro::Indefinite;
                self.number = Number::One;
            } else if words.is_one_of(at, &const { forms(["another"]) }) {
                self.intro = Intro::New;
                self.number = Number::One;
                self.rank = Some(word.lemma);
            } else if words
                .is_one_of(at, &const { forms(["his", "her", "their", "its", "my", "our", "your", "whose"]) })
            {
                self.intro = Intro::Owned;
                if let Some(pronoun) = pronoun(words, at) {
                    self.owner = Some(Owner::Pronoun(pronoun, at));
                }
            } else if word.is(bit::NUM) || word.has(mark::DIGITS) {
                self.number = Number::Several;
                self.count = self.count.or_else(|| how_many(words, at));
                self.intro = if self.intro == Intro::Bare { Intro::Indefinite } else { self.intro };
            } else if word.is(bit::RANK)
                && !word.is(TELLING)
                && (!word.has(mark::CAPITAL) || word.has(mark::FIRST))
            {
                self.rank = Some(word.lemma);
                if matches!(self.intro, Intro::Bare | Intro::Indefinite) {
                    self.intro = Intro::New;
                }
            } else if words.letters(at).ends_with("est")
                && words.is_one_of(at + 1, &const { forms(["of"]) })
                && self.owner.is_none()
            {
                // "the sharpest of them"
                self.intro = Intro::Bare;
                self.number = Number::One;
            } else if words.is_one_of(
                at,
                &const {
                    forms([
                        "one", "each", "some", "any", "all", "most", "many", "no", "every", "either",
                        "neither", "at", "least", "only", "more", "than", "about", "around", "nearly",
                        "almost", "over", "up", "to",
                    ])
                },
            ) && indefinite
            {
                self.intro = Intro::Indefinite;
                if words.is_one_of(at, &const { forms(["one", "each", "every", "either"]) }) {
                    self.number = Number::One;
                }
            } else {
                break;
            }
            at += 1;
            if words.is_one_of(at, &const { forms(["of"]) }) && at + 1 < end && self.owner.is_none() {
                // "one of them", "two of the men", "some of the residents", "dozens of villagers"
                self.part_of = Some(at + 1..section_end(words, at + 1, end).max(at + 2));
                let keep = self.intro;
                let single = self.number == Number::One;
                at = self.read_intro(words, at + 1);
                if single || self.rank.is_some() {
                    self.number = Number::One;
                }
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

    /// The rank that is all its words ("the third", "another", "a second"), or the pronoun "one": its lemma.
    pub(crate) fn bare_rank(&self, words: &Words) -> Option<u32> {
        let alone = self.name.is_none() && self.part_of.is_none() && (1..=2).contains(&self.core.len());
        let last = self.core.end.checked_sub(1).filter(|_| alone)?;
        let word = words.all.get(last)?;
        let one = self.pronoun == Some(Pronoun::Loose) && words.is_one_of(last, &const { forms(["one"]) });
        let open = self.core.len() == 1 && !words.is_one_of(last, &const { forms(["another"]) });
        let article =
            self.core.len() == 1 || words.is_one_of(self.core.start, &const { forms(["the", "a"]) });
        let rank = word.is(bit::RANK) && !word.is(TELLING) && !open && article && self.pronoun.is_none();
        (one || rank).then_some(word.lemma)
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
    } else if bits & class::MEDIUM != 0 && bits & class::BODY == 0 {
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
pub(super) fn tie_end(words: &Words, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        let word = words.all[at];
        let stops = word.is(bit::PREP | bit::STOP | bit::AUX)
            && !word.is_name_like()
            && !word.is(class::MEDIUM | class::BODY);
        let next_name =
            at + 1 < end && words.all[at + 1].is_name_like() && !word.is(bit::FUNCTION | bit::STOP);
        let breaks = word.has(mark::BREAK) && !word.is_name_like() && !next_name;
        if at > from && (stops || breaks) {
            break;
        }
        at += 1;
    }
    at
}

/// The number that a word names, up to twelve or in digits.
fn how_many(words: &Words, at: usize) -> Option<usize> {
    let names = const {
        forms(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
    };
    let named = names.iter().position(|n| words.is_one_of(at, &[*n])).map(|place| place + 2);
    named.or_else(|| words.letters(at).parse().ok())
}

/// The pronoun that a word is, possessives included.
pub(crate) fn pronoun(words: &Words, at: usize) -> Option<Pronoun> {
    let table: [(&[u32], Pronoun); 8] = [
        (
            &const { forms(["i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"]) },
            Pronoun::Speaker,
        ),
        (&const { forms(["you", "your", "yourself", "yours"]) }, Pronoun::Hearer),
        (&const { forms(["he", "him", "his", "himself"]) }, Pronoun::He),
        (&const { forms(["she", "her", "hers", "herself"]) }, Pronoun::She),
        (&const { forms(["it", "its", "itself"]) }, Pronoun::It),
        (&const { forms(["they", "them", "their", "theirs", "themselves"]) }, Pronoun::They),
        (&const { forms(["who", "whom", "whose", "which"]) }, Pronoun::Relative),
        (
            &const {
                forms([
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
                ])
            },
            Pronoun::Loose,
        ),
    ];
    table.iter().find(|(list, _)| words.is_one_of(at, list)).map(|(_, pronoun)| *pronoun)
}
