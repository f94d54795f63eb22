//! The examples of the data files, the promises about who is never compared, and how the work grows.

use super::institution::Institution;
use super::scripts::{Examples, Scripts};
use super::*;
use proptest::prelude::*;

fn person<'a>(id: usize, name: &'a str, role: Option<&'a str>, of: Option<&'a str>) -> Named<'a> {
    Named { id, document: id, name, kind: Kind::Person, anonymous: false, role, of, language: None }
}

/// Whether two names alone, of the same office, are proposed as one.
fn one(a: &str, b: &str) -> bool {
    let named = [(0, a), (1, b)].map(|(id, name)| person(id, name, Some("president"), Some("Lomna")));
    propose(&named).iter().any(|p| p.kind == Relation::Same)
}

#[test]
fn spellings_are_what_their_examples_say() {
    let scripts = Scripts::program();
    let (korean, chinese) = (korean::examples(), chinese::examples());
    let mut all: Vec<&Examples> = scripts.examples().to_vec();
    all.extend([&korean, &chinese]);
    let mut wrong = Vec::new();
    for (list, wanted) in all.iter().flat_map(|e| [(&e.accepts, true), (&e.rejects, false)]) {
        for line in list {
            let (a, b) = line.split_once(" = ").expect("two names");
            if one(a, b) != wanted || one(b, a) != wanted {
                wrong.push(format!("{line}: {}", !wanted));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn bodies_are_what_their_examples_say() {
    let mut wrong = Vec::new();
    for (known, accepts, rejects) in bodies::Bodies::program().examples() {
        let is = |name: &str| {
            Institution::of(name, None)
                .and_then(|i| i.known)
                .is_some_and(|k| k.id == known.id && (k.country == known.country || known.country.is_none()))
        };
        wrong.extend(accepts.iter().filter(|n| !is(n)).map(|n| format!("{n} is not taken for {known:?}")));
        wrong.extend(rejects.iter().filter(|n| is(n)).map(|n| format!("{n} is taken for {known:?}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn keys_tell_which_outlet_a_credit_means() {
    for (a, b) in [
        ("RFA", "Radio Free Asia"),
        ("Radio Free Asia's Korean Service", "자유아시아방송"),
        ("the Xinhua News Agency", "新华社"),
        ("The Lantern", "the Lantern"),
        ("Association for Harbor Prisoners", "the Association for Harbour Prisoners"),
    ] {
        assert_eq!(key(a), key(b), "{a}, {b}");
        assert!(key(a).is_some(), "{a}");
    }
    for (a, b) in [("RFA", "RFE/RL"), ("AP", "AFP"), ("The Lantern", "The Lantern Service")] {
        assert_ne!(key(a), key(b), "{a}, {b}");
    }
    for none in ["the agency", "a newspaper", "", "…", "the party"] {
        assert_eq!(key(none), None, "{none:?}");
    }
}

#[test]
fn evidence_says_how_a_name_is_read() {
    let all = [
        person(3, "김정은", Some("국무위원장"), Some("북한")),
        person(7, "Kim Jong Un", Some("leader"), Some("North Korea")),
    ];
    let found = propose(&all);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].a, found[0].b), (3, 7));
    let words: Vec<&str> = found[0].evidence.iter().map(|e| e.words.as_str()).collect();
    assert_eq!(words[0], "“김정은” is read Kim Jong Un by the romanization of North Korea");
    assert!(words[1].starts_with("their roles fit"), "{words:?}");
}

#[test]
fn two_of_one_document_are_never_one() {
    let mut all = [
        person(0, "Xi Jinping", Some("president"), Some("China")),
        person(1, "习近平", Some("主席"), Some("中国")),
    ];
    assert_eq!(propose(&all).len(), 1);
    all[1].document = 0;
    assert_eq!(propose(&all), []);
}

/// Pairs compared among `count` presidents of many names, all with one of twenty Korean family names.
fn met(count: usize) -> usize {
    const FAMILIES: [&str; 4] = ["Kim", "Pak", "Ri", "Choe"];
    const SYLLABLES: [&str; 16] = [
        "Jong", "Un", "Il", "Song", "Ho", "Chol", "Su", "Myong", "Hui", "Kwang", "Nam", "Hak", "Gil",
        "Ryong", "Thae", "Bok",
    ];
    let name = |n: usize| format!("{} {} {}", FAMILIES[n % 4], SYLLABLES[n / 4 % 16], SYLLABLES[n / 64 % 16]);
    let roles: Vec<String> = (0..count).map(|n| format!("president of hall {n}")).collect();
    let names: Vec<String> = (0..count).map(name).collect();
    let all = names.iter().zip(&roles).enumerate();
    let all: Vec<Named> = all.map(|(i, (name, role))| person(i, name, Some(role), None)).collect();
    candidates::met(&all)
}

#[test]
fn the_work_grows_with_the_names() {
    let (few, many) = (met(1500), met(6000));
    assert!(many < few * 8, "{few} pairs of 1500, {many} of 6000");
    // One name, borne by thousands in as many roles: each meets a window of others and no more.
    let roles: Vec<String> = (0..3000).map(|n| format!("president of hall {n}")).collect();
    let all: Vec<Named> =
        roles.iter().enumerate().map(|(i, role)| person(i, "Kim Jong Ho", Some(role), None)).collect();
    assert!(candidates::met(&all) <= 3000 * 48, "{}", candidates::met(&all));
}

/// Names of all kinds, sensible and not.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "Kim Jong Un",
            "김정은",
            "金正恩",
            "Xi Jinping",
            "U Thein Sein",
            "RFA",
            "Radio Free Asia",
            "Ministry of Foreign Affairs",
            "علی خامنه‌ای",
            "Владимир Путин",
            "a source",
            "the ministry",
            "V. Putin",
            "キム・ジョンウン",
            "Putin",
            "China's Foreign Ministry",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,24}",
        "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}",
    ]
}

/// Roles, public, private and senseless.
fn roles() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        prop::sample::select(vec![
            "president",
            "defector",
            "foreign minister",
            "source",
            "reporter",
            "trader",
            "expert",
            "대변인"
        ])
        .prop_map(|r| Some(r.to_owned())),
        "\\PC{0,20}".prop_map(Some),
    ]
}

