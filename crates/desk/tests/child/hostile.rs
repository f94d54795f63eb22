//! Hostile files, made here: no crash of the parent, and a verdict for each.
