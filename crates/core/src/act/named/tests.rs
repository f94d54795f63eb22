//! Sentences with their places.

use crate::model::{Document, Known, KnownKind, Meta, Precision};
use crate::{Reader, weights};

/// A sentence's place: its words, what is known of it, whether it is told as near.
#[test]
fn places_are_known_as_finely_as_told() {
    let reader = Reader::english().with(weights::english());
    let province = KnownKind::Province;
    let (town, county) = (KnownKind::Town, KnownKind::County);
    let mut wrong = Vec::new();
    for (sentence, place, precision, known, near) in [
        (
            "Police arrested six traders in Ryanggang Province.",
            "Ryanggang Province",
            Precision::Region,
            Some(("Ryanggang", province, "KP", None)),
            false,
        ),
        (
            "Soldiers beat two brokers near Hyesan on Monday.",
            "Hyesan",
            Precision::Town,
            Some(("Hyesan", town, "KP", Some("Ryanggang"))),
            true,
        ),
        (
            "Agents detained four farmers in Musan County last week.",
            "Musan County",
            Precision::Region,
            Some(("Musan", county, "KP", Some("North Hamgyong"))),
            false,
        ),
        (
            "Officers searched homes in the Chinese city of Dandong.",
            "the Chinese city of Dandong",
            Precision::Town,
            Some(("Dandong", town, "CN", Some("Liaoning"))),
            false,
        ),
        (
            "Guards shot three refugees outside Hyesan, Ryanggang Province.",
            "Hyesan, Ryanggang Province",
            Precision::Town,
            Some(("Hyesan", town, "KP", Some("Ryanggang"))),
            true,
        ),
        (
            "Militiamen killed nine villagers in a village in Tigray.",
            "a village in Tigray",
            Precision::Site,
            Some(("Tigray", province, "ET", None)),
            false,
        ),
        (
            "The authorities closed the border crossing in Yanggang-do.",
            "Yanggang-do",
            Precision::Region,
            Some(("Ryanggang", province, "KP", None)),
            false,
        ),
        (
            "Police detained ten monks in Tibet.",
            "Tibet",
            Precision::Region,
            Some(("Tibet", province, "CN", None)),
            false,
        ),
        (
            "Police arrested twelve students in Iran.",
            "Iran",
            Precision::Country,
            Some(("Iran", KnownKind::Country, "IR", None)),
            false,
        ),
        ("Police arrested twelve students in Granada.", "Granada", Precision::Region, None, false),
        ("Soldiers arrested a porter at a checkpoint.", "a checkpoint", Precision::Site, None, false),
        (
            "Officials confiscated grain in Paegam County.",
            "Paegam County",
            Precision::Region,
            Some(("Paegam", county, "KP", Some("Ryanggang"))),
            false,
        ),
        (
            "Police questioned two returnees in the city of Hoeryong.",
            "the city of Hoeryong",
            Precision::Town,
            Some(("Hoeryŏng", town, "KP", Some("North Hamgyong"))),
            false,
        ),
        (
            "Security agents raided a church in Kashgar, Xinjiang.",
            "Kashgar, Xinjiang",
            Precision::Town,
            Some(("Kashgar", town, "CN", Some("Xinjiang"))),
            false,
        ),
        (
            "Soldiers burned homes around Loikaw in Kayah State.",
            "Loikaw in Kayah State",
            Precision::Town,
            Some(("Loikaw", town, "MM", Some("Kayah"))),
            true,
        ),
    ] {
        let document = Document::new("0", sentence).expect("a short sentence");
        let reading = reader.read(document, Meta::default());
        let found = reading.acts.iter().flatten().find_map(|a| a.place);
        let wanted = known.map(|(name, kind, country, within)| Known { name, kind, country, within });
        let got = found.map(|p| (reading.document.slice(p.span), p.precision, p.known, p.near));
        if got != Some((place, precision, wanted, near)) {
            wrong.push(format!("{sentence} {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
