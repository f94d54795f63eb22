//! HTML to a tree, within bounds: a page is hostile until it is parsed.
//!
//! The parser's work grows with depth (each tag looks up the open elements) and with the square of one tag's
//! attributes; tags left open are opened again in each paragraph. So the size, the depth, the nodes and the attributes
//! are bounded before and while it works, by counts and never by the clock: a page is refused everywhere or nowhere.

use super::sink::Sink;
use crate::error::{Error, Kind};
use dom_query::{Document, NodeRef};
use html5ever::ParseOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use tendril::{StrTendril, TendrilSink};

/// The largest page, in bytes of UTF-8.
const MAX_BYTES: usize = 16 << 20;
/// The deepest nesting of elements; articles stay under a hundred, and browsers stop at 512.
const MAX_DEPTH: u32 = 256;
/// The most nodes; a long article has some thousands.
const MAX_NODES: usize = 200_000;
/// The most work on attributes, in comparisons of two names: what two tags of ten thousand each would take.
const MAX_COMPARISONS: u64 = 100_000_000;
/// Ampersands: each begins a character reference, and the parser's work on a run of them grows with its square.
const MAX_REFERENCES: usize = 100_000;
/// How much goes to the parser between two looks at the tree.
const CHUNK: usize = 4096;

/// Parses a page, or says why it is none that we read.
pub(super) fn parse(text: &str) -> Result<Document, Error> {
    if text.len() > MAX_BYTES {
        return Err(Kind::HtmlTooLarge.into());
    }
    let references = text.bytes().filter(|b| *b == b'&').count();
    if references > MAX_REFERENCES || comparisons(text.as_bytes()) > MAX_COMPARISONS {
        return Err(Kind::TooComplex.into());
    }
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let mut parser = html5ever::parse_document(Sink::default(), opts);
    let mut rest = text;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK).max(1));
        parser.process(StrTendril::from(chunk));
        rest = after;
        let sink = &parser.tokenizer.sink.sink;
        if sink.depth.get() > MAX_DEPTH {
            return Err(Kind::TooDeep.into());
        }
        if sink.document.tree.len() > MAX_NODES {
            return Err(Kind::TooComplex.into());
        }
    }
    let document = parser.finish();
    if document.tree.len() > MAX_NODES {
        return Err(Kind::TooComplex.into());
    }
    // The parser moves wrongly nested elements about, so that the tree can be deeper than any element was put in.
    if depth(document.root()) > MAX_DEPTH {
        return Err(Kind::TooDeep.into());
    }
    Ok(document)
}

/// The depth of a tree, without recursion.
fn depth(root: NodeRef<'_>) -> u32 {
    let (mut node, mut level, mut deepest) = (root, 0, 0);
    loop {
        if let Some(child) = node.first_child() {
            node = child;
            level += 1;
            deepest = deepest.max(level);
            continue;
        }
        while node.next_sibling().is_none() {
            match node.parent() {
                Some(parent) if level > 0 => node = parent,
                _ => return deepest,
            }
            level -= 1;
            if level == 0 {
                return deepest;
            }
        }
        match node.next_sibling() {
            Some(next) => node = next,
            None => return deepest,
        }
    }
}

/// Where in a tag a byte may stand, after the tokenizer of the HTML standard.
#[derive(Clone, Copy)]
enum In {
    TagName,
    Before,
    Name,
    After,
    Equals,
    Unquoted,
    Single,
    Double,
}

const STATES: usize = 8;

