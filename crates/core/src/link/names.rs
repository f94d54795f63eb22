//! Public persons and institutions under several spellings and scripts.
