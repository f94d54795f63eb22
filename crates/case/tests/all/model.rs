//! A case against a plain list in memory: whatever is done to both, both answer the same, also after opening again.

use crate::common::*;
use firsthand_case::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
    /// Adds one of a few texts, so that the same bytes come again.
    Add(u8),
    /// Reads the n-th document.
    Read(u8),
    /// Rejects a statement of it.
    Reject(u8),
    /// Corrects a statement of it.
    Correct(u8),
    Remove(u8),
    /// A batch that fails at its end.
    Fail(u8),
    Reopen,
    ChangePassphrase,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..12u8).prop_map(Step::Add),
        3 => any::<u8>().prop_map(Step::Read),
        1 => any::<u8>().prop_map(Step::Reject),
        1 => any::<u8>().prop_map(Step::Correct),
        2 => any::<u8>().prop_map(Step::Remove),
        1 => (0..12u8).prop_map(Step::Fail),
        1 => Just(Step::Reopen),
        1 => Just(Step::ChangePassphrase),
    ]
}

/// What the model knows of a document: its text, and the words of its statement with whether it still stands.
#[derive(Default)]
struct Model {
    documents: Vec<(Id, String)>,
    statements: BTreeMap<Id, (String, bool)>,
    touched: Vec<Id>,
    leaves_at_least: u64,
}

fn text(n: u8) -> String {
    format!("The gate {n} was shut, Ansel said. Page {n}.")
}

struct Run {
    desk: Desk,
    passphrase: usize,
    signer: Signer,
    model: Model,
}

impl Run {
    fn new() -> Run {
        let desk = desk();
        person(&mut desk.writer(), "Wren");
        let signer = desk.case.reader().unwrap().unlock("Wren", &personal("Wren")).unwrap();
        Run { desk, passphrase: 0, signer, model: Model::default() }
    }

    fn passphrase(n: usize) -> Passphrase {
        if n == 0 { passphrase() } else { Passphrase::new(&format!("the passphrase of turn {n}")) }
    }

    fn take(&mut self, step: &Step) {
        let pick = |n: u8, list: &[(Id, String)]| list.get(n as usize % list.len().max(1)).cloned();
        match step {
            Step::Add(n) => {
                let id = self.desk.add(&format!("Page {n}"), &text(*n));
                self.model.documents.push((id, text(*n)));
            }
            Step::Fail(n) => {
                let failed: Result<()> = self.desk.writer().batch(|b| {
                    add(b, "Lost", &text(*n), Vec::new())?;
                    Err(Query::parse("").unwrap_err())
                });
                assert!(failed.is_err());
            }
            Step::Read(n) => {
                let Some((id, text)) = pick(*n, &self.model.documents) else { return };
                let words = &text[..text.find(',').unwrap()];
                let json = reading(&text, "Ansel", words);
                self.desk.writer().batch(|b| b.put_reading(id, &json, "test", &rule())).unwrap();
                if !self.model.touched.contains(&id) {
                    self.model.statements.insert(id, (words.to_owned(), true));
                }
            }
            Step::Reject(n) | Step::Correct(n) => {
                let Some((id, _)) = pick(*n, &self.model.documents) else { return };
                let Some(statement) = self.desk.case.reader().unwrap().statements(id).unwrap().pop() else {
                    return;
                };
                let mut version = statement.version.clone();
                version.words.push_str(" indeed");
                let reject = matches!(step, Step::Reject(_));
                let choice = if reject { Choice::Reject } else { Choice::Correct(Box::new(version.clone())) };
                self.desk.writer().batch(|b| b.decide(statement.id, &choice, "", &self.signer)).unwrap();
                let words = if reject { statement.version.words } else { version.words };
                self.model.statements.insert(id, (words, !reject));
                self.model.touched.push(id);
            }
            Step::Remove(n) => {
                let Some((id, _)) = pick(*n, &self.model.documents) else { return };
                self.desk.writer().remove_document(id, "", Some(&self.signer)).unwrap();
                self.model.documents.retain(|(other, _)| *other != id);
                self.model.statements.remove(&id);
            }
            Step::Reopen => {
                self.desk.case =
                    Case::open(&self.desk.path, &Run::passphrase(self.passphrase), options()).unwrap();
                assert!(self.desk.case.alarms().is_empty());
            }
            Step::ChangePassphrase => {
                self.passphrase += 1;
                self.desk.case.change_passphrase(&Run::passphrase(self.passphrase), at_once()).unwrap();
            }
        }
        self.compare();
    }

    fn compare(&mut self) {
        let reader = self.desk.case.reader().unwrap();
        let counts = reader.counts().unwrap();
        let model = &mut self.model;
        assert!(counts.leaves >= model.leaves_at_least, "the log only grows");
        model.leaves_at_least = counts.leaves;
        let listed: Vec<Id> = reader.documents(None, 1000).unwrap().iter().map(|d| d.id).collect();
        assert_eq!(listed, model.documents.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        for (id, text) in &model.documents {
            assert_eq!(&reader.document(*id).unwrap().text, text);
            let stands =
                model.statements.get(id).filter(|(_, stands)| *stands).map(|(words, _)| words.clone());
            let there: Vec<String> =
                reader.statements(*id).unwrap().into_iter().map(|s| s.version.words).collect();
            assert_eq!(there, stands.into_iter().collect::<Vec<_>>());
        }
        for n in 0..12u8 {
            let query = Query::parse(&format!("\"page {n}\"")).unwrap();
            let found = reader.search(&query, Target::Documents, Order::Latest, 0, 100).unwrap().len();
            assert_eq!(found, model.documents.iter().filter(|(_, t)| *t == text(n)).count(), "page {n}");
        }
        let query = Query::parse("gate").unwrap();
        let found = reader.search(&query, Target::Statements, Order::Best, 0, 100).unwrap().len();
        assert_eq!(found, model.statements.values().filter(|(_, stands)| *stands).count());
    }
}

#[test]
fn a_case_does_what_a_list_in_memory_does() {
    let cases = if soak() { 200 } else { 6 };
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    runner
        .run(&proptest::collection::vec(step(), 1..24), |steps| {
            let mut run = Run::new();
            let checkpoint = run.desk.case.reader().unwrap().checkpoint().unwrap();
            steps.iter().for_each(|s| run.take(s));
            let evidence = Evidence::parse(&checkpoint.code).unwrap();
            let report = run.desk.case.verify(Some(&evidence)).unwrap();
            prop_assert!(report.whole() && report.checkpoint == Some(checkpoint.size), "{report:?}");
            Ok(())
        })
        .unwrap();
}
