//! How many origins stand behind a claim, as an interval with its reasons.
