//! [`Passphrase`], keys, and how one key is wrapped under another.

use crate::error::{Error, Kind, Result};
use crate::world::{World, random};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The fewest signs (code points) of a new passphrase.
const SHORTEST: usize = 12;

/// What a person types to open a case or a signing key. Wiped from memory when dropped, never printed.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// As typed. Line ends at its end are dropped, and it is brought to NFC, so that two keyboards write the same bytes.
    pub fn new(typed: &str) -> Passphrase {
        let typed = typed.trim_end_matches(['\r', '\n']);
        Passphrase(SecretString::from(typed.nfc().collect::<String>()))
    }

    /// Six words of the EFF's large list (7,776 words, CC BY 3.0), drawn by lot: 77 bits.
    pub fn generate(world: &dyn World) -> Result<Passphrase> {
        let list = diceware_wordlists::EFF_LONG_WORDLIST;
        let mut words = Zeroizing::new(String::new());
        for index in 0..6 {
            if index > 0 {
                words.push(' ');
            }
            words.push_str(list[below(world, list.len())?]);
        }
        Ok(Passphrase(SecretString::from(words.as_str())))
    }

    /// The words, to be shown once to the person they are for.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// An error where it is too short for a new case.
    pub(crate) fn check_new(&self) -> Result<()> {
        if self.expose().chars().count() < SHORTEST { Err(Error(Kind::PassphraseShort)) } else { Ok(()) }
    }
}

/// A number below `count` (at most 65,536), each as likely as the others.
fn below(world: &dyn World, count: usize) -> Result<usize> {
    let most = 65_536 - 65_536 % count;
    loop {
        let drawn = usize::from(u16::from_le_bytes(random(world)?));
        if drawn < most {
            return Ok(drawn % count);
        }
    }
}

/// 32 secret bytes, wiped from memory when dropped.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// A new random key.
pub(crate) fn new_key(world: &dyn World) -> Result<Key> {
    let mut key = Zeroizing::new([0; 32]);
    world.fill(key.as_mut())?;
    Ok(key)
}

/// A key for one purpose, by HKDF-SHA-256 (RFC 5869) without salt.
pub(crate) fn derived(key: &Key, purpose: &str) -> Key {
    let mut out = Zeroizing::new([0; 32]);
    let hkdf = hkdf::Hkdf::<sha2::Sha256>::new(None, key.as_ref());
    hkdf.expand(purpose.as_bytes(), out.as_mut()).expect("32 bytes are within HKDF's limit");
    out
}

/// Length of a nonce, in bytes.
pub(crate) const NONCE: usize = 24;

/// XChaCha20-Poly1305 with a random nonce, which stands before the ciphertext. `about` is authenticated with it.
pub(crate) fn seal(world: &dyn World, key: &Key, about: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = random(world)?;
    let cipher = XChaCha20Poly1305::new((&**key).into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: about });
    let sealed = sealed.map_err(|_| Error::input("too long to encrypt"))?;
    Ok([&nonce[..], &sealed].concat())
}

/// What [`seal`] sealed; `None` where key, bytes or `about` are not those.
pub(crate) fn unseal(key: &[u8; 32], about: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: about }).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::System;

    #[test]
    fn what_is_sealed_opens_only_as_it_was() {
        let key = new_key(&System).unwrap();
        let sealed = seal(&System, &key, b"about", b"plain").unwrap();
        assert_eq!(unseal(&key, b"about", &sealed).unwrap().as_slice(), b"plain");
        assert!(unseal(&key, b"other", &sealed).is_none() && unseal(&key, b"about", &sealed[..9]).is_none());
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(unseal(&key, b"about", &flipped).is_none());
        }
    }

    #[test]
    fn offered_passphrases_are_six_words_and_differ() {
        let (one, two) = (Passphrase::generate(&System).unwrap(), Passphrase::generate(&System).unwrap());
        assert_eq!(one.expose().split(' ').count(), 6);
        assert!(one.expose() != two.expose() && one.check_new().is_ok());
        assert!(Passphrase::new("short\n").check_new().is_err());
        assert_eq!(Passphrase::new("e\u{301}\r\n").expose(), "é");
    }
}
