//! Scratch: prints JSON for text files (development only).
use firsthand_core::{Reader, model::{Document, Meta, to_json}};
fn main() {
    let reader = Reader::english();
    let mut tags = false;
    for path in std::env::args().skip(1) {
        if path == "--tags" { tags = true; continue; }
        let text = std::fs::read_to_string(&path).unwrap();
        let doc = Document::new("x", text).unwrap();
        if tags {
            let t = reader.tokens(&doc);
            for p in &t.paras { for k in &t.all[p.tokens.clone()] { print!("{}/{:?} ", doc.slice(k.span), k.tag); } println!(); }
            continue;
        }
        println!("{}", to_json(&reader.read(doc, Meta::default()), Some(&path)));
    }
}
