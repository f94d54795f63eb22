//! The page of a timeline: each entry with its bar, what was done by whom to whom, and who tells it.

use super::{Look, fit, put, safe, words};
use firsthand_core::model::{Act, Precision, Reading, Relation, Status};
use firsthand_core::timeline::{Basis, Entry, Telling, Time, Timeline, act_of};
use jiff::civil::Date;
use std::fmt::Write;

/// Columns of a bar.
const BAR: usize = 18;

/// Letters of a bar: outside, faint, half, firm.
struct Ink {
    outside: char,
    soft: [char; 2],
    firm: char,
    arrow: &'static str,
    dot: &'static str,
}

const BLOCKS: Ink = Ink { outside: '·', soft: ['░', '▒'], firm: '█', arrow: "←", dot: " · " };
const ASCII: Ink = Ink { outside: '.', soft: ['-', '='], firm: '#', arrow: "<-", dot: " - " };

/// The page. `paths` are those of the readings as given; `ascii` for terminals without UTF-8.
pub fn page(
    timeline: &Timeline,
    readings: &[&Reading],
    paths: &[Option<String>],
    look: &Look,
    ascii: bool,
) -> String {
    let ink = if ascii { &ASCII } else { &BLOCKS };
    let mut out = String::new();
    let line = format!(
        "{}, {}. Bars fade where no first or last day is told.",
        words::count(timeline.entries.len(), "entry", "entries"),
        words::count(timeline.phases.len(), "policy", "policies"),
    );
    put(&mut out, 0, look, look.palette.faint, &line);
    let scale = Scale::of(timeline);
    for (index, entry) in timeline.entries.iter().enumerate() {
        out.push('\n');
        let view = View { timeline, readings, paths, look, ink };
        view.entry(index, entry, scale.as_ref(), &mut out);
    }
    if ascii { plain(&out) } else { out }
}

struct View<'a> {
    timeline: &'a Timeline,
    readings: &'a [&'a Reading],
    paths: &'a [Option<String>],
    look: &'a Look,
    ink: &'a Ink,
}

impl View<'_> {
    fn entry(&self, index: usize, entry: &Entry, scale: Option<&Scale>, out: &mut String) {
        let palette = &self.look.palette;
        let when = self.when(entry);
        let bar =
            scale.map_or_else(|| self.ink.outside.to_string().repeat(BAR), |s| s.bar(&entry.time, self.ink));
        let number = format!("{:>3}.", index + 1);
        let when = fit::shorten(&when, self.look.width.saturating_sub(BAR + 8).max(8));
        let (faint, accent, strong) = (palette.faint, palette.accent, palette.strong);
        let _ = writeln!(out, "{faint}{number}{faint:#} {accent}{bar}{accent:#}  {strong}{when}{strong:#}");
        put(out, 5, self.look, anstyle::Style::new(), &self.what(entry));
        if let Some(line) = self.phase(entry) {
            put(out, 5, self.look, palette.faint, &line);
        }
        for telling in &entry.tellings {
            put(out, 5, self.look, palette.faint, &self.told(*telling));
        }
    }

    /// The time in the text's words where it has some, then what they come to.
    fn when(&self, entry: &Entry) -> String {
        let told = entry.tellings.first().and_then(|t| {
            let act = act_of(self.readings, *t)?;
            Some(safe::line(self.readings[t.reading].document.slice(act.when?.span)))
        });
        let time = &entry.time;
        let days = match (time.begin, time.end) {
            (Some(a), Some(b)) if a == b => day(a),
            (Some(a), Some(b)) => format!("{} to {}", day(a), day(b)),
            (Some(a), None) => format!("from {}", day(a)),
            (None, Some(b)) => format!("before {}", day(b)),
            (None, None) => String::new(),
        };
        match (told, time.basis) {
            (Some(told), Basis::None) => told,
            (Some(told), _) => format!("{told} ({days})"),
            (None, Basis::None) => "no time told".to_owned(),
            (None, _) => format!("no time told ({days})"),
        }
    }

    /// Kind, status, who, to whom, where.
    fn what(&self, entry: &Entry) -> String {
        let dot = self.ink.dot;
        let mut line = entry.kind.label.clone();
        if let Some(relation) = entry.relation {
            let _ = write!(line, ", {}", relation_word(relation));
        }
        let _ = write!(line, "{dot}{}", status_word(entry.status));
        let Some((page, act)) = self.fullest(entry) else { return line };
        let list = |spans: &[firsthand_core::model::Span]| {
            spans.iter().map(|s| safe::line(page.document.slice(*s))).collect::<Vec<_>>().join(", ")
        };
        for (word, text) in [("by", list(&act.by)), ("to", list(&act.to))] {
            if !text.is_empty() {
                let _ = write!(line, "{dot}{word} {text}");
            }
            if word == "to"
                && let Some(meant) = act.meant
            {
                let _ = write!(line, " ({})", safe::line(page.document.slice(meant)));
            }
        }
        if let Some(object) = act.object.filter(|o| !act.to.contains(o)) {
            let _ = write!(line, "{dot}about {}", safe::line(page.document.slice(object)));
        }
        if let Some(by) = act.ordered_by {
            let _ = write!(line, "{dot}ordered by {}", safe::line(page.document.slice(by)));
        }
        if let Some(place) = act.place {
            let rough = if place.precision == Precision::Country { " (country)" } else { "" };
            let _ = write!(line, "{dot}at {}{rough}", safe::line(page.document.slice(place.span)));
        }
        line
    }

    /// The telling that says most.
    fn fullest(&self, entry: &Entry) -> Option<(&Reading, &Act)> {
        let parts = |a: &Act| {
            a.by.len() + a.to.len() + usize::from(a.object.is_some()) + usize::from(a.place.is_some())
        };
        let all = entry
            .tellings
            .iter()
            .filter_map(|t| Some((self.readings[t.reading], act_of(self.readings, *t)?)));
        // The first of equals.
        all.rev().max_by_key(|(_, a)| parts(a))
    }

    /// Which policy, and which entry it changes.
    fn phase(&self, entry: &Entry) -> Option<String> {
        let phase = self.timeline.phases.get(entry.phase?)?;
        let subject = safe::line(&phase.subject);
        let mut line = if subject.is_empty() {
            format!("policy: {}", phase.kind)
        } else {
            format!("policy: {}, {subject}", phase.kind)
        };
        if let (Some(relation), Some(before)) = (entry.relation, entry.follows) {
            let _ = write!(line, "{}{} entry {}", self.ink.dot, relation_word(relation), before + 1);
        }
        Some(line)
    }

    /// Who tells it, page inwards, and where it stands.
    fn told(&self, telling: Telling) -> String {
        let page = self.readings[telling.reading];
        let name = self.paths.get(telling.reading).and_then(Option::as_deref).unwrap_or("standard input");
        let statement = act_of(self.readings, telling).and_then(|a| a.statement);
        let chain: Vec<String> = statement
            .and_then(|s| page.statements.get(s.0 as usize))
            .map(|s| s.chain.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|h| page.tellers.get(h.teller.0 as usize))
            .map(|t| fit::shorten(&safe::line(&t.name), 32))
            .collect();
        let arrow = format!(" {} ", self.ink.arrow);
        let who = if chain.is_empty() { "the page itself".to_owned() } else { chain.join(&arrow) };
        let number = statement.map_or(String::new(), |s| format!("{}statement {}", self.ink.dot, s.0 + 1));
        format!("told by {who}{number}{}{}", self.ink.dot, safe::line(name))
    }
}

