//! Stage 2: tell. In: a document's tokens. Out: its statements, each with its chain of telling.

mod attribution;
mod resolve;
