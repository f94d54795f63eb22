//! Tests of [`super`], on made-up data.

use super::*;

const UD: &str = "\
# sent_id = made-up-1
# text = They don't know.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t4:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t4:aux\t_
2.1\tnothing\tnothing\tNOUN\tNN\t_\t_\t_\t4:obj\tCopyOf=-1
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_
4\tknow\tknow\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No
4.1\tit\tit\tPRON\tPRP\t_\t_\t_\t4:obj\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_

# text = Cannot. It's-
1-2\tCannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tCan\tcan\tAUX\tMD\t_\t0\troot\t0:root\t_
2\tnot\tnot\tPART\tRB\t_\t1\tadvmod:odd\t1:advmod\t_
3\t.\t.\tPUNCT\t.\t_\t1\tpunct\t1:punct\t_
4\tIt\tit\tPRON\tPRP\t_\t1\tdep\t1:dep\t_
";

fn labels() -> Labels {
    let list = |names: &str| names.split(' ').map(str::to_owned).collect();
    Labels {
        upos: list("NOUN VERB PROPN PRON AUX ADP PUNCT CCONJ PART ADJ ADV DET SCONJ NUM SYM INTJ"),
        xpos: list("NN NNP VBD VB IN CC , . HYPH -LRB- PRP RB VBN JJ TO MD VBP"),
        rels: list(
            "root nsubj nsubj:pass obj obl nmod nmod:poss cc conj flat compound punct advmod case aux aux:pass fixed",
        ),
        names: list("O PERSON ORGANIZATION LOCATION MISC"),
    }
}

fn names<'l>(list: &'l [String], numbers: &[usize]) -> Vec<&'l str> {
    numbers.iter().map(|k| list.get(*k).map_or("?", String::as_str)).collect()
}

#[test]
fn words_and_spaces_of_conllu() {
    let l = labels();
    let found = universal(UD, Bank::Gum, &l);
    assert_eq!(found.len(), 2);
    let s = &found[0];
    assert_eq!(s.forms, ["They", "do", "n't", "know", "."]);
    assert_eq!(s.spaced, [true, true, false, true, false]);
    assert_eq!(s.heads, [4, 4, 4, 0, 4]);
    assert_eq!(names(&l.upos, &s.upos), ["PRON", "AUX", "PART", "VERB", "PUNCT"]);
    assert_eq!(names(&l.rels, &s.rels), ["nsubj", "aux", "advmod", "root", "punct"]);
    assert!(s.names.iter().all(|n| *n == IGNORE), "the treebanks say nothing of names");
    assert_eq!(s.lines.len(), 10, "all lines are kept to print predictions into");
    let s = &found[1];
    assert_eq!(s.forms, ["Can", "not", ".", "It"]);
    assert_eq!(s.spaced, [true, false, false, true], "what follows the whole token follows its last word");
    assert_eq!(
        names(&l.rels, &s.rels),
        ["root", "advmod", "punct", "?"],
        "a subtype falls back to its relation"
    );
    assert!(universal("", Bank::Ewt, &l).is_empty());
}

#[test]
fn damaged_conllu_does_not_stop_the_reading() {
    let l = labels();
    for file in ["\n\n\n", "1\tword", "1-3\tabc\t_\n1\ta", "x-y\ta\t_\t_\t_\t_\t_\t_\t_\t_", "#\n\n#\n"] {
        for s in universal(file, Bank::Ewt, &l).iter().chain(&silver(file, &l, |_| None)) {
            assert_eq!(s.forms.len(), s.heads.len());
        }
    }
}

#[test]
fn labels_stand_by_frequency_and_rare_subtypes_are_dropped() {
    let mut file = UD.to_owned();
    for _ in 0..FREQUENT {
        file.push_str("\n1\tx\tx\tNOUN\tNN\t_\t0\tacl:relcl\t_\t_\n");
    }
    let l = Labels::of(&[file]);
    assert_eq!(l.upos, ["NOUN", "AUX", "PART", "PRON", "PUNCT", "VERB"], "by count, then by letters");
    assert!(!l.upos.iter().chain(&l.xpos).chain(&l.rels).any(|x| x == "_"));
    assert_eq!(l.rels[0], "acl:relcl");
    assert!(l.rels.contains(&"acl".to_owned()) && l.rels.contains(&"advmod".to_owned()));
    assert!(!l.rels.contains(&"advmod:odd".to_owned()));
    assert_eq!(l.rel("acl:other"), l.rels.iter().position(|r| r == "acl").expect("it is there"));
    assert_eq!(l.names[0], "O");
}

