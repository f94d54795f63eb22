//! What people settle between records: the latest stands, tellers' answers are sealed, and all go with what they are about.

use crate::common::*;
use firsthand_case::*;
use serde_json::json;

const ONE: &str = "The ferry was late, Ansel said.";
const OTHER: &str = "The ferry came late, a deckhand said.";

fn two(desk: &Desk) -> (Id, Id, Vec<Id>) {
    let (a, b) = (desk.add("Ferry late", ONE), desk.add("Late again", OTHER));
    let mut writer = desk.writer();
    for (id, text, who, words) in
        [(a, ONE, "Ansel", "The ferry was late"), (b, OTHER, "a deckhand", "The ferry came late")]
    {
        let json = reading(text, who, words);
        writer.batch(|batch| batch.put_reading(id, &json, "test 1", &rule())).unwrap();
    }
    let reader = desk.case.reader().unwrap();
    let told = [a, b].iter().map(|d| reader.statements(*d).unwrap()[0].id).collect();
    (a, b, told)
}

fn signer(desk: &Desk) -> Signer {
    person(&mut desk.writer(), "Wren");
    desk.case.reader().unwrap().unlock("Wren", &personal("Wren")).unwrap()
}

#[test]
fn the_latest_answer_stands_and_the_earlier_stays_in_the_log() {
    let desk = desk();
    let (.., told) = two(&desk);
    let signer = signer(&desk);
    let mut writer = desk.writer();
    let say = |tie: &str| json!({"tie": tie});
    let turned = [told[1], told[0]];
    let first = writer.batch(|b| b.answer(Matter::Statements, &told, &say("same"), &signer)).unwrap();
    writer.batch(|b| b.answer(Matter::Statements, &turned, &say("other"), &signer)).unwrap();
    let reader = desk.case.reader().unwrap();
    let answers = reader.answers(Matter::Statements).unwrap();
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0].says, say("other"));
    assert_eq!(reader.record(first).unwrap().content["says"], say("same"));
    // Nothing but what is said of tellers is ever taken back.
    assert_eq!(writer.take_back(first, "", &signer).err().map(|e| e.code()), Some("FH-043"));
    assert!(desk.case.verify(None).unwrap().whole());
}

#[test]
fn what_is_said_of_tellers_is_sealed_and_can_be_taken_back() {
    let desk = desk();
    let (.., told) = two(&desk);
    let signer = signer(&desk);
    let mut writer = desk.writer();
    let id = writer.batch(|b| b.answer(Matter::Tellers, &told, &json!({"answer": "same"}), &signer)).unwrap();
    let reader = desk.case.reader().unwrap();
    assert!(reader.record(id).unwrap().content["says"].is_null());
    assert_eq!(reader.answers(Matter::Tellers).unwrap()[0].says["answer"], "same");
    assert!(desk.case.verify(None).unwrap().whole());
    writer.take_back(id, "asked to", &signer).unwrap();
    let reader = desk.case.reader().unwrap();
    assert!(reader.answers(Matter::Tellers).unwrap().is_empty());
    assert_eq!(reader.record(id).err().map(|e| e.code()), Some("FH-043"));
    let report = desk.case.verify(None).unwrap();
    assert!(report.whole() && report.removed == 1, "{report:?}");
}

#[test]
fn an_answer_goes_with_either_of_its_documents() {
    let desk = desk();
    let (_, b, told) = two(&desk);
    let signer = signer(&desk);
    let mut writer = desk.writer();
    for matter in [Matter::Tellers, Matter::Statements] {
        writer.batch(|batch| batch.answer(matter, &told, &json!({"answer": "same"}), &signer)).unwrap();
    }
    writer.remove_document(b, "asked to", Some(&signer)).unwrap();
    let reader = desk.case.reader().unwrap();
    assert!(reader.answers(Matter::Tellers).unwrap().is_empty());
    assert!(reader.answers(Matter::Statements).unwrap().is_empty());
    assert!(desk.case.verify(None).unwrap().whole());
}
