//! Tests of [`super`], on made-up data.

#![allow(clippy::single_range_in_vec_init)] // lists of ranges are meant

use super::*;
use crate::pack;
use crate::params::Mat;
use crate::polnear::Text;
use firsthand_core::model::Document;
use firsthand_core::tell::trained::BIAS;
use firsthand_core::tell::trained::network;
use firsthand_core::tell::trained::sheet::{Place, RuledWords, Sheet};

const SIZE: Size = Size { width: 24, layers: 2, pair: 16, state: 12 };

/// A text of `n` words of which all that the networks see is drawn.
fn drawn(n: usize, rng: &mut fastrand::Rng) -> Text {
    let document = Document::new("d", "word ".repeat(n)).expect("a short text");
    let words = (0..n)
        .map(|i| Place { span: document.span(5 * i, 5 * i + 4).expect("a word"), spaced: true })
        .collect();
    let mut sheet = Sheet { words, blocks: vec![0..n / 2, n / 2..n], ..Sheet::default() };
    sheet.sentences = sheet
        .blocks
        .iter()
        .flat_map(|b| [b.start..b.start + b.len() / 2, b.start + b.len() / 2..b.end])
        .collect();
    for s in &sheet.sentences {
        for i in s.clone() {
            // Each word hangs on one before it, the first on none.
            sheet.parse.heads.push(if i == s.start { u32::MAX } else { rng.usize(s.start..i) as u32 });
            sheet.parse.upos.push(rng.u8(..5));
            sheet.parse.xpos.push(rng.u8(..5));
            sheet.parse.rels.push(rng.u8(..5));
            sheet.parse.names.push(rng.u8(..4));
            sheet.quotes.push(u32::from(rng.u8(..4) == 0));
            sheet.reach.push((i as u32, i as u32));
        }
    }
    sheet.parse.state = (0..n * SIZE.state).map(|_| rng.f32() * 2.0 - 1.0).collect();
    for _ in 0..n {
        sheet.rows.extend((0..6).map(|_| rng.u32(..sheet::ROWS as u32)));
        sheet.ends.push(sheet.rows.len());
    }
    if n > 9 {
        sheet.ruled = vec![RuledWords { cue: 3..4, source: 1..3, content: vec![4..9], inner: false }];
    }
    Text { sheet, gold: Vec::new() }
}

/// A network of which each number is drawn, biases and transitions too.
fn network(rng: &mut fastrand::Rng) -> (Params, Network) {
    let mut params = Params::default();
    let network = Network::new(&mut params, &SIZE, rng);
    for k in 0..params.all().count() {
        if params.value(ParamId(k)).iter().all(|v| *v == 0.0 || *v == 1.0) {
            params.value_mut(ParamId(k)).map_inplace(|v| *v += rng.f32() - 0.5);
        }
    }
    (params, network)
}

