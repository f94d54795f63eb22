//! A page's drawing: where the pen is, and which signs it leaves.

use super::font::Font;
use super::lines::Lines;
use super::{MAX_OPERATIONS, MAX_STREAM};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Forms inside forms at most.
const MAX_FORMS: u32 = 8;
/// States kept by "q" at most.
const MAX_STATES: usize = 512;
/// Bytes of content of all pages together.
const MAX_CONTENT: usize = 512 << 20;

/// A matrix: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f32; 6];
const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `inner`, then `outer`.
fn times(inner: Matrix, outer: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = inner;
    let [g, h, i, j, k, l] = outer;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/// What all pages have drawn so far.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) lines: Lines,
    pub(super) operations: u64,
    /// A stream unpacked to more than any page needs.
    pub(super) is_bomb: bool,
    content: usize,
    fonts: BTreeMap<ObjectId, Rc<Font>>,
}

/// Draws one page. What cannot be read of it is left out.
pub(super) fn draw(pdf: &Document, page: ObjectId, drawn: &mut Drawn) {
    let content = match pdf.get_page_content_with_limit(page, MAX_STREAM) {
        Ok(content) => content,
        Err(error) => {
            drawn.is_bomb |=
                matches!(error, lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }));
            return;
        }
    };
    let mut resources = Vec::new();
    if let Ok((own, ids)) = pdf.get_page_resources(page) {
        resources.extend(own);
        resources.extend(ids.iter().filter_map(|id| pdf.get_dictionary(*id).ok()));
    }
    let mut pen = Pen { pdf, drawn, state: State::default(), kept: Vec::new(), text: UNIT, line: UNIT };
    pen.content(&content, &resources, 0);
}

