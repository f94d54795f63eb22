//! [`Fields`]: which field of a row holds what.

use serde::{Deserialize, Serialize};

/// The names of fields, where they are not the usual ones. A field that is named here is the only one looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// The text itself. Usual: text, body, content, article, full_text, maintext.
    pub text: Option<String>,
    /// The headline. Usual: title, headline.
    pub title: Option<String>,
    /// Who published it. Usual: outlet, source, publisher, publication, site_name.
    pub outlet: Option<String>,
    /// Day of publication, as YYYY-MM-DD with or without a time behind it. Usual: published, date, date_published,
    /// publish_date, pub_date, published_at.
    pub published: Option<String>,
    /// Its address. Usual: url, link, source_url, canonical_url.
    pub url: Option<String>,
    /// Its language, as a BCP 47 tag. Usual: language, lang.
    pub language: Option<String>,
    /// Who wrote it. Usual: author, authors, byline.
    pub author: Option<String>,
}

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Title,
    Outlet,
    Published,
    Url,
    Language,
    Author,
}

/// The usual names, best first.
const USUAL: [(Role, &[&str]); 7] = [
    (Role::Text, &["text", "body", "content", "article", "full_text", "maintext"]),
    (Role::Title, &["title", "headline"]),
    (Role::Outlet, &["outlet", "source", "publisher", "publication", "site_name"]),
    (
        Role::Published,
        &["published", "date", "date_published", "datepublished", "publish_date", "pub_date", "published_at"],
    ),
    (Role::Url, &["url", "link", "source_url", "canonical_url"]),
    (Role::Language, &["language", "lang"]),
    (Role::Author, &["author", "authors", "byline"]),
];

impl Fields {
    /// The names that a role's field may have, best first. Compared without regard to case.
    pub(super) fn names(&self, role: Role) -> Vec<&str> {
        let named = match role {
            Role::Text => &self.text,
            Role::Title => &self.title,
            Role::Outlet => &self.outlet,
            Role::Published => &self.published,
            Role::Url => &self.url,
            Role::Language => &self.language,
            Role::Author => &self.author,
        };
        if let Some(name) = named {
            return vec![name];
        }
        USUAL.iter().find(|(known, _)| *known == role).map(|(_, names)| names.to_vec()).unwrap_or_default()
    }

    /// The place of a role's field among the names of a table.
    pub(super) fn column<'n>(
        &self,
        role: Role,
        columns: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<usize> {
        self.names(role).iter().find_map(|name| {
            columns.clone().position(|column| column.trim().to_lowercase() == name.trim().to_lowercase())
        })
    }
}
