//! `POST /quotes`: what a case would bring, before it is opened. A quote changes nothing.

use serde::{Deserialize, Serialize};

use crate::{
    Id, Timestamp,
    case::CaseItemRequest,
    money::{AmountPart, Money},
};

/// What to quote for. Resolution and method are the server's defaults unless named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteRequest {
    /// The case type, `return`.
    #[serde(rename = "type")]
    pub kind: String,
    pub order_id: Id,
    pub items: Vec<CaseItemRequest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// A promise with an end: until `expires_at` a case opened with `quote_id` records exactly `total`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    pub quote_id: Id,
    pub expires_at: Timestamp,
    /// The resolution quoted, one of `resolutions`.
    pub resolution: String,
    /// The method quoted, one of `methods`; absent when nothing need be sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What the shopper gets, the sum of `breakdown`.
    pub total: Money,
    pub breakdown: Vec<AmountPart>,
    /// Where the money goes, for example `Visa ··42`.
    #[serde(default)]
    pub destination_label: String,
    /// When it comes at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_by: Option<Timestamp>,
    /// What the shopper may choose instead.
    #[serde(default)]
    pub resolutions: Vec<ResolutionOption>,
    #[serde(default)]
    pub methods: Vec<MethodOption>,
}

/// A resolution the shop offers for these items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionOption {
    /// `refund`, `store_credit`, `exchange` … (open).
    pub code: String,
    pub label: String,
    /// What it would come to with the quoted method.
    pub total: Money,
}

/// A way to send the items back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodOption {
    /// `drop_off_labelless`, `drop_off_label`, `pickup`, `in_store`, `self_ship`, `keep_item` … (open).
    pub code: String,
    pub label: String,
    #[serde(default)]
    pub detail: String,
    pub fee: Fee,
}

/// What a method costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// `free`, `deducted` (from the refund) or `customer_pays` (to somebody else) (open).
    #[serde(rename = "type")]
    pub kind: String,
    pub amount: Money,
    /// For example `Free` or `US$3.00 off your refund`.
    #[serde(default)]
    pub label: String,
}
