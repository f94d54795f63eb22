//! [`propose`]: which names are compared at all, so that the work grows with their number and not with its square.

use super::pairs::{Form, compare};
use super::{Named, Proposal, Relation};
use crate::hash::Map;
use std::collections::BTreeMap;

/// Under one key each form is compared with so many that follow it in the order of their names.
const WINDOW: usize = 48;

/// All who are named with the same words and the same role: one form, borne in several documents.
struct Group<'a> {
    form: Form,
    /// In order of document and id.
    members: Vec<&'a Named<'a>>,
}

/// What makes two namings one form.
type Label<'a> = (&'a str, bool, Option<&'a str>, Option<&'a str>);

/// Proposals for all pairs of different documents whose names share a reading: who may be one, who belongs to whom, and
/// who shares a name but is two. Namings that are alike to the letter, role and body included, are each proposed with the
/// first of them alone, and so is what follows for that first one.
///
/// Sorted by `a`, `b`; the order of `named` changes nothing. An unnamed teller and a private person are in no proposal.
pub fn propose(named: &[Named]) -> Vec<Proposal> {
    let groups = groups(named);
    let mut found = Vec::new();
    groups.iter().for_each(|group| within(group, &mut found));
    for (left, right) in candidates(&groups) {
        between(&groups[left], &groups[right], &mut found);
    }
    found.sort_by_key(|p: &Proposal| (p.a, p.b, p.kind));
    found
}

/// How many pairs of forms are compared.
#[cfg(test)]
pub(super) fn met(named: &[Named]) -> usize {
    candidates(&groups(named)).len()
}

/// All public tellers by what they are named with, in the order of their names.
fn groups<'a>(named: &'a [Named<'a>]) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<Label, Vec<&Named>> = BTreeMap::new();
    for one in named {
        let label = (one.name, one.kind == super::Kind::Person, one.role, one.of);
        // An unnamed namesake must not lend its place to anybody.
        if !one.anonymous {
            groups.entry(label).or_default().push(one);
        }
    }
    let groups = groups.into_values().filter_map(|mut members| {
        members.sort_by_key(|n| (n.document, n.id));
        members.first().and_then(|first| Form::of(first)).map(|form| Group { form, members })
    });
    groups.collect()
}

/// The first of a group with each other that stands in another document.
fn within(group: &Group, found: &mut Vec<Proposal>) {
    let Some((first, others)) = group.members.split_first() else { return };
    for other in others.iter().filter(|o| o.document != first.document) {
        if let Some(outcome) = compare(&group.form, &group.form) {
            let (a, b) = (first.id.min(other.id), first.id.max(other.id));
            found.push(Proposal {
                a,
                b,
                kind: outcome.kind,
                score: outcome.score,
                evidence: outcome.evidence,
            });
        }
    }
}

/// Two groups by the first pair of them that stands in two documents.
fn between(left: &Group, right: &Group, found: &mut Vec<Proposal>) {
    let Some(outcome) = compare(&left.form, &right.form) else { return };
    // A member and its body may stand in one document; whoever may be one stands in two.
    let free = outcome.kind == Relation::MemberOf;
    let pair = left.members.iter().find_map(|a| {
        let other = right.members.iter().find(|b| free || b.document != a.document)?;
        Some((*a, *other))
    });
    let Some((a, b)) = pair else { return };
    let (a, b) = match outcome.kind {
        Relation::MemberOf if outcome.turned => (b.id, a.id),
        Relation::MemberOf => (a.id, b.id),
        _ => (a.id.min(b.id), a.id.max(b.id)),
    };
    found.push(Proposal { a, b, kind: outcome.kind, score: outcome.score, evidence: outcome.evidence });
}

/// Pairs of groups that share a key, each once, in order.
fn candidates(groups: &[Group]) -> Vec<(usize, usize)> {
    let mut buckets: Map<(String, bool), Vec<usize>> = Map::default();
    for (index, group) in groups.iter().enumerate() {
        for key in group.form.keys() {
            buckets.entry(key).or_default().push(index);
        }
    }
    let mut pairs = Vec::new();
    for ((key, short_only), members) in buckets {
        let wanted = |i: usize, j: usize| {
            let (a, b) = (&groups[i].form, &groups[j].form);
            // Keys of membership bring persons and bodies together, not the members of a body with each other.
            let kinds = !key.starts_with('m') || a.is_person() != b.is_person();
            kinds && (!short_only || a.is_short() || b.is_short())
        };
        if key.starts_with('m') || short_only {
            let (few, many): (Vec<usize>, Vec<usize>) = members.iter().partition(|i| match short_only {
                true => groups[**i].form.is_short(),
                false => !groups[**i].form.is_person(),
            });
            for i in few.iter().take(WINDOW) {
                let others = few.iter().chain(&many).filter(|j| i != *j && wanted(*i, **j));
                pairs.extend(others.map(|j| (*i.min(j), *i.max(j))));
            }
            continue;
        }
        for (at, i) in members.iter().enumerate() {
            let others = members.iter().skip(at + 1).take(WINDOW).filter(|j| wanted(*i, **j));
            pairs.extend(others.map(|j| (*i, *j)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
