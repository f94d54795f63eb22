//! From a word's letters to rows of a table of learnt vectors.
//!
//! Forms, beginnings and endings are hashed into regions of fixed size (Weinberger et al. 2009, "Feature hashing"; the
//! form by two hashes, as in Bloom embeddings), so that no vocabulary is kept: the table cannot be read back as a list
//! of the words of its training texts.

/// Rows of the whole region of letters: [`letters`] gives rows below this.
pub const LETTERS: u32 = FORMS * 2 + 1024 + 2048 + 1024 + 4096 + 512;
const FORMS: u32 = 12_288;

/// How many of the rows that [`letters`] gives stand for the whole form: the first ones. Training drops them at times,
/// so that endings and shape learn to do without.
pub const OF_FORM: usize = 2;

fn hash(seed: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    // FNV-1a, then a finaliser (Stafford's mix 13): few bytes must spread over all bits.
    let mut h = 0xcbf2_9ce4_8422_2325 ^ seed;
    for b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h = (h ^ (h >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ (h >> 31)
}

fn slot(h: u64, size: u32) -> u32 {
    // The upper half, scaled: no bias worth the name, no division.
    (((h >> 32) * u64::from(size)) >> 32) as u32
}

/// A word's form as the tables know it: lower case, digits as 0, quotation marks and dashes of one kind each.
pub fn normal(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars() {
        match c {
            '0'..='9' => out.push('0'),
            '’' | '‘' | '`' | '´' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '–' | '—' | '―' => out.push('—'),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    // "``" and "''" of typewritten and tokenised texts.
    if out == "''" {
        out.clear();
        out.push('"');
    }
}

/// Shape of a form: capitals X, small letters x, digits 0, the rest as it is; runs of one class cut at three.
fn shape(form: &str, out: &mut Vec<u8>) {
    out.clear();
    let (mut last, mut run) = (0u8, 0);
    for c in form.chars().take(24) {
        let class = if c.is_numeric() {
            b'0'
        } else if c.is_uppercase() {
            b'X'
        } else if c.is_alphabetic() {
            b'x'
        } else if c.is_ascii() {
            c as u8
        } else {
            b'?'
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 3 {
            out.push(class);
        }
    }
}

/// Byte index after the first `n` characters.
fn after(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(i, _)| i)
}

/// Byte index before the last `n` characters.
fn before(text: &str, n: usize) -> usize {
    text.char_indices().rev().nth(n.saturating_sub(1)).map_or(0, |(i, _)| i)
}

/// Buffers that [`letters`] uses again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The normal form of the word last asked for.
    pub normal: String,
    shape: Vec<u8>,
}

/// Appends the rows of a word's letters: form (two rows), beginnings, endings, shape.
pub fn letters(form: &str, scratch: &mut Scratch, out: &mut Vec<u32>) {
    normal(form, &mut scratch.normal);
    let text = scratch.normal.as_str();
    let mut base = 0;
    let mut push = |h: u64, size: u32| {
        out.push(base + slot(h, size));
        base += size;
    };
    push(hash(1, text.bytes()), FORMS);
    push(hash(2, text.bytes()), FORMS);
    push(hash(3, text[..after(text, 2)].bytes()), 1024);
    push(hash(4, text[..after(text, 3)].bytes()), 2048);
    push(hash(5, text[before(text, 2)..].bytes()), 1024);
    push(hash(6, text[before(text, 3)..].bytes()), 4096);
    shape(form, &mut scratch.shape);
    push(hash(7, scratch.shape.iter().copied()), 512);
}

/// Rows of the region of a word's neighbours: [`neighbours`] gives rows below this.
pub const NEIGHBOURS: u32 = 2 * (FORMS + 4096) + 2;

/// Appends rows for the words before and after, from their own rows by [`letters`]: form and ending. `None` at the ends
/// of a sentence.
pub fn neighbours(before: Option<&[u32]>, after: Option<&[u32]>, out: &mut Vec<u32>) {
    const ENDING: u32 = FORMS * 2 + 1024 + 2048 + 1024;
    for (side, word) in [(0, before), (1, after)] {
        let base = side * (FORMS + 4096 + 1);
        match word {
            Some(rows) => out.extend([base + rows[0], base + FORMS + (rows[5] - ENDING)]),
            None => out.push(base + FORMS + 4096),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stay_in_their_regions() {
        let mut scratch = Scratch::default();
        for form in ["", "a", "Hyesan’s", "휴대전화", "2009", "\u{0}", "İstanbul"] {
            let mut rows = Vec::new();
            letters(form, &mut scratch, &mut rows);
            assert_eq!(rows.len(), 7);
            assert!(rows.iter().all(|r| *r < LETTERS), "{form}: {rows:?}");
            assert!(rows.windows(2).all(|w| w[0] < w[1]), "regions ascend");
        }
    }

    #[test]
    fn spelling_that_means_nothing_is_levelled() {
        let mut scratch = Scratch::default();
        let mut rows = |form: &str| {
            let mut out = Vec::new();
            letters(form, &mut scratch, &mut out);
            out
        };
        assert_eq!(rows("Said")[..6], rows("said")[..6]);
        assert_ne!(rows("Said")[6], rows("said")[6]);
        assert_eq!(rows("“")[0], rows("\"")[0]);
        assert_eq!(rows("1987")[0], rows("2017")[0]);
    }
}
