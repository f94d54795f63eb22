//! What must hold of every timeline.

use super::{Basis, timeline};
use crate::model::{Document, Meta, Reading, Relation, Status};
use crate::{Reader, weights};
use proptest::prelude::*;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::english().with(weights::english()));

fn read(id: &str, text: &str, published: (i16, i8, i8)) -> Reading {
    let (y, m, d) = published;
    let given = Meta { published: Some(jiff::civil::date(y, m, d)), ..Meta::default() };
    READER.read(Document::new(id, text).expect("a short text"), given)
}

const FIRST: &str = "Police launched a crackdown on river radios in late 2003. In the past, only owners were sent to labour \
    camps. In May 2011, the governor widened the crackdown. Officers are now visiting every household.";

#[test]
fn phases_stand_in_order_of_time() {
    let page = read("a", FIRST, (2011, 6, 15));
    let line = timeline(&[&page], &[]);
    let told: Vec<_> = line.entries.iter().map(|e| (e.kind.id.as_str(), e.time.basis)).collect();
    let expected = [
        ("campaign", Basis::Told),
        ("imprisonment", Basis::Past),
        ("campaign", Basis::Told),
        ("household-visit", Basis::Now),
    ];
    assert_eq!(told, expected);
    assert_eq!(line.entries[0].status, Status::Begun);
    assert!(line.entries[0].time.soft_end && line.entries[0].time.soft_begin);
    assert_eq!(line.entries[2].relation, Some(Relation::Extends));
    assert_eq!(line.entries[2].follows, Some(0));
    assert_eq!(line.phases.len(), 1);
    assert_eq!(line.phases[0].subject, "river radios");
}

#[test]
fn a_subject_leaves_out_the_rest() {
    let page = read("a", FIRST, (2011, 6, 15));
    let only = |words: &str| timeline(&[&page], &[words.to_owned()]).entries.len();
    assert_eq!(only("radio"), 2);
    assert_eq!(only("imprisonment"), 1);
    assert_eq!(only("officers"), 1);
    assert_eq!(only("whales"), 0);
}

const SENTENCES: [&str; 6] = [
    "Soldiers arrested two ferrymen on 3 May 2019.",
    "The council banned night fishing in 2018.",
    "The council lifted the ban on night fishing in March 2020.",
    "Guards beat a porter.",
    "In the past, agents searched the homes of pilots.",
    "The ministry plans to deport the refugees next month.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_the_input_changes_nothing(picks in proptest::collection::vec((0usize..6, 1i8..13), 1..5), turn in 0usize..5) {
        let pages: Vec<Reading> = picks.iter().enumerate()
            .map(|(i, (s, m))| read(&format!("d{i}"), SENTENCES[*s], (2021, *m, 1))).collect();
        let mut order: Vec<usize> = (0..pages.len()).collect();
        let turn = turn % order.len();
        order.rotate_left(turn);
        let straight: Vec<&Reading> = pages.iter().collect();
        let turned: Vec<&Reading> = order.iter().map(|i| &pages[*i]).collect();
        let a = timeline(&straight, &[]);
        let mut b = timeline(&turned, &[]);
        for telling in b.entries.iter_mut().flat_map(|e| &mut e.tellings) {
            telling.reading = order[telling.reading];
        }
        prop_assert_eq!(a, b);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|[a-z]{1,9} |arrested |the crackdown on |by |police |, |\\. |\n){0,60}") {
        let page = read("x", &text, (2021, 1, 1));
        let line = timeline(&[&page, &page], &["police".to_owned()]);
        for entry in &line.entries {
            prop_assert!(!entry.tellings.is_empty());
        }
        let chars = page.document.text();
        for act in page.acts.iter().flatten() {
            let whole = act.by.iter().chain(&act.to).chain([&act.trigger]).chain(&act.object).chain(&act.means);
            for span in whole {
                prop_assert!(!span.is_empty() && span.end() <= chars.len() && chars.is_char_boundary(span.start()));
            }
            if let Some(statement) = act.statement {
                let s = &page.statements[statement.0 as usize];
                prop_assert!(s.content.iter().any(|c| c.contains(act.trigger)));
            }
        }
        let _ = super::to_json(&line, &[&page, &page], &[None, None]);
    }
}
