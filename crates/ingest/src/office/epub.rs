//! EPUB books: XHTML pages in the order of the package's spine, joined to one document.

use super::{Parts, finish, part, xml};
use crate::Format;
use crate::container::archive;
use crate::error::{Error, Kind};
use crate::html;
use crate::walk::{Around, Step, Walk};
use std::collections::BTreeMap;

/// Pages of a book at most.
const MAX_PAGES: usize = 10_000;

/// A book as one document: its chapters have no life of their own.
pub(crate) fn epub(walk: &mut Walk<'_>, bytes: &[u8], around: &Around) -> Step {
    let mut archive = match archive::open(bytes, Format::Epub) {
        Ok(archive) => archive,
        Err(error) => return walk.fail(Format::Epub, error),
    };
    if archive.index_for_name("META-INF/encryption.xml").is_some() {
        return walk.fail(Format::Epub, Kind::Locked.into());
    }
    let package = match part(walk, Format::Epub, &mut archive, "META-INF/container.xml")? {
        Ok(container) => root_file(&container),
        Err(error) => return walk.fail(Format::Epub, error),
    };
    let Some(package) = package else { return walk.fail(Format::Epub, damaged()) };
    let text = match part(walk, Format::Epub, &mut archive, &package)? {
        Ok(text) => text,
        Err(error) => return walk.fail(Format::Epub, error),
    };
    let Ok(spine) = spine(&text) else { return walk.fail(Format::Epub, damaged()) };
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut pages = Vec::new();
    for address in spine.iter().take(MAX_PAGES) {
        let name = joined(folder, address);
        match part(walk, Format::Epub, &mut archive, &name)? {
            Ok(page) => pages.push(page),
            Err(error) => return walk.fail(Format::Epub, error),
        }
    }
    walk.document(Format::Epub, around, || {
        let mut pieces = Vec::new();
        for page in pages {
            // A page that shows nothing is a picture or a blank leaf.
            pieces.extend(html::visible(page)?);
        }
        finish(bytes, Parts { pieces, meta: xml::about(&text).unwrap_or_default() })
    })
}

/// Where the package lies.
fn root_file(container: &str) -> Option<String> {
    let mut path = None;
    let done = xml::walk(container, |node| {
        if let xml::Node::Open("rootfile", tag) = node {
            path = path.take().or_else(|| xml::attribute(tag, "full-path"));
        }
    });
    done.ok().and(path)
}

/// The addresses of the pages in reading order.
fn spine(package: &str) -> Result<Vec<String>, Error> {
    let (mut items, mut order) = (BTreeMap::new(), Vec::new());
    xml::walk(package, |node| {
        let xml::Node::Open(name, tag) = node else { return };
        match name {
            "item" => {
                let kind = xml::attribute(tag, "media-type").unwrap_or_default();
                if let (Some(id), Some(to)) = (xml::attribute(tag, "id"), xml::attribute(tag, "href"))
                    && (kind.contains("html") || kind.is_empty())
                {
                    items.insert(id, to);
                }
            }
            "itemref" => order.extend(xml::attribute(tag, "idref")),
            _ => {}
        }
    })?;
    Ok(order.iter().filter_map(|id| items.get(id).cloned()).collect())
}

/// An address from the package's folder, without the part behind "#", its signs as they were before escaping.
fn joined(folder: &str, address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let mut parts: Vec<String> =
        folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(unescaped(part)),
        }
    }
    parts.join("/")
}

fn unescaped(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let sign = (*byte == b'%').then(|| after.get(..2)).flatten();
        let sign = sign
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|d| u8::from_str_radix(d, 16).ok());
        bytes.push(sign.unwrap_or(*byte));
        rest = if sign.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn damaged() -> Error {
    Error::with(Kind::Damaged, Format::Epub.called())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_from_the_package() {
        assert_eq!(joined("OEBPS", "text/a%20b.xhtml#c"), "OEBPS/text/a b.xhtml");
        assert_eq!(joined("OEBPS/x", "../y.xhtml"), "OEBPS/y.xhtml");
        assert_eq!(joined("", "../../y%2"), "y%2");
    }
}
