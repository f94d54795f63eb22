//! How names are spelled when they are looked up.

use crate::read::places::fold;

/// Signs that stand for one another: the other form, then the one in the file. Traditional and Japanese forms of Han
/// signs, Arabic forms of Persian letters, and ё.
const PAIRS: &str = "兩两両两縣县県县國国廣广広广鏡镜黃黄東东龍龙竜龙義义會会寧宁烏乌魯鲁齊齐鹹咸門门長长漢汉陽阳慶庆遼辽濟济爾尔\
区区區区灣湾蘇苏貴贵雲云連连關关馬马鳳凤鴨鸭綠绿圖图們们臨临龜龟開开鐵铁嶺岭營营錦锦興兴間间島岛衛卫經经衞卫劉刘張张鄉乡鎮镇\
莊庄穩稳滿满滄沧麗丽劍剑內内澤泽沢泽恵惠価价يیىیكکأاإاآاةهёе";

/// A name in lower case without marks; what stands between its words stays.
pub(super) fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | ' ' | '-' => out.push(c),
            // Marks after their letter, vowel signs of Arabic, what joins letters or keeps them apart.
            '\u{300}'..='\u{36f}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{640}'
            | '\u{200c}'
            | '\u{200d}' => {}
            '\u{2b9}' | '\u{b4}' => out.push('\''),
            _ => {
                match PAIRS.chars().step_by(2).zip(PAIRS.chars().skip(1).step_by(2)).find(|(a, _)| *a == c) {
                    Some((_, b)) => out.push(b),
                    None => out.push_str(&fold(c.encode_utf8(&mut [0; 4]))),
                }
            }
        }
    }
    out
}

/// A plain name as it stands in the file: nothing between its letters.
pub(super) fn joined(plain: &str) -> String {
    let between = |c: &char| !(c.is_whitespace() || "'-—·・་,()/".contains(*c));
    plain.chars().filter(between).collect()
}

/// A name as it is looked up: case, marks, hyphens, apostrophes and spaces make no difference.
pub fn key(name: &str) -> String {
    joined(&plain(name))
}
