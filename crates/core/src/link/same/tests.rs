//! What must hold of every comparison, and what answers teach.

use super::*;
use proptest::prelude::*;

fn said(id: usize, text: &str) -> Said<'_> {
    let (speaker, published) = (None, None);
    Said { id, document: id, text, stance: Stance::Asserts, speaker, published, language: "en" }
}

#[test]
fn proposals_have_sides_and_reasons() {
    let texts = [
        "Four people were arrested at the cemetery.",
        "At the cemetery 4 persons were detained.",
        "Nobody was arrested at the cemetery.",
        "Nine people were arrested at the cemetery.",
    ];
    let all: Vec<_> = texts.iter().enumerate().map(|(i, t)| said(i + 10, t)).collect();
    let found = propose(&all, &Learnt::default());
    let sides: Vec<_> = found.iter().map(|p| (p.a, p.b, p.side)).collect();
    assert!(sides.contains(&(10, 11, Side::Same)), "{found:#?}");
    assert!(sides.contains(&(10, 12, Side::Opposed)), "{found:#?}");
    assert!(!sides.iter().any(|(a, b, _)| (*a, *b) == (10, 13)), "{found:#?}");
    let why = found[0].evidence.iter().map(|e| &*e.text).collect::<Vec<_>>().join("; ");
    assert!(why.contains("arrested ~ detained") && why.contains("number: “Four” and “4” agree"), "{why}");
}

#[test]
fn statements_of_one_document_are_not_proposed() {
    let text = "Four people were arrested at the cemetery.";
    let pair = [said(0, text), Said { document: 0, ..said(1, text) }];
    assert!(propose(&pair, &Learnt::default()).is_empty());
}

#[test]
fn answers_teach_the_case() {
    let pairs = [
        (
            "Ferry passes are sold at the pier of the ferry.",
            "Ferry passes are checked at the pier of the ferry.",
        ),
        ("Ferry passes are stamped by the clerk.", "Ferry passes are printed for the clerk."),
        ("The ferry passes are blue.", "The ferry passes are dear."),
    ];
    let answers = |same| -> Vec<Answer<'_>> {
        pairs.iter().map(|(a, b)| Answer { a: said(0, a), b: said(1, b), same }).collect()
    };
    let usual = Learnt::default();
    let strict = Learnt::from_answers(&answers(false));
    assert!(strict.weight("ferri") < 0.6 && strict.weight("bread") == 1.0, "{strict:?}");
    assert!(strict.threshold() >= usual.threshold());
    let lenient = Learnt::from_answers(&answers(true));
    assert!(lenient.threshold() <= usual.threshold() && lenient.weight("ferri") == 1.0);
    assert!(strict.told().iter().any(|t| t.contains("“ferri”")), "{:?}", strict.told());
    let mut turned = answers(false);
    turned.reverse();
    assert_eq!(Learnt::from_answers(&turned), strict, "the order of the answers teaches nothing");
    assert_eq!(Learnt::from_answers(&[]), usual);
}

proptest! {
    /// Whatever the texts: no panic, the same either way round, and a text agrees with itself.
    #[test]
    fn comparing_is_fair(a in "[ -~“ŏ一]{0,60}", b in "(up to|no|[0-9]{1,3}|two|dozen|gate|Hyesan|was|not|may|, )( (1,5|men|of|Kim|2 May|half a)){0,6}") {
        let (x, y) = (said(0, &a), said(1, &b));
        let (there, back) = (compare(&x, &y), compare(&y, &x));
        prop_assert_eq!(there.side, back.side);
        prop_assert!((there.score - back.score).abs() < 1e-5);
        let own = compare(&y, &y);
        prop_assert!(!own.clashes() && own.side == Side::Same, "{:?}", own);
        for range in propositions(&a) {
            prop_assert!(a.get(range).is_some());
        }
    }
}
