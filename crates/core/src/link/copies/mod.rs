//! Who reused whose text, passage by passage, and who from whom.
//!
//! [`find`] takes texts and gives [`Edge`]s, each from a text to the one that it took from. The way there:
//!
//! 1. `index` cuts the texts into words (`words`) and takes fingerprints (`grams`); those in several texts lead on.
//! 2. `notices` tells what many otherwise unrelated texts share: boilerplate is no reuse, and from here on it is like nothing.
//! 3. `candidates` lists the pairs with fingerprints in common, by how many of them.
//! 4. `passages` lays the two texts of each pair beside each other: runs of like words (`runs`), joined and prolonged over
//!    damaged and changed ones (`gap`, `near`).
//! 5. `family` takes the texts that hang together, puts them in order (`order`: by date, and by `signs` where dates leave it
//!    open), and gives each passage of a text the earlier text that has it most exactly.
//!
//! It is about containment, not likeness: a paragraph taken into a long text of one's own is found, two reports of one
//! event in their own words are not. The time grows with the number of words; nothing hangs on the order of the texts.

mod candidates;
mod family;
mod gap;
mod grams;
mod index;
mod json;
mod near;
mod notices;
mod numbers;
mod order;
mod passages;
mod quoted;
mod runs;
mod sheet;
mod signs;
#[cfg(test)]
mod tests;
mod words;

pub use json::to_json;

use family::Family;
use index::Index;
use jiff::civil::Date;
use notices::Notices;
use std::cell::OnceCell;
use std::ops::Range;

/// A text among others.
#[derive(Clone, Debug, Default)]
pub struct Text<'t> {
    /// The whole text: NFC, LF.
    pub text: &'t str,
    /// Who published it.
    pub outlet: Option<&'t str>,
    /// First and last day on which it may have been published; the same for a day, those of a month for a month.
    pub published: Option<(Date, Date)>,
}

/// That one text holds what was taken from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The text that took, by its place among the texts.
    pub from: usize,
    /// The text that it took from.
    pub to: usize,
    /// Part of the taker's words that lie in the spans, in ten-thousandths.
    pub share: u32,
    /// What kind of reuse it is.
    pub kind: Kind,
    /// Why it is this way round.
    pub why: Why,
    /// What was taken, in order of the taker, apart.
    pub spans: Vec<Taken>,
}

/// A passage that was taken: bytes of the taker's text, and of the other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where it stands in the text that took.
    pub from: Range<usize>,
    /// Where it stands in the text that it was taken from.
    pub to: Range<usize>,
}

/// Kinds of reuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// At least 0.8 of the taker's words.
    Copy,
    /// Less than that.
    Partial,
    /// Only words in quotation marks.
    Quotation,
}

impl Kind {
    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Copy => "copy",
            Kind::Partial => "partial",
            Kind::Quotation => "quotation",
        }
    }
}

/// Why an edge is this way round: the weightiest reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The other was published earlier.
    Earlier,
    /// The taker names the other, or says that it passes something on.
    Credit,
    /// The taker has damaged words which the other has whole.
    Damage,
    /// The taker quotes what the other has in its own voice.
    Quoted,
    /// The other has more around what they share.
    Complete,
    /// The taker has much of its own beside it that is about something else.
    Own,
    /// By where both stand among all others.
    Place,
    /// Nothing tells: it may be the other way round.
    Open,
}

impl Why {
    /// As the JSON names it.
    pub fn name(self) -> &'static str {
        match self {
            Why::Earlier => "earlier",
            Why::Credit => "credit",
            Why::Damage => "damage",
            Why::Quoted => "quoted",
            Why::Complete => "complete",
            Why::Own => "own",
            Why::Place => "place",
            Why::Open => "open",
        }
    }
}

/// Finds who took from whom: edges by `from`, then by where the first passage stands.
///
/// Each passage of a text has one parent; a text dated earlier is never the child of a later one, and nobody takes from
/// himself through others. The same texts in another order give the same edges. Texts that are the same in all respects are
/// told apart by their places alone.
pub fn find(texts: &[Text<'_>]) -> Vec<Edge> {
    find_with(texts, &mut |_, _| {})
}

/// The same; `progress` hears how many texts of how many are done with.
pub fn find_with(texts: &[Text<'_>], progress: &mut dyn FnMut(usize, usize)) -> Vec<Edge> {
    let mut sorted: Vec<usize> = (0..texts.len()).collect();
    // Undated texts come last: where nothing else tells, they took.
    sorted.sort_by_key(|i| {
        let t = &texts[*i];
        (t.published.is_none(), t.published, t.text, t.outlet)
    });
    let index = Index::new(sorted.iter().map(|i| texts[*i].text));
    let notices = Notices::find(&index);
    let pairs = candidates::pairs(&index, &notices);
    // Counting takes a while, and not every set of texts has two that dates leave open.
    let known = OnceCell::new();
    let known = || known.get_or_init(|| index.known());
    let mut edges = Vec::new();
    let mut done = 0;
    for (members, pairs) in components(index.len(), &pairs) {
        let at: Vec<&Text<'_>> = members.iter().map(|m| &texts[sorted[*m as usize]]).collect();
        let noticed: Vec<&[Range<u32>]> = members.iter().map(|m| notices.of(*m)).collect();
        edges.extend(Family::new(&at, &noticed, &pairs, &known).edges().into_iter().map(|edge| Edge {
            from: sorted[members[edge.from] as usize],
            to: sorted[members[edge.to] as usize],
            ..edge
        }));
        done += members.len();
        progress(done, texts.len());
    }
    edges.sort_by_key(|e| (e.from, e.spans.first().map(|s| s.from.start), e.to));
    edges
}

/// Texts that hang together, in order, and their pairs by place among them.
type Component = (Vec<u32>, Vec<(usize, usize)>);

/// Texts that hang together by pairs.
fn components(count: usize, pairs: &[(u32, u32)]) -> Vec<Component> {
    let mut above: Vec<u32> = (0..count as u32).collect();
    fn top(above: &mut [u32], mut x: u32) -> u32 {
        while above[x as usize] != x {
            above[x as usize] = above[above[x as usize] as usize];
            x = above[x as usize];
        }
        x
    }
    for (a, b) in pairs {
        let (a, b) = (top(&mut above, *a), top(&mut above, *b));
        // The least number is the top, so that tops come first in order.
        above[a.max(b) as usize] = a.min(b);
    }
    let mut place = vec![(u32::MAX, 0); count];
    let mut all: Vec<Component> = Vec::new();
    let mut paired = vec![false; count];
    for (a, b) in pairs {
        (paired[*a as usize], paired[*b as usize]) = (true, true);
    }
    for text in (0..count as u32).filter(|t| paired[*t as usize]) {
        let top = top(&mut above, text);
        if top == text {
            place[text as usize].0 = all.len() as u32;
            all.push((Vec::new(), Vec::new()));
        }
        let component = place[top as usize].0;
        let members = &mut all[component as usize].0;
        place[text as usize] = (component, members.len());
        members.push(text);
    }
    for (a, b) in pairs {
        let (component, a) = place[*a as usize];
        all[component as usize].1.push((a, place[*b as usize].1));
    }
    all
}