/// First and last day of a timeline.
struct Scale {
    from: Date,
    days: i64,
}

impl Scale {
    fn of(timeline: &Timeline) -> Option<Self> {
        let all = || timeline.entries.iter().flat_map(|e| [e.time.begin, e.time.end]).flatten();
        let (from, to) = (all().min()?, all().max()?);
        Some(Self { from, days: days(from, to).max(1) })
    }

    /// Column of a day.
    fn column(&self, day: Date) -> usize {
        let share = days(self.from, day).clamp(0, self.days) as usize * (BAR - 1);
        share / self.days as usize
    }

    fn bar(&self, time: &Time, ink: &Ink) -> String {
        let (Some(first), Some(last)) = (time.begin.or(time.end), time.end.or(time.begin)) else {
            return ink.outside.to_string().repeat(BAR);
        };
        let (a, b) = (self.column(first), self.column(last));
        let mut bar = vec![ink.outside; BAR];
        bar[a..=b].fill(ink.firm);
        // A soft end fades outwards; what is not told at all has no firm part.
        if time.begin.is_none() || time.end.is_none() {
            bar[a..=b].fill(ink.soft[1]);
        }
        if time.soft_begin {
            fade(&mut bar, (0..a).rev(), ink);
        }
        if time.soft_end {
            fade(&mut bar, b + 1..BAR, ink);
        }
        bar.into_iter().collect()
    }
}

fn fade(bar: &mut [char], columns: impl Iterator<Item = usize>, ink: &Ink) {
    for (column, letter) in columns.zip(ink.soft.iter().rev()) {
        if bar[column] == ink.outside {
            bar[column] = *letter;
        }
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |s| i64::from(s.get_days()))
}

fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Done => "told as done",
        Status::Begun => "begun or going on",
        Status::Ordered => "ordered",
        Status::Planned => "planned or announced",
        Status::Alleged => "alleged",
        Status::Denied => "denied",
    }
}

fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Extends => "extends",
        Relation::Relaxes => "relaxes",
        Relation::Replaces => "replaces",
    }
}

/// Marks of our own that a terminal without UTF-8 lacks. Words of a document stay as they are.
fn plain(page: &str) -> String {
    page.replace('…', "...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_are_not_told_fade() {
        let date = |y| jiff::civil::date(y, 1, 1);
        let scale = Scale { from: date(2000), days: days(date(2000), date(2017)) };
        let time =
            |begin, end, soft| Time { begin, end, soft_begin: soft, soft_end: soft, basis: Basis::Told };
        assert_eq!(scale.bar(&time(Some(date(2000)), Some(date(2000)), false), &ASCII), "#.................");
        assert_eq!(scale.bar(&time(Some(date(2008)), Some(date(2010)), true), &ASCII), ".....-=####=-.....");
        assert_eq!(scale.bar(&time(None, Some(date(2017)), true), &BLOCKS), "···············░▒▒");
        assert_eq!(scale.bar(&time(None, None, true), &ASCII), "..................");
    }
}
