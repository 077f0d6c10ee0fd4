//! Text that the shop writes and the widget lays out: blocks, never HTML.

use serde::{Deserialize, Serialize};

use crate::read::Read;

/// One block of an article or an instruction. Which members are there depends on `type`; a client leaves out a block
/// whose type it does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Block {
    /// `heading`, `paragraph`, `list`, `image`, `table`, `note` (open).
    #[serde(rename = "type")]
    pub kind: String,
    /// With `heading`, `paragraph` and `note`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// With `list`: its items in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ListItem>,
    /// With `list`: whether the order counts.
    #[serde(default)]
    pub ordered: bool,
    /// With `table`: rows of cells, the first row its head.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<String>>,
    /// With `image`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ListItem {
    pub spans: Vec<Span>,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Span {
    pub text: String,
    /// Where it links to, `https:`, `mailto:` or `tel:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default)]
    pub strong: bool,
}

/// A picture with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Picture {
    pub url: String,
    /// What it shows, for who can't see it.
    pub alt: String,
}
