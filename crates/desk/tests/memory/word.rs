//! Canary words, and the forms in which one may be left behind.

/// A word that stands nowhere else.
pub(crate) fn canary(n: usize) -> String {
    format!("Kanarie{:08x}é", (n as u32).wrapping_mul(0x9e37_79b1) | 1)
}

/// The forms in which a word may lie in memory or on a disk: as it is, decomposed, folded as the index has it, wide, in Base64.
pub(crate) fn forms(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    vec![
        ("UTF-8", word.as_bytes().to_vec()),
        ("NFD", word.replace('é', "e\u{301}").into_bytes()),
        ("folded", word.to_lowercase().trim_end_matches('é').as_bytes().to_vec()),
        ("UTF-16LE", wide),
        ("UTF-16BE", big),
        ("Base64", base64(&word.as_bytes()[..12])),
    ]
}

/// Base64 of whole groups of three bytes.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |g: &[u8]| {
        let n = u32::from(g[0]) << 16 | u32::from(g[1]) << 8 | u32::from(g[2]);
        [18, 12, 6, 0].map(|shift| SIGNS[(n >> shift & 63) as usize])
    };
    bytes.chunks_exact(3).flat_map(group).collect()
}
