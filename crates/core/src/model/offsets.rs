//! [`Offsets`]: from bytes inside to code points outside.

/// Maps byte offsets of one text to code-point offsets (Unicode scalar values), as printed in JSON.
///
/// Memory: 4 bytes for each 64 bytes of text; none for pure ASCII.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Code points before byte `64 * i`; empty where the text is ASCII.
    blocks: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> Offsets<'t> {
    /// Indexes a text.
    pub fn new(text: &'t str) -> Self {
        let mut blocks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(STEP) {
                blocks.push(count);
                count += chunk.iter().filter(|b| is_lead(**b)).count() as u32;
            }
        }
        Self { text, blocks }
    }

    /// Code points before `byte`, which must be a `char` boundary of the text (its length counts as one).
    pub fn code_points(&self, byte: usize) -> usize {
        if self.blocks.is_empty() {
            return byte;
        }
        let block = (byte / STEP).min(self.blocks.len() - 1);
        let rest = &self.text.as_bytes()[block * STEP..byte];
        self.blocks[block] as usize + rest.iter().filter(|b| is_lead(**b)).count()
    }
}

/// Whether a byte begins a UTF-8 sequence.
fn is_lead(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_counting(text in "\\PC{0,200}") {
            let offsets = Offsets::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.code_points(byte), count);
            }
            prop_assert_eq!(offsets.code_points(text.len()), text.chars().count());
        }
    }
}
