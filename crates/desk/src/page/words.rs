//! The page's wording: what the contract's short words mean to a reader.

use firsthand_core::model::{End, Form, Number, Stance, Statement, Teller, TellerKind};

/// What every output for people says once.
pub const NOT_CHECKED: &str =
    "Not checked for disclosure: what follows may name people at risk. Check it before you pass it on.";

/// What kind of quotation it is.
pub(super) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct quotation",
        Form::Mixed => "mixed quotation",
        Form::Indirect => "indirect quotation",
    }
}

/// What the teller does with the content, where it is more than stating it.
pub(super) fn stance(stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Asserts => None,
        Stance::Denies => Some("denies it"),
        Stance::Asks => Some("asks it"),
        Stance::Orders => Some("orders or asks for it"),
        Stance::Hopes => Some("hopes for it"),
        Stance::Believes => Some("believes it"),
        Stance::Unknown => Some("stance unclear"),
    }
}

/// How far the page is from first hand. True where the number is exact.
pub(super) fn distance(statement: &Statement) -> (String, bool) {
    let count = statement.chain.len();
    let tellings = if count == 1 { "1 telling away".into() } else { format!("{count} tellings away") };
    match statement.end {
        _ if count == 0 => ("Distance unknown: the page names nobody who told it.".into(), false),
        End::Witness => (format!("{tellings}: the last teller saw, heard or lived it."), true),
        End::Record => (format!("{tellings}: it ends in a document, picture or recording."), true),
        End::Untold => (format!("{tellings}, at least: how the last teller knows is not told."), false),
    }
}

/// What is known of a teller besides the name, in brackets; empty where there is nothing to say.
pub(super) fn traits(teller: &Teller) -> String {
    let mut parts = Vec::new();
    if teller.anonymous {
        parts.push("unnamed".to_owned());
    }
    if teller.number == Number::Several {
        parts.push("several".to_owned());
    }
    match teller.kind {
        TellerKind::Organisation => parts.push("organisation".to_owned()),
        TellerKind::Publication => parts.push("publication or record".to_owned()),
        TellerKind::Person | TellerKind::Unknown => {}
    }
    if let Some(of) = &teller.of {
        parts.push(format!("of {}", super::safe::line(of)));
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// "1 statement", "3 statements".
pub(super) fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}