/// What "q" keeps and "Q" brings back.
#[derive(Clone)]
struct State {
    /// From the user's space to the page.
    space: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    /// Room behind each sign and behind each space, how wide signs are drawn, distance of lines, rise.
    behind: f32,
    behind_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

impl Default for State {
    fn default() -> State {
        State {
            space: UNIT,
            font: None,
            size: 0.0,
            behind: 0.0,
            behind_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

struct Pen<'a> {
    pdf: &'a Document,
    drawn: &'a mut Drawn,
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
}

impl<'a> Pen<'a> {
    fn content(&mut self, content: &[u8], resources: &[&'a Dictionary], forms: u32) {
        self.drawn.content += content.len();
        if self.drawn.content > MAX_CONTENT {
            self.drawn.is_bomb = true;
            return;
        }
        for operation in Content::decode_iter(content) {
            // What follows a broken place cannot be told apart.
            let Ok(operation) = operation else { return };
            self.drawn.operations += 1;
            if self.drawn.operations > MAX_OPERATIONS {
                return;
            }
            self.operation(&operation, resources, forms);
        }
    }

    fn operation(&mut self, operation: &Operation, resources: &[&'a Dictionary], forms: u32) {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(|o| o.as_float().ok()).collect();
        let number = |index: usize| numbers.get(index).copied().filter(|x| x.is_finite()).unwrap_or(0.0);
        let matrix = || <Matrix>::try_from(numbers.as_slice()).unwrap_or(UNIT);
        match operation.operator.as_str() {
            "q" if self.kept.len() < MAX_STATES => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.state.space = times(matrix(), self.state.space),
            "BT" => (self.text, self.line) = (UNIT, UNIT),
            "Tc" => self.state.behind = number(0),
            "Tw" => self.state.behind_space = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Tf" => {
                self.state.size = number(0);
                self.state.font = operation.operands.first().and_then(|name| self.font(name, resources));
            }
            "Td" => self.next_line(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            "Tm" => (self.text, self.line) = (matrix(), matrix()),
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" => self.show(operation.operands.first()),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operation.operands.first());
            }
            "\"" => {
                (self.state.behind_space, self.state.behind) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                self.show(operation.operands.get(2));
            }
            "TJ" => {
                let Some(Object::Array(parts)) = operation.operands.first() else { return };
                for part in parts {
                    match part.as_float() {
                        Ok(back) => self.step(-back / 1000.0 * self.state.size * self.state.stretch),
                        Err(_) => self.show(Some(part)),
                    }
                }
            }
            "Do" if forms < MAX_FORMS => self.form(operation, resources, forms),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn step(&mut self, x: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, x, 0.0], self.text);
    }

    /// Draws a string, sign by sign.
    fn show(&mut self, string: Option<&Object>) {
        let (Some(Object::String(bytes, _)), Some(font)) = (string, self.state.font.clone()) else { return };
        for sign in font.signs(bytes) {
            let here = times(times([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise], self.text), self.state.space);
            let room = if sign.is_space { self.state.behind_space } else { 0.0 };
            let width =
                (sign.width / 1000.0 * self.state.size + self.state.behind + room) * self.state.stretch;
            self.step(width);
            let after = times(self.text, self.state.space);
            // The height of a letter on the page, whichever way it is turned.
            let height = self.state.size.abs() * here[2].hypot(here[3]);
            self.drawn.lines.sign(sign.letters.as_deref(), [here[4], here[5]], [after[4], after[5]], height);
        }
    }

    /// Draws a form: content of its own, used by the page.
    fn form(&mut self, operation: &Operation, resources: &[&'a Dictionary], forms: u32) {
        let pdf = self.pdf;
        let Some(Ok(name)) = operation.operands.first().map(Object::as_name) else { return };
        let Some(form) = entry(pdf, resources, b"XObject", name).and_then(|form| form.as_stream().ok())
        else {
            return;
        };
        if form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind != b"Form") {
            return;
        }
        let content = if form.dict.has(b"Filter") {
            match form.decompressed_content_with_limit(MAX_STREAM) {
                Ok(content) => content,
                Err(_) => return,
            }
        } else {
            form.content.clone()
        };
        let own = form.dict.get_deref(b"Resources", pdf).and_then(Object::as_dict).ok();
        let list: Vec<&'a Dictionary> = own.into_iter().chain(resources.iter().copied()).take(16).collect();
        let matrix = form
            .dict
            .get_deref(b"Matrix", pdf)
            .and_then(Object::as_array)
            .ok()
            .map(|list| list.iter().filter_map(|x| x.as_float().ok()).collect::<Vec<_>>());
        let matrix = matrix.and_then(|list| Matrix::try_from(list.as_slice()).ok()).unwrap_or(UNIT);
        let (state, kept, text, line) =
            (self.state.clone(), std::mem::take(&mut self.kept), self.text, self.line);
        self.state.space = times(matrix, self.state.space);
        self.content(&content, &list, forms + 1);
        (self.state, self.kept, self.text, self.line) = (state, kept, text, line);
    }

    fn font(&mut self, name: &Object, resources: &[&'a Dictionary]) -> Option<Rc<Font>> {
        let name = name.as_name().ok()?;
        let fonts = resources.iter().find_map(|r| {
            let fonts = r.get_deref(b"Font", self.pdf).and_then(Object::as_dict).ok()?;
            fonts.get(name).ok()
        })?;
        let (id, object) = self.pdf.dereference(fonts).ok()?;
        let made = id.and_then(|id| self.drawn.fonts.get(&id).cloned());
        if made.is_some() {
            return made;
        }
        let font = Rc::new(Font::new(self.pdf, object.as_dict().ok()?));
        if let Some(id) = id {
            self.drawn.fonts.insert(id, font.clone());
        }
        Some(font)
    }
}

/// An entry of the first resources that have one of the name.
fn entry<'a>(
    pdf: &'a Document,
    resources: &[&'a Dictionary],
    kind: &[u8],
    name: &[u8],
) -> Option<&'a Object> {
    resources.iter().find_map(|r| {
        let entries = r.get_deref(kind, pdf).and_then(Object::as_dict).ok()?;
        entries.get_deref(name, pdf).ok()
    })
}
