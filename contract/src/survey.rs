//! One question at the right moment: CSAT, CES, NPS.

use serde::{Deserialize, Serialize};

use crate::{Id, read::Read, review::Reward};

/// A survey as a case or an order names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct SurveyRef {
    pub id: Id,
    /// `csat`, `ces`, `nps` (open).
    #[serde(rename = "type")]
    pub kind: String,
    pub question: String,
}

/// `GET /surveys/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Survey {
    pub id: Id,
    #[serde(rename = "type")]
    pub kind: String,
    pub question: String,
    /// The lowest and the highest score, in words as well.
    pub scale: Scale,
    /// Asked after the score, in the shopper's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward: Option<Reward>,
    pub status: SurveyStatus,
}

/// The scores there are: every whole number from `min` to `max`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Scale {
    pub min: u8,
    pub max: u8,
    pub min_label: String,
    pub max_label: String,
}

/// Where a survey stands. Only an open one takes an answer; each is asked once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum SurveyStatus {
    Open,
    Answered,
    Dismissed,
    Expired,
    #[serde(other)]
    Unknown,
}

/// `POST /surveys/{id}`: a score, or the wish not to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyAnswer {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// Up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Not now and not again.
    #[serde(default)]
    pub dismissed: bool,
}
