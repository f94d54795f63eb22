//! A tree of elements to pieces of text: one for each headline, paragraph, credit or caption.

use crate::pieces::Piece;
use dom_query::NodeRef;
use firsthand_core::model::BlockKind;

/// The pieces of everything visible under a node.
pub(super) fn of(root: NodeRef<'_>) -> Vec<Piece> {
    let mut walk = Walk::default();
    let mut node = Some(root);
    let mut level = 0usize;
    while let Some(here) = node {
        if walk.enter(&here)
            && let Some(child) = here.first_child()
        {
            level += 1;
            node = Some(child);
            continue;
        }
        walk.leave(&here);
        let mut last = here;
        node = last.next_sibling();
        while node.is_none() && level > 1 {
            let Some(parent) = last.parent() else { break };
            level -= 1;
            walk.leave(&parent);
            last = parent;
            node = last.next_sibling();
        }
        if level == 0 {
            break;
        }
    }
    walk.end_block();
    walk.pieces
}

#[derive(Default)]
struct Walk {
    pieces: Vec<Piece>,
    open: Piece,
    /// Kinds of the elements around, innermost last.
    kinds: Vec<BlockKind>,
    /// Where an open link began in the open piece, and where it leads.
    link: Option<(usize, String)>,
}

impl Walk {
    /// Takes a node in; whether its children are to be read.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.open.words(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else { return node.is_document() || node.is_fragment() };
        if is_hidden(&name, node) {
            return false;
        }
        if &*name == "br" {
            if self.open.text.ends_with('\n') {
                self.end_block()
            } else {
                self.open.line_end()
            }
            return false;
        }
        if &*name == "a" {
            self.end_link();
            self.link = node.attr("href").map(|to| (self.open.text.len(), to.trim().to_owned()));
        }
        if is_block(&name) {
            self.end_block();
        }
        if let Some(kind) = kind_of(&name, node) {
            self.end_block();
            self.kinds.push(kind);
        }
        true
    }

    /// Leaves a node that was entered.
    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        if &*name == "br" || is_hidden(&name, node) {
            return;
        }
        if &*name == "a" {
            self.end_link();
        }
        if is_block(&name) {
            self.end_block();
        }
        if kind_of(&name, node).is_some() {
            self.end_block();
            self.kinds.pop();
        }
    }

    fn end_link(&mut self) {
        if let Some((start, to)) = self.link.take()
            && !to.is_empty()
        {
            self.open.links.push((start..self.open.text.len(), to));
        }
    }

    fn end_block(&mut self) {
        // A link around several blocks carries on in the next.
        let to = self.link.as_ref().map(|(_, to)| to.clone());
        self.end_link();
        let kind = self.kinds.last().copied();
        let piece = Piece { kind, ..std::mem::take(&mut self.open) }.finished();
        if !piece.text.is_empty() {
            self.pieces.push(piece);
        }
        self.link = to.map(|to| (0, to));
    }
}

/// Elements whose words are not on the page.
fn is_hidden(name: &str, node: &NodeRef<'_>) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "svg"
            | "math"
            | "object"
            | "button"
            | "select"
            | "textarea"
            | "title"
            | "canvas"
            | "audio"
            | "video"
    ) || node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
}

/// Elements that begin and end a block.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// What an element says of the words in it.
fn kind_of(name: &str, node: &NodeRef<'_>) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" => return Some(BlockKind::Headline),
        "figcaption" | "caption" => return Some(BlockKind::Caption),
        "address" => return Some(BlockKind::Credit),
        _ => {}
    }
    let class = node.class()?;
    let has = |words: &[&str]| class.split_ascii_whitespace().any(|class| words.contains(&class));
    if has(&["caption", "wp-caption-text", "image-caption", "photo-caption"]) {
        Some(BlockKind::Caption)
    } else if has(&["byline", "dateline", "credit", "credits", "author-name"]) {
        Some(BlockKind::Credit)
    } else {
        None
    }
}