type Raw = (String, u8, bool, Option<String>, Option<String>, usize);

fn raw() -> impl Strategy<Value = Vec<Raw>> {
    let of = prop_oneof![Just(None), names().prop_map(Some), Just(Some("North Korea".to_owned()))];
    prop::collection::vec((names(), 0u8..3, any::<bool>(), roles(), of, 0usize..4), 0..14)
}

fn named(raw: &[Raw]) -> Vec<Named<'_>> {
    const KINDS: [Kind; 3] = [Kind::Person, Kind::Organisation, Kind::Publication];
    let all = raw.iter().enumerate().map(|(id, (name, kind, anonymous, role, of, document))| Named {
        id,
        document: *document,
        name,
        kind: KINDS[usize::from(*kind)],
        anonymous: *anonymous,
        role: role.as_deref(),
        of: of.as_deref(),
        language: None,
    });
    all.collect()
}

proptest! {
    #[test]
    fn the_unnamed_and_the_private_are_in_no_proposal_and_change_none(raw in raw()) {
        let all = named(&raw);
        let found = propose(&all);
        for proposal in &found {
            for id in [proposal.a, proposal.b] {
                prop_assert!(!all[id].anonymous);
                prop_assert!(is_public(&all[id]));
            }
            prop_assert!(proposal.a != proposal.b);
            prop_assert!(proposal.score >= 50 && !proposal.evidence.is_empty());
        }
        let public: Vec<Named> = all.iter().copied().filter(is_public).collect();
        prop_assert_eq!(propose(&public), found);
    }

    #[test]
    fn the_order_of_the_input_changes_nothing(raw in raw()) {
        let all = named(&raw);
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(propose(&all), propose(&turned));
    }

    #[test]
    fn a_name_of_any_letters_has_a_key_or_none(name in "\\PC{0,40}") {
        prop_assert_eq!(key(&name), key(&name));
    }

    #[test]
    fn a_private_role_yields_nothing_whatever_stands_beside_it(name in names(), role in prop::sample::select(vec![
        "defector", "a trader and expert", "president who fled", "villager", "escapee, minister of health",
    ])) {
        let all = [person(0, &name, Some(role), Some("North Korea")), person(1, &name, Some("president"), Some("North Korea"))];
        prop_assert_eq!(propose(&all), []);
    }
}
