//! The small networks that read: layers, decoding, and the file that weights come in. Pure arithmetic, the same bits on
//! every machine: products are sums of whole numbers ([`linear`]), the rest is IEEE arithmetic in a fixed order
//! ([`math`]).
//!
//! A network's input is, for each word, a short list of *rows* of a table of learnt vectors, which are added ([`rows`]).

pub mod crf;
pub mod file;
pub mod linear;
pub mod math;
pub mod rows;
pub mod sru;
pub mod tree;
