//! Words of closed classes with more than one use: "that", "her", "since", "about".

use super::{NOMINAL, NP_START, Sees, VERBAL};
use crate::read::token::Tag;

impl Sees<'_> {
    /// Words of closed classes with more than one use.
    pub(super) fn function_word(&self, tags: u32, word: &str) -> Option<Tag> {
        let next = self.next();
        let np_next = next & NP_START != 0 && next & (Tag::Aux.bit() | Tag::Modal.bit()) == 0;
        let nominal_next = next & (NOMINAL | Tag::Adj.bit() | Tag::Num.bit()) != 0;
        Some(match word {
            "that" => return Some(self.that(next)),
            "this" | "these" | "those" | "all" | "both" | "some" | "any" | "each" | "either" | "neither"
            | "another" | "many" | "several" | "few" | "such" | "one" | "half" | "most" | "more" | "less"
            | "enough" | "much" | "fewer" => self.quantifier(word, next, nominal_next),
            "her" => {
                if nominal_next || next & Tag::Ing.bit() != 0 {
                    Tag::Poss
                } else {
                    Tag::Pron
                }
            }
            "his" => {
                if np_next || next & (VERBAL | Tag::Adv.bit()) != 0 {
                    Tag::Poss
                } else {
                    Tag::Pron
                }
            }
            "whose" => Tag::Wh,
            "what" | "who" | "which" | "whom" | "whoever" | "whatever" => Tag::Wh,
            "when" | "where" | "how" | "why" => Tag::Wh,
            "there" => {
                if next & (Tag::Aux.bit() | Tag::Modal.bit()) != 0 {
                    Tag::Pron
                } else {
                    Tag::Adv
                }
            }
            "before" | "after" | "since" | "until" | "till" | "as" | "than" | "once" => {
                if self.clause_follows() {
                    Tag::Sub
                } else if word == "once" {
                    Tag::Adv
                } else {
                    Tag::Prep
                }
            }
            "so" | "yet" => {
                if self.prev == Tag::Comma && np_next {
                    Tag::Conj
                } else {
                    Tag::Adv
                }
            }
            "like"
                if tags & VERBAL != 0
                    && !self.prev.is_in(Tag::To.bit() | Tag::Modal.bit() | Tag::Pron.bit()) =>
            {
                Tag::Prep
            }
            "no" => {
                if nominal_next {
                    Tag::Det
                } else {
                    Tag::Adv
                }
            }
            "have" | "has" | "had" | "do" | "does" | "did" | "having" | "been" | "being" | "done" | "is"
            | "are" | "was" | "were" | "be" | "am" => Tag::Aux,
            "will" | "must" | "might" | "can"
                if next & Tag::Stop.bit() == 0
                    && !self.prev.is_in(Tag::Det.bit() | Tag::Poss.bit() | Tag::Mark.bit()) =>
            {
                Tag::Modal
            }
            "may" => Tag::Modal,
            "about" | "around" | "over" | "under" | "up" | "out" | "off" | "down" | "in" | "on"
            | "through" | "behind" | "ahead" | "aside" | "along" | "across" | "near" | "inside"
            | "outside" | "next" | "past" | "round" | "away" | "back" | "together" | "apart"
            | "according" => self.particle(word, next, nominal_next),
            "but" | "nor" | "and" | "or" => Tag::Conj,
            "for" => Tag::Prep,
            "if" | "because" | "while" | "although" | "though" | "whether" | "unless" | "whereas" => Tag::Sub,
            "not" | "never" | "also" | "now" | "then" => Tag::Adv,
            _ => return None,
        })
    }

    /// "some", "most", "one": before a noun a determiner, alone a pronoun, before an adjective perhaps an adverb.
    fn quantifier(&self, word: &str, next: u32, nominal_next: bool) -> Tag {
        let verb_next = next & (Tag::Aux.bit() | Tag::Modal.bit()) != 0;
        let degree = matches!(word, "more" | "most" | "less" | "much");
        if word == "one" && !nominal_next {
            Tag::Pron
        } else if matches!(word, "all" | "both" | "half") && next & (Tag::Det.bit() | Tag::Poss.bit()) != 0 {
            Tag::Det
        } else if nominal_next && !verb_next {
            let adjective = next & Tag::Adj.bit() != 0 && next & NOMINAL == 0;
            if degree && adjective { Tag::Adv } else { Tag::Det }
        } else if (degree || word == "enough") && next & Tag::Prep.bit() == 0 {
            Tag::Adv
        } else {
            Tag::Pron
        }
    }

    /// "past", "back", "about": mostly prepositions and particles.
    fn particle(&self, word: &str, next: u32, nominal_next: bool) -> Tag {
        match word {
            "next" | "past" if nominal_next && !self.prev.is_in(VERBAL) => Tag::Adj,
            "past" if self.prev == Tag::Det => Tag::Noun,
            "back" if self.prev.is_in(Tag::Det.bit() | Tag::Poss.bit()) => Tag::Noun,
            "about" if next & Tag::Num.bit() != 0 => Tag::Adv,
            _ => Tag::Prep,
        }
    }

    /// A finite verb follows before the next mark: the word begins a clause, not a phrase.
    fn clause_follows(&self) -> bool {
        let mut seen_nominal = false;
        for j in self.i + 1..(self.i + 9).min(self.tokens.len()) {
            let tags = self.possible_at(j);
            if tags & (Tag::Comma.bit() | Tag::Stop.bit() | Tag::Colon.bit() | Tag::Conj.bit()) != 0 {
                return false;
            }
            let finite = Tag::Aux.bit() | Tag::Modal.bit() | Tag::Past.bit() | Tag::Pres.bit();
            if seen_nominal
                && tags & finite != 0
                && tags & (Tag::Noun.bit() | Tag::Plural.bit() | Tag::Prep.bit()) == 0
            {
                return true;
            }
            if tags & (NOMINAL | Tag::Pron.bit()) != 0 && tags & Tag::Det.bit() == 0 {
                seen_nominal = true;
            }
        }
        false
    }

    fn that(&self, next: u32) -> Tag {
        let verb_next = next & (Tag::Aux.bit() | Tag::Modal.bit() | Tag::Past.bit() | Tag::Pres.bit()) != 0
            && next & (NOMINAL | Tag::Det.bit() | Tag::Adj.bit()) == 0;
        if self.prev.is_in(NOMINAL | Tag::Pron.bit()) {
            return if verb_next { Tag::Wh } else { Tag::Sub };
        }
        if verb_next || next & (Tag::Stop.bit() | Tag::Comma.bit()) != 0 {
            return Tag::Pron;
        }
        if self.prev.is_in(Tag::Prep.bit() | Tag::Stop.bit() | Tag::To.bit() | Tag::Conj.bit())
            && next & (Tag::Noun.bit() | Tag::Adj.bit()) != 0
        {
            return if self.prev == Tag::Conj && next & Tag::Plural.bit() != 0 { Tag::Sub } else { Tag::Det };
        }
        Tag::Sub
    }
}
