//! The best way to lay few words beside few others.

use super::near::near;
use super::sheet::{Sheet, same};
use std::ops::Range;

/// A word beside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Word of the first text.
    pub a: usize,
    /// Word of the second text.
    pub b: usize,
    /// Whether they are the same, folded; else they are near.
    pub same: bool,
}

/// What words that fold to the same, and words that are near, are worth; and what passing over one costs where it costs
/// anything.
const SAME: i32 = 4;
const NEAR: i32 = 2;
const OVER: i32 = 2;

/// Most words on either side between, and onward.
const MOST: usize = 24;
pub(super) const ONWARD: usize = 12;

/// Lays all words of two short stretches beside each other, in order, so that as many as can be are alike. The stretches lie
/// between words that stand beside each other already, so what is passed over costs nothing.
pub(super) fn between(
    a: &Sheet<'_>,
    of_a: Range<usize>,
    b: &Sheet<'_>,
    of_b: Range<usize>,
    links: &mut Vec<Link>,
) {
    if of_a.is_empty() || of_b.is_empty() {
        return;
    }
    let grid = Grid::new(a, of_a, b, of_b, 0, false);
    grid.trace(grid.n, grid.m, links);
}

/// Lays two stretches beside each other from their beginnings on (`back`: from their ends back) as far as it is worth it.
pub(super) fn onward(
    a: &Sheet<'_>,
    of_a: Range<usize>,
    b: &Sheet<'_>,
    of_b: Range<usize>,
    back: bool,
    links: &mut Vec<Link>,
) {
    if of_a.is_empty() || of_b.is_empty() {
        return;
    }
    let near = |of: Range<usize>| match (of.len().min(ONWARD), back) {
        (some, true) => of.end - some..of.end,
        (some, false) => of.start..of.start + some,
    };
    let grid = Grid::new(a, near(of_a), b, near(of_b), OVER, back);
    let (mut best, mut at) = (0, (0, 0));
    for i in 1..=grid.n {
        for j in 1..=grid.m {
            if grid.score[i][j] > best {
                (best, at) = (grid.score[i][j], (i, j));
            }
        }
    }
    grid.trace(at.0, at.1, links);
}

struct Grid {
    score: [[i32; MOST + 1]; MOST + 1],
    /// What the two words before a cell are worth beside each other.
    alike: [[i8; MOST + 1]; MOST + 1],
    over: i32,
    of_a: Range<usize>,
    of_b: Range<usize>,
    back: bool,
    n: usize,
    m: usize,
}

impl Grid {
    /// Needleman and Wunsch's table (1970), over words.
    fn new(
        a: &Sheet<'_>,
        of_a: Range<usize>,
        b: &Sheet<'_>,
        of_b: Range<usize>,
        over: i32,
        back: bool,
    ) -> Self {
        let (n, m) = (of_a.len().min(MOST), of_b.len().min(MOST));
        let (score, alike) = ([[0; MOST + 1]; MOST + 1], [[0; MOST + 1]; MOST + 1]);
        let mut grid = Grid { score, alike, over, of_a, of_b, back, n, m };
        for i in 1..=n {
            grid.score[i][0] = -over * i as i32;
        }
        for j in 1..=m {
            grid.score[0][j] = -over * j as i32;
        }
        for i in 1..=n {
            for j in 1..=m {
                let (x, y) = grid.words(i, j);
                let alike = if same(a.keys[x], b.keys[y]) {
                    SAME
                } else if a.keys[x] != 0 && b.keys[y] != 0 && near(a.word(x), b.word(y)) {
                    NEAR
                } else {
                    0
                };
                grid.alike[i][j] = alike as i8;
                let beside = grid.score[i - 1][j - 1] + grid.beside(i, j);
                grid.score[i][j] = beside.max(grid.score[i - 1][j] - over).max(grid.score[i][j - 1] - over);
            }
        }
        grid
    }

    /// The two words before a cell.
    fn words(&self, i: usize, j: usize) -> (usize, usize) {
        if self.back {
            (self.of_a.end - i, self.of_b.end - j)
        } else {
            (self.of_a.start + i - 1, self.of_b.start + j - 1)
        }
    }

    fn beside(&self, i: usize, j: usize) -> i32 {
        match i32::from(self.alike[i][j]) {
            0 => -self.over,
            alike => alike,
        }
    }

    /// The links on the best way to a cell, in order of the texts.
    fn trace(&self, mut i: usize, mut j: usize, links: &mut Vec<Link>) {
        let first = links.len();
        while i > 0 && j > 0 {
            if self.score[i][j] == self.score[i - 1][j - 1] + self.beside(i, j) {
                if self.alike[i][j] > 0 {
                    let (a, b) = self.words(i, j);
                    links.push(Link { a, b, same: i32::from(self.alike[i][j]) == SAME });
                }
                (i, j) = (i - 1, j - 1);
            } else if self.score[i][j] == self.score[i - 1][j] - self.over {
                i -= 1;
            } else {
                j -= 1;
            }
        }
        if !self.back {
            links[first..].reverse();
        }
    }
}
