//! PolNeAR's attributions laid on our words.

use firsthand_core::Reader;
use firsthand_core::model::Document;
use firsthand_core::read::syntax::Syntax;
use firsthand_core::tell::trained::{self, sheet::Sheet};
use firsthand_ingest::{Format, Hint};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// An annotated attribution, in words of the sheet.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The cue; empty where there is none.
    pub cue: Range<usize>,
    /// The source's words.
    pub source: Vec<Range<usize>>,
    /// The content's pieces.
    pub content: Vec<Range<usize>>,
}

/// A document with its annotation.
pub struct Text {
    /// File name without its ending.
    pub stem: String,
    /// The document.
    pub document: Document,
    /// What the networks see.
    pub sheet: Sheet,
    /// First annotator's attributions.
    pub gold: Vec<Gold>,
}

type Spans = Vec<(usize, usize)>;

/// Attributions of a brat file as code-point spans: source, cue, content.
fn annotations(file: &str) -> Vec<[Spans; 3]> {
    let mut spans: BTreeMap<&str, Spans> = BTreeMap::new();
    let mut out = Vec::new();
    for line in file.split('\n').map(|l| l.trim_end_matches('\r')) {
        let mut fields = line.split('\t');
        let (Some(name), Some(what)) = (fields.next(), fields.next()) else { continue };
        if name.starts_with('T') {
            let Some((_, list)) = what.split_once(' ') else { continue };
            let parse = |s: &str| s.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            spans.insert(name, list.split(';').filter_map(parse).collect());
        } else if name.starts_with('E') {
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
    }
    out
}

/// Reads a part of PolNeAR: `text/` and `attributions/` below `folder`. Texts that our reading of bytes changes (line
/// ends, composition of letters) come without annotations and are counted.
pub fn load(folder: &Path, reader: &Reader, syntax: &Syntax) -> (Vec<Text>, usize) {
    let mut names: Vec<_> = std::fs::read_dir(folder.join("text"))
        .expect("PolNeAR's texts")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter_map(|n| n.strip_suffix(".txt").map(str::to_owned))
        .collect();
    names.sort();
    let mut annotated: BTreeMap<String, String> = BTreeMap::new();
    let mut files: Vec<_> = std::fs::read_dir(folder.join("attributions"))
        .expect("PolNeAR's attributions")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .collect();
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
        out.push(Text { stem, document, sheet, gold });
    }
    (out, left)
}

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
