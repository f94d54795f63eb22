//! [`DatePolicy`]: what vague words cover, as `date-policy.toml` or a table of the user's says.

use super::found::Vague;
use super::units::Unit;
use super::when::{When, plus};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// The table that the program brings along.
pub const DATE_POLICY: &str = include_str!("../../../lang/date-policy.toml");

/// What vague words of time cover.
#[derive(Clone, Debug)]
pub struct DatePolicy {
    rows: BTreeMap<&'static str, Row>,
}

/// Why a table of policy cannot be used. Its text names the place in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatePolicyError(String);

impl fmt::Display for DatePolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DatePolicyError {}

/// A word's row.
#[derive(Clone, Debug, Default)]
struct Row {
    part: Option<(Edge, Edge)>,
    /// Parts of single grains, by the grain's name.
    of: BTreeMap<String, (Edge, Edge)>,
    /// So many of its kind on either side.
    around: BTreeMap<String, i64>,
    /// So many months back.
    months: Option<i64>,
}

/// Where a part begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Fraction(u32, u32),
    Published,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Number(i64),
    Text(String),
    Part { from: String, to: String },
}

/// Grains that rows may name.
const GRAINS: [&str; 9] = ["day", "week", "month", "season", "quarter", "half", "year", "decade", "century"];

/// The largest number in a table: keeps the reckoning inside the calendar.
const MOST: i64 = 1200;

impl Default for DatePolicy {
    fn default() -> Self {
        let mut policy = Self { rows: Vague::ALL.iter().map(|(_, name)| (*name, Row::default())).collect() };
        policy.change(DATE_POLICY).expect("date-policy.toml is part of the program and read by its tests");
        policy
    }
}

impl DatePolicy {
    /// The program's own table with what a table in TOML says instead.
    ///
    /// # Errors
    /// Where the table is not TOML, or has a word, stretch or value that there is not.
    pub fn from_toml(table: &str) -> Result<Self, DatePolicyError> {
        let mut policy = Self::default();
        policy.change(table)?;
        Ok(policy)
    }

    fn change(&mut self, table: &str) -> Result<(), DatePolicyError> {
        let tables: BTreeMap<String, BTreeMap<String, Value>> = toml::from_str(table).map_err(|error| {
            let line =
                error.span().map_or(1, |s| table[..s.start.min(table.len())].matches('\n').count() + 1);
            DatePolicyError(format!(
                "line {line}: {}",
                error.message().lines().next().unwrap_or("not understood")
            ))
        })?;
        for (word, values) in tables {
            let Some((_, name)) = Vague::ALL.iter().find(|(_, n)| **n == word) else {
                return Err(DatePolicyError(format!("[{word}]: there is no such word; see docs/dates.md")));
            };
            let row = self.rows.entry(name).or_default();
            let fail = |what: String| DatePolicyError(format!("[{word}] {what}"));
            let text = |key: &str| match values.get(key) {
                Some(Value::Text(text)) => Some(text.as_str()),
                _ => None,
            };
            if let (Some(from), Some(to)) = (text("from"), text("to")) {
                row.part = Some(part(from, to).map_err(fail)?);
            }
            for (key, value) in &values {
                let grain = GRAINS.contains(&key.as_str());
                match value {
                    Value::Text(_) if key == "from" && text("to").is_some() => {}
                    Value::Text(_) if key == "to" && text("from").is_some() => {}
                    Value::Part { from, to } if grain => {
                        row.of.insert(key.clone(), part(from, to).map_err(fail)?);
                    }
                    Value::Number(n) if word == "about" && grain && (0..=MOST).contains(n) => {
                        row.around.insert(key.clone(), *n);
                    }
                    Value::Number(n) if word == "recently" && key == "months" && (0..=MOST).contains(n) => {
                        row.months = Some(*n);
                    }
                    _ => {
                        return Err(fail(format!("{key}: there is no such setting here; see docs/dates.md")));
                    }
                }
            }
        }
        Ok(())
    }

