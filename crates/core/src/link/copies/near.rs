//! Words that are nearly the same: letters misread, dropped, doubled or swapped.

/// The longest words compared sign by sign.
const LONGEST: usize = 32;

/// Whether two words differ by so few signs that one is likely the other, damaged: one sign up to five, two up to nine, else
/// three. Words of one or two signs, and numbers, are never near.
pub(super) fn near(a: &str, b: &str) -> bool {
    let numbers = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    // Three bytes a sign at most, in the scripts in which words are this long.
    if a.len().abs_diff(b.len()) > 9 || !ends_alike(a.as_bytes(), b.as_bytes()) || numbers(a) && numbers(b) {
        return false;
    }
    let (mut x, mut y) = (['\0'; LONGEST], ['\0'; LONGEST]);
    let (Some(n), Some(m)) = (lower(a, &mut x), lower(b, &mut y)) else { return false };
    let longest = n.max(m);
    let allowed = match longest {
        0..=2 => return false,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    // Of short words the first sign has to be the same: "the" is no "she".
    n.abs_diff(m) <= allowed && (longest > 3 || x[0] == y[0]) && distance(&x[..n], &y[..m]) <= allowed
}

/// Whether the first bytes or the last ones are the same but for case: nearly all damaged words pass, nearly all others do not,
/// and it costs next to nothing.
fn ends_alike(a: &[u8], b: &[u8]) -> bool {
    let same = |x: Option<&u8>, y: Option<&u8>| x.zip(y).is_some_and(|(x, y)| x | 0x20 == y | 0x20);
    same(a.first(), b.first()) || same(a.last(), b.last())
}

/// Lower-case signs; `None` where there are too many.
fn lower(word: &str, into: &mut [char; LONGEST]) -> Option<usize> {
    let mut count = 0;
    if word.is_ascii() && word.len() <= LONGEST {
        for (sign, byte) in into.iter_mut().zip(word.bytes()) {
            *sign = char::from(byte.to_ascii_lowercase());
        }
        return Some(word.len());
    }
    for c in word.chars().flat_map(char::to_lowercase) {
        *into.get_mut(count)? = c;
        count += 1;
    }
    Some(count)
}

/// Signs to change, drop, add, or swap with their neighbour: the restricted distance of Damerau and Levenshtein.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = [[0usize; LONGEST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        let [above2, above, row] = [(i + 1) % 3, (i + 2) % 3, i % 3];
        rows[row][0] = i;
        for j in 1..=b.len() {
            let change = rows[above][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(rows[above][j] + 1).min(rows[row][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[above2][j - 2] + 1);
            }
            rows[row][j] = least;
        }
    }
    rows[a.len() % 3][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_words_are_near() {
        for (a, b) in [
            ("own", "onw"),
            ("explanatory", "xplanatorry"),
            ("Should", "5hould"),
            ("정부는", "정부가"),
            ("that", "fhat"),
        ] {
            assert!(near(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("the", "she"),
            ("12", "13"),
            ("ferry", "forms"),
            ("is", "it"),
            ("arrested", "released"),
            ("1200", "1300"),
        ] {
            assert!(!near(a, b), "{a} {b}");
        }
    }

    #[test]
    fn distances_are_right() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!((d("kitten", "sitting"), d("abcd", "abdc"), d("", "abc"), d("ca", "abc")), (3, 1, 3, 3));
    }
}
