//! Searching: what is found, in what order, with which words marked.

use crate::common::*;
use firsthand_case::*;
use firsthand_core::model::Meta;

fn ids(reader: &Reader, query: &str, target: Target) -> Vec<Id> {
    let query = Query::parse(query).unwrap_or_else(|e| panic!("{query}: {e}"));
    reader.search(&query, target, Order::Latest, 0, 50).unwrap().into_iter().map(|h| h.id).collect()
}

/// Documents of several languages, outlets and days.
fn shelf() -> (Desk, Vec<Id>) {
    let desk = desk();
    let pages = [
        ("ko", "강변 신문", "2017-05-02", "군인이 시장에서 휴대전화를 압수했다고 장사꾼이 말했다."),
        ("ja", "川の新聞", "2017-11-20", "市場で携帯電話が没収されたと商人は話した。ｶﾒﾗも。"),
        ("zh", "河边周报", "2018-02-03", "商人说手机用户在市场被检查。"),
        (
            "en",
            "Grey Island Weekly",
            "2018-06-30",
            "Phones were seized at the market, a trader said. Ｗｉｄｅ letters.",
        ),
        ("fr", "Le Phare", "2019-01-01", "Un café près du marché a été fermé, dit-elle."),
    ];
    let mut writer = desk.writer();
    let ids = pages.map(|(language, outlet, day, text)| {
        let meta = Meta {
            title: Some(format!("Page of {day}")),
            language: Some(language.into()),
            outlet: Some(outlet.into()),
            published: day.parse().ok(),
            ..Meta::default()
        };
        writer
            .batch(|b| {
                let original = b.put_original(text.as_bytes(), &Received::default())?.id;
                let kind = if language == "fr" { "letter" } else { "article" };
                b.put_document(&NewDocument { original, place: None, kind, meta: &meta, text, masks: vec![] })
            })
            .unwrap()
    });
    (desk, ids.to_vec())
}

#[test]
fn words_are_found_inside_particles_and_compounds() {
    let (desk, pages) = shelf();
    let reader = desk.case.reader().unwrap();
    let apart: String = unicode_normalization::UnicodeNormalization::nfd("휴대전화").collect();
    for (query, found) in [
        ("휴대전화", &pages[..1]),
        (apart.as_str(), &pages[..1]),
        ("전화", &pages[..1]),
        ("압수", &pages[..1]),
        ("\"시장에서 휴대전화를\"", &pages[..1]),
        ("\"시장 휴대전화\"", &[]),
        ("携帯電話", &pages[1..2]),
        ("電話", &pages[1..2]),
        ("カメラ", &pages[1..2]),
        ("手机", &pages[2..3]),
        ("市", &[pages[2], pages[1]]),
        ("wide", &pages[3..4]),
        ("ＰＨＯＮＥＳ", &pages[3..4]),
        ("cafe", &pages[4..5]),
        ("\"marché a été\"", &pages[4..5]),
        ("mark*", &pages[3..4]),
        ("page", &[pages[4], pages[3], pages[2], pages[1], pages[0]]),
    ] {
        assert_eq!(ids(&reader, query, Target::Documents), found, "{query}");
    }
}

#[test]
fn filters_narrow_and_stand_alone() {
    let (desk, pages) = shelf();
    let reader = desk.case.reader().unwrap();
    for (query, found) in [
        ("date:2017", &[pages[1], pages[0]][..]),
        ("date:2017-06..2018", &[pages[3], pages[2], pages[1]]),
        ("date:2018-06-30..", &[pages[4], pages[3]]),
        ("date:..2017-05-02", &pages[..1]),
        ("outlet:\"grey island\"", &pages[3..4]),
        ("outlet:grey outlet:\"le phare\"", &[pages[4], pages[3]]),
        ("outlet:gre", &[]),
        ("outlet:강변", &pages[..1]),
        ("lang:ja", &pages[1..2]),
        ("kind:letter", &pages[4..5]),
        ("page lang:en date:2018", &pages[3..4]),
        ("kind:article -page", &[]),
        ("lang:en -cafe", &pages[3..4]),
    ] {
        assert_eq!(ids(&reader, query, Target::Documents), found, "{query}");
    }
}

#[test]
fn statements_are_found_by_words_and_speaker() {
    let (desk, pages) = shelf();
    let text = "Phones were seized at the market, a trader said. Ｗｉｄｅ letters.";
    let mut writer = desk.writer();
    let json = reading(text, "a trader", "Phones were seized");
    writer.batch(|b| b.put_reading(pages[3], &json, "test", &rule())).unwrap();
    let reader = desk.case.reader().unwrap();
    let statement = reader.statements(pages[3]).unwrap().remove(0).id;
    assert_eq!(ids(&reader, "phones speaker:trader", Target::Statements), [statement]);
    assert_eq!(ids(&reader, "speaker:trad* lang:en", Target::Statements), [statement]);
    assert_eq!(ids(&reader, "lang:en", Target::Statements), [statement]);
    assert!(ids(&reader, "phones lang:ko", Target::Statements).is_empty());
    assert_eq!(ids(&reader, "speaker:trader", Target::Documents), [pages[3]]);
    assert_eq!(ids(&reader, "seized speaker:trader", Target::Documents), [pages[3]]);
    assert!(ids(&reader, "speaker:nobody", Target::Documents).is_empty());
}

#[test]
fn the_best_come_first_and_pages_of_hits_fit_together() {
    let desk = desk();
    let weak = desk.add("One", &format!("{} ferry.", "Nothing of it here. ".repeat(30)));
    let strong = desk.add("Two", "The ferry, the ferry, the ferry.");
    let last = desk.add("Three", &format!("{} a ferry.", "Nothing of it there. ".repeat(60)));
    let reader = desk.case.reader().unwrap();
    let query = Query::parse("ferry").unwrap();
    let page = |order, skip, limit| -> Vec<Id> {
        reader.search(&query, Target::Documents, order, skip, limit).unwrap().iter().map(|h| h.id).collect()
    };
    assert_eq!(page(Order::Best, 0, 9), [strong, weak, last]);
    assert_eq!(page(Order::Latest, 0, 9), [last, strong, weak]);
    assert_eq!([page(Order::Best, 0, 2), page(Order::Best, 2, 2)].concat(), page(Order::Best, 0, 9));
    let hit = reader.search(&query, Target::Documents, Order::Best, 0, 1).unwrap().remove(0);
    assert_eq!(hit.snippet.marks.len(), 3);
    assert!(hit.snippet.marks.iter().all(|m| &hit.snippet.text[m.clone()] == "ferry"));
}
