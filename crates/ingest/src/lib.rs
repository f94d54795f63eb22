//! Foreign bytes to a document.
