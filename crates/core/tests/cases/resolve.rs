//! Shortened contents: "the first words [...] the last words" stands for one stretch of the article.

use super::notation;
use super::telling::Tellings;

const GAP: &str = " [...] ";
/// Contents up to this many characters are printed whole.
const WHOLE: usize = 110;
/// How many characters of a long content are kept at least at its beginning and at its end.
const KEPT: usize = 36;

/// A block's expectations, with every shortened content in full. Fails where words do not stand in the article.
pub(crate) fn expected(block: &str, article: &str) -> Result<Tellings, String> {
    let mut tellings = notation::parse(block)?;
    for (index, telling) in tellings.all.iter_mut().enumerate() {
        let fail = |why: String| format!("statement {}: {why}", index + 1);
        for piece in &mut telling.content {
            *piece = lengthen(piece, article).map_err(fail)?;
        }
        let names = telling.chain.iter().flat_map(|hop| [Some(&hop.name), hop.cue.as_ref()]).flatten();
        let words = [&telling.source, &telling.cue, &telling.to].into_iter().flatten();
        if let Some(missing) = names.chain(words).find(|words| !article.contains(words.as_str())) {
            return Err(fail(format!("{missing:?} does not stand in the article")));
        }
    }
    Ok(tellings)
}

/// The stretch of the article that a content stands for.
fn lengthen(piece: &str, article: &str) -> Result<String, String> {
    let Some((first, last)) = piece.split_once(GAP) else {
        return if article.contains(piece) {
            Ok(piece.to_owned())
        } else {
            Err(format!("{piece:?} does not stand in the article"))
        };
    };
    let mut starts = article.match_indices(first).map(|(at, _)| at);
    let (Some(start), None) = (starts.next(), starts.next()) else {
        return Err(format!("{first:?} must stand in the article exactly once"));
    };
    let after = start + first.len();
    let at = article[after..].find(last).ok_or_else(|| format!("{last:?} does not follow {first:?}"))?;
    Ok(article[start..after + at + last.len()].to_owned())
}

/// A content as printed: whole, or shortened where [`lengthen`] gives it back.
pub(crate) fn shorten(piece: &str, article: &str) -> String {
    if piece.chars().count() <= WHOLE {
        return piece.to_owned();
    }
    let spaces: Vec<_> = piece.match_indices(' ').map(|(at, _)| at).collect();
    let first = spaces.iter().find(|at| piece[..**at].chars().count() >= KEPT);
    let last = spaces.iter().rev().find(|at| piece[**at + 1..].chars().count() >= KEPT);
    let (Some(first), Some(last)) = (first, last) else { return piece.to_owned() };
    if last <= first {
        return piece.to_owned();
    }
    let short = format!("{}{GAP}{}", &piece[..*first], &piece[*last + 1..]);
    if lengthen(&short, article).as_deref() == Ok(piece) { short } else { piece.to_owned() }
}
