//! Fix it myself: troubleshooting as a graph of questions, instructions and outcomes.

use serde::{Deserialize, Serialize};

use crate::read::Read;

use crate::{
    Id,
    content::{Block, Picture},
};

/// `GET /guides?product_id=`: a guide in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct GuideSummary {
    pub id: Id,
    /// What is wrong, in the shopper's words, for example `The lamp flickers`.
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Picture>,
}

/// `GET /guides/{id}`: the whole graph. Every `next` names a node; no choice leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Guide {
    pub id: Id,
    pub title: String,
    /// The node to begin with.
    pub start: Id,
    pub nodes: Vec<GuideNode>,
}

/// One screen of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct GuideNode {
    pub id: Id,
    #[serde(rename = "type")]
    pub kind: NodeType,
    pub title: String,
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Where it goes on; empty in an outcome.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// With an outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// What a screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum NodeType {
    Question,
    Instruction,
    Outcome,
    #[serde(other)]
    Unknown,
}

/// A way on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Choice {
    pub id: Id,
    pub label: String,
    pub next: Id,
}

/// How it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Outcome {
    /// `solved`, `open_case`, `contact` (open).
    pub code: String,
    /// With `open_case`: the case to open, filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CasePrefill>,
}

/// What a case opened from a guide begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct CasePrefill {
    /// A case type.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// Words for the note, in the shopper's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
