//! One e-mail message (RFC 5322, MIME): its body is a document, its attachments are members.

use crate::error::{Error, Kind};
use crate::metadata::filled;
use crate::walk::{Around, Step, Walk};
use crate::{Format, plain};
use firsthand_core::model::{Maker, Meta};
use jiff::civil::Date;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// The largest message, in bytes.
const MAX_BYTES: usize = 128 << 20;

/// A message of a file or of an archive.
pub(crate) fn mail(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    if bytes.len() > MAX_BYTES {
        return walk.fail(Format::Mail, Kind::TooLarge.into());
    }
    let parsed = std::panic::catch_unwind(|| MessageParser::default().parse(bytes));
    match parsed {
        Ok(Some(message)) if !message.parts.is_empty() => letter(walk, bytes, &message),
        Ok(_) => walk.fail(Format::Mail, Error::with(Kind::Damaged, Format::Mail.called())),
        Err(_) => walk.fail(Format::Mail, Kind::ParserFault.into()),
    }
}

/// The body of a message, then what is attached to it.
fn letter(walk: &mut Walk<'_>, bytes: &[u8], message: &Message<'_>) -> Step {
    let around = Around { over: meta(message), ..Around::default() };
    match body(message) {
        Some((text, is_html)) => {
            // The subject is no headline of the text.
            let shown = Around { over: Meta { title: None, ..around.over.clone() }, ..around.clone() };
            let title = around.over.title.clone();
            let format = Format::Mail;
            walk.document(format, &shown, || {
                let mut document = if is_html {
                    crate::html::document(crate::id(bytes), text, Some(""))?
                } else {
                    plain::document(crate::id(bytes), text)?
                };
                document.meta.title = title;
                Ok(document)
            })?;
        }
        None => walk.fail(Format::Mail, Kind::Empty.into())?,
    }
    if message.attachments.is_empty() {
        return Ok(());
    }
    walk.inside(Format::Mail, |walk| {
        for (index, part) in message.attachments().enumerate() {
            attachment(walk, index, part)?;
        }
        Ok(())
    })
}

fn attachment(walk: &mut Walk<'_>, index: usize, part: &MessagePart<'_>) -> Step {
    let name = part.attachment_name().and_then(filled);
    let place = name.clone().unwrap_or_else(|| format!("#part={}", index + 1));
    let format = part.content_type().and_then(|kind| {
        Format::of_media_type(&format!("{}/{}", kind.c_type, kind.c_subtype.as_deref().unwrap_or_default()))
    });
    walk.spend(Format::Mail, part.len() as u64)?;
    walk.at(place, |walk| match &part.body {
        PartType::Message(inner) => mail(walk, &inner.raw_message),
        _ if name.is_none() && format.is_none() => walk.pass_over(Format::Mail),
        // Text was decoded by its declared charset already.
        PartType::Text(text) | PartType::Html(text) => {
            let is_page = |format: &Format| matches!(format, Format::Text | Format::Html);
            let named = name.as_deref().and_then(Format::of_name).or(format);
            match named {
                Some(format) if !is_page(&format) => walk
                    .file(part.contents(), &Around { name: name.unwrap_or_default(), ..Around::default() }),
                None => walk.pass_over(Format::Mail),
                Some(format) => {
                    let is_html = format == Format::Html;
                    walk.text(format, part.contents(), text.to_string(), is_html, &Around::default())
                }
            }
        }
        _ => walk
            .file(part.contents(), &Around { name: name.unwrap_or_default(), format, ..Around::default() }),
    })
}

/// The body as text, and whether that is HTML: the plain one where there are both.
fn body(message: &Message<'_>) -> Option<(String, bool)> {
    let plain = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let plain = plain.collect::<Vec<_>>().join("\n\n");
    if !plain.trim().is_empty() {
        return Some((plain, false));
    }
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(text) => Some(text.to_string()),
        _ => None,
    });
    html.filter(|html| !html.trim().is_empty()).map(|html| (html, true))
}

fn meta(message: &Message<'_>) -> Meta {
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|addr| addr.name.as_deref().or(addr.address.as_deref())).and_then(filled);
    let published = message.date().and_then(|time| {
        let (month, day) = (i8::try_from(time.month).ok()?, i8::try_from(time.day).ok()?);
        Date::new(i16::try_from(time.year).ok()?, month, day).ok()
    });
    Meta {
        title: message.subject().and_then(filled),
        language: None,
        published,
        outlet: None,
        made_by: name
            .map(|name| Maker { role: "sender".into(), name, works_for: None })
            .into_iter()
            .collect(),
        url: None,
    }
}
