//! Chooses one tag a token, left to right, by rules. A trained tagger takes this place later; the rules stay as the
//! path that needs no weights.
//!
//! One pass, left to right: the word's possible tags from the lexicon, the tag before (adverbs passed over), the possible
//! tags of the word after. Unknown words are judged by capitals and endings, so that names, places and slips of typing get
//! a sensible reading. Wrong tags cost statements, not soundness: nothing later trusts a tag for a span.

mod function;
mod verb;

use super::lexicon::{Lexicon, class};
use super::token::{Tag, Token};

const VERBAL: u32 = Tag::Base.bit() | Tag::Pres.bit() | Tag::Past.bit() | Tag::Part.bit() | Tag::Ing.bit();
const NOMINAL: u32 = Tag::Noun.bit() | Tag::Plural.bit() | Tag::Name.bit();
const CLOSED: u32 = Tag::Det.bit()
    | Tag::Poss.bit()
    | Tag::Pron.bit()
    | Tag::Wh.bit()
    | Tag::Prep.bit()
    | Tag::Conj.bit()
    | Tag::Sub.bit()
    | Tag::Modal.bit()
    | Tag::Aux.bit()
    | Tag::To.bit();
/// What a noun phrase may begin with.
const NP_START: u32 =
    Tag::Det.bit() | Tag::Poss.bit() | Tag::Adj.bit() | Tag::Num.bit() | NOMINAL | Tag::Pron.bit();

/// Tags the tokens of one block. `headline`: words are capitalised throughout, so capitals say nothing.
pub(crate) fn tag(text: &str, tokens: &mut [Token], lexicon: &Lexicon, headline: bool) {
    let mut prev = Tag::Stop;
    let mut before = Tag::Stop;
    for i in 0..tokens.len() {
        if !is_word(text, tokens[i]) {
            if tokens[i].tag == Tag::Mark {
                before = prev;
                prev = Tag::Mark;
            } else if !matches!(tokens[i].tag, Tag::Open | Tag::Close) {
                before = prev;
                prev = tokens[i].tag;
            } else if tokens[i].tag == Tag::Open && matches!(prev, Tag::Comma | Tag::Colon) {
                // A quotation after a comma or colon begins a sentence of its own.
                prev = Tag::Stop;
            }
            continue;
        }
        let sees = Sees { text, tokens, lexicon, i, prev, before, headline };
        let tag = sees.choose();
        tokens[i].tag = tag;
        if tag != Tag::Adv || prev == Tag::Stop {
            before = prev;
            prev = tag;
        }
    }
}

fn is_word(text: &str, token: Token) -> bool {
    text[token.span.start()..]
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '¥' | '₩' | '\'' | '’'))
        && !matches!(token.tag, Tag::Open | Tag::Close | Tag::Mark | Tag::Comma | Tag::Stop)
}

struct Sees<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    i: usize,
    prev: Tag,
    before: Tag,
    headline: bool,
}

