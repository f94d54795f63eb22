//! Check digits of the numbers that states give to people. Weights as the standards or the offices named in
//! `lang/marks/identity.toml` lay them down; tests hold each to a number that is right and to its neighbours.

use super::{Part, is_day, values, weighted, whole};

/// GB 11643-1999: ISO 7064 mod 11-2 over seventeen digits; the last sign may be X for ten.
pub(super) fn china(form: &str, _: &str, _: [usize; 2]) -> Part {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = values(form);
    let last = form.chars().next_back()?.to_ascii_uppercase();
    let rest = weighted(&digits, &WEIGHTS) % 11;
    let right = "10X98765432".chars().nth(rest as usize) == Some(last);
    whole(form, right && is_day(digits[10] * 10 + digits[11], digits[12] * 10 + digits[13]))
}

/// Taiwan: the letter stands for two digits; all weigh 1, 9, 8 … 1, 1, and the sum is a multiple of ten.
pub(super) fn taiwan(form: &str, _: &str, _: [usize; 2]) -> Part {
    const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    let letter = LETTERS.find(form.chars().next()?)? as u32 + 10;
    let sum = letter / 10 + letter % 10 * 9 + weighted(&values(form), &[8, 7, 6, 5, 4, 3, 2, 1, 1]);
    whole(form, sum.is_multiple_of(10))
}

/// Hong Kong: letters as A = 10 (a lone one behind a blank of 36), weights 9 to 1, the sum a multiple of eleven; A is ten.
pub(super) fn hong_kong(form: &str, _: &str, _: [usize; 2]) -> Part {
    let signs: Vec<u32> = form.chars().filter_map(|c| c.to_digit(36)).collect();
    let signs = if signs.len() == 8 { [vec![36], signs].concat() } else { signs };
    whole(form, signs.len() == 9 && weighted(&signs, &[9, 8, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11))
}

/// Russia, SNILS: weights 9 to 1, the sum mod 101, with 100 written as 00.
pub(super) fn snils(form: &str, _: &str, _: [usize; 2]) -> Part {
    let digits = values(form);
    let sum = weighted(&digits[..9], &[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100;
    whole(form, sum == digits[9] * 10 + digits[10])
}

/// Russia, INN: one check digit of ten, two of twelve, each a sum mod 11 mod 10.
pub(super) fn inn(form: &str, _: &str, _: [usize; 2]) -> Part {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let digits = values(form);
    let right = |at: usize| weighted(&digits[..at], &WEIGHTS[11 - at..]) % 11 % 10 == digits[at];
    whole(form, if digits.len() == 10 { right(9) } else { right(10) && right(11) })
}

/// Iran, national code: weights 10 to 2, the rest mod 11, or eleven less it from two on. All ten alike is none.
pub(super) fn iran(form: &str, _: &str, _: [usize; 2]) -> Part {
    let digits = values(form);
    let rest = weighted(&digits[..9], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    let last = if rest < 2 { rest } else { 11 - rest };
    whole(form, digits[9] == last && digits.iter().any(|digit| *digit != digits[0]))
}

/// Turkey: the tenth digit is seven times the odd places less the even ones, the eleventh the sum, both mod 10.
pub(super) fn turkey(form: &str, _: &str, _: [usize; 2]) -> Part {
    let d = values(form);
    let odd: u32 = d[..9].iter().step_by(2).sum();
    let even: u32 = d[1..8].iter().step_by(2).sum();
    let tenth = (odd * 7 + 100 - even) % 10;
    whole(form, d[9] == tenth && d[10] == d[..10].iter().sum::<u32>() % 10)
}

/// Poland, PESEL: weights 1, 3, 7, 9, the sum a multiple of ten; the month holds the century.
pub(super) fn pesel(form: &str, _: &str, _: [usize; 2]) -> Part {
    let d = values(form);
    let right = weighted(&d, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10);
    whole(form, right && is_day((d[2] * 10 + d[3]) % 20, d[4] * 10 + d[5]))
}

/// Kazakhstan: weights 1 to 11, and where the sum mod 11 is ten, 3 to 11, 1, 2.
pub(super) fn kazakhstan(form: &str, _: &str, _: [usize; 2]) -> Part {
    let d = values(form);
    let mut rest = weighted(&d, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
    if rest == 10 {
        rest = weighted(&d, &[3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
    }
    whole(form, rest == d[11] && is_day(d[2] * 10 + d[3], d[4] * 10 + d[5]))
}

/// Spain: the number mod 23 picks the letter; X, Y, Z stand for 0, 1, 2.
pub(super) fn spain(form: &str, _: &str, _: [usize; 2]) -> Part {
    let first = form.chars().next().and_then(|c| "XYZ".find(c)).map(|digit| digit as u32);
    let number = first.into_iter().chain(values(form)).fold(0, |sum, digit| sum * 10 + digit);
    let letter = "TRWAGMYFPDXBNJZSQVHLCKE".chars().nth(number as usize % 23);
    whole(form, letter == form.chars().next_back())
}

/// Verhoeff (1969): the product of all digits, permuted by their places, in the dihedral group of ten is nought.
pub(super) fn verhoeff(form: &str, _: &str, _: [usize; 2]) -> Part {
    // What eight applications of the permutation do to each digit.
    const PLACES: [[u32; 10]; 8] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
        [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
        [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
        [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
        [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
        [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ];
    // The group's product: rotations 0 to 4, reflections 5 to 9.
    let product = |a: u32, b: u32| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b) % 5 + 5,
        (false, true) => (a + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let digits = values(form);
    let place = |(at, digit): (usize, &u32)| PLACES[at % 8][*digit as usize];
    whole(form, digits.iter().rev().enumerate().map(place).fold(0, product) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number that passes must fail with any one of its digits raised by one.
    fn holds(check: super::super::Look, right: &str) {
        assert!(check(right, "", [0; 2]).is_some(), "{right}");
        for (at, c) in right.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let raised = char::from_digit((c.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
            let wrong = format!("{}{raised}{}", &right[..at], &right[at + 1..]);
            assert!(check(&wrong, "", [0; 2]).is_none(), "{wrong}");
        }
    }

    #[test]
    fn check_digits_find_every_single_error() {
        holds(china, "110000198001010019");
        holds(china, "11010519491231002X");
        holds(taiwan, "A123456789");
        holds(hong_kong, "A123456(3)");
        holds(snils, "123-456-789 64");
        holds(iran, "0012345679");
        holds(turkey, "10000000146");
        holds(pesel, "44051401359");
        holds(spain, "12345678Z");
        holds(spain, "X1234567L");
        holds(verhoeff, "9999 4105 7058");
        // Mod 11 mod 10 lets a few through, and so does a second try with other weights.
        assert!(
            kazakhstan("800101300006", "", [0; 2]).is_some()
                && kazakhstan("800101300007", "", [0; 2]).is_none()
        );
        assert!(inn("500100732259", "", [0; 2]).is_some() && inn("500100732250", "", [0; 2]).is_none());
        assert!(inn("9900001236", "", [0; 2]).is_some() && inn("9900001237", "", [0; 2]).is_none());
    }
}
