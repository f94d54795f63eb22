//! Checks of cards, accounts, devices, plates, positions and streets.

use super::{Part, values, whole};

/// ISO/IEC 7812-1, annex B: every second digit from the right doubled, the sum of digits a multiple of ten.
fn luhn_holds(digits: &[u32]) -> bool {
    let double =
        |(at, digit): (usize, &u32)| if at % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { *digit };
    digits.iter().rev().enumerate().map(double).sum::<u32>().is_multiple_of(10)
}

/// From so many digits to so many, the last of them Luhn's; not all alike.
pub(super) fn luhn(form: &str, _: &str, [least, most]: [usize; 2]) -> Part {
    let digits = values(form);
    let alike = digits.iter().all(|digit| *digit == digits[0]);
    whole(form, (least..=most).contains(&digits.len()) && !alike && luhn_holds(&digits))
}

/// A card: Luhn's digit, and a length that its first digits allow (Visa 4; Mastercard 51–55, 2221–2720; American Express 34,
/// 37; Diners 30, 36, 38; JCB 1800, 2131, 35; Mir 2200–2204; UnionPay 62; Iran's 50, 58 to 63).
pub(super) fn card(form: &str, _: &str, _: [usize; 2]) -> Part {
    let digits = values(form);
    let first = digits.iter().take(4).fold(0, |sum, digit| sum * 10 + digit);
    let lengths: &[usize] = match first {
        3400..=3499 | 3700..=3799 | 1800 | 2131 => &[15],
        3000..=3059 | 3600..=3699 | 3800..=3999 => &[14],
        4000..=4999 => &[16, 19],
        6200..=6299 => &[16, 17, 18, 19],
        2200..=2204 => &[16, 19],
        2221..=2720 | 5000..=5099 | 5100..=5599 | 5800..=6399 | 6500..=6599 | 3500..=3599 => &[16],
        _ => &[],
    };
    whole(form, lengths.contains(&digits.len()) && luhn_holds(&digits))
}

/// Lengths of the IBANs of countries, by the registry of ISO 13616.
const IBANS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 \
    ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 \
    LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 \
    RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 IR26";

/// ISO 13616: the country's length, and ISO 7064 mod 97-10 over the whole, the first four signs put last.
pub(super) fn iban(form: &str, _: &str, _: [usize; 2]) -> Part {
    let country = form.get(..2)?.to_ascii_uppercase();
    let row = IBANS.split_whitespace().find(|row| row[..2] == country)?;
    let length: usize = row[2..].parse().ok()?;
    let signs = || form.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric());
    let (last, _) = signs().nth(length - 1)?;
    let part = &form[..=last];
    let values: Vec<u32> = part.chars().filter_map(|c| c.to_digit(36)).collect();
    let rest = values[4..].iter().chain(&values[..4]).fold(0, |rest, value| {
        if *value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 }
    });
    whole(part, rest == 1)
}

/// A plate beside its word: a letter and a digit, or five digits; four signs at least.
pub(super) fn plate(form: &str, _: &str, _: [usize; 2]) -> Part {
    let digits = form.chars().filter(char::is_ascii_digit).count();
    let signs = form.chars().filter(|c| c.is_alphanumeric()).count();
    whole(form, digits > 0 && signs >= 4 && (digits < signs || digits >= 5))
}

/// Latitude and longitude, either way round: within 90 and 180 degrees, and not both next to nought.
pub(super) fn degrees(form: &str, _: &str, _: [usize; 2]) -> Part {
    let numbers: Vec<f64> = form
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter(|part| part.contains('.'))
        .filter_map(|part| part.trim_matches('.').parse().ok())
        .collect();
    let &[a, b] = numbers.as_slice() else { return None };
    whole(form, a.min(b) <= 90.0 && a.max(b) <= 180.0 && a.max(b) >= 1.0)
}

