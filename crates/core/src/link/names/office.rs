//! [`Office`]: what a document says a person is, and whether two offices may be one person's.

use super::bodies::Bodies;
use super::countries::Countries;
use super::fold::{Script, flat};
use super::institution::Institution;
use super::likeness::{Likeness, liken};
use super::roles::{Class, Roles};

/// A public role with the body or country that it is held for.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// The role as the document has it, title before the name included.
    pub(super) words: String,
    pub(super) body: Option<Institution>,
    country: Option<String>,
}

/// How two offices stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Of one body, or like offices of one country.
    Same,
    /// The words do not say.
    Open,
    /// Of two bodies.
    Bodies,
    /// Of two countries.
    Countries,
}

impl Office {
    /// The public role that a document gives a person; `None` where it gives none, or a private one.
    pub(super) fn of(role: Option<&str>, title: Option<&str>, of: Option<&str>) -> Option<Office> {
        let roles = Roles::program();
        let given = role.map(|r| roles.find(r));
        let titled = title.and_then(|t| roles.find(t));
        // A private role wins over any title: "General" may be what they call him.
        if given.flatten().is_some_and(|f| f.class == Class::Private) {
            return None;
        }
        let found = given.flatten().or(titled)?;
        let words: Vec<&str> = title.into_iter().chain(role).filter(|w| !w.is_empty()).collect();
        let words = words.join(" ");
        let plain = flat(&words);
        let countries = Countries::program();
        let of_country = of.map(flat).and_then(|o| countries.exact(&o).map(str::to_owned));
        let named = of.filter(|_| of_country.is_none()).and_then(|o| Institution::of(o, None));
        // What an expert knows about is not whom he serves.
        let serves = !matches!(roles.group(found.group), "expert" | "press");
        let country =
            of_country.or_else(|| serves.then(|| countries.within(&plain).map(str::to_owned)).flatten());
        let body = named.or_else(|| ministry(&plain, &country)).or_else(|| behind_link(&words));
        let country = body.as_ref().and_then(|b| b.country.clone()).or(country);
        let backed = of.is_some_and(|o| country.is_some() || body.is_some() || has_name(o)) || body.is_some();
        (found.class == Class::Public || backed).then_some(Office { words, body, country })
    }

    /// Whether the two may be held by one person, by what the documents say.
    pub(super) fn against(&self, other: &Office) -> Stand {
        let countries = Countries::program();
        let states = (self.country.as_deref(), other.country.as_deref());
        let differ = matches!(states, (Some(a), Some(b)) if countries.state(a) != countries.state(b));
        if let (Some(a), Some(b)) = (&self.body, &other.body) {
            return match liken(a, b).map(|f| f.likeness) {
                Some(Likeness::Same | Likeness::Part(_)) => Stand::Same,
                _ if differ => Stand::Countries,
                None if untold(a, b) || untold(b, a) => Stand::Open,
                _ => Stand::Bodies,
            };
        }
        match states {
            _ if differ => Stand::Countries,
            (Some(_), Some(_)) if self.body.is_none() && other.body.is_none() => Stand::Same,
            _ => Stand::Open,
        }
    }

    /// The role with its body or country, for evidence.
    pub(super) fn called(&self) -> String {
        let role = self.words.trim();
        let of = match (&self.body, &self.country) {
            (Some(body), _) => Some(body.called()),
            (None, Some(country)) => Some(Countries::program().called(country).to_owned()),
            (None, None) => None,
        };
        of.map_or_else(|| role.to_owned(), |of| format!("{role} ({of})"))
    }
}

/// Whether a body of no list, in a script that is not Latin, stands beside one in another script: they cannot be told apart, nor
/// shown to be one. (A body of the lists has its Latin names there, so that any other Latin name is another body's.)
fn untold(a: &Institution, b: &Institution) -> bool {
    let (own, other) = (Script::of(&a.written), Script::of(&b.written));
    a.known.is_none() && own != Some(Script::Latin) && own != other
}

/// "deputy foreign minister" of a country, "foreign ministry spokesman".
fn ministry(role: &str, country: &Option<String>) -> Option<Institution> {
    let country = country.as_deref();
    let called = country.map(|c| Countries::program().called(c));
    if let Some(id) = Bodies::program().of_minister(role) {
        let name = Bodies::program().called(&super::bodies::Known {
            id: id.to_owned(),
            country: None,
            ministry: true,
        });
        return Institution::of(name.trim_start_matches("a "), called);
    }
    // The longest run of the role's words that names a known body.
    let words: Vec<&str> = role.split_whitespace().collect();
    let runs = (1..=words.len().min(7)).rev().flat_map(|n| words.windows(n));
    runs.filter(|run| run.len() > 1 || run[0].len() > 4).find_map(|run| {
        let found = Bodies::program().find(&super::bodies::spelled(&run.join(" ")), country);
        found.and_then(|_| Institution::of(&run.join(" "), called))
    })
}

/// "an expert representing AsiaPress", "director of the Baltic Archive": what stands behind the link, where it is a name.
fn behind_link(role: &str) -> Option<Institution> {
    const LINKS: [&str; 9] = [
        " representing ",
        " of the ",
        " for the ",
        " at the ",
        " with the ",
        " of ",
        " for ",
        " at ",
        " with ",
    ];
    let (at, link) = LINKS
        .iter()
        .filter_map(|l| Some((role.find(l)?, l)))
        .min_by_key(|(at, l)| (*at, -(l.len() as i64)))?;
    let rest = &role[at + link.len()..];
    let rest = rest.split([',', ';']).next()?.split(" who ").next()?;
    let first = rest.chars().next()?;
    let name = Countries::program().exact(&flat(rest)).is_none() && first.is_uppercase();
    name.then(|| Institution::of(rest, None)).flatten()
}

/// Whether a text names somebody or something.
fn has_name(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
        || !matches!(Script::of(text), Some(Script::Latin | Script::Cyrillic) | None)
}
