//! The weights are those that their cards speak of, and few enough.

use crate::{none_of, root, text};
use sha2::{Digest, Sha256};

/// All files of weights together, in bytes.
const ROOM: usize = 30 << 20;

#[test]
fn weights_are_those_of_their_cards() {
    let models: toml::Table =
        text("crates/core/weights/models.toml").expect("text").parse().expect("models.toml is TOML");
    let models = models["model"].as_array().expect("a list of models");
    assert_eq!(models.len(), 2, "syntax and told");
    let (mut wrong, mut size) = (Vec::new(), 0);
    for model in models {
        let value = |key: &str| model.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let bytes =
            std::fs::read(root().join("crates/core/weights").join(value("file"))).expect("weights are there");
        size += bytes.len();
        let hash: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        if hash != value("sha256") || model["bytes"].as_integer() != Some(bytes.len() as i64) {
            wrong.push(format!("{}: not the file that models.toml speaks of", value("file")));
        }
        let card = text(&format!("crates/core/weights/{}.md", value("name"))).unwrap_or_default();
        for part in ["## Data", "licence", "## Scores", "## Weak", hash.as_str()] {
            if !card.contains(part) {
                wrong.push(format!("{}.md: nothing on {part:?}", value("name")));
            }
        }
    }
    if size > ROOM {
        wrong.push(format!("{size} bytes of weights, more than {ROOM}"));
    }
    none_of("weights (`cargo run --release -p firsthand-train`):", wrong);
}
