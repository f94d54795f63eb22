//! Properties of edges that hold whatever the texts are.

use super::*;
use proptest::prelude::*;

/// A text made of a few stock sentences, so that texts share much; some damaged, some quoted.
fn made(parts: &[(usize, u8)]) -> String {
    const STOCK: [&str; 9] = [
        "The ferry to Grey Island has not sailed for nine days and nobody in the harbour says when it will sail again.",
        "Twelve looms were carried out of the weavers' hall on Monday, and the weavers were made to sign for them.",
        "Bread is sold by weight of the coupon, a baker in Lomna said, not by weight of the loaf that one can see.",
        "배급소 앞에는 새벽부터 줄이 늘어섰고 쌀은 한 사람에게 두 홉씩만 팔렸다고 현지 주민이 전했다.",
        "上个月起渡轮停航，岛上居民只能靠渔船运送面粉和灯油，而船长已经被调往内地。",
        "Snow.",
        "A clerk read the order from a sheet of paper and took the sheet away again before anyone could copy it.",
        "Readers who can pay are asked to do so in salt, in candles or in news from the valley that they live in.",
        "Nothing else was told on the radio that evening except the height of the river at the seven weirs.",
    ];
    let parts = parts.iter().map(|(which, how)| {
        let stock = STOCK[which % STOCK.len()];
        match how % 4 {
            0 | 1 => stock.to_owned(),
            2 => format!("“{stock}”"),
            _ => stock.replacen('a', "o", 2),
        }
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn day(number: u8) -> Option<(Date, Date)> {
    match number {
        0..=5 => None,
        6..=9 => Some((Date::constant(2019, 3, 1), Date::constant(2019, 3, 31))),
        n => Some((Date::constant(2019, 3, n as i8), Date::constant(2019, 3, n as i8))),
    }
}

type Made = Vec<(Vec<(usize, u8)>, u8)>;

fn all() -> impl Strategy<Value = Made> {
    let parts = prop::collection::vec((0usize..9, 0u8..8), 0..7);
    prop::collection::vec((parts, 0u8..28), 0..8)
}

fn found(made_of: &Made) -> Vec<((String, String), Edge)> {
    // Outlets tell the texts apart, whatever their order.
    let texts: Vec<(String, String)> =
        made_of.iter().map(|(parts, date)| (made(parts), format!("{parts:?} {date}"))).collect();
    let views: Vec<Text<'_>> = texts
        .iter()
        .zip(made_of)
        .map(|((text, outlet), (_, date))| Text { text, outlet: Some(outlet), published: day(*date) })
        .collect();
    let name = |at: usize| texts[at].1.clone();
    find(&views).into_iter().map(|e| ((name(e.from), name(e.to)), e)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.min(20_000) / 2))]

    #[test]
    fn edges_are_sound(made_of in all()) {
        let edges = found(&made_of);
        let mut above: Vec<Vec<usize>> = vec![Vec::new(); made_of.len()];
        for (_, edge) in &edges {
            let (child, parent) = (&made_of[edge.from], &made_of[edge.to]);
            if let (Some(a), Some(b)) = (day(child.1), day(parent.1)) {
                prop_assert!(b.0 <= a.1, "no child dated before its parent");
            }
            let (text, other) = (made(&child.0), made(&parent.0));
            prop_assert!(!edge.spans.is_empty() && edge.share > 0 && edge.share <= 10_000);
            let mut last = 0;
            for span in &edge.spans {
                prop_assert!(span.from.start >= last && span.from.end > span.from.start);
                prop_assert!(text.get(span.from.clone()).is_some() && other.get(span.to.clone()).is_some());
                last = span.from.end;
            }
            above[edge.from].push(edge.to);
        }
        // Each word has one parent.
        for (_, a) in &edges {
            for (_, b) in edges.iter().filter(|(_, b)| a.from == b.from && a.to != b.to) {
                let apart = |x: &Taken, y: &Taken| x.from.end <= y.from.start || y.from.end <= x.from.start;
                prop_assert!(a.spans.iter().all(|x| b.spans.iter().all(|y| apart(x, y))));
            }
        }
        // Nobody takes from himself through others.
        for start in 0..made_of.len() {
            let (mut open, mut seen) = (above[start].clone(), vec![false; made_of.len()]);
            while let Some(text) = open.pop() {
                prop_assert!(text != start, "a circle");
                if !std::mem::replace(&mut seen[text], true) {
                    open.extend(&above[text]);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_texts_changes_nothing(made_of in all(), turn in any::<prop::sample::Index>()) {
        let mut made_of = made_of;
        made_of.sort();
        made_of.dedup();
        let mut turned = made_of.clone();
        turned.reverse();
        if !turned.is_empty() {
            let by = turn.index(turned.len());
            turned.rotate_left(by);
        }
        let plain = |made_of: &Made| {
            let mut all: Vec<_> =
                found(made_of).into_iter().map(|(names, e)| (names, format!("{} {:?} {:?} {:?}", e.share, e.kind, e.why, e.spans))).collect();
            all.sort();
            all
        };
        prop_assert_eq!(plain(&made_of), plain(&turned));
    }
}

#[test]
fn texts_that_only_repeat_themselves_come_to_an_end() {
    let text = "to be or not to be ".repeat(4000);
    let texts = vec![Text { text: &text, ..Text::default() }; 4];
    assert_eq!(find(&texts).len(), 3);
    assert!(find(&[]).is_empty() && find(&texts[..1]).is_empty());
}

#[test]
fn the_json_counts_code_points() {
    let line = "배급소 앞에는 새벽부터 줄이 늘어섰고 쌀은 한 사람에게 두 홉씩만 팔렸다고 현지 주민이 전했다. 경비대는 줄을 선 사람들의 이름을 적었다.";
    let (a, b) = (format!("눈. {line}"), line.to_owned());
    let day = |n| Some((Date::constant(2019, 3, n), Date::constant(2019, 3, n)));
    let texts = [
        Text { text: &a, outlet: None, published: day(2) },
        Text { text: &b, outlet: None, published: day(1) },
    ];
    let edges = find(&texts);
    let shown = to_json(&edges[0], &texts, &["x".into(), "y".into()]);
    let end = line.chars().count() - 1;
    assert_eq!((&shown["from"], &shown["kind"]), (&"x".into(), &"copy".into()));
    assert_eq!(shown["spans"], serde_json::json!([[3, 3 + end, 0, end]]));
}
