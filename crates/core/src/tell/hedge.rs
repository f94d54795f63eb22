//! Hedges: the words in a content, and at its cue, that weaken it. Knowledge in `lang/en/hedges.toml`.

use crate::model::{Document, Span};
use crate::read::lexicon::{Lexicon, class};
use crate::read::token::{Tag, Tokens};
use serde::Deserialize;

#[derive(Deserialize)]
struct List {
    words: String,
    #[cfg(test)]
    accepts: Vec<String>,
    #[cfg(test)]
    rejects: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    always: List,
    modal: List,
    verb: List,
    number: List,
}

fn file() -> File {
    toml::from_str(include_str!("../../lang/en/hedges.toml")).expect("hedges.toml is part of the program")
}

/// Enters the hedges into the lexicon.
pub(crate) fn load(lexicon: &mut Lexicon) {
    let file = file();
    let lists = [
        (file.always, class::HEDGE),
        (file.modal, class::HEDGE_MODAL),
        (file.verb, class::HEDGE_VERB),
        (file.number, class::HEDGE_NUMBER),
    ];
    for (list, bit) in lists {
        for word in list.words.split_whitespace() {
            let id = lexicon.add(word);
            lexicon.entry_mut(id).classes |= bit;
        }
    }
}

/// The hedges within `content` and in `cue`, in order of the text.
pub(crate) fn hedges(
    document: &Document,
    tokens: &Tokens,
    lexicon: &Lexicon,
    content: &[Span],
    cue: Option<Span>,
) -> Vec<Span> {
    let mut out = Vec::new();
    for piece in content.iter().copied().chain(cue) {
        let first = tokens.all.partition_point(|t| t.span.start() < piece.start());
        for (i, token) in
            tokens.all.iter().enumerate().skip(first).take_while(|(_, t)| t.span.end() <= piece.end())
        {
            let classes = lexicon.entry(token.word).classes;
            let next = tokens.all.get(i + 1);
            let found = classes & class::HEDGE != 0
                || (classes & class::HEDGE_MODAL != 0 && token.tag == Tag::Modal)
                || (classes & class::HEDGE_VERB != 0
                    && next.is_some_and(|n| weakens(document, n.tag, n.span)))
                || (classes & class::HEDGE_NUMBER != 0 && next.is_some_and(|n| n.tag == Tag::Num));
            if found {
                out.push(token.span);
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether what follows "seems" makes it a hedge: "to", "that", "like".
fn weakens(document: &Document, tag: Tag, span: Span) -> bool {
    matches!(tag, Tag::To | Tag::Sub) || matches!(document.slice(span), "that" | "like" | "as")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reader;
    use crate::model::Meta;

    fn found(sentence: &str) -> usize {
        let document = Document::new("0", sentence).expect("short");
        Reader::english().read(document, Meta::default()).statements.iter().map(|s| s.hedges.len()).sum()
    }

    #[test]
    fn examples() {
        let file = file();
        for list in [file.always, file.modal, file.verb, file.number] {
            for sentence in &list.accepts {
                assert!(found(sentence) > 0, "should find a hedge: {sentence}");
            }
            for sentence in &list.rejects {
                assert_eq!(found(sentence), 0, "should find no hedge: {sentence}");
            }
        }
    }
}
