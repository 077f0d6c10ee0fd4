//! Help: the shop's articles.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, content::Block, read::Read};

/// `GET /articles?q=`: an article found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ArticleSummary {
    pub id: Id,
    pub title: String,
    /// The passage that fits the search, as text.
    #[serde(default)]
    pub excerpt: String,
}

/// `GET /articles/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Article {
    pub id: Id,
    pub title: String,
    pub updated_at: Timestamp,
    pub blocks: Vec<Block>,
}

/// `POST /articles/{id}/feedback`: was it helpful. The last answer of a shopper counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleFeedback {
    pub helpful: bool,
    /// Up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}
