//! Parameters, their derivatives, and Adam (Kingma and Ba 2015).

use ndarray::{Array2, ArrayView1};

/// A matrix.
pub(crate) type Mat = Array2<f32>;

/// Number of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParamId(pub usize);

/// A parameter with what Adam remembers of its derivatives.
struct Param {
    name: String,
    value: Mat,
    mean: Mat,
    square: Mat,
    /// A table: few of its rows have derivatives in one step, and only these are touched.
    table: bool,
}

/// All parameters of a network.
#[derive(Default)]
pub(crate) struct Params {
    list: Vec<Param>,
    step: i32,
}

impl Params {
    /// A matrix of uniform numbers with the variance that keeps sums in scale (Glorot and Bengio 2010).
    pub(crate) fn matrix(
        &mut self,
        name: &str,
        rows: usize,
        cols: usize,
        rng: &mut fastrand::Rng,
    ) -> ParamId {
        let bound = (6.0 / (rows + cols) as f32).sqrt();
        self.put(name, Mat::from_shape_simple_fn((rows, cols), || (rng.f32() * 2.0 - 1.0) * bound), false)
    }

    /// A matrix of zeros.
    pub(crate) fn zeros(&mut self, name: &str, rows: usize, cols: usize) -> ParamId {
        self.put(name, Mat::zeros((rows, cols)), false)
    }

    /// A table of small uniform numbers.
    pub(crate) fn table(&mut self, name: &str, rows: usize, cols: usize, rng: &mut fastrand::Rng) -> ParamId {
        let bound = 0.5 / (cols as f32).sqrt();
        self.put(name, Mat::from_shape_simple_fn((rows, cols), || (rng.f32() * 2.0 - 1.0) * bound), true)
    }

    /// Any matrix.
    pub(crate) fn put(&mut self, name: &str, value: Mat, table: bool) -> ParamId {
        let (mean, square) = (Mat::zeros(value.raw_dim()), Mat::zeros(value.raw_dim()));
        self.list.push(Param { name: name.to_owned(), value, mean, square, table });
        ParamId(self.list.len() - 1)
    }

    /// A parameter's numbers.
    pub(crate) fn value(&self, id: ParamId) -> &Mat {
        &self.list[id.0].value
    }

    /// A parameter's numbers, to change.
    pub(crate) fn value_mut(&mut self, id: ParamId) -> &mut Mat {
        &mut self.list[id.0].value
    }

    /// Names with numbers, and whether each is a table.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Mat, bool)> {
        self.list.iter().map(|p| (p.name.as_str(), &p.value, p.table))
    }

    /// Empty derivatives for these parameters.
    pub(crate) fn grads(&self) -> Grads {
        let list = self
            .list
            .iter()
            .map(|p| Grad {
                sum: Mat::zeros(p.value.raw_dim()),
                touched: Vec::new(),
                is: vec![false; if p.table { p.value.nrows() } else { 0 }],
                table: p.table,
            })
            .collect();
        Grads { list }
    }

    /// One step of Adam. The derivatives are cut to a norm of at most `clip`, and cleared.
    pub(crate) fn adam(&mut self, grads: &mut Grads, rate: f32, clip: f32, decay: f32) {
        self.step += 1;
        let (b1, b2) = (0.9f32, 0.99f32);
        let correct = (1.0 - b2.powi(self.step)).sqrt() / (1.0 - b1.powi(self.step));
        let norm = grads.norm();
        let scale = if norm > clip { clip / norm } else { 1.0 };
        for (p, g) in self.list.iter_mut().zip(&mut grads.list) {
            let update = |value: &mut f32, mean: &mut f32, square: &mut f32, d: f32, decay: f32| {
                let d = d * scale;
                *mean = b1 * *mean + (1.0 - b1) * d;
                *square = b2 * *square + (1.0 - b2) * d * d;
                *value -= rate * (correct * *mean / (square.sqrt() + 1e-8) + decay * *value);
            };
            if p.table {
                g.touched.sort_unstable();
                for r in &g.touched {
                    let r = *r as usize;
                    let (mut v, mut m, mut s) = (p.value.row_mut(r), p.mean.row_mut(r), p.square.row_mut(r));
                    for (k, d) in g.sum.row(r).iter().enumerate() {
                        update(&mut v[k], &mut m[k], &mut s[k], *d, 0.0);
                    }
                }
            } else {
                let matrix = p.value.nrows() > 1;
                let rest = p.mean.iter_mut().zip(p.square.iter_mut()).zip(&g.sum);
                for (v, ((m, s), d)) in p.value.iter_mut().zip(rest) {
                    update(v, m, s, *d, if matrix { decay } else { 0.0 });
                }
            }
            g.clear();
        }
    }
}

/// Derivatives by one parameter; of a table the rows that were touched.
struct Grad {
    sum: Mat,
    touched: Vec<u32>,
    is: Vec<bool>,
    table: bool,
}

impl Grad {
    /// Sets all to nothing.
    fn clear(&mut self) {
        if self.table {
            for r in self.touched.drain(..) {
                self.sum.row_mut(r as usize).fill(0.0);
                self.is[r as usize] = false;
            }
        } else {
            self.sum.fill(0.0);
        }
    }

    /// Remembers that a row has derivatives.
    fn touch(&mut self, row: u32) {
        if !self.is[row as usize] {
            self.is[row as usize] = true;
            self.touched.push(row);
        }
    }
}

/// Derivatives by each parameter.
pub(crate) struct Grads {
    list: Vec<Grad>,
}

