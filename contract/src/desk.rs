//! What a case has when people talk about it: a first owner, clocks, offers, an escalation ladder, a conversation.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, money::Money, read::Read, upload::Attachment};

/// The first person who took the case; keeps it to the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Owner {
    pub name: String,
    /// For example `Customer care`.
    #[serde(default)]
    pub role_label: String,
    pub since: Timestamp,
}

/// A promise of time that the shopper can watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Clock {
    /// `first_answer`, `resolution` … (open).
    pub code: String,
    pub label: String,
    pub due_at: Timestamp,
    /// When it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_at: Option<Timestamp>,
    /// When it ran out unmet. What then happened is in the timeline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_at: Option<Timestamp>,
    /// What happens when it runs out, a sentence.
    #[serde(default)]
    pub on_breach_label: String,
}

/// What the shop offers to settle the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Offer {
    pub id: Id,
    /// `refund`, `partial_refund`, `store_credit`, `replacement`, `repair` … (open).
    pub resolution: String,
    pub label: String,
    /// What the shopper gets, or pays when negative (a repair that is not covered).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The shop's words beside it.
    #[serde(default)]
    pub message: String,
    pub offered_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    pub status: OfferStatus,
}

/// Where an offer stands. Only an open one can be accepted or declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum OfferStatus {
    Open,
    Accepted,
    Declined,
    Expired,
    #[serde(other)]
    Unknown,
}

/// Who decides, and who would decide next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Escalation {
    /// The level in force, an index into `levels`.
    pub level: u32,
    pub levels: Vec<EscalationLevel>,
}

/// One rung of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct EscalationLevel {
    /// `agent`, `supervisor`, `ombudsman` … (open).
    pub code: String,
    /// Who decides there, for example `A supervisor who has not seen the case`.
    pub label: String,
    /// By when in words, for example `within 2 working days`.
    #[serde(default)]
    pub time_label: String,
    /// Since when the case has been there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached_at: Option<Timestamp>,
}

/// A message of a case's conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Message {
    pub id: Id,
    pub at: Timestamp,
    pub author: Author,
    /// The person's name, or the shop's.
    #[serde(default)]
    pub author_label: String,
    /// Text, never markup, up to 5,000 characters.
    pub text: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// On which side somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    Customer,
    Shop,
    /// Nobody: an automatic notice.
    System,
    #[serde(other)]
    Unknown,
}

/// `POST /cases/{id}/messages`. Text, attachments or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRequest {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub attachments: Vec<Id>,
}

/// How the conversation stands, so that a client knows whether there is something new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct MessageSummary {
    pub count: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_id: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_author: Option<Author>,
}
