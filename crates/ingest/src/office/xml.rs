//! XML as office documents use it: names without their prefixes, no entities of its own, a bound on depth.

use crate::error::{Error, Kind};
use crate::metadata::{self, filled};
use crate::{Format, Hint, sniff};
use firsthand_core::model::{Maker, Meta};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The deepest nesting: documents stay far below.
const MAX_DEPTH: usize = 1024;

/// What a reader of XML is told. Names are without prefix.
pub(super) enum Node<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// The text of XML bytes: by their mark, their declaration, or UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let hint = Hint { format: Some(Format::Html), charset: None };
    crate::decode(bytes, hint).ok().map(|(text, _)| text)
}

/// Walks through XML; an element without content opens and closes.
///
/// # Errors
/// Not well-formed, nested too deeply, or with entities of its own.
pub(super) fn walk(text: &str, mut visit: impl FnMut(Node<'_>)) -> Result<(), Error> {
    let damaged = |_| Error::from(Kind::Damaged);
    let mut reader = Reader::from_str(text);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Kind::TooComplex.into());
                }
                visit(Node::Open(local(tag.name().as_ref()), &tag));
            }
            Event::Empty(tag) => {
                let name = tag.name();
                let name = local(name.as_ref());
                visit(Node::Open(name, &tag));
                visit(Node::Close(name));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                visit(Node::Close(local(tag.name().as_ref())));
            }
            Event::Text(text) => visit(Node::Text(&text.xml10_content())),
            Event::CData(text) => visit(Node::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let sign = match reference.resolve_char_ref() {
                    Ok(Some(sign)) => sign,
                    Ok(None) => predefined(&reference.xml10_content()).ok_or(Error::from(Kind::Entities))?,
                    Err(error) => return Err(damaged(error)),
                };
                visit(Node::Text(sign.encode_utf8(&mut [0; 4])));
            }
            Event::DocType(kind) if kind.contains("<!ENTITY") => return Err(Kind::Entities.into()),
            Event::Eof if depth > 0 => return Err(Error::from(Kind::Damaged)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| local(a.key.as_ref()) == name)?;
    Some(found.value.to_string())
}

/// What an office document or a book says of itself, in Dublin Core's words. The file's own dates are those of the
/// file, not of publication, and stay out, but for a book's `date`.
pub(super) fn about(text: &str) -> Result<Meta, Error> {
    let mut meta = Meta::default();
    let mut value = String::new();
    let mut is_book = false;
    walk(text, |node| match node {
        Node::Open(name, _) => {
            is_book |= name == "package";
            value.clear();
        }
        Node::Text(words) => {
            if value.len() < 2000 {
                value.push_str(words);
            }
        }
        Node::Close(name) => {
            let said = || filled(&value);
            match name {
                "title" if meta.title.is_none() => meta.title = said(),
                "creator" => meta.made_by.extend(said().map(|name| Maker {
                    role: "author".into(),
                    name,
                    works_for: None,
                })),
                "language" if meta.language.is_none() => {
                    meta.language = said().and_then(|tag| metadata::language_tag(&tag));
                }
                "publisher" if meta.outlet.is_none() => meta.outlet = said(),
                "date" if is_book && meta.published.is_none() => {
                    meta.published = said().and_then(|day| sniff::iso_day(&day));
                }
                _ => {}
            }
            value.clear();
        }
    })?;
    Ok(meta)
}
