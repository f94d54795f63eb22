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
