//! [`open`]: a file of any kind to all that is in it.

use crate::container::{archive, gzip};
use crate::error::{Error, Kind};
use crate::found::{Found, Hints, Outcome};
use crate::walk::{Around, Step, Walk};
use crate::{Format, Hint, charset, container, decode, id, office, page, pdf, plain, rows, sniff};
use std::ops::ControlFlow;

/// A file before its documents are taken out.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'a> {
    bytes: &'a [u8],
    hints: &'a Hints,
}

/// A file of any kind. Nothing is parsed before [`Opened::each`] is called.
pub fn open<'a>(bytes: &'a [u8], hints: &'a Hints) -> Opened<'a> {
    Opened { bytes, hints }
}

/// Whether a file is plain text in UTF-8 by every sign there is: then nothing of it is parsed, only normalised, and it need
/// not go through another process.
pub fn is_plain(bytes: &[u8], hints: &Hints) -> bool {
    if bytes.len() > plain::MAX_BYTES || hints.charset.is_some() || bytes.contains(&0) {
        return false;
    }
    let around = Around { name: hints.name.clone().unwrap_or_default(), ..Around::default() };
    let said_or_seen = || match bytes.trim_ascii_start().first() {
        Some(b'{' | b'<' | b'[') => Format::of_name(&around.name) == Some(Format::Text),
        _ => true,
    };
    std::str::from_utf8(bytes).is_ok()
        && said_or_seen()
        && matches!(sniff::kind(bytes, &around), Ok(None | Some(Format::Text)))
        && charset::sniff(bytes) != Format::Html
}

impl Opened<'_> {
    /// Gives every document of the file, and a verdict for what is none, in the order in which they lie there: at least
    /// one, and the same each time. Memory holds one member of each container at a time. Ends early where `visit` breaks.
    pub fn each(self, mut visit: impl FnMut(Found) -> ControlFlow<()>) {
        let mut walk = Walk::new(self.hints, self.bytes.len(), &mut visit);
        let around = Around { name: self.hints.name.clone().unwrap_or_default(), ..Around::default() };
        // A walk that stopped has said why, or was asked to.
        let _ = walk.file(self.bytes, &around);
    }

    /// All of them at once.
    pub fn all(self) -> Vec<Found> {
        let mut found = Vec::new();
        self.each(|one| {
            found.push(one);
            ControlFlow::Continue(())
        });
        found
    }

    /// The only document of a file that is one document; the error of one that is none.
    ///
    /// # Errors
    /// The file's own error; for a container without documents that there is none.
    pub fn first(self) -> Result<Found, Error> {
        let mut best: Option<Found> = None;
        self.each(|found| {
            let is_document = found.document().is_some();
            if is_document || best.is_none() {
                best = Some(found);
            }
            if is_document { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match best {
            Some(Found { outcome: Outcome::Failed(error), .. }) => Err(error),
            Some(found) if found.document().is_some() => Ok(found),
            _ => Err(Kind::NothingInside.into()),
        }
    }
}

impl Walk<'_> {
    /// One file, or one member of a container.
    pub(crate) fn file(&mut self, bytes: &[u8], around: &Around) -> Step {
        let format = match sniff::kind(bytes, around) {
            Ok(format) => format,
            // A picture among pages is nothing to report.
            Err(error) if self.is_inside() && error.kind() == Kind::Binary => {
                return self.pass_over(Format::Text);
            }
            Err(error) => return self.fail(around.format.unwrap_or(Format::Text), error),
        };
        match format {
            None | Some(Format::Text | Format::Html) => self.page(bytes, format, around),
            Some(Format::Pdf) => self.document(Format::Pdf, around, || pdf::document(bytes)),
            Some(Format::Docx) => office::docx(self, bytes, around),
            Some(Format::Odt) => office::odt(self, bytes, around),
            Some(Format::Epub) => office::epub(self, bytes, around),
            Some(Format::Mail) => container::mail(self, bytes),
            Some(Format::Mbox) => container::mbox(self, bytes),
            Some(Format::Feed) => container::feed(self, bytes),
            Some(Format::Warc) => container::warc(self, bytes),
            Some(Format::Wacz) => archive::wacz(self, bytes),
            Some(Format::Zip) => archive::zip(self, bytes),
            Some(Format::Gzip) => gzip::gzip(self, bytes, around),
            Some(Format::Jsonl) => rows::jsonl(self, bytes),
            Some(Format::Csv) => rows::csv(self, bytes),
            #[cfg(feature = "parquet")]
            Some(Format::Parquet) => rows::parquet(self, bytes),
            #[cfg(not(feature = "parquet"))]
            Some(Format::Parquet) => self.fail(Format::Parquet, Kind::Parquet.into()),
        }
    }

    /// Plain text or HTML.
    pub(crate) fn page(&mut self, bytes: &[u8], format: Option<Format>, around: &Around) -> Step {
        // What a user declares is strict; what a container declares is a guess.
        let own = if self.is_inside() { None } else { self.hints.charset };
        let declared =
            around.charset.and_then(|_| decode(bytes, Hint { format, charset: around.charset }).ok());
        let decoded = declared.map_or_else(|| decode(bytes, Hint { format, charset: own }), Ok);
        match decoded {
            Err(error) if self.is_inside() && error.kind() == Kind::Binary => self.pass_over(Format::Text),
            Err(error) => self.fail(format.unwrap_or(Format::Text), error),
            Ok((text, format)) => {
                let headline = around.over.title.as_deref();
                self.document(format, around, || page(id(bytes), text, format, headline))
            }
        }
    }

    /// Text that its container holds as such, plain or HTML; the id is that of `bytes`.
    pub(crate) fn text(
        &mut self,
        format: Format,
        bytes: &[u8],
        text: String,
        is_html: bool,
        around: &Around,
    ) -> Step {
        let headline = around.over.title.as_deref();
        self.document(format, around, || {
            if text.len() > plain::MAX_BYTES {
                return Err(Kind::TooLarge.into());
            }
            let kind = if is_html { Format::Html } else { Format::Text };
            page(id(bytes), text, kind, headline)
        })
    }
}
