//! Whether a clause looks back or forward: what decides which Tuesday "on Tuesday" is.

use crate::read::lexicon::Lexicon;
use crate::read::token::{Tag, Token, Tokens};

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Present,
    /// No verb that tells.
    Unknown,
}

/// What a noun before a verb may be tagged.
const NOMINAL: u32 = Tag::Noun.bit() | Tag::Plural.bit() | Tag::Adj.bit();

/// How far a verb is looked for, in words.
const REACH: usize = 30;

/// Words that make what hangs on them lie ahead, whatever their own tense.
const AHEAD: [&str; 28] = [
    "effective",
    "payable",
    "due",
    "scheduled",
    "expected",
    "expects",
    "expect",
    "plans",
    "plan",
    "planned",
    "planning",
    "slated",
    "set",
    "intends",
    "intend",
    "hopes",
    "hope",
    "wants",
    "want",
    "going",
    "upcoming",
    "poised",
    "deadline",
    "vows",
    "vowed",
    "promised",
    "promises",
    "starting",
];

/// Verbs of telling: what follows them is a clause of its own.
const TOLD: [&str; 8] = ["said", "says", "say", "told", "reported", "added", "announced", "believes"];

/// The tense of the clause around a place in the text.
pub(super) struct Clauses<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) lexicon: &'a Lexicon,
}

impl Clauses<'_> {
    /// The tense of the nearest verb before `start` in its sentence, else of the nearest after `end` (bytes).
    pub(super) fn tense(&self, start: usize, end: usize, headline: bool) -> Tense {
        let all = &self.tokens.all;
        let at = all.partition_point(|t| t.span.end() <= start);
        let after = all.partition_point(|t| t.span.start() < end);
        let open = self.opening(at);
        let close = self.closing(after);
        let mut found = Tense::Unknown;
        let mut told = None;
        for i in (open..at).rev() {
            found = self.at(i, open);
            if found != Tense::Unknown {
                told = TOLD.contains(&self.word(&all[i])).then_some(i);
                break;
            }
        }
        // "said the meeting Tuesday will": what stands between belongs to the verb behind.
        if let Some(j) = told
            && all[j + 1..at].iter().any(|t| t.tag.is_in(Tag::Noun.bit() | Tag::Plural.bit()))
        {
            let behind = (after..close.min(after + 8)).map(|i| self.at(i, after));
            found = behind.into_iter().find(|t| *t != Tense::Unknown).unwrap_or(found);
        }
        if found == Tense::Unknown {
            found = (after..close).map(|i| self.at(i, after)).find(|t| *t != Tense::Unknown).unwrap_or(found);
        }
        match found {
            Tense::Present if headline => Tense::Past,
            other => other,
        }
    }

    /// The first token of the sentence that token `at` stands in, at most [`REACH`] back.
    fn opening(&self, at: usize) -> usize {
        let least = at.saturating_sub(REACH);
        (least..at).rev().find(|i| self.ends_sentence(*i)).map_or(least, |i| i + 1)
    }

    fn closing(&self, after: usize) -> usize {
        let most = (after + REACH).min(self.tokens.all.len());
        (after..most).find(|i| self.ends_sentence(*i)).unwrap_or(most)
    }

    fn ends_sentence(&self, i: usize) -> bool {
        let token = &self.tokens.all[i];
        token.tag == Tag::Stop && matches!(self.word(token), "." | "!" | "?" | ";")
            || self.tokens.paras.binary_search_by(|p| p.tokens.end.cmp(&(i + 1))).is_ok()
    }

    fn word(&self, token: &Token) -> &str {
        &self.text[token.span.start()..token.span.end()]
    }

    /// What the token `i` says of its clause's tense. `open` is the first token that may be looked at.
    fn at(&self, i: usize, open: usize) -> Tense {
        let all = &self.tokens.all;
        let token = &all[i];
        let word = self.word(token);
        let before = (i > open).then(|| &all[i - 1]);
        if AHEAD.contains(&word) && !before.is_some_and(|b| b.tag == Tag::Det) {
            return Tense::Future;
        }
        match token.tag {
            Tag::Modal => Tense::Future,
            Tag::Past | Tag::Part => self.participle(i, open),
            Tag::Aux => self.auxiliary(word, i),
            // "is to meet", "plans to meet"; "agreed to meet" looks ahead no less.
            Tag::Base => match before {
                Some(b) if b.tag == Tag::To => self.infinitive(i - 1, open),
                // "talks begin Monday", but not "the plan Monday": what may be a noun is one behind a noun.
                Some(b) if b.tag.is_in(NOMINAL) => {
                    let noun = self.lexicon.entry(token.word).tags & Tag::Noun.bit() != 0;
                    if noun { Tense::Unknown } else { Tense::Present }
                }
                Some(b)
                    if b.tag.is_in(Tag::Det.bit() | Tag::Prep.bit() | Tag::Adv.bit() | Tag::Modal.bit()) =>
                {
                    Tense::Unknown
                }
                _ => Tense::Present,
            },
            Tag::Pres => Tense::Present,
            _ => Tense::Unknown,
        }
    }

    /// A participle takes the tense of the auxiliary before it; alone it looks back.
    fn participle(&self, i: usize, open: usize) -> Tense {
        let from = i.saturating_sub(4).max(open);
        let mut auxiliary = None;
        for j in (from..i).rev() {
            let token = &self.tokens.all[j];
            match token.tag {
                Tag::Modal => return Tense::Future,
                Tag::To => return Tense::Future,
                Tag::Aux => auxiliary = auxiliary.or(Some(j)),
                Tag::Adv | Tag::Base => {}
                _ => break,
            }
        }
        match auxiliary.map(|j| self.word(&self.tokens.all[j])) {
            Some("is" | "are" | "be" | "being") => Tense::Present,
            _ => Tense::Past,
        }
    }

    fn auxiliary(&self, word: &str, i: usize) -> Tense {
        match word {
            // "was to meet" looks ahead of then, not of today.
            "was" | "were" | "had" | "did" | "been" => Tense::Past,
            // "have gone" looks back, "have until Friday" does not.
            "has" | "have" | "'ve" | "’ve" => {
                let next = self.tokens.all.iter().skip(i + 1).take(3);
                let gone =
                    next.into_iter().any(|t| t.tag.is_in(Tag::Past.bit() | Tag::Part.bit() | Tag::Aux.bit()));
                if gone { Tense::Past } else { Tense::Present }
            }
            "is" | "are" | "am" | "’re" | "'re" | "’s" | "'s" | "’m" | "'m" => {
                let next = self.tokens.all.get(i + 1);
                match next.map(|n| n.tag) {
                    Some(Tag::To | Tag::Ing) => Tense::Future,
                    _ => Tense::Present,
                }
            }
            _ => Tense::Unknown,
        }
    }

    /// "to" at `to` before a verb: ahead after a plan and after "is"; else what stands before says.
    fn infinitive(&self, to: usize, open: usize) -> Tense {
        let Some(before) = (to > open).then(|| &self.tokens.all[to - 1]) else { return Tense::Unknown };
        let word = self.word(before);
        let lemma = self.lexicon.entry(before.word).lemma.map_or("", |l| self.lexicon.word(l));
        let plan = [
            "agree", "plan", "order", "ask", "decide", "urge", "expect", "schedule", "intend", "vow", "call",
        ];
        if AHEAD.contains(&word) || plan.contains(&lemma) || matches!(word, "is" | "are") {
            return Tense::Future;
        }
        Tense::Unknown
    }
}
