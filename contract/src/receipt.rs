//! Receipts: what was asked and promised, signed by the shop, for the shopper to keep and check.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, money::Money, read::Read};

/// `GET /cases/{id}/receipts`: one receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Receipt {
    pub id: Id,
    pub issued_at: Timestamp,
    /// `case_opened`, `withdrawal_acknowledged`, `offer_accepted`, `refund_promised`, `cancelled` … (open).
    pub code: String,
    /// What it proves, a sentence.
    pub label: String,
    /// A JWS in compact serialisation (RFC 7515), `alg` `EdDSA`, whose payload is [`ReceiptClaims`] as JSON. `kid` names
    /// one of the capabilities' receipt keys.
    pub jws: String,
}

/// The payload of a receipt's JWS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ReceiptClaims {
    /// The shop's name.
    pub iss: String,
    /// Seconds since the epoch.
    pub iat: u64,
    /// The receipt's id.
    pub jti: Id,
    pub code: String,
    pub case_id: Id,
    pub case_number: String,
    pub case_type: String,
    pub order_number: String,
    /// What was asked and what was promised, in the shopper's words and language.
    pub statement: String,
    /// What the shop promised to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// By when the shop promised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

/// A public key that checks receipts: a JWK (RFC 8037) of type OKP on Ed25519.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ReceiptKey {
    pub kid: String,
    /// Always `OKP`.
    pub kty: String,
    /// Always `Ed25519`.
    pub crv: String,
    /// The public key, base64url without padding.
    pub x: String,
}