    /// First and last part of a stretch that a word means: whole months of a year, whole days of a month.
    pub(super) fn part(&self, vague: Vague, when: When, published: Option<Date>) -> Option<(When, When)> {
        let row = self.rows.get(vague.name())?;
        let grain = grain_name(when);
        let (from, to) = row.of.get(grain).copied().or(row.part)?;
        let part = match when {
            When::Day(_) | When::Weekend(_) => return None,
            When::Week(_) | When::Month(..) => Unit::Day,
            When::Quarter(..) | When::Half(..) | When::Season(..) | When::Year(_) => Unit::Month,
            When::Years(..) | When::Decade(_) | When::Century(_) => Unit::Year,
        };
        let (first, last) = (When::around(when.first()?, part)?, When::around(when.last()?, part)?);
        let all = count(first, last)?;
        let place = |edge: Edge, closes: bool| match edge {
            Edge::Fraction(a, b) => Some(i64::from(a) * all / i64::from(b) - i64::from(closes)),
            Edge::Published => count(first, When::around(published?, part)?).map(|n| n - 1),
        };
        let from = place(from, false)?.clamp(0, all - 1);
        let to = place(to, true)?.clamp(from, all - 1);
        Some((first.on(from)?, first.on(to)?))
    }

    /// First and last day of "about" a stretch.
    pub(super) fn around(&self, when: When) -> Option<(Date, Date)> {
        let by = self.rows.get("about")?.around.get(grain_name(when)).copied().unwrap_or(0);
        Some((when.on(-by)?.first()?, when.on(by)?.last()?))
    }

    /// First and last day of "recently".
    pub(super) fn recently(&self, published: Option<Date>) -> Option<(Date, Date)> {
        let published = published?;
        let months = self.rows.get("recently")?.months?;
        Some((plus(published, (-months).months())?, published))
    }

    /// The table's rows as docs/dates.md shows them: the word, and what it covers.
    pub fn table(&self) -> Vec<(String, String)> {
        let edge = |e: &Edge| match e {
            Edge::Fraction(a, b) => format!("{a}/{b}"),
            Edge::Published => "the day of publication".to_owned(),
        };
        let mut out = Vec::new();
        for (_, name) in Vague::ALL {
            let Some(row) = self.rows.get(name) else { continue };
            if let Some((from, to)) = &row.part {
                out.push((name.to_owned(), format!("from {} to {} of the stretch", edge(from), edge(to))));
            }
            for (grain, (from, to)) in &row.of {
                out.push((
                    format!("{name}, {grain}"),
                    format!("from {} to {} of the stretch", edge(from), edge(to)),
                ));
            }
            for (grain, by) in &row.around {
                let s = if *by == 1 { "" } else { "s" };
                out.push((format!("{name}, {grain}"), format!("{by} {grain}{s} on either side")));
            }
            if let Some(months) = row.months {
                out.push((name.to_owned(), format!("{months} months up to the day of publication")));
            }
        }
        out
    }
}

fn part(from: &str, to: &str) -> Result<(Edge, Edge), String> {
    let edge = |text: &str| -> Option<Edge> {
        if text == "published" {
            return Some(Edge::Published);
        }
        let (a, b) = text.split_once('/')?;
        let (a, b) = (a.trim().parse::<u32>().ok()?, b.trim().parse::<u32>().ok()?);
        (b > 0 && a <= b && b <= 1000).then_some(Edge::Fraction(a, b))
    };
    let wrong =
        |text: &str| format!("{text:?} is no fraction from 0 to 1 such as \"1/3\", nor \"published\"");
    let (from, to) = (edge(from).ok_or_else(|| wrong(from))?, edge(to).ok_or_else(|| wrong(to))?);
    if let (Edge::Fraction(a, b), Edge::Fraction(c, d)) = (from, to)
        && a * d >= c * b
    {
        return Err(format!("{a}/{b} does not lie before {c}/{d}"));
    }
    Ok((from, to))
}

fn grain_name(when: When) -> &'static str {
    match when.grain() {
        Unit::Week | Unit::Weekend => "week",
        Unit::Month => "month",
        Unit::Season => "season",
        Unit::Quarter => "quarter",
        Unit::Half => "half",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
        _ => "day",
    }
}

/// How many days, months or years lie from one to the other, both counted; negative where reversed.
fn count(first: When, last: When) -> Option<i64> {
    Some(match (first, last) {
        (When::Day(a), When::Day(b)) => {
            let days = a.until(b).ok()?.get_days();
            i64::from(days) + 1
        }
        (When::Month(a, m), When::Month(b, n)) => {
            (i64::from(b) - i64::from(a)) * 12 + i64::from(n) - i64::from(m) + 1
        }
        (When::Year(a), When::Year(b)) => i64::from(b) - i64::from(a) + 1,
        _ => return None,
    })
}
