//! The page of copies: families of documents as trees in time, what was taken under what it was taken from.

use super::{Look, fit, put, safe, words};
use firsthand_core::link::copies::{Edge, Kind, Why};
use jiff::civil::Date;
use std::fmt::Write;

/// What the page calls a document. All of it is foreign.
#[derive(Clone, Debug, Default)]
pub struct Label {
    /// Its name in the output.
    pub id: String,
    /// Its headline or first line.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// First and last day on which it may have been published.
    pub published: Option<(Date, Date)>,
}

/// Deepest branch that is drawn with a step to the right of its own.
const DEEPEST: usize = 12;

/// Letters of a tree: a branch, the last one, what goes on beside it.
struct Ink {
    branch: &'static str,
    last: &'static str,
    beside: &'static str,
    dot: &'static str,
}

const LINES: Ink = Ink { branch: "├─ ", last: "└─ ", beside: "│  ", dot: " · " };
const ASCII: Ink = Ink { branch: "|- ", last: "`- ", beside: "|  ", dot: " - " };

/// The page. Edges are by place in `labels`; `ascii` for terminals without UTF-8.
pub fn page(edges: &[Edge], labels: &[Label], look: &Look, ascii: bool) -> String {
    let ink = if ascii { &ASCII } else { &LINES };
    let trees = Trees::new(edges, labels);
    let mut out = String::new();
    let line = format!(
        "{}, {} of them with text taken from another. What was taken stands under what it was taken from, the earliest \
         on top.",
        words::count(labels.len(), "document", "documents"),
        trees.main.iter().flatten().count(),
    );
    put(&mut out, 0, look, look.palette.faint, &line);
    for root in &trees.roots {
        out.push('\n');
        Tree { trees: &trees, edges, labels, look, ink }.write(*root, &mut out);
    }
    if ascii { out.replace('…', "...") } else { out }
}

/// Who stands under whom.
struct Trees {
    /// Each document's edge to the parent that it is drawn under: the one with most.
    main: Vec<Option<usize>>,
    /// Each document's other edges.
    others: Vec<Vec<usize>>,
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

impl Trees {
    fn new(edges: &[Edge], labels: &[Label]) -> Self {
        let count = labels.len();
        let (mut main, mut others) = (vec![None::<usize>; count], vec![Vec::new(); count]);
        for (at, edge) in edges.iter().enumerate() {
            match main[edge.from] {
                Some(before) if edges[before].share >= edge.share => others[edge.from].push(at),
                before => {
                    others[edge.from].extend(before);
                    main[edge.from] = Some(at);
                }
            }
        }
        // Undated ones last; then in the order given.
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|d| (labels[*d].published.is_none(), labels[*d].published));
        let mut children = vec![Vec::new(); count];
        for doc in &order {
            if let Some(edge) = main[*doc] {
                children[edges[edge].to].push(*doc);
            }
        }
        let roots = order.into_iter().filter(|d| main[*d].is_none() && !children[*d].is_empty()).collect();
        Self { main, others, children, roots }
    }
}

struct Tree<'a> {
    trees: &'a Trees,
    edges: &'a [Edge],
    labels: &'a [Label],
    look: &'a Look,
    ink: &'a Ink,
}

impl Tree<'_> {
    /// A root and all under it, without recursion: a chain of copies may be long.
    fn write(&self, root: usize, out: &mut String) {
        let mut open = vec![(root, String::new(), String::new(), 0)];
        while let Some((doc, first, rest, depth)) = open.pop() {
            self.document(doc, &first, &rest, out);
            let children = &self.trees.children[doc];
            for (at, child) in children.iter().enumerate().rev() {
                let last = at + 1 == children.len();
                let (branch, beside) =
                    if last { (self.ink.last, "   ") } else { (self.ink.branch, self.ink.beside) };
                let base =
                    if depth < DEEPEST { rest.as_str() } else { &rest[..rest.len() - last_step(&rest)] };
                open.push((*child, format!("{base}{branch}"), format!("{base}{beside}"), depth + 1));
            }
        }
    }

    /// One document: when and who, its headline, what it took and from whom else.
    fn document(&self, doc: usize, first: &str, rest: &str, out: &mut String) {
        let palette = &self.look.palette;
        let label = &self.labels[doc];
        let dot = self.ink.dot;
        let head = [
            Some(when(label.published)),
            label.outlet.clone().map(|o| safe::line(&o)),
            Some(safe::line(&label.id)),
        ];
        let head: Vec<String> = head.into_iter().flatten().collect();
        let faint = palette.faint;
        let room = self.look.width.saturating_sub(textwrap::core::display_width(first)).max(8);
        let strong = palette.strong;
        let _ =
            writeln!(out, "{faint}{first}{faint:#}{strong}{}{strong:#}", fit::shorten(&head.join(dot), room));
        let mut line = |text: &str, style: anstyle::Style| {
            for part in fit::wrap(text, room) {
                let _ = writeln!(out, "{faint}{rest}{faint:#}{style}{part}{style:#}");
            }
        };
        if let Some(title) = &label.title {
            line(&fit::shorten(&safe::line(title), room), anstyle::Style::new());
        }
        if let Some(main) = self.trees.main[doc] {
            let edge = &self.edges[main];
            line(&format!("{}{dot}{}", taken(edge), why(edge.why)), palette.accent);
        }
        for other in &self.trees.others[doc] {
            let edge = &self.edges[*other];
            let from = safe::line(&self.labels[edge.to].id);
            line(&format!("also from {from}: {}{dot}{}", taken(edge), why(edge.why)), palette.accent);
        }
    }
}

/// Bytes of the last step of an indent.
fn last_step(rest: &str) -> usize {
    rest.char_indices().rev().nth(2).map_or(0, |(at, _)| rest.len() - at)
}

/// What was taken.
fn taken(edge: &Edge) -> String {
    let kind = match edge.kind {
        Kind::Copy => "copy",
        Kind::Partial => "taken in part",
        Kind::Quotation => "quotation",
    };
    // Never 0 % of what was found, nor 100 % of what is not all.
    let share = match edge.share {
        0..=99 => "under 1 %".to_owned(),
        10000.. => "100 %".to_owned(),
        share => format!("{} %", (share + 50).clamp(100, 9949) / 100),
    };
    format!("{kind}, {share} of its words, {}", words::count(edge.spans.len(), "passage", "passages"))
}

/// Why it is this way round.
fn why(why: Why) -> &'static str {
    match why {
        Why::Earlier => "published later",
        Why::Credit => "names the other's outlet",
        Why::Damage => "has words damaged that the other has whole",
        Why::Quoted => "quotes what the other has in its own voice",
        Why::Complete => "the other is more complete",
        Why::Own => "adds much of its own",
        Why::Place => "by its place among the others",
        Why::Open => "may be the other way round",
    }
}

/// A day, a month, or some time between two days.
fn when(published: Option<(Date, Date)>) -> String {
    let day = |date: Date| date.strftime("%-d %b %Y").to_string();
    match published {
        None => "no date".to_owned(),
        Some((a, b)) if a == b => day(a),
        Some((a, b)) if a == a.first_of_month() && b == a.last_of_month() => a.strftime("%b %Y").to_string(),
        Some((a, b)) if a == a.first_of_year() && b == a.last_of_year() => a.strftime("%Y").to_string(),
        Some((a, b)) => format!("{} to {}", day(a), day(b)),
    }
}
