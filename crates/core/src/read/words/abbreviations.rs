//! Abbreviations written with a full stop, and the words that open a sentence after one.

/// What an abbreviation's full stop may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It stands before a name ("Mr.", "Gov."): its stop never ends a sentence that goes on.
    Title,
    /// It may end a sentence ("Inc.", "etc."): a word that opens sentences must follow.
    Final,
    /// It is one only before a number ("No.", "p.").
    Numbered,
}

/// The kind of an abbreviation, its stop left out; `None` for any other word.
pub(super) fn kind(word: &str) -> Option<Kind> {
    match word.len() {
        1..=7 => {}
        _ => return None,
    }
    Some(match word {
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Drs" | "Prof" | "Gen" | "Col" | "Lt" | "Sgt" | "Capt"
        | "Maj" | "Cmdr" | "Cdr" | "Adm" | "Cpl" | "Pvt" | "Brig" | "Sen" | "Sens" | "Rep" | "Reps"
        | "Gov" | "Govs" | "Pres" | "Rev" | "Fr" | "St" | "Ste" | "Mt" | "Ft" | "Hon" | "Supt" | "Det"
        | "Insp" | "Atty" | "Messrs" | "Mme" | "Mlle" | "Msgr" | "Ald" | "Amb" | "Asst" | "Attn" | "Ph"
        | "vs" | "Vs" | "viz" | "cf" | "Cf" | "approx" | "Approx" | "e.g" | "E.g" | "i.e" | "I.e" | "eg"
        | "ie" | "Dept" | "Univ" | "Assn" | "Gov't" | "Esp" | "esp" | "Conf" | "P.S" => Kind::Title,
        "Jan" | "Feb" | "Apr" | "Aug" | "Sept" | "Oct" | "Nov" | "Dec" | "Jr" | "Sr" | "Inc" | "Ltd"
        | "Corp" | "Co" | "Cos" | "Bros" | "etc" | "Etc" | "al" | "est" | "Est" | "Ariz" | "Calif"
        | "Colo" | "Conn" | "Fla" | "Ga" | "Kan" | "Ky" | "La" | "Md" | "Mich" | "Minn" | "Mo" | "Mont"
        | "Neb" | "Nev" | "Okla" | "Ore" | "Pa" | "Tenn" | "Tex" | "Va" | "Vt" | "Wis" | "Wyo" | "Ala"
        | "Ark" | "Que" | "Ont" | "Ave" | "Blvd" | "Rd" | "Esq" | "a.m" | "p.m" | "A.M" | "P.M" | "ft"
        | "lb" | "lbs" | "oz" | "yrs" | "Tues" | "Thurs" | "Thur" | "Wed" | "Fri" | "mins" | "govt"
        | "Govt" | "dept" => Kind::Final,
        "No" | "Nos" | "no" | "nos" | "p" | "pp" | "vol" | "Vol" | "vols" | "Art" | "art" | "Fig"
        | "Figs" | "fig" | "figs" | "Sec" | "sec" | "Sect" | "ch" | "Ch" | "Chap" | "ca" | "c" | "b"
        | "d" | "r" | "v" | "Mar" | "Jun" | "Jul" | "Sep" | "Mon" | "Tue" | "Sat" | "Sun" | "Mass"
        | "Wash" | "Ill" | "Ind" | "Del" | "Para" | "para" | "Pt" | "Eq" | "eq" | "Ref" | "ext" | "Ext"
        | "tel" | "Tel" | "op" | "Op" | "ver" | "App" => Kind::Numbered,
        _ => return None,
    })
}

/// Words that [`opens`] knows.
const OPENERS: [&str; 119] = [
    "The",
    "A",
    "An",
    "This",
    "That",
    "These",
    "Those",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "His",
    "Her",
    "Its",
    "Their",
    "My",
    "Our",
    "Your",
    "There",
    "Here",
    "In",
    "On",
    "At",
    "By",
    "For",
    "From",
    "With",
    "But",
    "And",
    "Or",
    "So",
    "Yet",
    "If",
    "When",
    "While",
    "Although",
    "Though",
    "Because",
    "Since",
    "After",
    "Before",
    "During",
    "Under",
    "Until",
    "As",
    "Some",
    "Many",
    "Most",
    "Several",
    "Other",
    "Others",
    "All",
    "Both",
    "Each",
    "Every",
    "No",
    "Not",
    "What",
    "Who",
    "Why",
    "How",
    "Where",
    "Which",
    "However",
    "Meanwhile",
    "Moreover",
    "Then",
    "Now",
    "Today",
    "Yesterday",
    "Also",
    "Still",
    "Even",
    "Once",
    "One",
    "Two",
    "Three",
    "To",
    "Of",
    "Read",
    "See",
    "Follow",
    "According",
    "Despite",
    "Earlier",
    "Later",
    "Last",
    "Another",
    "More",
    "Police",
    "Officials",
    "Authorities",
    "Critics",
    "People",
    "Please",
    "Thanks",
    "It's",
    "He's",
    "She's",
    "They're",
    "We're",
    "I'm",
    "That's",
    "There's",
    "It’s",
    "He’s",
    "She’s",
    "They’re",
    "We’re",
    "I’m",
    "That’s",
    "There’s",
    "I've",
    "I’ve",
    "We've",
    "We’ve",
];

/// Whether a capitalised word opens sentences far oftener than it goes on one after an abbreviation.
pub(super) fn opens(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// Whether a capitalised word goes on after "a.m." or "p.m." ("9 a.m. Eastern").
pub(super) fn after_hour(word: &str) -> bool {
    matches!(
        word,
        "EST"
            | "EDT"
            | "ET"
            | "CST"
            | "CDT"
            | "CT"
            | "MST"
            | "MDT"
            | "MT"
            | "PST"
            | "PDT"
            | "PT"
            | "GMT"
            | "BST"
            | "UTC"
            | "CET"
            | "CEST"
            | "AEST"
            | "AEDT"
            | "IST"
            | "Eastern"
            | "Central"
            | "Pacific"
            | "Mountain"
            | "Greenwich"
            | "Moscow"
            | "Sunday"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Aug"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
    )
}
