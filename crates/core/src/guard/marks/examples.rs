//! The example sentences of `lang/marks/`: each pattern finds what it accepts, and nothing in what it rejects.

use super::find::LONGEST;
use super::fold::BARRIER;
use super::{Kind, Lexicon, find};
use regex_automata::util::syntax;

/// The marks that a sentence has in braces, and the sentence without them.
fn marked(sentence: &str) -> (String, Vec<String>) {
    let mut plain = String::new();
    let mut marks = Vec::new();
    for (i, part) in sentence.split('{').enumerate() {
        let (inside, rest) = if i == 0 { ("", part) } else { part.split_once('}').expect("a closing brace") };
        if i > 0 {
            marks.push(inside.to_owned());
        }
        plain.push_str(inside);
        plain.push_str(rest);
    }
    (plain, marks)
}

#[test]
fn examples_of_the_data_hold() {
    let mut wrong = Vec::new();
    for kind in Kind::ALL {
        for info in Lexicon::info(kind) {
            let id = format!("{}/{}", kind.word(), info.id);
            assert!(!info.accepts.is_empty() && !info.rejects.is_empty(), "{id} has examples of both");
            assert!(!info.source.is_empty(), "{id} says where its form is laid down");
            assert!(info.accepts.iter().all(|s| s.contains('{')), "{id}: what is accepted stands in braces");
            let lexicon = Lexicon::program().only(&id);
            for sentence in info.accepts.iter().chain(&info.rejects) {
                let (plain, want) = marked(sentence);
                let got: Vec<_> =
                    find(&plain, &lexicon).iter().map(|m| plain[m.span.clone()].to_owned()).collect();
                if got != want {
                    wrong.push(format!("{id}: {sentence}\n    found {got:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What makes searching linear, and masking twice the same as once.
#[test]
fn patterns_are_short_and_never_match_a_barrier() {
    for (pattern, form) in Lexicon::program().patterns.iter().zip(Lexicon::forms()) {
        let parsed = syntax::parse(&form).expect("a pattern");
        let most = parsed.properties().maximum_len();
        assert!(most.is_some_and(|most| most < LONGEST), "{}: matches up to {most:?} bytes", pattern.id);
        assert!(
            !form.contains("[^"),
            "{}: a class of what it does not hold would match a barrier",
            pattern.id
        );
        assert!(!unclassed(&form).contains('.'), "{}: a dot would match a barrier", pattern.id);
        assert!(!form.contains(BARRIER as char));
    }
}

/// A pattern without its classes and escapes.
fn unclassed(form: &str) -> String {
    let (mut out, mut chars, mut inside) = (String::new(), form.chars(), false);
    while let Some(c) = chars.next() {
        match c {
            '\\' => _ = chars.next(),
            '[' => inside = true,
            ']' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
