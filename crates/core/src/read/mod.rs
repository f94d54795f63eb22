//! Stage 1: read. In: a [`Document`] with its text. Out: its furniture named, its words as [`Tokens`].

pub mod dates;
pub mod furniture;
pub(crate) mod knowledge;
pub mod lemma;
pub mod lexicon;
pub mod place_names;
pub mod places;
mod quotes;
pub mod senses;
pub mod syntax;
mod tag;
pub mod token;
mod tokenize;
pub mod words;

use crate::act;
use crate::model::{BlockKind, Document, Meta, Reading};
use crate::tell::{
    self, Coreference, Mention, Told, reporting::Reporting, resolve::Tellers, trained::Trained,
};
use dates::{DatePolicy, Dates};
use furniture::Furniture;
use lexicon::Lexicon;
use places::Places;
use senses::Senses;
use std::sync::LazyLock;
use token::{Para, Tag, Tokens};

/// Everything known of one language. Making one parses the data files once; reading borrows it and changes nothing,
/// so that one reader serves any number of threads.
#[derive(Debug)]
pub struct Reader {
    pub(crate) lexicon: Lexicon,
    pub(crate) reporting: Reporting,
    pub(crate) tellers: Tellers,
    furniture: Furniture,
    dates: Dates,
    /// Loaded when the networks first ask: rules alone need neither.
    pub(crate) senses: LazyLock<Senses>,
    pub(crate) places: LazyLock<Places>,
    /// The trained networks; `None` reads by rules alone.
    pub(crate) trained: Option<Trained>,
}

impl Reader {
    /// The reader of English.
    pub fn english() -> Self {
        let (lexicon, reporting) = knowledge::english();
        Self {
            lexicon,
            reporting,
            tellers: Tellers::english(),
            furniture: Furniture::english(),
            dates: Dates::english(),
            senses: LazyLock::new(Senses::english),
            places: LazyLock::new(Places::load),
            trained: None,
        }
    }

    /// The same reader with trained networks beside its rules.
    pub fn with(mut self, trained: Trained) -> Self {
        self.trained = Some(trained);
        self
    }

    /// The same reader with another table of what vague words of time cover.
    pub fn with_policy(mut self, policy: DatePolicy) -> Self {
        self.dates.policy = policy;
        self
    }

    /// Reads a document for its dates alone: no tellers, no statements, and no notes on the language. `given` as in
    /// [`Reader::read`], which finds the same dates.
    pub fn read_dates(&self, mut document: Document, given: Meta) -> Reading {
        let tokens = self.opened(&mut document, given);
        let dates = self.dates.find(&document, &tokens, &self.lexicon);
        Reading {
            document,
            tellers: Vec::new(),
            statements: Vec::new(),
            dates,
            acts: None,
            notes: Vec::new(),
        }
    }

    /// Reads a document. `given` is metadata from outside the file (flags, then side file): it wins over the file's
    /// own, which wins over what the text says.
    pub fn read(&self, mut document: Document, given: Meta) -> Reading {
        let tokens = self.opened(&mut document, given);
        let mut notes = Vec::new();
        if document.meta.language.is_none() {
            if looks_english(&tokens, &self.lexicon) {
                document.meta.language = Some("en".to_string());
            } else {
                notes.push(
                    "The text does not look like English; it was read as English all the same.".to_string(),
                );
            }
        }
        let Told { tellers, statements, passed_over, trees } = tell::tell(self, &document, &tokens);
        if passed_over > 0 {
            notes.push(format!("{passed_over} sentences were too long to be searched for statements."));
        }
        if let Some(language) =
            document.meta.language.as_deref().filter(|l| !l.to_lowercase().starts_with("en"))
        {
            notes.push(format!("The document says that its language is {language}; it was read as English."));
        }
        let dates = self.dates.find(&document, &tokens, &self.lexicon);
        let acts = trees.zip(self.trained.as_ref()).map(|(trees, trained)| {
            let knowledge =
                act::Knowledge { labels: &trained.syntax.labels, senses: &self.senses, places: &self.places };
            act::find(&document, &trees, &knowledge, &statements, &dates)
        });
        if acts.is_none() {
            notes.push("Acts were not looked for: that needs the networks.".to_string());
        }
        Reading { document, tellers, statements, dates, acts, notes }
    }

    /// Names a document's furniture, settles what is known of it, and gives its tokens.
    fn opened(&self, document: &mut Document, given: Meta) -> Tokens {
        let told = self.furnish(document);
        document.meta = given.or(std::mem::take(&mut document.meta)).or(told);
        self.tokens(document)
    }

    /// Names a document's furniture (headline, credits, captions) in its blocks; what that tells of the document comes
    /// back.
    pub fn furnish(&self, document: &mut Document) -> Meta {
        self.furniture.furnish(document)
    }

    /// Whom mentions in a document mean, by the same rules that find a statement's teller. For measuring and training;
    /// [`Reader::read`] needs no mentions.
    pub fn coreference(&self, document: &Document, mentions: &[Mention]) -> Coreference {
        let mut document = document.clone();
        let tokens = self.opened(&mut document, Meta::default());
        tell::coreference(self, &document, &tokens, mentions)
    }

    /// A document's tokens with their tags and quotations.
    pub fn tokens(&self, document: &Document) -> Tokens {
        let mut tokens = Tokens::default();
        let text = document.text();
        tokens.all.reserve(text.len() / 5);
        for (block, b) in document.blocks.iter().enumerate() {
            let from = tokens.all.len();
            tokenize::tokenize(text, b.span.start(), b.span.end(), &self.lexicon, &mut tokens.all);
            let to = tokens.all.len();
            let quotes = quotes::pair(text, &mut tokens.all, from, to);
            tag::tag(text, &mut tokens.all[from..to], &self.lexicon, b.kind == BlockKind::Headline);
            tokens.paras.push(Para { block, tokens: from..to, quotes });
        }
        tokens
    }

    /// Base form of a verb form, for tests of the data files.
    #[cfg(test)]
    pub(crate) fn lemma_of(&self, word: &str) -> Option<&str> {
        self.lexicon.entry(self.lexicon.find(word)).lemma.map(|l| self.lexicon.word(l))
    }
}

/// Whether the words of closed classes ("the", "of", "was") are as common as in English: at least one in eight.
fn looks_english(tokens: &Tokens, lexicon: &Lexicon) -> bool {
    const CLOSED: u32 =
        Tag::Det.bit() | Tag::Prep.bit() | Tag::Conj.bit() | Tag::Aux.bit() | Tag::To.bit() | Tag::Pron.bit();
    const MARKS: u32 = Tag::Comma.bit()
        | Tag::Stop.bit()
        | Tag::Colon.bit()
        | Tag::Dash.bit()
        | Tag::Open.bit()
        | Tag::Close.bit();
    let words = tokens.all.iter().filter(|t| !t.tag.is_in(MARKS));
    let (known, all) = words.fold((0usize, 0usize), |(known, all), t| {
        (known + usize::from(lexicon.entry(t.word).tags & CLOSED != 0), all + 1)
    });
    known * 8 >= all
}
