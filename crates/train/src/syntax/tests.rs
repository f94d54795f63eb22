//! Tests of [`super`], on made-up data.

use super::*;
use crate::pack;
use crate::treebank::Bank;
use firsthand_core::read::syntax::{ROOT, Syntax};

const SIZE: Size = Size { width: 24, layers: 2, arc: 16, rel: 8 };

fn labels() -> Labels {
    let list = |n: usize| (0..n).map(|i| format!("label{i}")).collect();
    Labels { upos: list(5), xpos: list(17), rels: list(7), names: list(3) }
}

/// Sentences of drawn words with drawn annotation; each word hangs on the one before it.
fn drawn(sizes: &[usize], rng: &mut fastrand::Rng) -> Vec<Sentence> {
    let one = |n: usize, bank: Bank, rng: &mut fastrand::Rng| Sentence {
        forms: (0..n).map(|_| (0..rng.usize(1..9)).map(|_| rng.char('A'..='z')).collect()).collect(),
        spaced: (0..n).map(|_| rng.bool()).collect(),
        upos: (0..n).map(|_| rng.usize(..5)).collect(),
        xpos: (0..n).map(|_| rng.usize(..17)).collect(),
        heads: (0..n).collect(),
        rels: (0..n).map(|_| rng.usize(..7)).collect(),
        names: (0..n).map(|i| if i == 0 { IGNORE } else { rng.usize(..3) }).collect(),
        bank,
        lines: Vec::new(),
    };
    let banks = [Bank::Ewt, Bank::Gum, Bank::News];
    sizes.iter().enumerate().map(|(i, n)| one(*n, banks[i % 3], rng)).collect()
}

fn pack(params: &Params, labels: &Labels) -> Vec<u8> {
    let named =
        [("upos", &labels.upos), ("xpos", &labels.xpos), ("rels", &labels.rels), ("names", &labels.names)];
    pack::pack(
        "syntax",
        params,
        named.into_iter().map(|(k, v)| (k.to_owned(), v.clone())).collect(),
        &["role"],
    )
}

fn best(values: ndarray::ArrayView1<'_, f32>) -> usize {
    (0..values.len()).fold(0, |b, j| if values[j] > values[b] { j } else { b })
}

fn forms(s: &Sentence) -> Vec<Form<'_>> {
    s.forms.iter().zip(&s.spaced).map(|(text, spaced)| Form { text, spaced: *spaced }).collect()
}

#[test]
fn the_packed_network_reads_as_the_tape_does() {
    let labels = labels();
    let mut rng = fastrand::Rng::with_seed(17);
    let mut params = Params::default();
    let net = Network::new(&mut params, &SIZE, &labels, &mut rng);
    for k in 0..params.all().count() {
        // Biases and gates too, so that a wrong order of them shows.
        if params.value(ParamId(k)).iter().all(|v| *v == 0.0 || *v == 1.0) {
            params.value_mut(ParamId(k)).map_inplace(|v| *v += rng.f32() - 0.5);
        }
    }
    let bytes = pack(&params, &labels);
    let packed = Syntax::read(bytes.clone()).expect("what is packed can be read");
    assert_eq!((packed.width(), &packed.labels.xpos), (SIZE.width, &labels.xpos));
    assert!(Syntax::read(bytes[..bytes.len() - 1].to_vec()).is_err());
    let (mut agreed, mut all) = ([0usize; 4], 0);
    let (mut apart, mut scale) = (0.0f32, 0.0f32);
    for s in drawn(&[1, 2, 30, 17, 45, 60], &mut rng) {
        let n = s.forms.len();
        let parse = packed.parse(&forms(&s), std::slice::from_ref(&(0..n)), Some(s.bank));
        let mut tape = Tape::new(&params);
        let (out, _) = net.run(&mut tape, &[&s], &mut fastrand::Rng::with_seed(0), 0.0);
        let far: Vec<f32> = tape.value(out.arc_far).iter().copied().collect();
        let dep: Vec<f32> = tape.value(out.arc_dep).iter().copied().collect();
        let head: Vec<f32> = tape.value(out.arc_head).iter().copied().collect();
        let mut scores = Vec::new();
        tree::scores(&dep, &head[..n * SIZE.arc], &head[n * SIZE.arc..], &far, &mut scores);
        let heads = tree::best(&scores, n);
        for (i, want) in heads.iter().enumerate() {
            let top = |node: Node| best(tape.value(node).row(i));
            let own = if parse.heads[i] == ROOT { n } else { parse.heads[i] as usize };
            agreed[0] += usize::from(top(out.upos) == usize::from(parse.upos[i]));
            agreed[1] += usize::from(top(out.xpos) == usize::from(parse.xpos[i]));
            agreed[2] += usize::from(top(out.names) == usize::from(parse.names[i]));
            agreed[3] += usize::from(*want == own);
            all += 1;
        }
        let mut tape = Tape::new(&params);
        let x = states(&net, &mut tape, &s);
        for (a, b) in tape.value(x).iter().zip(&parse.state) {
            apart = apart.max((a - b).abs());
            scale = scale.max(a.abs());
        }
    }
    assert!(apart < 0.02 * scale, "states differ by {apart} of {scale}");
    assert!(agreed.iter().all(|a| a * 100 >= all * 90), "{agreed:?} of {all}");
}

/// The encoder alone.
fn states(net: &Network, tape: &mut Tape<'_>, s: &Sentence) -> Node {
    let (mut rows, mut ends) = (Vec::new(), Vec::new());
    features::rows(&forms(s), Some(s.bank), &mut RowScratch::default(), &mut rows, &mut ends);
    let segments: Segments = std::iter::once(0..ends.len()).collect();
    let mut x = tape.rows_sum(net.table, rows, ends);
    for layer in &net.layers {
        x = layer.run(tape, x, &segments);
    }
    x
}

#[test]
fn a_few_sentences_can_be_learnt_by_heart() {
    let labels = labels();
    let mut rng = fastrand::Rng::with_seed(23);
    let mut params = Params::default();
    let net = Network::new(&mut params, &SIZE, &labels, &mut rng);
    let sentences = drawn(&[6, 9, 1], &mut rng);
    let batch: Vec<&Sentence> = sentences.iter().collect();
    let mut grads = params.grads();
    for _ in 0..120 {
        let mut tape = Tape::new(&params);
        net.losses(&mut tape, &batch, &mut rng, 0.0, 0.1);
        tape.backward(&mut grads);
        params.adam(&mut grads, 0.01, 5.0, 0.0);
    }
    let packed = Syntax::read(pack(&params, &labels)).expect("what is packed can be read");
    for s in &sentences {
        let n = s.forms.len();
        let parse = packed.parse(&forms(s), std::slice::from_ref(&(0..n)), Some(s.bank));
        for i in 0..n {
            assert_eq!((usize::from(parse.upos[i]), usize::from(parse.xpos[i])), (s.upos[i], s.xpos[i]));
            assert_eq!(if parse.heads[i] == ROOT { 0 } else { parse.heads[i] as usize + 1 }, s.heads[i]);
            assert_eq!(usize::from(parse.rels[i]), s.rels[i]);
            assert!(s.names[i] == IGNORE || usize::from(parse.names[i]) == s.names[i]);
        }
    }
}