#[test]
fn the_packed_network_finds_what_the_tape_finds() {
    let mut rng = fastrand::Rng::with_seed(21);
    let (params, net) = network(&mut rng);
    let bytes = pack::pack("told", &params, Default::default(), &["role"]);
    let packed = network::Network::read(bytes.clone(), SIZE.state).expect("what is packed can be read");
    assert!(network::Network::read(bytes, SIZE.state + 2).is_err(), "states of another width");
    assert!(
        network::Network::read(pack::pack("told", &params, Default::default(), &["cue"]), SIZE.state)
            .is_err()
    );
    let (mut cues, mut agreed, mut all) = (0, 0, 0);
    for n in [1, 2, 40, 90] {
        let text = drawn(n, &mut rng);
        let (found, chance) = packed.find(&text.sheet, BIAS, &mut network::Work::default());
        // The probability that a word belongs to a cue, by the tape.
        let mut tape = Tape::new(&params);
        let x = net.encode(&mut tape, &text, 0.0, &mut fastrand::Rng::with_seed(0));
        let scores = net.cue.run(&mut tape, x);
        let mut scores = tape.value(scores).clone();
        scores.column_mut(1).map_inplace(|v| *v += BIAS);
        let flat: Vec<f32> = scores.iter().copied().collect();
        let want = transitions(&params, net.cue_trans, CUE_TAGS).marginals(&flat);
        for (i, c) in chance.iter().enumerate() {
            assert!(
                (c - (1.0 - want[i * CUE_TAGS])).abs() < 0.03,
                "word {i}: {c}, should be {}",
                1.0 - want[i * CUE_TAGS]
            );
        }
        let by_tape = net.predict(&params, &text, BIAS);
        for f in &found {
            cues += 1;
            let same = by_tape.iter().find(|t| t.cue == f.cue);
            let Some(t) = same else { continue };
            assert!((t.sure[0] - f.cue_sure).abs() < 0.05);
            let words = |source: &Option<Range<usize>>, content: &[Range<usize>]| -> Vec<u8> {
                let mut out = vec![0; n];
                content.iter().cloned().flatten().for_each(|i| out[i] = 2);
                source.iter().cloned().flatten().for_each(|i| out[i] = 1);
                out
            };
            let (a, b) = (words(&t.source, &t.content), words(&f.source, &f.content));
            agreed += a.iter().zip(&b).filter(|(a, b)| a == b).count();
            all += n;
        }
        // Drawn weights leave many choices near even, and a product of six and seven bits may tip one.
        assert!(found.len().abs_diff(by_tape.len()) <= 2 + found.len() / 4);
    }
    assert!(cues > 10, "{cues} cues");
    assert!(agreed * 100 >= all * 90, "{agreed} of {all} words");
}

#[test]
fn texts_without_words_or_attributions_are_no_trouble() {
    let mut rng = fastrand::Rng::with_seed(4);
    let (params, net) = network(&mut rng);
    for n in [0, 1, 3] {
        let text = drawn(n, &mut rng);
        let mut tape = Tape::new(&params);
        net.losses(&mut tape, &text, &vec![true; n], &mut rng, 0.3, 1.0);
        assert!(tape.loss.is_finite() && (n == 0) == (tape.loss == 0.0));
        tape.backward(&mut params.grads());
        net.predict(&params, &text, BIAS);
    }
}

#[test]
fn a_few_texts_can_be_learnt_by_heart() {
    let mut rng = fastrand::Rng::with_seed(9);
    let mut params = Params::default();
    let net = Network::new(&mut params, &SIZE, &mut rng);
    let mut texts: Vec<Text> = (0..3).map(|_| drawn(40, &mut rng)).collect();
    for (i, text) in texts.iter_mut().enumerate() {
        let cue = 4 + i;
        text.gold =
            vec![Gold { cue: cue..cue + 1, source: vec![cue - 2..cue], content: vec![cue + 1..cue + 9] }];
    }
    let mut grads = params.grads();
    for _ in 0..150 {
        for text in &texts {
            let mut tape = Tape::new(&params);
            net.losses(&mut tape, text, &[false; 40], &mut rng, 0.0, 0.05);
            tape.backward(&mut grads);
        }
        params.adam(&mut grads, 0.01, 5.0, 0.0);
    }
    for text in &texts {
        let found = net.predict(&params, text, 0.0);
        assert_eq!(found.len(), 1);
        assert!(same(&found[0], &text.gold[0]), "{found:?}");
    }
    net.calibrate(&mut params, &texts);
    let sure = params.value(net.sure).clone();
    assert!(sure[[0, 0]] > 0.0, "all of what is found is right: {sure}");
    assert!(sure.iter().all(|w| (w * 100.0 - (w * 100.0).round()).abs() < 1e-3), "two digits: {sure}");
}

#[test]
fn tags_and_runs_are_each_others_inverse() {
    let ranges = [2..4, 4..5, 7..9];
    for role in 0..3 {
        let mut tags = vec![0; 10];
        tag(&mut tags, &ranges, 0, role);
        assert_eq!(tags[2..5], [2 * role + 1, 2 * role + 2, 2 * role + 1]);
        assert_eq!(runs(&tags, role), ranges);
        assert!(runs(&tags, role + 1).is_empty());
    }
    let mut tags = vec![0; 4];
    tag(&mut tags, &[0..5, 6..7, 8..12, 0..0], 3, 0);
    assert_eq!(tags, [1, 2, 0, 1], "what lies outside is cut off, and each piece begins with a first word");
    assert!(runs(&[2, 0, 2, 4], 0).is_empty(), "no later word without a first");
    assert_eq!(runs(&[1, 2, 3, 2, 1], 0), [0..2, 4..5]);
    assert!(runs(&[], 0).is_empty());
}