impl Grads {
    /// Adds to a matrix.
    pub(crate) fn add(&mut self, id: ParamId, d: &Mat) {
        self.list[id.0].sum += d;
    }

    /// Adds to a row of a table.
    pub(crate) fn add_row(&mut self, id: ParamId, row: u32, d: ArrayView1<'_, f32>) {
        let g = &mut self.list[id.0];
        g.touch(row);
        let mut to = g.sum.row_mut(row as usize);
        to += &d;
    }

    /// The derivatives by a parameter.
    #[cfg(test)]
    pub(crate) fn of(&self, id: ParamId) -> &Mat {
        &self.list[id.0].sum
    }

    /// Adds another's derivatives and clears it.
    pub(crate) fn take(&mut self, other: &mut Grads) {
        for (a, b) in self.list.iter_mut().zip(&mut other.list) {
            if a.table {
                b.touched.sort_unstable();
                for i in 0..b.touched.len() {
                    let r = b.touched[i];
                    a.touch(r);
                    let mut to = a.sum.row_mut(r as usize);
                    to += &b.sum.row(r as usize);
                }
            } else {
                a.sum += &b.sum;
            }
            b.clear();
        }
    }

    /// Length of all derivatives as one vector.
    fn norm(&mut self) -> f32 {
        let mut sum = 0.0f64;
        for g in &mut self.list {
            if g.table {
                g.touched.sort_unstable();
                for r in &g.touched {
                    sum += g.sum.row(*r as usize).iter().map(|v| f64::from(v * v)).sum::<f64>();
                }
            } else {
                sum += g.sum.iter().map(|v| f64::from(v * v)).sum::<f64>();
            }
        }
        sum.sqrt() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::arr1;

    fn rng() -> fastrand::Rng {
        fastrand::Rng::with_seed(3)
    }

    #[test]
    fn adam_moves_only_the_rows_of_tables_that_were_touched() {
        let mut p = Params::default();
        let table = p.table("table", 4, 2, &mut rng());
        let before = p.value(table).clone();
        let mut g = p.grads();
        g.add_row(table, 2, arr1(&[1.0, -2.0]).view());
        p.adam(&mut g, 0.01, 5.0, 0.5);
        for row in [0, 1, 3] {
            assert_eq!(p.value(table).row(row), before.row(row), "row {row}");
        }
        // Adam's first step is the rate, against the derivative; tables do not decay.
        assert!((p.value(table)[[2, 0]] - (before[[2, 0]] - 0.01)).abs() < 1e-5);
        assert!((p.value(table)[[2, 1]] - (before[[2, 1]] + 0.01)).abs() < 1e-5);
        let after = p.value(table).clone();
        p.adam(&mut g, 0.01, 5.0, 0.5);
        assert_eq!(p.value(table), after, "the derivatives were cleared");
    }

    #[test]
    fn adam_moves_and_decays_matrices_but_not_biases() {
        let mut p = Params::default();
        let (m, b) = (p.matrix("m.w", 2, 2, &mut rng()), p.put("m.b", Mat::from_elem((1, 2), 1.0), false));
        let before = p.value(m).clone();
        let mut g = p.grads();
        p.adam(&mut g, 0.1, 5.0, 0.5);
        for (now, was) in p.value(m).iter().zip(&before) {
            assert!((now - was * 0.95).abs() < 1e-6);
        }
        assert!(p.value(b).iter().all(|v| *v == 1.0));
    }

    #[test]
    fn a_long_gradient_is_cut_to_the_norm_asked_for() {
        let mut p = Params::default();
        let (m, t) = (p.zeros("m", 1, 2), p.table("t", 3, 1, &mut rng()));
        let mut g = p.grads();
        g.add(m, &Mat::from_elem((1, 2), 2.0));
        g.add_row(t, 1, arr1(&[1.0]).view());
        assert!((g.norm() - 3.0).abs() < 1e-6);
        p.adam(&mut g, 0.0, 1.0, 0.0);
        // What Adam remembers is a tenth of the cut derivative.
        assert!((p.list[0].mean[[0, 0]] - 0.1 * 2.0 / 3.0).abs() < 1e-6);
        assert!((p.list[1].mean[[1, 0]] - 0.1 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn taking_adds_and_clears() {
        let mut p = Params::default();
        let (m, t) = (p.zeros("m", 2, 2), p.table("t", 4, 2, &mut rng()));
        let (mut a, mut b) = (p.grads(), p.grads());
        a.add(m, &Mat::from_elem((2, 2), 1.0));
        b.add(m, &Mat::from_elem((2, 2), 2.0));
        a.add_row(t, 1, arr1(&[1.0, 1.0]).view());
        b.add_row(t, 3, arr1(&[5.0, 5.0]).view());
        b.add_row(t, 1, arr1(&[2.0, 2.0]).view());
        a.take(&mut b);
        assert!(a.of(m).iter().all(|v| *v == 3.0));
        assert_eq!(a.of(t).column(0).to_vec(), [0.0, 3.0, 0.0, 5.0]);
        assert!(b.of(m).iter().chain(b.of(t)).all(|v| *v == 0.0));
        a.take(&mut b);
        assert_eq!(a.of(t).column(0).to_vec(), [0.0, 3.0, 0.0, 5.0], "nothing is taken twice");
        b.add_row(t, 3, arr1(&[1.0, 1.0]).view());
        a.take(&mut b);
        assert_eq!(a.of(t)[[3, 1]], 6.0, "a cleared row can be touched again");
    }
}
