//! Checkpoints: what a case's owner keeps elsewhere, to find later whether the log was rolled back, forked or edited.
//!
//! The note is a C2SP signed note whose text is a C2SP checkpoint: origin, size, root. The code is short enough for paper
//! or a telephone: twelve BIP 39 words, which hold 128 bits of the text's SHA-256 and four bits of check.

use super::tree::Hash;
use crate::error::{Error, Kind, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bip39::{Language, Mnemonic};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The dash that begins a signature line.
const DASH: &str = "\u{2014} ";
/// Longest note that is looked at, in bytes.
const LONGEST: usize = 64 << 10;

/// A checkpoint as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Leaves of the log.
    pub size: u64,
    /// Root of its tree.
    pub root: Hash,
    /// The signed note, several lines.
    pub note: String,
    /// Twelve words that stand for the note.
    pub code: String,
    /// The key that signed it, in C2SP's form (`name+id+key`), for whoever checks the signature elsewhere.
    pub verifier: String,
}

/// What somebody kept of an earlier checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A note: says whose log, its size and its root.
    Note {
        /// Name of the log: random, one a case.
        origin: String,
        /// Leaves of the log then.
        size: u64,
        /// Root of its tree then.
        root: Hash,
        /// The signed text.
        body: String,
        /// Signatures: name and bytes (four of the key's id, then the signature).
        signatures: Vec<(String, Vec<u8>)>,
    },
    /// A code: 128 bits of the text's SHA-256.
    Code([u8; 16]),
}

/// The text of a checkpoint, which is signed.
pub(crate) fn body(origin: &str, size: u64, root: &Hash) -> String {
    format!("{origin}\n{size}\n{}\n", STANDARD.encode(root))
}

/// What a code holds of a checkpoint's text.
pub(crate) fn code_of(body: &str) -> [u8; 16] {
    *Sha256::digest(body.as_bytes()).first_chunk().expect("a SHA-256 has 32 bytes")
}

/// The key's id in a signature line: ties name and key.
fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash =
        Sha256::new().chain_update(name).chain_update(b"\n\x01").chain_update(key.as_bytes()).finalize();
    *hash.first_chunk().expect("a SHA-256 has 32 bytes")
}

/// Signs a checkpoint.
pub(crate) fn sign_note(origin: &str, size: u64, root: Hash, key: &SigningKey) -> Checkpoint {
    let body = body(origin, size, &root);
    let public = key.verifying_key();
    let id = key_id(origin, &public);
    let signature = [&id[..], &key.sign(body.as_bytes()).to_bytes()].concat();
    let words =
        Mnemonic::from_entropy_in(Language::English, &code_of(&body)).expect("16 bytes are twelve words");
    let typed = [&[1][..], public.as_bytes()].concat();
    Checkpoint {
        size,
        root,
        note: format!("{body}\n{DASH}{origin} {}\n", STANDARD.encode(signature)),
        code: words.to_string(),
        verifier: format!("{origin}+{}+{}", crate::id::hex(&id), STANDARD.encode(typed)),
    }
}

impl Evidence {
    /// Reads a note or a code as somebody typed or pasted it. Proves nothing yet.
    pub fn parse(text: &str) -> Result<Evidence> {
        if text.len() > LONGEST {
            return Err(Error(Kind::Note));
        }
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        if text.contains(DASH.trim_end()) || text.contains('/') {
            return note(text);
        }
        if words.len() != 12 {
            return Err(Error(if words.len() < 30 { Kind::Code } else { Kind::Note }));
        }
        let words = Mnemonic::parse_in_normalized(Language::English, &words.join(" "));
        let entropy = words.map_err(|_| Error(Kind::Code))?.to_entropy();
        entropy.try_into().map(Evidence::Code).map_err(|_| Error(Kind::Code))
    }