/// How often the parser will compare two attributes of a tag, at most: each one with all before it.
///
/// Whether a "<" opens a tag depends on what stands before it (a comment, a script), which only the parser knows. So
/// a tag is taken to begin at each "<" with a letter, all of them are followed at once, and of those in the same state
/// only the one with most attributes is kept.
fn comparisons(bytes: &[u8]) -> u64 {
    let mut counts: [Option<u32>; STATES] = [None; STATES];
    let mut all = 0;
    let mut alive = false;
    for (i, byte) in bytes.iter().enumerate() {
        if alive {
            let mut next = [None; STATES];
            let mut new = None;
            for (state, count) in ALL.iter().zip(counts) {
                let Some(count) = count else { continue };
                let Some((to, more)) = step(*state, *byte) else { continue };
                new = new.max(more.then_some(count));
                let slot: &mut Option<u32> = &mut next[to as usize];
                *slot = (*slot).max(Some(count + u32::from(more)));
            }
            all += u64::from(new.unwrap_or(0));
            counts = next;
            alive = counts.iter().any(Option::is_some);
        }
        if *byte == b'<' && bytes.get(i + 1).is_some_and(u8::is_ascii_alphabetic) {
            counts[In::TagName as usize] = counts[In::TagName as usize].max(Some(0));
            alive = true;
        }
    }
    all
}

const ALL: [In; STATES] =
    [In::TagName, In::Before, In::Name, In::After, In::Equals, In::Unquoted, In::Single, In::Double];

/// The state after a byte, and whether an attribute begins with it; `None` where the tag ends.
fn step(state: In, byte: u8) -> Option<(In, bool)> {
    let gap = byte.is_ascii_whitespace();
    Some(match (state, byte) {
        (In::Single, b'\'') | (In::Double, b'"') => (In::Before, false),
        (In::Single | In::Double, _) => (state, false),
        (_, b'>') => return None,
        (In::Unquoted, _) => (if gap { In::Before } else { In::Unquoted }, false),
        (In::Equals, b'\'') => (In::Single, false),
        (In::Equals, b'"') => (In::Double, false),
        (In::Equals, _) => (if gap { In::Equals } else { In::Unquoted }, false),
        (_, b'/') => (In::Before, false),
        (In::TagName, _) => (if gap { In::Before } else { In::TagName }, false),
        (In::Name | In::After, b'=') => (In::Equals, false),
        (In::Name, _) => (if gap { In::After } else { In::Name }, false),
        (In::Before | In::After, _) => (if gap { state } else { In::Name }, !gap),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_those_of_the_parser() {
        assert_eq!(comparisons(b"<p>no</p> <a href=\"x y z\" id=q>"), 1);
        assert_eq!(comparisons(b"<a/b/c d = 'e f' g>"), 1 + 2 + 3);
        assert_eq!(comparisons(b"<a =\"b c d\">"), 1 + 2);
        assert_eq!(comparisons(b"<a href=http://x/y/z>"), 0);
        // A comment must not hide a tag.
        assert!(comparisons(b"<!-- <i x=\" --><a b c d e f>") >= 1 + 2 + 3 + 4);
    }

    #[test]
    fn depth_is_that_of_the_tree() {
        assert_eq!(depth(parse("<p>a<b>c</b></p>").unwrap().root()), 5);
        assert_eq!(depth(parse("").unwrap().root()), 2);
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused_however_it_is_hidden() {
        let deep = |piece: &str| parse(&piece.repeat(10_000)).map(|_| ()).unwrap_err().code();
        assert_eq!(deep("<div>"), "FH-106");
        assert_eq!(deep("<div></b>"), "FH-106");
        assert_eq!(deep("<template>"), "FH-106");
        assert_eq!(deep("<table><tr><td>"), "FH-106");
        assert_eq!(deep("</body><!----><div>"), "FH-106");
        assert_eq!(deep("<svg>"), "FH-106");
    }

    #[test]
    fn floods_are_refused() {
        let flood = |piece: &str| parse(&piece.repeat(110_000)).map(|_| ()).unwrap_err().code();
        assert_eq!(flood("<p>x"), "FH-107");
        assert_eq!(parse(&"&".repeat(MAX_REFERENCES + 1)).map(|_| ()).unwrap_err().code(), "FH-107");
        assert_eq!(parse(&format!("<a {}>", "b1 ".repeat(20_000))).map(|_| ()).unwrap_err().code(), "FH-107");
        let open: String = (0..20_000).map(|i| format!("<p><font size={i}>")).collect();
        assert!(parse(&open).is_err());
    }
}
