//! The JSON that `firsthand read --json` prints: one object a document (see docs/contract in the README).

use super::{
    Act, DateExpression, DateKind, Document, End, Form, Known, KnownKind, Modifier, Number, Offsets,
    Precision, Reading, Relation, Scope, Span, Stance, Statement, Status, Teller, TellerKind,
};
use serde::Serialize;

/// One document as a line of JSON, without the line end. `path` is the path as the user gave it, `None` for standard
/// input. Offsets are code points. The same reading gives the same bytes.
pub fn to_json(reading: &Reading, path: Option<&str>) -> String {
    let offsets = Offsets::new(reading.document.text());
    let page = Page::of(reading, path, &offsets);
    serde_json::to_string(&page).expect("plain structs with string keys always serialise")
}

#[derive(Serialize)]
struct Page<'a> {
    document: Head<'a>,
    tellers: Vec<TellerOut<'a>>,
    statements: Vec<StatementOut<'a>>,
    dates: Vec<DateOut<'a>>,
    acts: Option<Vec<ActOut<'a>>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Head<'a> {
    id: &'a str,
    path: Option<&'a str>,
    title: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<String>,
    outlet: Option<&'a str>,
    made_by: Vec<MakerOut<'a>>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct MakerOut<'a> {
    role: &'a str,
    name: &'a str,
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    works_for: Option<&'a str>,
}

/// A span as it is printed: code points, and its words.
#[derive(Serialize)]
pub(crate) struct SpanOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> SpanOut<'a> {
    /// A span of `document`, whose offsets `offsets` counts.
    pub(crate) fn of(document: &'a Document, offsets: &Offsets<'_>, span: Span) -> Self {
        SpanOut {
            start: offsets.code_points(span.start()),
            end: offsets.code_points(span.end()),
            text: document.slice(span),
        }
    }
}

#[derive(Serialize)]
struct TellerOut<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    anonymous: bool,
    number: &'static str,
    of: Option<&'a str>,
    mentions: Vec<SpanOut<'a>>,
}

#[derive(Serialize)]
struct HopOut<'a> {
    teller: String,
    cue: Option<SpanOut<'a>>,
}

#[derive(Serialize)]
struct Steps {
    count: usize,
    exact: bool,
}

#[derive(Serialize)]
struct StatementOut<'a> {
    id: String,
    inside: Option<String>,
    content: Vec<SpanOut<'a>>,
    source: Option<SpanOut<'a>>,
    cue: Option<SpanOut<'a>>,
    addressee: Option<SpanOut<'a>>,
    form: &'static str,
    stance: &'static str,
    scope: &'static str,
    chain: Vec<HopOut<'a>>,
    steps: Steps,
    end: &'static str,
    hedges: Vec<SpanOut<'a>>,
    confidence: f64,
}

#[derive(Serialize)]
struct ActOut<'a> {
    act: &'static str,
    huridocs: Option<&'static str>,
    status: &'static str,
    by: Vec<SpanOut<'a>>,
    ordered_by: Option<SpanOut<'a>>,
    to: Vec<SpanOut<'a>>,
    count: Option<CountOut<'a>>,
    meant: Option<SpanOut<'a>>,
    object: Option<SpanOut<'a>>,
    means: Option<SpanOut<'a>>,
    place: Option<PlaceOut<'a>>,
    when: Option<WhenOut<'a>>,
    relation: Option<&'static str>,
    statement: Option<String>,
    trigger: SpanOut<'a>,
}

#[derive(Serialize)]
struct CountOut<'a> {
    low: Option<u64>,
    high: Option<u64>,
    about: bool,
    unit: SpanOut<'a>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    #[serde(flatten)]
    at: SpanOut<'a>,
    precision: &'static str,
    country: Option<&'static str>,
    near: bool,
    known: Option<KnownOut>,
}

#[derive(Serialize)]
struct KnownOut {
    name: &'static str,
    kind: &'static str,
    country: &'static str,
    within: Option<&'static str>,
}

impl From<Known> for KnownOut {
    fn from(known: Known) -> Self {
        let Known { name, kind, country, within } = known;
        KnownOut { name, kind: kind.word(), country, within }
    }
}

#[derive(Serialize)]
struct WhenOut<'a> {
    #[serde(flatten)]
    at: SpanOut<'a>,
    /// Index in `dates`.
    date: Option<u32>,
}

#[derive(Serialize)]
struct DateOut<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    edtf: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    anchor: Option<String>,
    bounds: Option<[String; 2]>,
}

impl<'a> Page<'a> {
    fn of(reading: &'a Reading, path: Option<&'a str>, offsets: &Offsets<'_>) -> Self {
        let span = |s: Span| SpanOut::of(&reading.document, offsets, s);
        let meta = &reading.document.meta;
        Page {
            document: Head {
                id: reading.document.id(),
                path,
                title: meta.title.as_deref(),
                language: meta.language.as_deref(),
                published: meta.published.map(|d| d.to_string()),
                outlet: meta.outlet.as_deref(),
                made_by: meta
                    .made_by
                    .iter()
                    .map(|m| MakerOut { role: &m.role, name: &m.name, works_for: m.works_for.as_deref() })
                    .collect(),
                url: meta.url.as_deref(),
            },
            tellers: reading.tellers.iter().enumerate().map(|(i, t)| teller(i, t, &span)).collect(),
            statements: reading.statements.iter().enumerate().map(|(i, s)| statement(i, s, &span)).collect(),
            dates: reading.dates.iter().map(|d| date(d, &span)).collect(),
            acts: reading.acts.as_ref().map(|acts| acts.iter().map(|a| act(a, &span)).collect()),
            notes: &reading.notes,
        }
    }
}

