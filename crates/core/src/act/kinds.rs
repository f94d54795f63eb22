//! The kinds of acts, from `lang/acts.toml`: the same for every language.

use crate::model::ActType;
use serde::Deserialize;
use std::sync::LazyLock;

const TYPES: &str = include_str!("../../lang/acts.toml");

#[derive(Deserialize)]
struct TypeRow {
    id: String,
    label: String,
    definition: String,
    broader: Option<String>,
    huridocs: Option<String>,
    #[serde(default)]
    policy: bool,
}

#[derive(Deserialize)]
struct TypeFile {
    r#type: Vec<TypeRow>,
}

static ALL: LazyLock<Vec<ActType>> = LazyLock::new(|| {
    let file: TypeFile =
        toml::from_str(TYPES).expect("acts.toml is part of the program and read by its tests");
    file.r#type
        .into_iter()
        .map(|t| ActType {
            id: t.id,
            label: t.label,
            definition: t.definition,
            broader: t.broader,
            huridocs: t.huridocs,
            policy: t.policy,
        })
        .collect()
});

/// Every kind of act, in the order of the file.
pub fn types() -> &'static [ActType] {
    &ALL
}

/// The kind of act with an id.
pub fn type_of(id: &str) -> Option<&'static ActType> {
    ALL.iter().find(|t| t.id == id)
}
