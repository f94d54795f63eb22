//! Numbers by how many digits they have and how these stand together.

use super::{Part, is_day, values, whole};

/// From so many digits to so many.
pub(super) fn so_many(form: &str, _: &str, [least, most]: [usize; 2]) -> Part {
    whole(form, (least..=most).contains(&count(form)))
}

/// ITU-T E.164: at most fifteen digits; country codes 1 and 7 have eleven. Eight at least, as shorter ones are sums.
pub(super) fn e164(form: &str, _: &str, _: [usize; 2]) -> Part {
    let most = if matches!(values(form).first(), Some(1 | 7)) { 11 } else { 15 };
    let kept = cut(own(form), most);
    let passes = (8..=15).contains(&count(kept));
    passes.then_some(0..with_extension(form, kept.len()))
}

/// What a text calls a telephone number: so many digits at least, fifteen at most, and neither day, years nor sum.
pub(super) fn of_a_phone(form: &str, _: &str, [least, _]: [usize; 2]) -> Part {
    let mut kept = cut(own(form), 15);
    if !kept.contains('(') || kept.find(')') < kept.find('(') {
        // "033) 555-0199" keeps its bracket; one at the end belongs to the sentence.
        kept = kept.trim_end_matches(')');
    } else if kept.matches('(').count() < kept.matches(')').count() {
        kept = kept.trim_end_matches(')');
    }
    let start = if kept.starts_with('(') && !kept.contains(')') { 1 } else { 0 };
    let passes = (least..=15).contains(&count(kept)) && !is_something_else(kept);
    passes.then_some(start..with_extension(form, kept.len()))
}

/// What a text calls an account's or a person's number: from so many digits to so many, and neither day, years nor sum.
pub(super) fn of_an_account(form: &str, _: &str, [least, most]: [usize; 2]) -> Part {
    let kept = cut(form, most);
    whole(kept, count(kept) >= least && !is_something_else(kept))
}

/// A number without the extension behind it ("ext. 12", "x12").
fn own(form: &str) -> &str {
    let end = form.find(char::is_alphabetic).unwrap_or(form.len());
    form[..end].trim_end_matches([' ', ','])
}

/// Where a number ends: with its extension, if all of it was kept.
fn with_extension(form: &str, kept: usize) -> usize {
    if kept == own(form).len() { form.len() } else { kept }
}

fn count(form: &str) -> usize {
    form.bytes().filter(u8::is_ascii_digit).count()
}

/// The groups of digits that together have no more than so many.
fn cut(form: &str, most: usize) -> &str {
    let (mut seen, mut end) = (0, 0);
    let mut groups = form.split(|c: char| !c.is_ascii_digit()).peekable();
    let mut at = 0;
    while let Some(group) = groups.next() {
        if seen + group.len() > most {
            return form[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        }
        seen += group.len();
        at += group.len();
        end = at;
        // Every sign between two groups is one byte: the patterns have ASCII signs alone.
        at += usize::from(groups.peek().is_some());
    }
    form
}

/// A day, a stretch of years, or a number in groups of three that ends in noughts.
fn is_something_else(form: &str) -> bool {
    let groups: Vec<&str> = form.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let number = |at: usize| groups.get(at).and_then(|g| g.parse::<u32>().ok()).unwrap_or(0);
    let is_year = |at: usize| groups[at].len() == 4 && (1800..2100).contains(&number(at));
    let small = |at: usize| groups[at].len() <= 2;
    match groups.len() {
        1 => false,
        2 if is_year(0) && is_year(1) => true,
        3 if small(0) && small(1) && is_year(2) => {
            is_day(number(1), number(0)) || is_day(number(0), number(1))
        }
        3 if is_year(0) && small(1) && small(2) => is_day(number(1), number(2)),
        _ => {
            let thousands = groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3);
            thousands && groups.last() == Some(&"000") && !form.starts_with('0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_kept_while_they_fit() {
        assert_eq!(cut("12 345-678", 5), "12 345");
        assert_eq!(cut("(12) 345", 2), "(12");
        assert_eq!(cut("123", 2), "");
        assert_eq!(cut("12-34", 15), "12-34");
    }

    #[test]
    fn days_years_and_sums_are_no_numbers_of_anybody() {
        for other in ["15/06/2017", "06.15.2017", "2017-06-15", "2017-2018", "450 000", "1 200 000"] {
            assert!(is_something_else(other), "{other}");
        }
        for own in ["555-01-23", "15/16/2017", "123 456", "0800 000", "5550123"] {
            assert!(!is_something_else(own), "{own}");
        }
    }
}
