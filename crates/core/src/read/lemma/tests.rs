//! Tests of base forms.

use super::*;
use proptest::prelude::*;

fn check(xpos: &str, pairs: &[(&str, &str)]) {
    for (form, base) in pairs {
        assert_eq!(lemma(form, xpos), *base, "{form} {xpos}");
    }
}

#[test]
fn verbs() {
    check(
        "VBG",
        &[
            ("making", "make"),
            ("running", "run"),
            ("Handling", "handle"),
            ("dying", "die"),
            ("reading", "read"),
        ],
    );
    check(
        "VBD",
        &[
            ("went", "go"),
            ("said", "say"),
            ("tried", "try"),
            ("stopped", "stop"),
            ("agreed", "agree"),
            ("’d", "have"),
        ],
    );
    check(
        "VBZ",
        &[
            ("goes", "go"),
            ("tries", "try"),
            ("passes", "pass"),
            ("uses", "use"),
            ("’s", "be"),
            ("has", "have"),
        ],
    );
    check("VBP", &[("are", "be"), ("'ve", "have"), ("found", "found")]);
    check("MD", &[("wo", "will"), ("ca", "can"), ("'d", "would")]);
}

#[test]
fn nouns() {
    check(
        "NNS",
        &[
            ("policemen", "policeman"),
            ("parties", "party"),
            ("lives", "life"),
            ("analyses", "analysis"),
            ("viruses", "virus"),
            ("houses", "house"),
            ("children", "child"),
            ("heroes", "hero"),
        ],
    );
    check("NNPS", &[("States", "State"), ("STUDIES", "STUDY"), ("Democrats", "Democrat")]);
    check("NNP", &[("Smith", "Smith"), ("Jan.", "January")]);
}

#[test]
fn the_rest() {
    check(
        "JJR",
        &[("better", "good"), ("larger", "large"), ("happier", "happy"), ("bigger", "big"), ("older", "old")],
    );
    check("JJS", &[("latest", "late"), ("worst", "bad"), ("strongest", "strong")]);
    check("PRP", &[("Them", "they"), ("me", "I"), ("i", "I")]);
    check("RB", &[("N’T", "not"), ("Quickly", "quickly")]);
    check("DT", &[("an", "a"), ("Those", "that")]);
    check("CD", &[("1,200", "1200")]);
}

#[test]
fn exceptions_are_well_formed() {
    for line in EXCEPTIONS.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<_> = line.split_whitespace().collect();
        assert!(fields.len() == 3 && Class::named(fields[1]).is_some(), "{line}");
    }
}

proptest! {
    #[test]
    fn any_form_has_a_base(form in "\\PC{0,12}|[a-z]{0,6}(ing|ed|s|es|er|est|men|ies|’s|é)", tag in 0usize..12) {
        let tags = ["VB", "VBD", "VBG", "VBZ", "NNS", "NNPS", "NNP", "JJR", "RBS", "PRP", "CD", "ADD"];
        let base = lemma(&form, tags[tag]);
        prop_assert!(form.is_empty() || !base.is_empty());
    }
}
