//! [`Lines`]: signs at places to words, lines and paragraphs.

use crate::pieces::Piece;

/// A gap of so much of a letter's height is a space.
const SPACE: f32 = 0.2;
/// A move of so much of the height up or down begins a line.
const LINE: f32 = 0.5;
/// A distance of lines of so much of the height begins a paragraph, where it is more than the one before by so much.
const PARAGRAPH: f32 = 1.25;

/// Text as it is drawn.
#[derive(Default)]
pub(super) struct Lines {
    /// Signs with letters, white space left out.
    pub(super) letters: usize,
    /// Signs of which nobody says what they stand for.
    pub(super) unknown: usize,
    pieces: Vec<Piece>,
    open: String,
    /// Where the last sign ended, and its height.
    end: Option<([f32; 2], f32)>,
    /// Where the open line began.
    begin: [f32; 2],
    /// The usual distance of lines in the open paragraph.
    usual: Option<f32>,
    /// The last distance of lines in any paragraph, and the height of its letters.
    before: Option<(f32, f32)>,
    /// A page has ended since the last sign.
    overleaf: bool,
    bytes: usize,
}

impl Lines {
    /// One sign: where it begins, where the next would, how high it is.
    pub(super) fn sign(&mut self, letters: Option<&str>, at: [f32; 2], after: [f32; 2], height: f32) {
        if !at.iter().chain(&after).all(|x| x.is_finite()) {
            return;
        }
        let letters = letters.unwrap_or("\u{fffd}");
        let is_gap = letters.chars().all(|c| c.is_whitespace() || c.is_control());
        if !is_gap {
            self.between(letters, at, height);
            if letters == "\u{fffd}" {
                self.unknown += 1
            } else {
                self.letters += 1
            }
            self.open.push_str(letters);
            self.end = Some((after, height));
            self.bytes += letters.len();
        } else if !self.open.is_empty() && !self.open.ends_with([' ', '\n']) {
            // Blanks at the end of a line do not move its end: what follows is measured from the last letter.
            self.open.push(' ');
        }
    }

    /// What lies between the last sign and one at a place.
    fn between(&mut self, letters: &str, at: [f32; 2], height: f32) {
        let overleaf = std::mem::take(&mut self.overleaf);
        let Some((end, last)) = self.end else {
            self.begin = at;
            return;
        };
        let unit = height.max(last).max(0.1);
        let (across, down) = (at[0] - end[0], end[1] - at[1]);
        if down.abs() <= LINE * unit && !overleaf {
            // Drawn back over what is there: bold by two strokes, or the next cell of a table that was drawn first.
            if (across > SPACE * unit || across < -2.0 * unit) && !self.open.ends_with(' ') {
                self.open.push(' ');
            }
            return;
        }
        let distance = self.begin[1] - at[1];
        let jumps = overleaf || down < 0.0 || distance > 3.0 * unit;
        // A paragraph of one line has no distance of its own: that of letters of the same height before it counts.
        let before = self.before.filter(|(of, _)| (of - height).abs() < 0.05 * unit).map(|(_, usual)| usual);
        let usual = self.usual.or(before);
        let wider = usual.is_some_and(|usual| distance > usual * PARAGRAPH);
        let larger = (height - last).abs() > 0.15 * unit && (jumps || distance > LINE * unit);
        let indented = at[0] - self.begin[0] > unit && self.usual.is_some();
        if jumps && !larger && self.goes_on(letters) {
            // The next column or page: its lines are as far apart as those of the last.
            self.join_line();
        } else if jumps || wider || larger || indented {
            self.end_paragraph();
        } else {
            self.join_line();
            let usual = self.usual.map_or(distance, |usual| usual.min(distance));
            (self.usual, self.before) = (Some(usual), Some((height, usual)));
        }
        self.begin = at;
    }

    /// The line goes on in the next: with a space, but not between signs of East Asian scripts, and not behind a hyphen
    /// that only the line's end called for.
    fn join_line(&mut self) {
        let trimmed = self.open.trim_end().len();
        self.open.truncate(trimmed);
        let mut last = self.open.chars().rev();
        match (last.next(), last.next()) {
            (Some('\u{ad}'), _) => drop(self.open.pop()),
            (Some('-' | '\u{2010}'), Some(letter)) if letter.is_lowercase() => drop(self.open.pop()),
            // Korean parts its words, also where a line ends.
            (Some(sign), _) if is_unspaced(sign) => {}
            _ => self.open.push(' '),
        }
    }

    fn end_paragraph(&mut self) {
        let mut piece = Piece::default();
        piece.words(&std::mem::take(&mut self.open));
        let piece = piece.finished();
        if !piece.text.is_empty() {
            self.pieces.push(piece);
        }
        (self.end, self.usual) = (None, None);
    }

    /// The page is full. A sentence may go on overleaf.
    pub(super) fn page_end(&mut self) {
        self.overleaf = true;
    }

    /// Whether letters at the top of a column or page go on with the open sentence: it has no end, and they no beginning.
    fn goes_on(&self, letters: &str) -> bool {
        let ends = |c: char| ".!?…:;。！？”’\"')".contains(c);
        let open = self.open.trim_end();
        let goes = |c: char| c.is_lowercase() || c >= '\u{2E80}';
        !open.is_empty() && !open.ends_with(ends) && letters.starts_with(goes)
    }

    /// Bytes of text so far.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The paragraphs.
    pub(super) fn pieces(mut self) -> Vec<Piece> {
        self.end_paragraph();
        self.pieces
    }
}

/// Scripts written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}')
}
