//! Tests of the cases themselves and of the runner.

use super::compare::difference;
use super::markdown::{CaseFile, replace_tellings};
use super::notation::{parse, render};
use super::resolve::expected;
use libtest_mimic::{Failed, Trial};

/// A case file as a whole: it parses, explains itself, expects words of its article, and survives being rewritten.
pub(crate) fn check_file(file: &CaseFile) -> Result<(), String> {
    for (index, section) in file.sections.iter().enumerate() {
        let fail =
            |why: String| format!("under {:?} (line {}): {why}", section.heading, section.tellings_line);
        if section.explained.trim().is_empty() {
            return Err(fail("a case says in a sentence what it is about".into()));
        }
        if file.sections[..index].iter().any(|other| other.heading == section.heading) {
            return Err(fail("the heading stands twice".into()));
        }
        let tellings = expected(&section.tellings, &section.article).map_err(fail)?;
        let printed = render(&tellings, &section.article);
        let again = expected(&printed, &section.article).map_err(fail)?;
        if again != tellings {
            return Err(fail(format!("is not read back as written:\n{printed}")));
        }
    }
    Ok(())
}

type Check = fn() -> Result<(), Failed>;

/// Tests of the notation on small blocks.
pub(crate) fn trials() -> Vec<Trial> {
    let tests: [(&str, Check); 6] = [
        ("notation: a block is read back as printed", read_back),
        ("notation: what is wrong is named", wrong_blocks),
        ("notation: a long content is shortened only where it can be found again", shortened),
        ("notation: another order of statements is no difference", order),
        ("notation: every kind of difference is seen", differences),
        ("notation: blessing changes one block and nothing else", blessing),
    ];
    tests.into_iter().map(|(name, test)| Trial::test(name, test)).collect()
}

const ARTICLE: &str = "“It is shut,” the clerk told Mira Osk, who said she fears a strike. Nobody came.";
const BLOCK: &str = "\
published: none

1. “It is shut,”
   direct
   1 Mira Osk    person             \"said\"
   2 the clerk   anonymous person   \"told\"
   to: Mira Osk

2. she fears a strike
   indirect
   1 Mira Osk   person   \"said\"

3. a strike
   inside 2, indirect, believes
   1 Mira Osk   person   \"said\"
   source: she
   cue: fears
";

fn read_back() -> Result<(), Failed> {
    let printed = render(&expected(BLOCK, ARTICLE)?, ARTICLE);
    if printed == BLOCK { Ok(()) } else { Err(printed.into()) }
}

fn wrong_blocks() -> Result<(), Failed> {
    let wrong = [
        ("", "either statements"),
        ("1. x\n   direct\n", "who tells it"),
        ("1. x\n   no teller\n", "direct, mixed or indirect"),
        ("2. x\n", "numbers must go"),
        ("1. x\n   direkt\n", "no form, stance or end"),
        ("1. x\n   1 A  person\n", "a name, a kind and a cue"),
        ("1. x\n   1 A  human  -\n", "no kind of teller"),
        ("1. x\n   inside 2, direct\n   no teller\n", "no such statement"),
        ("who: x\n", "not a key"),
        ("   direct\n", "no statement is open"),
    ];
    for (block, why) in wrong {
        match parse(block) {
            Err(message) if message.contains(why) => {}
            other => return Err(format!("{block:?} gave {other:?}, not {why:?}").into()),
        }
    }
    match expected("1. It is open\n   direct\n   no teller\n", ARTICLE) {
        Err(message) if message.contains("does not stand in the article") => Ok(()),
        other => Err(format!("words that are not there: {other:?}").into()),
    }
}

fn shortened() -> Result<(), Failed> {
    let long =
        "the water rose over the second step and then over the third while nobody in the town hall slept";
    let article = format!("He said {long}, and that was all that could be learned of it.");
    let block = format!("1. {long}, and that was all\n   indirect\n   no teller\n");
    let tellings = expected(&block, &article)?;
    let printed = render(&tellings, &article);
    if !printed.contains(" [...] ") || expected(&printed, &article)? != tellings {
        return Err(format!("not shortened, or not found again: {printed}").into());
    }
    let twice = format!("{article} {article}");
    if render(&tellings, &twice).contains("[...]") {
        Err("shortened in spite of doubt".into())
    } else {
        Ok(())
    }
}

fn order() -> Result<(), Failed> {
    let want = expected(BLOCK, ARTICLE)?;
    let mut got = want.clone();
    got.all.rotate_left(1);
    got.all[1].inside = Some(1);
    difference(&want, &got).map_or(Ok(()), |text| Err(text.into()))
}

fn differences() -> Result<(), Failed> {
    let want = expected(BLOCK, ARTICLE)?;
    let changes = [
        ("direct\n", "mixed\n"),
        ("2, indirect", "1, indirect"),
        ("believes", "hopes"),
        ("anonymous person", "anonymous people"),
        ("to: Mira Osk", "to: Nobody"),
        ("source: she", "no source"),
        ("cue: fears", "no cue"),
        ("published: none", "published: 2001-01-01"),
        ("1. “It is shut,”", "1. “It is shut,” | Nobody came"),
        (
            "\n3. a strike\n   inside 2, indirect, believes\n   1 Mira Osk   person   \"said\"\n   source: she\n   cue: fears\n",
            "",
        ),
    ];
    for (old, new) in changes {
        let got = expected(&BLOCK.replacen(old, new, 1), ARTICLE)?;
        if difference(&want, &got).is_none() {
            return Err(format!("{old:?} for {new:?} was not seen").into());
        }
        if got.all.len() < want.all.len() && difference(&got, &want).is_none() {
            return Err("a statement too many was not seen".into());
        }
    }
    Ok(())
}

fn blessing() -> Result<(), Failed> {
    let file = "# T\n\n## One\nWhy.\n```text\nA.\n```\n```tellings\nno statements\n```\n\n## Two\nWhy.\n```text\nB.\n```\n\
                ```tellings\nold\nolder\n```\nEnd.\n";
    let new = replace_tellings(file, "Two", "no statements\n")?;
    if new == file.replace("old\nolder", "no statements") { Ok(()) } else { Err(new.into()) }
}