impl Sees<'_> {
    fn word(&self, i: usize) -> &str {
        let span = self.tokens[i].span;
        &self.text[span.start()..span.end()]
    }

    /// Possible tags of the next word, quotation marks passed over.
    fn next(&self) -> u32 {
        let mut i = self.i + 1;
        while i < self.tokens.len() && matches!(self.tokens[i].tag, Tag::Open | Tag::Close) {
            i += 1;
        }
        self.possible_at(i)
    }

    fn possible_at(&self, i: usize) -> u32 {
        let Some(token) = self.tokens.get(i) else { return Tag::Stop.bit() };
        if !is_word(self.text, *token) {
            return token.tag.bit();
        }
        let tags = self.lexicon.entry(token.word).tags;
        if token.capital && tags & CLOSED == 0 && !self.headline {
            return Tag::Name.bit() | tags & (Tag::Plural.bit() | Tag::Noun.bit());
        }
        if tags == 0 { guess(self.word(i)).bit() } else { tags }
    }

    fn first(&self) -> bool {
        matches!(self.prev, Tag::Stop | Tag::Colon)
    }

    fn choose(&self) -> Tag {
        let token = self.tokens[self.i];
        let word = self.word(self.i);
        if word.starts_with(['\'', '’']) {
            return self.clitic(word);
        }
        if word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '¥' | '₩')) {
            return if word.contains(|c: char| c.is_alphabetic()) && word.contains('-') {
                Tag::Adj
            } else {
                Tag::Num
            };
        }
        let tags = self.lexicon.entry(token.word).tags;
        if token.capital
            && !self.headline
            && let Some(tag) = self.capital(tags, word)
        {
            return tag;
        }
        if tags == 0 {
            return self.unknown(word);
        }
        if tags.count_ones() == 1 {
            // "a decree", "his emails": a verb that the lexicon does not know as a noun.
            let determined =
                self.prev.is_in(Tag::Det.bit() | Tag::Poss.bit() | Tag::Adj.bit() | Tag::Mark.bit());
            if determined && tags == Tag::Base.bit() {
                return Tag::Noun;
            }
            if determined && tags == Tag::Pres.bit() {
                return Tag::Plural;
            }
            return by_bit(tags);
        }
        self.several(tags, &word.to_lowercase())
    }

    fn clitic(&self, word: &str) -> Tag {
        match word.trim_start_matches(['\'', '’']) {
            "s" | "S" => {
                let host = self.i.checked_sub(1).map_or(0, |p| self.lexicon.entry(self.tokens[p].word).tags);
                let pronoun = host & (Tag::Pron.bit() | Tag::Wh.bit()) != 0 && host & Tag::Noun.bit() == 0;
                let here = self.i > 0
                    && matches!(
                        self.word(self.i - 1).to_lowercase().as_str(),
                        "here" | "there" | "let" | "that" | "what"
                    );
                let next = self.next();
                let verb =
                    next & (Tag::Det.bit() | Tag::Part.bit()) != 0 && next & (NOMINAL | Tag::Adj.bit()) == 0;
                if pronoun || here || verb { Tag::Aux } else { Tag::Mark }
            }
            "ll" | "d" | "LL" | "D" => Tag::Modal,
            _ => Tag::Aux,
        }
    }

    /// A capitalised word outside headlines: a name, unless it is of a closed class or only begins the sentence.
    fn capital(&self, tags: u32, word: &str) -> Option<Tag> {
        let time = self.lexicon.entry(self.tokens[self.i].word).classes & class::TIME != 0;
        if word == "May" {
            let number = self.next() & Tag::Num.bit() != 0 || matches!(self.prev, Tag::Prep | Tag::Num);
            return Some(if number || !self.first() { Tag::Name } else { Tag::Modal });
        }
        if time && word.len() > 2 && tags & CLOSED == 0 {
            return Some(Tag::Name);
        }
        if tags & CLOSED != 0 || word == "I" {
            return None;
        }
        if !self.first() && self.i > 0 {
            return Some(Tag::Name);
        }
        // Sentence start: known words keep their own tags, unless a name goes on after them.
        let next_name = self
            .tokens
            .get(self.i + 1)
            .is_some_and(|t| t.capital && self.lexicon.entry(t.word).tags & CLOSED == 0);
        if tags != 0 {
            let plain = tags & (NOMINAL | Tag::Adj.bit()) != 0 && next_name && tags & VERBAL == 0;
            // "Free Ridge's director": an adjective before a name, for all that it may be a verb.
            let adjective = tags & (Tag::Adj.bit() | Tag::Base.bit()) == tags && tags != Tag::Base.bit();
            if adjective && next_name {
                return Some(Tag::Adj);
            }
            return plain.then_some(if tags & Tag::Adj.bit() != 0 { Tag::Adj } else { Tag::Name });
        }
        if next_name {
            return Some(Tag::Name);
        }
        match guess(&word.to_lowercase()) {
            Tag::Plural if !next_name => Some(Tag::Plural),
            Tag::Adv => Some(Tag::Adv),
            // "Lanning said": a verb right behind it shows the name.
            Tag::Ing if !self.verb_next() => Some(Tag::Ing),
            _ => Some(Tag::Name),
        }
    }

    /// Whether nothing but a finite verb can stand next.
    fn verb_next(&self) -> bool {
        let finite = Tag::Aux.bit() | Tag::Modal.bit() | Tag::Past.bit() | Tag::Pres.bit();
        let next = self.next();
        next & finite != 0 && next & !(finite | Tag::Part.bit()) == 0
    }

    fn unknown(&self, word: &str) -> Tag {
        let lower = word.to_lowercase();
        let guessed = guess(&lower);
        let next = self.next();
        match guessed {
            Tag::Past if self.prev.is_in(Tag::Det.bit() | Tag::Poss.bit() | Tag::Adj.bit()) => {
                if next & (NOMINAL | Tag::Adj.bit()) != 0 { Tag::Adj } else { Tag::Noun }
            }
            Tag::Past if self.prev == Tag::Aux => Tag::Part,
            Tag::Ing
                if self.prev.is_in(Tag::Det.bit() | Tag::Poss.bit() | Tag::Adj.bit() | Tag::Mark.bit()) =>
            {
                Tag::Noun
            }
            Tag::Noun if self.prev == Tag::To && next & (NP_START & !Tag::Num.bit()) != 0 => Tag::Base,
            Tag::Noun if word.contains('-') && next & NOMINAL != 0 => Tag::Adj,
            tag => tag,
        }
    }

    /// A word of several parts of speech.
    fn several(&self, tags: u32, word: &str) -> Tag {
        if let Some(tag) = self.function_word(tags, word) {
            return tag;
        }
        if tags & VERBAL != 0 {
            return self.verbal(tags);
        }
        let next = self.next();
        if tags & Tag::Adv.bit() != 0 && tags & NOMINAL != 0 {
            // "the well", "as well"; "the north", "north of the river".
            let noun = self
                .prev
                .is_in(Tag::Det.bit() | Tag::Poss.bit() | Tag::Adj.bit() | Tag::Mark.bit() | Tag::Prep.bit());
            return if noun { by_bit(tags & NOMINAL) } else { Tag::Adv };
        }
        let order = [Tag::Det, Tag::Num, Tag::Adj, Tag::Plural, Tag::Noun, Tag::Adv, Tag::Prep];
        if tags & Tag::Adj.bit() != 0 && tags & (NOMINAL | Tag::Adv.bit()) != 0 {
            if next & (NOMINAL | Tag::Adj.bit() | Tag::Num.bit()) != 0 {
                return Tag::Adj;
            }
            if tags & NOMINAL != 0
                && self.prev.is_in(
                    Tag::Det.bit() | Tag::Poss.bit() | Tag::Adj.bit() | Tag::Prep.bit() | Tag::Mark.bit(),
                )
            {
                return by_bit(tags & NOMINAL);
            }
            return if tags & Tag::Adv.bit() != 0 && !self.prev.is_in(Tag::Det.bit() | Tag::Aux.bit()) {
                Tag::Adv
            } else {
                Tag::Adj
            };
        }
        order.into_iter().find(|t| t.is_in(tags)).unwrap_or_else(|| by_bit(tags))
    }

    fn next_is(&self, word: &str) -> bool {
        self.next_is_at(1, word)
    }

    fn next_is_at(&self, n: usize, word: &str) -> bool {
        self.i + n < self.tokens.len() && self.word(self.i + n) == word
    }
}

