//! `POST /sessions`: getting in.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// How the shopper proves who they are. On the wire an object with exactly one member, named after the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionRequest {
    OrderLookup(OrderLookup),
}

/// An order number and a proof that goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLookup {
    /// As the shopper typed it; the server forgives case, spaces and a leading `#`.
    pub order_number: String,
    pub proof: Proof,
}

/// What only the buyer knows. On the wire an object with exactly one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    Email(String),
    Phone(String),
    PostalCode(String),
}

/// A bearer token and what it opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Opaque; sent as `Authorization: Bearer …`. The widget keeps it in memory only.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until the token ends.
    pub expires_in: u32,
    /// What the token may touch: `order` (the orders it was opened with) or `customer` (open).
    pub scope: String,
    /// An opaque, stable name for the shopper, never personal data. The widget keys its drafts by it.
    pub subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Member>,
}

/// The shopper's standing with the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The shop's own code, for example `gold`.
    pub tier: String,
    pub tier_label: String,
    #[serde(default)]
    pub benefits: Vec<Benefit>,
}

/// Something the tier gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    pub code: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}
