//! `POST /sessions` and `POST /sessions/challenges/{id}`: getting in.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, read::Read};

/// How the shopper proves who they are. On the wire an object with exactly one member, named after the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionRequest {
    OrderLookup(OrderLookup),
    MerchantToken(MerchantToken),
    Link(Link),
}

/// The shop's page vouches for its signed-in shopper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MerchantToken {
    /// A JWS in compact serialisation, signed by the shop's private key: `sub` (the shop's name for the customer), `aud`,
    /// `exp` at most 5 minutes ahead, `iat`, and a `jti` that is taken once.
    pub jwt: String,
}

/// A link in a mail or on a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub token: String,
}

/// 202 instead of a session: the shop asks for a one-time code. `POST /sessions/challenges/{challenge_id}` takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Challenge {
    pub challenge_id: Id,
    /// `email`, `sms` (open).
    pub channel: String,
    /// Where the code was sent, masked, for example `a••@example.com`.
    pub address_label: String,
    /// Seconds until the code ends.
    pub expires_in: u32,
    /// How many characters the code has.
    pub code_length: u8,
}

/// The code the shopper received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeAnswer {
    /// As typed; the server forgives spaces.
    pub code: String,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Session {
    /// Opaque; sent as `Authorization: Bearer …`. The widget keeps it in memory only.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until the token ends.
    pub expires_in: u32,
    /// What the token may touch: `order` (the orders it was opened with), `customer` (all of the customer's), `gift` (one
    /// order, as its recipient: no amounts) (open).
    pub scope: String,
    /// An opaque, stable name for the shopper, never personal data. The widget keys its drafts by it.
    pub subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Member>,
}

/// The shopper's standing with the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Member {
    /// The shop's own code, for example `gold`.
    pub tier: String,
    pub tier_label: String,
    #[serde(default)]
    pub benefits: Vec<Benefit>,
}

/// Something the tier gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Benefit {
    pub code: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}
