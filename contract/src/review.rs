//! Reviews, and follow-ups written later.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, money::Money, read::Read, upload::Attachment};

/// `GET /reviewables`: something the shopper may review now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Reviewable {
    pub id: Id,
    /// `product`, `service` (a finished case) … (open).
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_item_id: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<Id>,
    /// What is rated beside the whole.
    #[serde(default)]
    pub dimensions: Vec<Dimension>,
    /// The shop's own questions.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Given for any published review, whatever its score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward: Option<Reward>,
    /// Until when it can be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Something rated by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Dimension {
    /// `product`, `description`, `service_attitude`, `response_speed`, `resolution`, `logistics` … (open).
    pub code: String,
    pub label: String,
}

/// A question of the shop's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Question {
    pub id: Id,
    pub label: String,
    /// What may be answered; empty means the shopper's own words.
    #[serde(default)]
    pub options: Vec<QuestionOption>,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct QuestionOption {
    pub code: String,
    pub label: String,
}

/// What the shopper gets for taking the trouble. Never depends on what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Reward {
    /// `points`, `coupon`, `store_credit` … (open).
    pub code: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// When it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_at: Option<Timestamp>,
}

/// `POST /reviews` and `PUT /reviews/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRequest {
    pub reviewable_id: Id,
    /// 1 to 5.
    pub score: u8,
    #[serde(default)]
    pub dimensions: Vec<DimensionScore>,
    /// Up to 5,000 characters.
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub attachments: Vec<Id>,
    /// Published without the shopper's name.
    #[serde(default)]
    pub anonymous: bool,
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// A dimension's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct DimensionScore {
    pub code: String,
    /// 1 to 5.
    pub score: u8,
}

/// An answer to a question of the shop's own: the option's code, or words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Answer {
    pub question_id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A review. Comes with an `ETag` that a change must name in `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Review {
    pub id: Id,
    pub reviewable_id: Id,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// What it is about, as `GET /reviewables` had it: the labels of what was rated and asked, for whoever reads or
    /// changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Reviewable>,
    pub score: u8,
    #[serde(default)]
    pub dimensions: Vec<DimensionScore>,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub media: Vec<Attachment>,
    #[serde(default)]
    pub anonymous: bool,
    #[serde(default)]
    pub answers: Vec<Answer>,
    pub created_at: Timestamp,
    /// `published`, `pending` … (open) and its label.
    pub status: String,
    pub status_label: String,
    /// Until when it can be changed; absent when it can't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editable_until: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply>,
    #[serde(default)]
    pub follow_ups: Vec<FollowUp>,
    /// Whether a follow-up is taken now.
    #[serde(default)]
    pub can_follow_up: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward: Option<Reward>,
    /// After a low score: a complaint that could be opened about it. An offer; the review is published all the same.
    #[serde(default)]
    pub complaint_offered: bool,
}

/// The shop's answer to a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Reply {
    pub text: String,
    pub at: Timestamp,
}

/// What the shopper has to add later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct FollowUp {
    pub id: Id,
    pub at: Timestamp,
    pub text: String,
    #[serde(default)]
    pub media: Vec<Attachment>,
}

/// `POST /reviews/{id}/follow_ups`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpRequest {
    /// 1 to 5,000 characters.
    pub text: String,
    #[serde(default)]
    pub attachments: Vec<Id>,
}
