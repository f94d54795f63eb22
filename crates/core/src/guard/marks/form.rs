//! [`Form`]: a compiled pattern, with what it remembers of its searches kept by the thread that searches.
//!
//! The library would keep that in the pattern, which lives as long as the program: what lay on a thread's stack when it was
//! made, pieces of a text among it, would outlive the text. Here it ends with the thread.

use regex_automata::meta::{Cache, Regex};
use regex_automata::util::iter::Searcher;
use regex_automata::{Input, Match};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

thread_local! {
    /// What each form remembers, by its number.
    static MEMORY: RefCell<Vec<Option<Cache>>> = const { RefCell::new(Vec::new()) };
}

/// A pattern, ready for use.
#[derive(Clone, Debug)]
pub(super) struct Form {
    regex: Regex,
    /// Its own among all forms of the program; a clone is the same form.
    number: usize,
}

impl Form {
    /// Compiles a pattern of the program.
    pub(super) fn new(pattern: &str) -> Form {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let regex = Regex::new(pattern);
        let regex = regex.unwrap_or_else(|error| panic!("a pattern of the program: {pattern}: {error:?}"));
        Form { regex, number: NEXT.fetch_add(1, Ordering::Relaxed) }
    }

    /// Whether it has a group, which then is the mark.
    pub(super) fn has_group(&self) -> bool {
        self.regex.captures_len() > 1
    }

    /// Searches with what this thread remembers.
    fn with<R>(&self, search: impl FnOnce(&Regex, &mut Cache) -> R) -> R {
        MEMORY.with_borrow_mut(|memory| {
            if memory.len() <= self.number {
                memory.resize_with(self.number + 1, || None);
            }
            search(&self.regex, memory[self.number].get_or_insert_with(|| self.regex.create_cache()))
        })
    }

    /// Whether it matches anywhere.
    pub(super) fn is_match(&self, input: &Input<'_>) -> bool {
        let input = input.clone().earliest(true);
        self.with(|regex, cache| regex.search_half_with(cache, &input)).is_some()
    }

    /// What it matches first.
    pub(super) fn first(&self, input: &Input<'_>) -> Option<Match> {
        self.with(|regex, cache| regex.search_with(cache, input))
    }

    /// What it matches first, and the part of that which its group matches.
    pub(super) fn first_with_group(&self, input: &Input<'_>) -> Option<(Range<usize>, Range<usize>)> {
        let mut captures = self.regex.create_captures();
        self.with(|regex, cache| regex.search_captures_with(cache, input, &mut captures));
        Some((captures.get_match()?.range(), captures.get_group(1)?.range()))
    }

    /// All that it matches, none overlapping.
    pub(super) fn all(&self, input: Input<'_>) -> Vec<Match> {
        let mut searcher = Searcher::new(input);
        self.with(|regex, cache| {
            std::iter::from_fn(|| searcher.advance(|input| Ok(regex.search_with(cache, input)))).collect()
        })
    }
}
