//! Tests of [`super`], on made-up data.

use super::*;

const H: f32 = 1e-2;

/// Compares the derivatives of the loss by each number of all parameters with differences of the loss.
fn check(params: &mut Params, run: impl Fn(&mut Tape<'_>)) {
    let loss = |params: &Params| {
        let mut tape = Tape::new(params);
        run(&mut tape);
        tape.loss
    };
    let mut grads = params.grads();
    let mut tape = Tape::new(params);
    run(&mut tape);
    assert!(tape.loss > 0.0);
    tape.backward(&mut grads);
    let mut some = false;
    for k in 0..params.all().count() {
        let id = ParamId(k);
        for at in ndarray::indices(params.value(id).raw_dim()) {
            let value = params.value(id)[at];
            params.value_mut(id)[at] = value + H;
            let more = loss(params);
            params.value_mut(id)[at] = value - H;
            let less = loss(params);
            params.value_mut(id)[at] = value;
            let want = ((more - less) / f64::from(2.0 * H)) as f32;
            let got = grads.of(id)[at];
            let name = params.all().nth(k).expect("it is there").0;
            assert!(
                (got - want).abs() < 1.5e-3 + 0.01 * want.abs(),
                "{name} {at:?}: {got}, should be {want}"
            );
            some |= want.abs() > 0.02;
        }
    }
    assert!(some, "the loss depends on nothing");
}

/// Parameters with a table `x` of so many rows, and the generator that made them.
fn start(rows: usize, cols: usize) -> (Params, ParamId, fastrand::Rng) {
    let mut rng = fastrand::Rng::with_seed(11);
    let mut params = Params::default();
    let x = random(&mut params, "x", rows, cols, true, &mut rng);
    (params, x, rng)
}

/// Numbers between −1 and 1 that keep off 0, where `relu` has no derivative.
fn random(
    p: &mut Params,
    name: &str,
    rows: usize,
    cols: usize,
    table: bool,
    rng: &mut fastrand::Rng,
) -> ParamId {
    let value = Mat::from_shape_simple_fn((rows, cols), || {
        let v = 0.1 + 0.9 * rng.f32();
        if rng.bool() { v } else { -v }
    });
    p.put(name, value, table)
}

/// A node that is the table itself.
fn whole(tape: &mut Tape<'_>, x: ParamId) -> Node {
    let n = tape.params.value(x).nrows();
    tape.rows_sum(x, (0..n as u32).collect(), (1..=n).collect())
}

#[test]
fn sums_of_rows() {
    let (mut p, x, _) = start(5, 3);
    check(&mut p, |tape| {
        // A word of two rows, one of none, one of a row twice.
        let sum = tape.rows_sum(x, vec![0, 3, 1, 1], vec![2, 2, 4]);
        assert!(tape.value(sum).row(1).iter().all(|v| *v == 0.0));
        tape.cross_entropy(sum, &[0, 1, 2], 1.0);
    });
}

#[test]
fn linear_add_and_relu() {
    let (mut p, x, mut rng) = start(4, 3);
    let w = random(&mut p, "w", 3, 5, false, &mut rng);
    let b = random(&mut p, "b", 1, 5, false, &mut rng);
    check(&mut p, |tape| {
        let x = whole(tape, x);
        let y = tape.linear(x, w, b);
        let z = tape.relu(y);
        let y = tape.add(z, y);
        let y = tape.add(y, y);
        tape.cross_entropy(y, &[4, 0, 1, 2], 0.5);
    });
    check(&mut p, |tape| {
        // A constant passes nothing on, but the matrix that it meets learns.
        let x = tape.input(Mat::from_elem((2, 3), 0.7));
        let y = tape.linear(x, w, b);
        tape.cross_entropy(y, &[3, 1], 1.0);
    });
}

#[test]
fn dropout() {
    let (mut p, x, _) = start(4, 6);
    check(&mut p, |tape| {
        let mut rng = fastrand::Rng::with_seed(5);
        let x = whole(tape, x);
        let y = tape.dropout(x, 0.4, &mut rng);
        tape.cross_entropy(y, &[0, 1, 2, 3], 1.0);
    });
    let mut rng = fastrand::Rng::with_seed(5);
    let mut tape = Tape::new(&p);
    let ones = tape.input(Mat::from_elem((100, 100), 1.0));
    let some = tape.dropout(ones, 0.4, &mut rng);
    let kept = tape.value(some).iter().filter(|v| **v > 0.0).count();
    assert!((5_800..6_200).contains(&kept), "{kept}");
    assert!(tape.value(some).iter().all(|v| *v == 0.0 || (*v - 1.0 / 0.6).abs() < 1e-6));
    let all = tape.dropout(ones, 0.0, &mut rng);
    assert_eq!(tape.value(all), tape.value(ones));
}

#[test]
fn recurrent_unit() {
    let (mut p, x, mut rng) = start(5, 4);
    let w = random(&mut p, "w", 4, 12, false, &mut rng);
    let b = random(&mut p, "b", 1, 12, false, &mut rng);
    let vb = random(&mut p, "vb", 8, 2, false, &mut rng);
    let segments: Segments = vec![0..3, 3..5];
    check(&mut p, |tape| {
        let x = whole(tape, x);
        let y = tape.sru(x, w, b, vb, &segments);
        tape.cross_entropy(y, &[0, 1, 2, 3, 0], 1.0);
    });
    let run = |p: &Params| {
        let mut tape = Tape::new(p);
        let x = whole(&mut tape, x);
        let y = tape.sru(x, w, b, vb, &segments);
        tape.value(y).clone()
    };
    let before = run(&p);
    p.value_mut(x).row_mut(1).fill(0.5);
    let after = run(&p);
    for (row, forward, backward) in [(0, false, true), (1, true, true), (2, true, false), (3, false, false)] {
        let changed =
            |cols: std::ops::Range<usize>| cols.into_iter().any(|c| before[[row, c]] != after[[row, c]]);
        assert_eq!((changed(0..2), changed(2..4)), (forward, backward), "row {row}");
    }
}

#[test]
fn a_row_below_and_rows_picked() {
    let (mut p, x, mut rng) = start(3, 4);
    let root = random(&mut p, "root", 1, 4, false, &mut rng);
    check(&mut p, |tape| {
        let x = whole(tape, x);
        let y = tape.append_row(x, root);
        let y = tape.gather(y, vec![3, 0, 3, 2, 2]);
        tape.cross_entropy(y, &[0, 1, 2, 3, 1], 1.0);
    });
}

#[test]
fn cross_entropy_of_known_and_of_open_targets() {
    let (mut p, x, _) = start(3, 4);
    check(&mut p, |tape| {
        let x = whole(tape, x);
        tape.cross_entropy(x, &[1, IGNORE, 3], 0.7);
    });
    let mut grads = p.grads();
    let mut tape = Tape::new(&p);
    let node = whole(&mut tape, x);
    tape.cross_entropy(node, &[IGNORE; 3], 1.0);
    assert_eq!(tape.loss, 0.0);
    tape.backward(&mut grads);
    assert!(grads.of(x).iter().all(|v| *v == 0.0));
}

#[test]
fn heads_with_distances_and_root() {
    let (mut p, dep, mut rng) = start(6, 3);
    let head = random(&mut p, "head", 6, 3, true, &mut rng);
    let root = random(&mut p, "root", 1, 3, false, &mut rng);
    let far = random(&mut p, "far", 6, tree::DISTANCES, true, &mut rng);
    let segments: Segments = vec![0..4, 4..6];
    let targets = [1, 6, IGNORE, 0, 5, 6];
    let run = |tape: &mut Tape<'_>| {
        let (dep, head, far) = (whole(tape, dep), whole(tape, head), whole(tape, far));
        let head = tape.append_row(head, root);
        tape.heads(dep, head, far, &segments, &targets, 0.8);
    };
    check(&mut p, run);
    // The same from the scores that the program decodes with.
    let mut want = 0.0f64;
    for seg in &segments {
        let part = |id: ParamId| {
            p.value(id).slice_axis(Axis(0), Slice::from(seg.clone())).iter().copied().collect::<Vec<f32>>()
        };
        let mut scores = Vec::new();
        tree::scores(&part(dep), &part(head), &p.value(root).row(0).to_vec(), &part(far), &mut scores);
        for (i, row) in scores.chunks_exact(seg.len() + 1).enumerate() {
            let target = match targets[seg.start + i] {
                IGNORE => continue,
                6 => seg.len(),
                t => t - seg.start,
            };
            let others = row.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, s)| f64::from(*s).exp());
            want += 0.8 * (others.sum::<f64>().ln() - f64::from(row[target]));
        }
    }
    let mut tape = Tape::new(&p);
    run(&mut tape);
    assert!((tape.loss - want).abs() < 1e-4, "{} should be {want}", tape.loss);
}

