//! PolNeAR's attributions laid on our words.

#[cfg(test)]
mod tests;

use crate::corpora::Outcome;
use firsthand_core::Reader;
use firsthand_core::model::Document;
use firsthand_core::read::syntax::Syntax;
use firsthand_core::tell::trained::{self, sheet::Sheet};
use firsthand_ingest::{Format, Hint};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// An annotated attribution, in words of the sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    /// The cue; empty where there is none.
    pub(crate) cue: Range<usize>,
    /// The source's words.
    pub(crate) source: Vec<Range<usize>>,
    /// The content's pieces.
    pub(crate) content: Vec<Range<usize>>,
}

/// A document with its annotation.
pub(crate) struct Text {
    /// What the networks see.
    pub(crate) sheet: Sheet,
    /// First annotator's attributions.
    pub(crate) gold: Vec<Gold>,
}

/// Starts and ends, in code points.
type Spans = Vec<(usize, usize)>;

/// Attributions of a brat file as code-point spans: source, cue, content. Lines that make no sense are left out.
fn annotations(file: &str) -> Vec<[Spans; 3]> {
    let lines: Vec<(&str, &str)> = file
        .split('\n')
        .filter_map(|l| {
            let mut fields = l.trim_end_matches('\r').split('\t');
            Some((fields.next()?, fields.next()?))
        })
        .collect();
    // An event may stand before the spans that it names.
    let mut spans: BTreeMap<&str, Spans> = BTreeMap::new();
    for (name, what) in lines.iter().filter(|(name, _)| name.starts_with('T')) {
        let Some((_, list)) = what.split_once(' ') else { continue };
        let parse = |s: &str| s.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        spans.insert(name, list.split(';').filter_map(parse).collect());
    }
    let mut out = Vec::new();
    for (_, what) in lines.iter().filter(|(name, _)| name.starts_with('E')) {
        let mut roles: [Spans; 3] = Default::default();
        for part in what.split(' ') {
            let Some((role, target)) = part.split_once(':') else { continue };
            let k = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => 0,
                "Cue" => 1,
                "Content" => 2,
                _ => continue,
            };
            roles[k].extend(spans.get(target).into_iter().flatten());
        }
        if !roles[2].is_empty() {
            roles.iter_mut().for_each(|r| r.sort_unstable());
            out.push(roles);
        }
    }
    out
}

/// Reads a part of PolNeAR: `text/` and `attributions/` below `folder`. Texts that our reading of bytes changes (line
/// ends, composition of letters) come without annotations and are counted.
pub(crate) fn load(folder: &Path, reader: &Reader, syntax: &Syntax) -> Outcome<(Vec<Text>, usize)> {
    let list = |part: &str| {
        let path = folder.join(part);
        std::fs::read_dir(&path).map_err(|e| {
            format!(
                "{} cannot be read: {e}. --data or FIRSTHAND_DATA names the folder of the corpora.",
                path.display()
            )
        })
    };
    let mut names: Vec<_> = list("text")?
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter_map(|n| n.strip_suffix(".txt").map(str::to_owned))
        .collect();
    names.sort();
    let mut annotated: BTreeMap<String, String> = BTreeMap::new();
    let mut files: Vec<_> =
        list("attributions")?.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    files.sort();
    for file in files {
        if let Some((stem, _)) = file.trim_end_matches(".ann").rsplit_once('_') {
            annotated.entry(stem.to_owned()).or_insert(file);
        }
    }
    let (mut out, mut left) = (Vec::new(), 0);
    for stem in names {
        let bytes = std::fs::read(folder.join("text").join(format!("{stem}.txt"))).unwrap_or_default();
        let hint = Hint { format: Some(Format::Text), ..Hint::default() };
        let Ok(mut document) = firsthand_ingest::read(&bytes, hint) else {
            left += 1;
            continue;
        };
        // Annotations count code points of the file as it is.
        let same = document.text().as_bytes() == bytes;
        left += usize::from(!same);
        reader.furnish(&mut document);
        let tokens = reader.tokens(&document);
        let ruled = trained::ruled(reader, &document, &tokens);
        let blocks = 0..document.blocks.len();
        let sheet = trained::sheet(reader, syntax, &document, &tokens, blocks, &ruled);
        let gold = annotated
            .get(&stem)
            .filter(|_| same)
            .and_then(|f| std::fs::read_to_string(folder.join("attributions").join(f)).ok())
            .map(|f| lay(&f, &document, &sheet))
            .unwrap_or_default();
        out.push(Text { sheet, gold });
    }
    Ok((out, left))
}

/// Texts of our own prose, which the rules read as they should be read: golden cases in Markdown (blocks fenced as
/// `text`) and plain texts, below some folders. What the rules find at the top of each is its annotation.
pub(crate) fn prose(folders: &[PathBuf], reader: &Reader, syntax: &Syntax) -> Vec<Text> {
    let mut files = Vec::new();
    for folder in folders {
        let mut here: Vec<_> =
            std::fs::read_dir(folder).into_iter().flatten().filter_map(|e| Some(e.ok()?.path())).collect();
        here.sort();
        files.extend(here);
    }
    let mut texts = Vec::new();
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        match file.extension().and_then(|e| e.to_str()) {
            Some("txt") => texts.push(text),
            Some("md") => {
                for part in text.split("```text\n").skip(1) {
                    texts.push(part.split("\n```").next().unwrap_or("").to_owned());
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    for (i, text) in texts.into_iter().enumerate() {
        let Some(mut document) = Document::new(format!("prose-{i}"), text) else { continue };
        reader.furnish(&mut document);
        let tokens = reader.tokens(&document);
        let ruled = trained::ruled(reader, &document, &tokens);
        let blocks = 0..document.blocks.len();
        let sheet = trained::sheet(reader, syntax, &document, &tokens, blocks, &ruled);
        let gold = sheet
            .ruled
            .iter()
            .filter(|r| !r.inner)
            .map(|r| {
                let mut content = r.content.clone();
                // Every content includes the "that" which opens it.
                if let Some(first) = content.first_mut()
                    && first.start > r.cue.end
                    && sheet.words.get(first.start - 1).is_some_and(|w| document.slice(w.span) == "that")
                {
                    first.start -= 1;
                }
                Gold {
                    cue: r.cue.clone(),
                    source: Some(r.source.clone()).filter(|s| !s.is_empty()).into_iter().collect(),
                    content,
                }
            })
            .collect();
        out.push(Text { sheet, gold });
    }
    out
}

/// The attributions of a brat file, in words of the sheet.
fn lay(file: &str, document: &Document, sheet: &Sheet) -> Vec<Gold> {
    let text = document.text();
    let mut bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    bytes.push(text.len());
    let words = |spans: &Spans| -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for (a, b) in spans {
            let (Some(a), Some(b)) = (bytes.get(*a), bytes.get(*b)) else { continue };
            let Some(span) = document.span(*a, *b) else { continue };
            let range = sheet.within(span);
            match out.last_mut() {
                Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
                _ if !range.is_empty() => out.push(range),
                _ => {}
            }
        }
        out
    };
    annotations(file)
        .iter()
        .map(|[source, cue, content]| Gold {
            source: words(source),
            cue: words(cue).first().cloned().unwrap_or(0..0),
            content: words(content),
        })
        .collect()
}
