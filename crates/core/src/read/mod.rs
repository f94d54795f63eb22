//! Stage 1: read. In: a [`Document`] with its text. Out: its furniture named, its words as [`Tokens`].

pub mod furniture;
pub mod lexicon;
pub mod token;

use crate::model::{Document, Meta, Reading};

/// Everything known of one language. Making one parses the data files once; reading borrows it and changes nothing,
/// so that one reader serves any number of threads.
#[derive(Debug)]
pub struct Reader {
    lexicon: lexicon::Lexicon,
}

impl Reader {
    /// The reader of English.
    pub fn english() -> Self {
        Self { lexicon: lexicon::Lexicon::default() }
    }

    /// Reads a document. `given` is metadata from outside the file (flags, then side file): it wins over the file's
    /// own, which wins over what the text says.
    pub fn read(&self, mut document: Document, given: Meta) -> Reading {
        let _ = &self.lexicon;
        document.meta = given.or(document.meta);
        Reading { document, tellers: Vec::new(), statements: Vec::new(), notes: Vec::new() }
    }
}
