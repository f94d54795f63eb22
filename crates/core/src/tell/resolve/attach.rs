//! What follows a noun phrase's core (names, appositions, whose it is), and what all its words say together.

use super::knowledge::{HUMAN, TELLING, bit};
use super::name::{NameKind, find_name};
use super::phrase::{Intro, Owner, Phrase, Sex, kind_of, pronoun, section_end, tie_end};
use super::words::{Words, forms, mark};
use crate::model::{Number, TellerKind};
use crate::read::lexicon::class;
use std::ops::Range;

/// "the Institute | of Field Ecology": where a name that ends at `stop` ends with what belongs to it.
fn name_stop(words: &Words, mut stop: usize, end: usize) -> usize {
    while stop > 0
        && stop + 1 < end
        && words.all[stop - 1].is_name_like()
        && words.is_one_of(stop, &const { forms(["of", "for", "on", "and"]) })
        && words.all[stop + 1].is_name_like()
    {
        stop = section_end(words, stop + 1, end);
    }
    stop
}

impl Phrase {
    /// Reads what follows the core: names in apposition, further heads, whose it is, whether it saw.
    pub(super) fn read_rest(&mut self, words: &Words, from: usize) {
        let end = self.range.end;
        let mut at = from;
        // "Berg, who edits Tide, a weekly": after a relative clause an apposition belongs to what stands in it.
        let mut relative = false;
        while at < end {
            let word = words.all[at];
            relative |= words.is_one_of(at, &const { forms(["who", "which", "whom", "whose"]) });
            // "Omar of the Border Monitor, a rights group": so does one after whom he works for.
            relative |= self.name_kind == NameKind::Person
                && at == from
                && words.is_one_of(at, &const { forms(["of", "from", "at", "with"]) })
                && (at + 1..end.min(at + 3)).any(|i| words.all[i].is_name_like());
            let named = words.is_one_of(at, &const { forms(["named", "called", "nicknamed"]) })
                || words.is_one_of(at, &const { forms(["as"]) })
                    && at > from
                    && (at.saturating_sub(2)..at)
                        .any(|i| words.is_one_of(i, &const { forms(["known", "identified", "name"]) }));
            if named && self.name.is_none() && at + 1 < end {
                self.take_name(words, at + 1..end);
            } else if word.has(mark::BREAK) && !relative && self.take_apposition(words, at) {
                at = self.skip_piece(words, at);
                continue;
            }
            self.take_tie(words, at);
            if words.is_one_of(at, &const { forms(["who"]) }) && at + 1 < end {
                let next = words.is_one_of(
                    at + 1,
                    &const { forms(["saw", "witnessed", "watched", "overheard", "filmed"]) },
                );
                let there = words.is_one_of(at + 1, &const { forms(["was", "were"]) })
                    && at + 2 < end
                    && words.is_one_of(at + 2, &const { forms(["there", "present", "nearby"]) });
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

    pub(super) fn take_name(&mut self, words: &Words, range: Range<usize>) {
        let stop = section_end(words, range.start, range.end);
        if let Some((name, kind, _)) = find_name(words, range.start..stop, range.clone(), range.start, false)
        {
            // "a retired dredger called Pell": unknown nouns in -er are mostly persons.
            let agent = self.heads.iter().all(|h| h.1 == 0)
                && self.head.is_some_and(|h| {
                    ["er", "or", "ist"].iter().any(|ending| words.letters(h).ends_with(ending))
                });
            // "A former hand, who asked to be called only R."
            let who = (self.core.end..range.start).any(|i| words.is_one_of(i, &const { forms(["who"]) }));
            let human = agent || who || self.heads.iter().any(|h| h.1 & HUMAN != 0);
            self.name_kind = if human { NameKind::Person } else { kind };
            self.name = Some(name);
        }
    }

    /// A name or a described head after a comma: takes it in and returns `true`.
    pub(super) fn take_apposition(&mut self, words: &Words, at: usize) -> bool {
        let end = (at + 1..self.range.end).find(|i| words.all[*i].has(mark::BREAK)).unwrap_or(self.range.end);
        let pure = (at..end).all(|i| words.all[i].is_name_like() || words.all[i].is(bit::PARTICLE));
        let human = self.heads.iter().any(|h| h.1 & (HUMAN | class::TITLE) != 0);
        // "one of them, Odile Sarn": what stands for the rest is a pronoun.
        let no_noun = bit::PRON | bit::NUM | bit::DET | bit::RANK;
        let unknown = self.heads.iter().all(|h| h.1 & !no_noun == 0) && !self.heads.is_empty();
        if self.name.is_none() && (human || unknown) && pure && end - at <= 5 {
            // "Dr. Ruben Achter" without the title.
            let title = (at..end - 1).rev().find(|i| words.all[*i].is(class::TITLE)).map_or(at, |i| i + 1);
            self.name = Some(title..end);
            self.name_kind = NameKind::Person;
            self.apposed = true;
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
        if let Some(head) = head.filter(|_| {
            !words.is_one_of(at, &const { forms(["who", "which", "whose", "and", "citing", "quoting"]) })
        }) {
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

    pub(super) fn skip_piece(&self, words: &Words, at: usize) -> usize {
        (at + 1..self.range.end).find(|i| words.all[*i].has(mark::BREAK)).unwrap_or(self.range.end)
    }

    /// "represents X", "spokesman for X", "a report by X".
    pub(super) fn take_tie(&mut self, words: &Words, at: usize) {
        let end = self.range.end;
        if at + 1 >= end {
            return;
        }
        let word = words.all[at];
        let head = self.heads.last().map_or(0, |h| h.1);
        let mine = const { forms(["his", "hers", "theirs", "mine", "ours", "yours"]) };
        let ends = at + 2 >= end || words.all[at + 2].is(bit::FUNCTION) || words.all[at + 2].has(mark::BREAK);
        if self.owner.is_none()
            && words.is_one_of(at, &const { forms(["of"]) })
            && words.is_one_of(at + 1, &mine)
            && ends
        {
            // "a neighbour of his"
            self.owner = pronoun(words, at + 1).map(|p| Owner::Pronoun(p, at + 1));
        } else if word.is(bit::TIE) && self.owner.is_none() {
            let stop = tie_end(words, at + 1, end);
            // "represents the Oslo, Norway-based X": what stands after the last comma.
            let start = (at + 2..stop).rev().find(|i| words.all[*i].has(mark::BREAK)).unwrap_or(at + 1);
            self.owner = Some(Owner::Words(start..stop));
        } else if self.by.is_none()
            && head & class::UTTERANCE != 0
            && words.is_one_of(at, &const { forms(["by", "from", "in", "on", "of"]) })
        {
            let weak = words.is_one_of(at, &const { forms(["of", "in", "on"]) });
            let stop = name_stop(words, section_end(words, at + 1, end), end);
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
            && (words.is_one_of(at, &const { forms(["for", "of"]) })
                // "an official at the ministry" speaks for it, "a nurse at the clinic" only works there.
                || words.is_one_of(at, &const { forms(["at", "from", "with", "in"]) }) && words.all[at - 1].is(class::TITLE | class::SOURCE)
                || words.is_one_of(at, &const { forms(["at", "from", "with"]) }) && words.is_one_of(at - 1, &const { forms(["official", "officials", "officer", "employee", "correspondent", "reporter", "editor"]) }))
        {
            let stop = name_stop(words, section_end(words, at + 1, end), end);
            if (at + 1..stop).any(|i| words.all[i].is(class::BODY | class::MEDIUM)) {
                self.owner = Some(Owner::Words(at + 1..stop));
            }
        }
    }

    /// Kind, number, sex from the heads.
    pub(super) fn judge(&mut self, words: &Words, headline: bool) {
        let (_, bits) = self.heads.first().copied().unwrap_or_default();
        let human = self.heads.iter().any(|h| h.1 & (HUMAN | class::TITLE) != 0);
        let head = self.head.map(|i| words.all[i]);
        self.guessed &= !human;
        if self.name.is_some() {
            self.judge_named(words, human);
        } else {
            self.record = self.is_kept_book(words) || bits & class::RECORD != 0 && bits & HUMAN == 0;
            // "paper", "bulletin" are media first, unless somebody's.
            let published = self.by.is_some() || bits & class::MEDIUM == 0;
            self.utterance = bits & class::UTTERANCE != 0
                && bits & (HUMAN | class::BODY) == 0
                && published
                && !self.record;
            // "its website", "the ministry's account": whoever keeps it speaks there.
            self.utterance |= self.owner.is_some()
                && self.head.is_some_and(|h| {
                    words.is_one_of(
                        h,
                        &const {
                            forms([
                                "website",
                                "site",
                                "page",
                                "account",
                                "channel",
                                "blog",
                                "feed",
                                "portal",
                                "newsletter",
                            ])
                        },
                    )
                });
            self.kind = kind_of(bits);
            let news = self.head.is_some_and(|h| h > self.range.start && words.all[h - 1].is(class::MEDIUM));
            if self.kind == TellerKind::Organisation && news {
                // "the state news agency", "the television network"
                self.kind = TellerKind::Publication;
            }
            let authority = const {
                forms([
                    "county",
                    "city",
                    "district",
                    "province",
                    "borough",
                    "municipality",
                    "country",
                    "republic",
                ])
            };
            if self.kind == TellerKind::Unknown
                && self.intro == Intro::Definite
                && self.head.is_some_and(|h| words.is_one_of(h, &authority))
            {
                // "The county has confirmed": whoever governs it.
                self.kind = TellerKind::Organisation;
            }
            if self.kind == TellerKind::Unknown && head.is_some() {
                self.kind = TellerKind::Person;
            }
            self.witness |= bits & class::WITNESS != 0;
        }
        self.sex = self.shown_sex(words);
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
        self.count_joined(words);
        // "a ministry spokeswoman", "Foreign Ministry spokesman"
        if self.owner.is_none() && human {
            let stop = self.name.as_ref().map(|n| n.start).filter(|s| *s <= self.core.end);
            let stop = stop.or(self.head).unwrap_or(0);
            let start = self.range.start;
            let last = (start..stop)
                .rev()
                .find(|i| words.all[*i].is(class::BODY | class::MEDIUM) && !words.all[*i].is(HUMAN));
            if let Some(last) = last.filter(|_| stop <= self.core.end) {
                self.owner = Some(Owner::Modifier(start..last + 1));
            }
        }
    }

    /// "her wages book" is kept, a book is published.
    fn is_kept_book(&self, words: &Words) -> bool {
        self.head.is_some_and(|h| {
            h > self.range.start
                && words.is_one_of(h, &const { forms(["book", "books"]) })
                && words.is_one_of(
                    h - 1,
                    &const {
                        forms([
                            "wages", "wage", "order", "visitors", "visitor", "guest", "account", "exercise",
                            "log", "minute", "cash", "ration", "pay", "rent", "duty", "stock", "savings",
                            "service",
                        ])
                    },
                )
        })
    }

    /// "a nurse and a porter", "the third and the fourth", "caller after caller": several.
    fn count_joined(&mut self, words: &Words) {
        let next = self.core.end;
        if self.name.is_some() || next + 1 >= self.range.end || self.kind != TellerKind::Person {
            return;
        }
        let joined = words.is_one_of(next, &const { forms(["and"]) })
            && words.all[next + 1].is(bit::DET | bit::NUM | bit::RANK)
            && !words.all[next].has(mark::BREAK);
        let again = words.is_one_of(next, &const { forms(["after"]) })
            && words.all[next + 1].lemma == words.all[next - 1].lemma;
        if joined || again {
            self.number = Number::Several;
        }
        if joined && self.count.is_none() {
            self.count = Some(2);
        }
    }

    /// By the nouns, else by the given name, else by a pronoun in what follows.
    fn shown_sex(&self, words: &Words) -> Sex {
        if let Some(sex) = self.heads.iter().map(|h| Sex::of(h.1)).find(|s| *s != Sex::Unknown) {
            return sex;
        }
        let name = self.name.clone().filter(|n| n.len() > 1 && self.name_kind == NameKind::Person);
        let given = name.map_or(0, |n| words.all[n.start].bits);
        match (given & bit::GIVEN_F != 0, given & bit::GIVEN_M != 0) {
            (true, false) => Sex::Female,
            (false, true) => Sex::Male,
            _ => self.sex,
        }
    }

    pub(super) fn judge_named(&mut self, words: &Words, human: bool) {
        let firm = self.name.clone().is_some_and(|n| {
            let span = words.span(&n);
            words.text[span.start()..span.end()].contains('&')
        });
        let body = self.apposed
            && self.name.clone().is_some_and(|mut n| {
                !words.all[n.start].is(bit::GIVEN_F | bit::GIVEN_M) && n.any(|i| words.all[i].is(class::BODY))
            });
        if (firm || body) && self.name_kind != NameKind::Medium {
            // "Thole & Sons"
            self.name_kind = NameKind::Body;
            self.number = Number::One;
        }
        // "the owners, Tarn Valley Paper": several who bear one name are a body.
        let plural = self.heads.first().is_some_and(|h| h.1 & class::PEOPLE != 0 && h.1 & class::PLURAL != 0);
        if plural && self.number != Number::One && self.name_kind == NameKind::Person && self.apposed {
            self.name_kind = NameKind::Body;
            self.number = Number::One;
        }
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
}