    /// Whether a note bears a signature of this key. A code bears none, and gives `None`.
    pub(crate) fn signed_by(&self, key: &VerifyingKey) -> Option<bool> {
        let Evidence::Note { origin, body, signatures, .. } = self else { return None };
        let id = key_id(origin, key);
        Some(signatures.iter().filter(|(name, _)| name == origin).any(|(_, bytes)| {
            bytes.strip_prefix(&id).and_then(|s| Signature::from_slice(s).ok()).is_some_and(|s| {
                // Strict: a signature that others would not accept is none.
                key.verify_strict(body.as_bytes(), &s).is_ok()
            })
        }))
    }
}

/// Reads a note: origin, size, root, perhaps more lines; an empty line; signatures.
fn note(text: &str) -> Result<Evidence> {
    let text = text.replace("\r\n", "\n");
    let text = format!("{}\n", text.trim());
    let (body, signed) = text.split_once("\n\n").ok_or(Error(Kind::Note))?;
    let body = format!("{body}\n");
    let mut lines = body.lines();
    let mut next = || lines.next().filter(|l| !l.is_empty()).ok_or(Error(Kind::Note));
    let (origin, size, root) = (next()?.to_owned(), next()?, next()?);
    let digits = size.bytes().all(|b| b.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
    let size = size.parse().ok().filter(|_| digits).ok_or(Error(Kind::Note))?;
    let root = STANDARD.decode(root).ok().and_then(|r| r.try_into().ok()).ok_or(Error(Kind::Note))?;
    let mut signatures = Vec::new();
    for line in signed.lines() {
        let (name, bytes) =
            line.strip_prefix(DASH).and_then(|l| l.split_once(' ')).ok_or(Error(Kind::Note))?;
        signatures.push((name.to_owned(), STANDARD.decode(bytes).map_err(|_| Error(Kind::Note))?));
    }
    if signatures.is_empty() {
        return Err(Error(Kind::Note));
    }
    Ok(Evidence::Note { origin, size, root, body, signatures })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed() -> (SigningKey, Checkpoint) {
        let key = SigningKey::from_bytes(&[3; 32]);
        let checkpoint = sign_note("firsthand/case/00ff", 12, [9; 32], &key);
        (key, checkpoint)
    }

    #[test]
    fn a_note_reads_as_it_is_written() {
        let (key, checkpoint) = signed();
        for text in [
            checkpoint.note.clone(),
            checkpoint.note.replace('\n', "\r\n"),
            format!("\n{}\n", checkpoint.note),
        ] {
            let read = Evidence::parse(&text).unwrap();
            assert_eq!(read.signed_by(&key.verifying_key()), Some(true));
            assert_eq!(read.signed_by(&SigningKey::from_bytes(&[4; 32]).verifying_key()), Some(false));
            let Evidence::Note { size, root, .. } = read else { panic!("a note") };
            assert_eq!((size, root), (12, [9; 32]));
        }
        let forged = checkpoint.note.replace("\n12\n", "\n13\n");
        assert_eq!(Evidence::parse(&forged).unwrap().signed_by(&key.verifying_key()), Some(false));
    }

    #[test]
    fn a_code_is_the_note_in_twelve_words_with_a_check() {
        let (_, checkpoint) = signed();
        assert_eq!(checkpoint.code.split(' ').count(), 12);
        let code = Evidence::Code(code_of(&body("firsthand/case/00ff", 12, &[9; 32])));
        assert_eq!(Evidence::parse(&checkpoint.code), Ok(code.clone()));
        assert_eq!(
            Evidence::parse(&format!("  {}.", checkpoint.code.to_uppercase().replace(' ', ",\n"))),
            Ok(code)
        );
        let mut words: Vec<&str> = checkpoint.code.split(' ').collect();
        words.rotate_left(1);
        let wrong = ["", "one two", &words[..11].join(" "), "zebra zebra"];
        assert!(wrong.iter().all(|w| Evidence::parse(w).unwrap_err().code() == "FH-051"));
        assert_eq!(Evidence::parse("no/note").unwrap_err().code(), "FH-050");
    }
}