#[test]
fn what_counts_as_the_same_attribution() {
    let gold = Gold { cue: 4..6, source: vec![1..3, 20..22], content: vec![7..12, 14..19] };
    let found = |cue: Range<usize>, source: Option<Range<usize>>, content: &[Range<usize>]| Found {
        cue,
        source,
        content: content.to_vec(),
        sure: [1.0, 1.0],
    };
    let whole = [7..12, 14..19];
    assert!(same(&found(5..7, Some(2..4), &whole), &gold));
    assert!(same(&found(4..5, Some(21..30), &whole), &gold), "any piece of the source will do");
    assert!(!same(&found(6..7, Some(1..3), &whole), &gold), "another cue");
    assert!(!same(&found(4..6, Some(3..4), &whole), &gold), "another source");
    assert!(!same(&found(4..6, None, &whole), &gold), "no source");
    // Ten words of gold: F1 is 2 · both / (found + 10).
    assert!(same(&found(4..6, Some(1..3), &[7..12, 14..16]), &gold), "7 of 7: 14 / 17");
    assert!(!same(&found(4..6, Some(1..3), &[7..12, 14..15]), &gold), "6 of 6: 12 / 16");
    assert!(same(&found(4..6, Some(1..3), &[5..19, 19..20]), &gold), "10 of 15: 20 / 25 is just enough");
    assert!(!same(&found(4..6, Some(1..3), &[4..19, 19..20]), &gold), "10 of 16: 20 / 26");
    let bare = Gold { source: Vec::new(), ..gold };
    assert!(same(&found(4..6, None, &whole), &bare));
    assert!(!same(&found(4..6, Some(1..3), &whole), &bare));
    assert!(!same(&found(0..1, None, &whole), &Gold::default()), "a gold without a cue is never met");
}

#[test]
fn confidence_is_the_share_of_right_answers() {
    // Of each hundred points with the same odds, the share that the true weights say is right.
    let truth = [-0.5, 1.2, 0.4];
    let share =
        |x: &[f64; 3], w: &[f64; 3]| 1.0 / (1.0 + (-x.iter().zip(w).map(|(a, b)| a * b).sum::<f64>()).exp());
    let mut points = Vec::new();
    for a in -2..=2 {
        for b in -2..=2 {
            let x = [1.0, f64::from(a), f64::from(b)];
            let right = (100.0 * share(&x, &truth)).round() as usize;
            points.extend((0..100).map(|i| (x, f64::from(u8::from(i < right)))));
        }
    }
    let w = fit(&points);
    for (got, want) in w.iter().zip(truth) {
        assert!((got - want).abs() < 0.05, "{w:?}");
    }
    assert_eq!(fit(&[]), [0.0; 3], "nothing known: one half");
    let mean = points.iter().map(|(x, _)| share(x, &w)).sum::<f64>();
    let right: f64 = points.iter().map(|(_, y)| y).sum();
    assert!((mean - right).abs() < 1.0);
}

#[test]
fn later_words_are_forbidden_after_anything_else() {
    let mut params = Params::default();
    let id = params.put("trans", Mat::zeros((6, 5)), false);
    let t = transitions(&params, id, PAIR_TAGS);
    // Scores that want "later word" everywhere.
    let rows: Vec<f32> = (0..15).map(|i| if i % 5 == 2 || i % 5 == 4 { 5.0 } else { 0.0 }).collect();
    let tags = t.best(&rows);
    assert!(tags[0] == 1 || tags[0] == 3, "{tags:?}");
    assert!(tags[1..].iter().all(|t| *t == tags[0] + 1), "{tags:?}");
}