fn act<'a>(act: &Act, span: &impl Fn(Span) -> SpanOut<'a>) -> ActOut<'a> {
    let all = |spans: &[Span]| spans.iter().map(|s| span(*s)).collect();
    ActOut {
        act: &act.kind.id,
        huridocs: act.kind.huridocs.as_deref(),
        status: act.status.word(),
        by: all(&act.by),
        ordered_by: act.ordered_by.map(span),
        to: all(&act.to),
        count: act.count.as_ref().map(|c| CountOut {
            low: c.low,
            high: c.high,
            about: c.about,
            unit: span(c.unit),
        }),
        meant: act.meant.map(span),
        object: act.object.map(span),
        means: act.means.map(span),
        place: act.place.map(|p| PlaceOut {
            at: span(p.span),
            precision: p.precision.word(),
            country: p.country,
            near: p.near,
            known: p.known.map(KnownOut::from),
        }),
        when: act.when.map(|w| WhenOut { at: span(w.span), date: w.date }),
        relation: act.relation.map(Relation::word),
        statement: act.statement.map(|s| format!("s{}", s.0 + 1)),
        trigger: span(act.trigger),
    }
}

fn teller<'a>(index: usize, teller: &'a Teller, span: &impl Fn(Span) -> SpanOut<'a>) -> TellerOut<'a> {
    TellerOut {
        id: format!("t{}", index + 1),
        name: &teller.name,
        kind: teller.kind.word(),
        anonymous: teller.anonymous,
        number: teller.number.word(),
        of: teller.of.as_deref(),
        mentions: teller.mentions.iter().map(|m| span(*m)).collect(),
    }
}

fn statement<'a>(index: usize, s: &Statement, span: &impl Fn(Span) -> SpanOut<'a>) -> StatementOut<'a> {
    StatementOut {
        id: format!("s{}", index + 1),
        inside: s.inside.map(|i| format!("s{}", i.0 + 1)),
        content: s.content.iter().map(|c| span(*c)).collect(),
        source: s.source.map(span),
        cue: s.cue.map(span),
        addressee: s.addressee.map(span),
        form: s.form.word(),
        stance: s.stance.word(),
        scope: s.scope.word(),
        chain: s
            .chain
            .iter()
            .map(|h| HopOut { teller: format!("t{}", h.teller.0 + 1), cue: h.cue.map(span) })
            .collect(),
        steps: Steps { count: s.chain.len(), exact: s.end != End::Untold },
        end: s.end.word(),
        hedges: s.hedges.iter().map(|h| span(*h)).collect(),
        confidence: f64::from(s.confidence) / 100.0,
    }
}

fn date<'a>(d: &'a DateExpression, span: &impl Fn(Span) -> SpanOut<'a>) -> DateOut<'a> {
    let SpanOut { start, end, text } = span(d.span);
    DateOut {
        start,
        end,
        text,
        edtf: d.edtf.as_deref(),
        kind: d.kind.word(),
        value: &d.value,
        modifier: d.modifier.map(Modifier::word),
        anchor: d.anchor.map(|day| day.to_string()),
        bounds: d.bounds.map(|(first, last)| [first.to_string(), last.to_string()]),
    }
}

/// Gives each variant its word in the contract.
macro_rules! words {
    ($kind:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $kind {
            /// The word that stands for it in JSON and in case files.
            pub fn word(self) -> &'static str {
                match self { $($kind::$variant => $word),+ }
            }

            /// The variant of a word, `None` if there is none of it.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($kind::$variant),)+ _ => None }
            }
        }
    };
}

words!(TellerKind { Person = "person", Organisation = "organisation", Publication = "publication", Unknown = "unknown" });
words!(Number { One = "one", Several = "several", Unknown = "unknown" });
words!(Form { Direct = "direct", Mixed = "mixed", Indirect = "indirect" });
words!(Stance {
    Asserts = "asserts",
    Denies = "denies",
    Asks = "asks",
    Orders = "orders",
    Hopes = "hopes",
    Believes = "believes",
    Unknown = "unknown",
});
words!(Scope { Told = "told", Wide = "wide" });
words!(Status {
    Done = "done",
    Begun = "begun",
    Ordered = "ordered",
    Planned = "planned",
    Alleged = "alleged",
    Denied = "denied",
});
words!(Relation { Extends = "extends", Relaxes = "relaxes", Replaces = "replaces" });
words!(KnownKind { Country = "country", Province = "province", County = "county", Town = "town" });
words!(Precision { Country = "country", Region = "region", Town = "town", Site = "site" });
words!(End { Witness = "witness", Record = "record", Untold = "untold" });
words!(DateKind { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" });
words!(Modifier {
    Before = "BEFORE",
    After = "AFTER",
    OnOrBefore = "ON_OR_BEFORE",
    OnOrAfter = "ON_OR_AFTER",
    LessThan = "LESS_THAN",
    MoreThan = "MORE_THAN",
    EqualOrLess = "EQUAL_OR_LESS",
    EqualOrMore = "EQUAL_OR_MORE",
    Start = "START",
    Mid = "MID",
    End = "END",
    Approx = "APPROX",
});