/// A silver sentence from lines "form tag head relation kind".
fn silver_of(lines: &[&str]) -> Sentence {
    let mut file = "# newdoc id = made-up\n".to_owned();
    let mut at = 0;
    for (i, line) in lines.iter().enumerate() {
        let f: Vec<&str> = line.split(' ').collect();
        let end = at + f[0].chars().count();
        let (form, tag, head, rel, kind) = (f[0], f[1], f[2], f[3], f[4]);
        file.push_str(&format!(
            "{}\t{form}\t_\t_\t{tag}\t_\t{head}\t{rel}\t_\tStart={at}|End={end}|NER={kind}\n",
            i + 1
        ));
        at = end + usize::from(f.len() < 6);
    }
    let mut found = silver(&file, &labels(), |_| None);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

#[test]
fn silver_relations_become_those_of_version_two() {
    let l = labels();
    let s = silver_of(&[
        "Letters NN 3 nsubjpass O",
        "were VBD 3 auxpass O",
        "sent VBN 0 root O",
        "to TO 5 case O",
        "friends NN 3 nmod O",
        "of IN 7 case O",
        "Ansel NNP 5 nmod PERSON",
        "not RB 3 neg O",
        "odd FOO 3 dep DATE",
        "( ( 3 punct O",
    ]);
    assert_eq!(
        names(&l.rels, &s.rels),
        ["nsubj:pass", "aux:pass", "root", "case", "obl", "case", "nmod", "advmod", "?", "punct"]
    );
    let upos = names(&l.upos, &s.upos);
    assert_eq!(upos, ["NOUN", "AUX", "VERB", "ADP", "NOUN", "ADP", "PROPN", "PART", "?", "PUNCT"]);
    assert_eq!(names(&l.xpos, &s.xpos)[8..], ["?", "-LRB-"]);
    assert_eq!(names(&l.names, &s.names)[6..9], ["PERSON", "O", "O"]);
    let s = silver_of(&["They PRP 2 nsubj O", "saw VBD 0 root O", "boats NN 2 dobj O"]);
    assert_eq!(names(&l.rels, &s.rels), ["nsubj", "root", "obj"]);
}

#[test]
fn coordinating_words_hang_on_the_next_conjunct() {
    let s = silver_of(&[
        "boats NN 0 root O",
        ", , 1 punct O",
        "nets NN 1 conj O",
        "and CC 1 cc O",
        "ropes NN 1 conj O",
        "and CC 1 cc O",
    ]);
    assert_eq!(s.heads, [0, 1, 1, 5, 1, 1], "the last has no conjunct after it and stays");
}

#[test]
fn names_of_persons_are_headed_by_their_first_word() {
    let l = labels();
    let s = silver_of(&[
        "Mr. NNP 4 compound O",
        "Marek NNP 4 compound PERSON",
        "Jan NNP 4 compound PERSON",
        "Sundqvist NNP 5 nsubj PERSON",
        "left VBD 0 root O",
    ]);
    assert_eq!(s.heads, [2, 5, 2, 2, 0]);
    assert_eq!(names(&l.rels, &s.rels), ["compound", "nsubj", "flat", "flat", "root"]);
    let s = silver_of(&["Far NNP 2 compound ORGANIZATION", "Shore NNP 0 root ORGANIZATION"]);
    assert_eq!(s.heads, [2, 0], "other names keep their last word");
}

#[test]
fn hyphenated_words_are_split() {
    let l = labels();
    let s = silver_of(&[
        "lake-side JJ 2 compound O",
        "homes NN 3 nsubj O",
        "burn VBP 0 root O",
        "2-1 NN 3 dobj O",
    ]);
    assert_eq!(s.forms, ["lake", "-", "side", "homes", "burn", "2-1"]);
    assert_eq!(s.heads, [3, 3, 4, 5, 0, 5]);
    assert_eq!(s.spaced, [true, false, false, true, true, true]);
    assert_eq!(names(&l.rels, &s.rels), ["compound", "punct", "compound", "nsubj", "root", "obj"]);
    assert_eq!(names(&l.xpos, &s.xpos), ["?", "HYPH", "JJ", "NN", "VBP", "NN"]);
    assert_eq!(s.upos[0], IGNORE, "what the first part is, nobody said");
}

#[test]
fn silver_forms_and_spaces_come_from_the_text() {
    let line = |id: usize, form: &str, a: usize, b: usize| {
        format!("{id}\t{form}\t_\t_\tNN\t_\t0\troot\t_\tStart={a}|End={b}|NER=O\n")
    };
    let file =
        format!("# newdoc id = d\n{}{}{}", line(1, "``", 0, 1), line(2, "Öl", 1, 3), line(3, "x", 4, 99));
    let text = |name: &str| (name == "d").then(|| "“Öl x".chars().collect());
    let s = &silver(&file, &labels(), text)[0];
    assert_eq!(s.forms, ["“", "Öl", "x"], "an end beyond the text leaves the form as written");
    assert_eq!(s.spaced, [true, false, true]);
    let bare = "1\ta\t_\t_\tNN\t_\t0\troot\t_\t_\n2\tb\t_\t_\tNN\t_\t1\tdobj\t_\t_\n";
    assert_eq!(
        silver(bare, &labels(), |_| None)[0].spaced,
        [true, true],
        "apart where nothing says where they stand"
    );
}

#[test]
fn universal_tags_follow_from_penn_tags_and_relations() {
    let tag = |form: &str, xpos: &str, rel: &str| {
        let (form, xpos, rel) = (form.to_owned(), xpos.to_owned(), rel.to_owned());
        universal_tag(&Word { form, spaced: true, xpos, head: 0, rel, name: "O".to_owned() })
    };
    for (form, xpos, rel, want) in [
        ("will", "MD", "aux", "AUX"),
        ("is", "VBZ", "cop", "AUX"),
        ("is", "VBZ", "root", "VERB"),
        ("Selm", "NNPS", "nsubj", "PROPN"),
        ("her", "PRP$", "nmod:poss", "PRON"),
        ("which", "WDT", "det", "DET"),
        ("which", "WDT", "nsubj", "PRON"),
        ("this", "DT", "nsubj", "_"),
        ("that", "IN", "mark", "SCONJ"),
        ("in", "IN", "case", "ADP"),
        ("to", "TO", "mark", "PART"),
        ("to", "TO", "case", "ADP"),
        ("isn’t", "RB", "advmod", "PART"),
        ("here", "RB", "advmod", "ADV"),
        ("$", "$", "dep", "SYM"),
        ("``", "``", "punct", "PUNCT"),
        ("x", "_", "compound", "_"),
    ] {
        assert_eq!(tag(form, xpos, rel), want, "{form} {xpos} {rel}");
    }
}
