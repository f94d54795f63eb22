//! The loop of training: batches, two threads with fixed shares, Adam with a rate that falls to nothing.

use crate::params::Params;
use crate::tape::Tape;
use std::time::Instant;

/// Threads, and shares of a batch: fixed, so that the sums are the same on every machine.
const SHARES: usize = 2;

/// Groups items until each group has about `words` words.
pub(crate) fn batches<T>(items: Vec<T>, words: usize, len: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut out = Vec::new();
    let (mut batch, mut sum) = (Vec::new(), 0);
    for item in items {
        sum += len(&item);
        batch.push(item);
        if sum >= words {
            out.push(std::mem::take(&mut batch));
            sum = 0;
        }
    }
    if !batch.is_empty() {
        out.push(batch);
    }
    out
}

/// Trains for `epochs` rounds. `plan` gives the batches of a round, `losses` adds the losses of a share of a batch to a
/// tape (each to be multiplied by the given scale).
pub(crate) fn train<T: Sync>(
    params: &mut Params,
    epochs: usize,
    rate: f32,
    rng: &mut fastrand::Rng,
    mut plan: impl FnMut(&mut fastrand::Rng) -> Vec<Vec<T>>,
    losses: impl Fn(&mut Tape<'_>, &[T], &mut fastrand::Rng, f32) + Sync,
) {
    let mut grads: Vec<_> = (0..SHARES).map(|_| params.grads()).collect();
    let (mut step, mut total) = (0usize, 0usize);
    for epoch in 0..epochs {
        let start = Instant::now();
        let batches = plan(rng);
        if total == 0 {
            total = batches.len() * epochs;
        }
        let mut sum = 0.0;
        let count = batches.len().max(1);
        for batch in batches {
            let per = batch.len().div_ceil(SHARES).max(1);
            let seeds: Vec<u64> = (0..SHARES).map(|_| rng.u64(..)).collect();
            let scale = 1.0 / 100.0;
            let shared = &*params;
            let found: Vec<f64> = std::thread::scope(|scope| {
                let work: Vec<_> = grads
                    .iter_mut()
                    .zip(&seeds)
                    .enumerate()
                    .map(|(k, (grads, seed))| {
                        let share = batch.get(k * per..((k + 1) * per).min(batch.len())).unwrap_or(&[]);
                        let losses = &losses;
                        scope.spawn(move || {
                            if share.is_empty() {
                                return 0.0;
                            }
                            let mut rng = fastrand::Rng::with_seed(*seed);
                            let mut tape = Tape::new(shared);
                            losses(&mut tape, share, &mut rng, scale);
                            let loss = tape.loss;
                            tape.backward(grads);
                            loss
                        })
                    })
                    .collect();
                work.into_iter().map(|w| w.join().expect("a share of a batch")).collect()
            });
            sum += found.iter().sum::<f64>();
            let (first, rest) = grads.split_at_mut(1);
            for other in rest {
                first[0].take(other);
            }
            let done = step as f32 / total.max(1) as f32;
            let warm = (step as f32 / 200.0).min(1.0);
            params.adam(&mut first[0], rate * warm * (1.0 - done).max(0.02), 5.0, 1e-6);
            step += 1;
        }
        let seconds = start.elapsed().as_secs_f64();
        let left = seconds * (epochs - epoch - 1) as f64;
        println!(
            "round {} of {epochs}: loss {:.4}, {seconds:.0} s, about {left:.0} s left",
            epoch + 1,
            sum / count as f64
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::{Mat, ParamId};

    #[test]
    fn batches_keep_all_items_in_their_order() {
        let items = vec![3, 4, 1, 9, 2, 2];
        let found = batches(items.clone(), 6, |n| *n);
        assert_eq!(found, [vec![3, 4], vec![1, 9], vec![2, 2]]);
        assert_eq!(found.concat(), items);
        assert!(batches(Vec::<usize>::new(), 6, |n| *n).is_empty());
        assert_eq!(batches(vec![50], 6, |n| *n), [vec![50]], "one that is too long stands alone");
    }

    /// Learns the remainder of a number by four from a table, and gives the numbers learnt and the loss left.
    fn toy(seed: u64) -> (Vec<Mat>, f64) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut params = Params::default();
        let table = params.table("table", 12, 8, &mut rng);
        let (w, b) = (params.matrix("out.w", 8, 4, &mut rng), params.zeros("out.b", 1, 4));
        let add = |tape: &mut Tape<'_>, items: &[u32], rng: &mut fastrand::Rng, scale: f32, drop: f32| {
            let x = tape.rows_sum(table, items.to_vec(), (1..=items.len()).collect());
            let x = tape.dropout(x, drop, rng);
            let logits = tape.linear(x, w, b);
            tape.cross_entropy(logits, &items.iter().map(|i| *i as usize % 4).collect::<Vec<_>>(), scale);
        };
        let plan = |rng: &mut fastrand::Rng| {
            let mut items: Vec<u32> = (0..12).chain([5]).collect();
            rng.shuffle(&mut items);
            // The last batch has one item, and so one share without any.
            batches(items, 4, |_| 1)
        };
        train(&mut params, 60, 0.05, &mut rng, plan, |tape, items, rng, scale| {
            add(tape, items, rng, scale, 0.1)
        });
        let mut tape = Tape::new(&params);
        add(&mut tape, &(0..12).collect::<Vec<_>>(), &mut rng, 1.0, 0.0);
        let loss = tape.loss;
        ([table, w, b].map(|id: ParamId| params.value(id).clone()).to_vec(), loss)
    }

    #[test]
    fn the_same_seed_gives_the_same_bits() {
        let bits = |m: &[Mat]| m.iter().flatten().map(|v| v.to_bits()).collect::<Vec<_>>();
        let ((a, loss), (b, _), (c, _)) = (toy(7), toy(7), toy(8));
        assert_eq!(bits(&a), bits(&b));
        assert_ne!(bits(&a), bits(&c));
        assert!(loss < 1.0, "twelve items with a loss of {loss} in all");
    }
}
