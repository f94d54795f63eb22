//! Fits safe lines into columns: shortened with an ellipsis, or wrapped. East Asian letters count two columns.

use textwrap::core::display_width;
use unicode_width::UnicodeWidthChar;

/// A line of at most `columns` columns; what does not fit is cut, at a word's end where one is near, and marked "…".
pub(super) fn shorten(line: &str, columns: usize) -> String {
    if display_width(line) <= columns {
        return line.to_owned();
    }
    let room = columns.saturating_sub(1);
    let mut used = 0;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        end = at + c.len_utf8();
    }
    let kept = &line[..end];
    // A word cut in its middle reads badly; going back is worth a few columns, not half the line.
    let at_word = match kept.rfind(' ') {
        Some(space) if !line[end..].starts_with(' ') && display_width(&kept[space..]) <= room / 3 => {
            &kept[..space]
        }
        _ => kept,
    };
    format!("{}…", at_word.trim_end())
}

/// The line as several of at most `columns` columns. A word longer than that is broken.
pub(super) fn wrap(line: &str, columns: usize) -> Vec<String> {
    textwrap::wrap(line, columns.max(1)).into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_at_words_and_counts_wide_letters_twice() {
        assert_eq!(shorten("the patrols knocked", 19), "the patrols knocked");
        assert_eq!(shorten("the patrols knocked on doors", 20), "the patrols knocked…");
        assert_eq!(shorten("the patrols knocked on doors", 17), "the patrols…");
        assert_eq!(shorten("電話が検査された", 9), "電話が検…");
        assert_eq!(wrap("電話が検査された", 8), ["電話が検", "査された"]);
    }

    proptest! {
        #[test]
        fn never_wider_than_asked(text in any::<String>(), columns in 2usize..60) {
            let line = crate::page::safe::line(&text);
            prop_assert!(display_width(&shorten(&line, columns)) <= columns);
            for part in wrap(&line, columns) {
                prop_assert!(display_width(&part) <= columns);
            }
        }
    }
}