/// All sequences of `n` of `k` tags with their scores.
fn sequences(scores: &Mat, trans: &Mat, seg: std::ops::Range<usize>) -> Vec<(Vec<usize>, f64)> {
    let (k, n) = (scores.ncols(), seg.len());
    let all = (0..k.pow(n as u32)).map(|code| {
        let tags: Vec<usize> = (0..n).map(|i| code / k.pow(i as u32) % k).collect();
        let mut last = k;
        let mut sum = 0.0;
        for (i, t) in tags.iter().enumerate() {
            sum += f64::from(trans[[last, *t]]) + f64::from(scores[[seg.start + i, *t]]);
            last = *t;
        }
        (tags, sum)
    });
    all.collect()
}

#[test]
fn conditional_random_field() {
    let (mut p, x, mut rng) = start(7, 3);
    let trans = random(&mut p, "trans", 4, 3, false, &mut rng);
    // One segment with an open tag, one without words, one of one word.
    let segments: Segments = vec![0..3, 3..5, 5..5, 5..6, 6..7];
    let tags = [0, 2, 1, 1, IGNORE, 2, 0];
    let run = |tape: &mut Tape<'_>| {
        let x = whole(tape, x);
        tape.crf(x, trans, &segments, &tags, 0.6);
    };
    check(&mut p, run);
    let mut want = 0.0;
    for seg in [0..3, 5..6, 6..7] {
        let all = sequences(p.value(x), p.value(trans), seg.clone());
        let gold = all.iter().find(|(t, _)| *t == tags[seg.clone()]).expect("it is one of all").1;
        want += 0.6 * (all.iter().map(|(_, s)| s.exp()).sum::<f64>().ln() - gold);
    }
    let mut tape = Tape::new(&p);
    run(&mut tape);
    assert!((tape.loss - want).abs() < 1e-4, "{} should be {want}", tape.loss);
}

#[test]
fn softmax_is_a_distribution() {
    let p = softmax([1.0, f32::NEG_INFINITY, 1000.0, 1000.0].into_iter());
    assert!(p[0] < 1e-30 && p[1] < 1e-30 && (p[2] - 0.5).abs() < 1e-6 && (p[3] - 0.5).abs() < 1e-6);
}
