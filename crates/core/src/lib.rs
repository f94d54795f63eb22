//! Who said what, through whom: the pure part of Firsthand.
//!
//! The principal type is [`Reader`]: it holds the knowledge of one language and turns a [`Document`](model::Document)
//! into a [`Reading`](model::Reading) — its tellers, its statements with their chains of telling, its dates, its acts. Stages:
//! [`read`] (text to tokens and furniture), [`tell`] (tokens to statements and chains) and [`act`] (trees to acts). [`link`] then
//! looks at many documents side by side.
//!
//! No IO, no clock, no randomness: same document in, same reading out.

pub mod act;
pub mod guard;
pub mod hash;
pub mod link;
pub mod model;
pub mod net;
pub mod read;
pub mod tell;
pub mod timeline;
pub mod weights;

pub use read::Reader;