/// The tag of the lowest bit in a set.
fn by_bit(tags: u32) -> Tag {
    const ALL: [Tag; 23] = [
        Tag::Noun,
        Tag::Plural,
        Tag::Name,
        Tag::Pron,
        Tag::Poss,
        Tag::Det,
        Tag::Adj,
        Tag::Num,
        Tag::Adv,
        Tag::Prep,
        Tag::To,
        Tag::Conj,
        Tag::Sub,
        Tag::Wh,
        Tag::Modal,
        Tag::Aux,
        Tag::Base,
        Tag::Pres,
        Tag::Past,
        Tag::Part,
        Tag::Ing,
        Tag::Mark,
        Tag::Other,
    ];
    ALL.into_iter().find(|t| t.is_in(tags)).unwrap_or(Tag::Other)
}

/// The part of speech of an unknown lower-case word, by its ending.
fn guess(word: &str) -> Tag {
    let long = word.len() > 4;
    let ends = |list: &[&str]| list.iter().any(|e| word.ends_with(e));
    if long && word.ends_with("ly") {
        Tag::Adv
    } else if long && word.ends_with("ing") {
        Tag::Ing
    } else if long && word.ends_with("ed") {
        Tag::Past
    } else if long && ends(&["ous", "ful", "ive", "able", "ible", "ical", "less", "ish", "ese", "ary", "ian"])
    {
        Tag::Adj
    } else if word.len() > 3 && word.ends_with('s') && !ends(&["ss", "us", "is", "as"]) {
        Tag::Plural
    } else {
        Tag::Noun
    }
}
