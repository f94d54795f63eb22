//! [`Draft`]: an act while it is found, in words of the tree.

use super::scene::Scene;
use crate::model::{ActType, Relation, Status};
use std::ops::Range;

/// An act in the making: heads, not yet phrases.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(super) kind: &'static ActType,
    /// The word that tells it.
    pub(super) trigger: usize,
    /// The words printed as the trigger.
    pub(super) words: Range<usize>,
    pub(super) by: Vec<usize>,
    pub(super) to: Vec<usize>,
    pub(super) object: Option<usize>,
    /// Other words that places and times may hang on.
    pub(super) hosts: Vec<usize>,
    /// Verbs that this act explains: they tell no other.
    pub(super) taken: Vec<usize>,
    pub(super) place: Option<Scene>,
    pub(super) when: Option<Scene>,
    pub(super) relation: Option<Relation>,
    /// A status that follows from how it is told.
    pub(super) given: Option<Status>,
    /// "from" may stand before the place.
    pub(super) from_is_place: bool,
}

impl Draft {
    pub(super) fn new(kind: &'static ActType, trigger: usize) -> Self {
        Self {
            kind,
            trigger,
            words: trigger..trigger + 1,
            by: Vec::new(),
            to: Vec::new(),
            object: None,
            hosts: Vec::new(),
            taken: Vec::new(),
            place: None,
            when: None,
            relation: None,
            given: None,
            from_is_place: false,
        }
    }

    /// All noun phrases of it.
    pub(super) fn args(&self) -> Vec<usize> {
        self.by.iter().chain(&self.to).chain(&self.object).copied().collect()
    }
}
