//! Case files: Markdown with an article and its expected tellings under each heading.

/// One file of cases.
#[derive(Clone, Debug)]
pub(crate) struct CaseFile {
    pub(crate) sections: Vec<Section>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) heading: String,
    /// Words between the heading and the article.
    pub(crate) explained: String,
    /// Why it is known to fail. Such a case must fail.
    pub(crate) known_gap: Option<String>,
    pub(crate) article: String,
    /// The block of expectations, as written.
    pub(crate) tellings: String,
    /// Line of the file (from 1) on which the block opens.
    pub(crate) tellings_line: usize,
}

const FENCE: &str = "```";
const GAP_MARK: &str = "Known gap: ";

impl CaseFile {
    /// Reads a file of cases.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut sections = Vec::new();
        let mut lines = text.lines().enumerate();
        let mut open = Section::empty("");
        let mut titled = false;
        while let Some((index, line)) = lines.next() {
            let at = index + 1;
            if let Some(title) = line.strip_prefix("# ") {
                titled = !title.trim().is_empty();
            } else if let Some(heading) = line.strip_prefix("## ") {
                open.must_be_closed(at)?;
                open = Section::empty(heading.trim());
            } else if let Some(kind) = line.strip_prefix(FENCE) {
                let body =
                    block(&mut lines).ok_or_else(|| format!("line {at}: this block is never closed"))?;
                match kind {
                    "text" if open.article.is_empty() => open.article = body,
                    "tellings" if !open.article.is_empty() => {
                        open.tellings = body;
                        open.tellings_line = at;
                        let heading = open.heading.clone();
                        sections.push(std::mem::replace(&mut open, Section::empty(&heading)));
                    }
                    _ => return Err(format!("line {at}: a case is one ```text, then one ```tellings")),
                }
            } else if let Some(reason) = line.strip_prefix(GAP_MARK) {
                open.known_gap = Some(reason.to_owned());
            } else if !line.trim().is_empty() {
                open.explained.push_str(line);
                open.explained.push('\n');
            }
        }
        open.must_be_closed(text.lines().count())?;
        if !titled || sections.is_empty() {
            return Err("a file of cases has a title and at least one case".into());
        }
        Ok(Self { sections })
    }
}

impl Section {
    fn empty(heading: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            explained: String::new(),
            known_gap: None,
            article: String::new(),
            tellings: String::new(),
            tellings_line: 0,
        }
    }

    fn must_be_closed(&self, line: usize) -> Result<(), String> {
        if self.article.is_empty() {
            return Ok(());
        }
        Err(format!("before line {line}: the article under {:?} has no tellings", self.heading))
    }
}

/// The lines up to the closing fence, without the last line end.
fn block<'t>(lines: &mut impl Iterator<Item = (usize, &'t str)>) -> Option<String> {
    let mut body = Vec::new();
    for (_, line) in lines {
        if line.trim_end() == FENCE {
            return Some(body.join("\n"));
        }
        body.push(line);
    }
    None
}

/// The file with another block of expectations under one heading; every other byte stays.
pub(crate) fn replace_tellings(text: &str, heading: &str, block: &str) -> Result<String, String> {
    let file = CaseFile::parse(text)?;
    let mut named = file.sections.iter().filter(|section| section.heading == heading);
    let (Some(section), None) = (named.next(), named.next()) else {
        return Err(format!("not exactly one case under {heading:?}"));
    };
    let mut out = String::with_capacity(text.len() + block.len());
    let mut old = section.tellings.lines().count();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let at = index + 1;
        if at > section.tellings_line && old > 0 {
            old -= 1;
        } else {
            out.push_str(line);
        }
        if at == section.tellings_line {
            out.push_str(block.trim_end());
            out.push('\n');
        }
    }
    Ok(out)
}