/// An English street: no day of a month before the name of one, no year behind a word of time, no headline.
pub(super) fn street_name(form: &str, before: &str, _: [usize; 2]) -> Part {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const OF_TIME: [&str; 9] = ["in", "since", "by", "until", "of", "from", "during", "after", "before"];
    let mut words = form.split([' ', '\n']);
    let number: u32 = words.next().and_then(|word| word.trim_end_matches(',').parse().ok()).unwrap_or(0);
    let name = words.next().unwrap_or_default();
    let small = form
        .split([' ', '\n'])
        .any(|word| matches!(word, "On" | "The" | "Of" | "In" | "For" | "And" | "To" | "From"));
    let is_day = (1..=31).contains(&number) && MONTHS.contains(&name);
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let is_year = (1900..2100).contains(&number) && OF_TIME.contains(&last.as_str());
    whole(form, !is_day && !is_year && !small)
}

/// A street whose number could not be a year ("Spring 2015").
pub(super) fn no_year(form: &str, _: &str, _: [usize; 2]) -> Part {
    let number = form.rsplit(' ').next().and_then(|word| word.parse::<u32>().ok());
    whole(form, !number.is_some_and(|number| (1800..2100).contains(&number)))
}

/// A Korean road: 로 may also be a particle ("으로", "대로"), and roads of the land have no houses.
pub(super) fn korean_road(form: &str, _: &str, _: [usize; 2]) -> Part {
    let name = form.split(|c: char| c == ' ' || c.is_ascii_digit()).next().unwrap_or_default();
    let short = name.chars().count() < 2;
    const NOT: [&str; 12] = [
        "으로",
        "적으로",
        "그대로",
        "제대로",
        "최대로",
        "도로",
        "국도로",
        "앞으로",
        "별도로",
        "바로",
        "서로",
        "새로",
    ];
    whole(form, !short && !name.ends_with("으로") && !NOT.contains(&name))
}

/// A Chinese street without the words that lead up to it ("他住在…"), unless it is a railway, a word or a line.
pub(super) fn chinese_street(form: &str, _: &str, _: [usize; 2]) -> Part {
    let numbered = form.find(|c: char| c.is_ascii_digit())?;
    let name = &form[..numbered];
    // Prepositions and verbs that come before a place, and the words for an address themselves.
    let last = name.char_indices().next_back().map_or(0, |(at, _)| at);
    let lead = name[..last]
        .char_indices()
        .rfind(|(_, c)| "在于於到是为為至从從往址位:的市区區县縣镇鎮県都府郡".contains(*c));
    let start = lead.map_or(0, |(at, c)| at + c.len_utf8());
    let name = &name[start..];
    let no_street = [
        "铁路", "鐵路", "公路", "网路", "線路", "线路", "一路", "报道", "報道", "频道", "頻道", "轨道",
        "渠道", "街道",
    ];
    let passes = name.chars().count() >= 2 && !no_street.iter().any(|word| name.ends_with(word));
    passes.then_some(start..form.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_and_accounts() {
        for right in ["4111111111111111", "378282246310005", "6200000000000005", "2200123456789019"] {
            assert!(card(right, "", [0; 2]).is_some(), "{right}");
        }
        for wrong in ["4111111111111112", "411111111111111", "9111111111111111"] {
            assert!(card(wrong, "", [0; 2]).is_none(), "{wrong}");
        }
        assert_eq!(iban("GB82WEST12345698765432 and", "", [0; 2]), Some(0..22));
        assert_eq!(iban("gb82 west 1234 5698 7654 32", "", [0; 2]), Some(0..27));
        assert_eq!(iban("GB83WEST12345698765432", "", [0; 2]), None);
        assert_eq!(iban("GB82WEST", "", [0; 2]), None);
        assert!(
            luhn("490154203237518", "", [15, 15]).is_some()
                && luhn("000000000000000", "", [15, 15]).is_none()
        );
    }

    #[test]
    fn positions_are_on_the_earth() {
        for right in ["41.389, 128.174", "128.17402;41.38912", "-12.04321 -77.02824", "41.389&mlon=128.174"] {
            assert!(degrees(right, "", [0; 2]).is_some(), "{right}");
        }
        for wrong in ["141.389, 128.174", "0.125, 0.250", "41.389, 228.174"] {
            assert!(degrees(wrong, "", [0; 2]).is_none(), "{wrong}");
        }
    }
}
