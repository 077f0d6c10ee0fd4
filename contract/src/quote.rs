//! `POST /quotes`: what a case would bring, before it is opened. A quote changes nothing.

use serde::{Deserialize, Serialize};

use crate::read::Read;

use crate::{
    Id, Timestamp,
    filing::CaseItemRequest,
    money::{AmountPart, Money},
};

/// What to quote for. Resolution and method are the server's defaults unless named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteRequest {
    /// The case type: `return`, `exchange`, `withdrawal`, `price_protection` (open).
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Quote {
    pub quote_id: Id,
    pub expires_at: Timestamp,
    /// The resolution quoted, one of `resolutions`.
    pub resolution: String,
    /// The method quoted, one of `methods`; absent when nothing need be sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What the shopper gets, the sum of `breakdown`; what the shopper pays when negative (an exchange for something
    /// dearer). Absent in a gift's session, with an empty `breakdown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
    #[serde(default)]
    pub breakdown: Vec<AmountPart>,
    /// `instant` (before the goods arrive), `on_receipt`, `after_inspection` (open).
    #[serde(default)]
    pub speed: String,
    /// When the money comes, in words.
    #[serde(default)]
    pub speed_label: String,
    /// With `instant`: how far it goes and what if the parcel never comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instant: Option<InstantTerms>,
    /// True when nothing need be sent back.
    #[serde(default)]
    pub keep_item: bool,
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
    /// With `exchange`: what each line can be exchanged for.
    #[serde(default)]
    pub exchanges: Vec<ExchangeOptions>,
    /// With `withdrawal`: the declaration that a case with this `quote_id` confirms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<Declaration>,
}

/// Money before the parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct InstantTerms {
    /// How much may be out at once, from the shopper's standing.
    pub limit: Money,
    /// What is left of it.
    pub available: Money,
    /// What happens if the parcel never comes, a sentence.
    pub condition_label: String,
    /// By when the parcel has to be on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_by: Option<Timestamp>,
}

/// What a line can be exchanged for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ExchangeOptions {
    pub line_item_id: Id,
    /// The variant quoted; absent while none is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<Id>,
    pub variants: Vec<Variant>,
}

/// A variant of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Variant {
    pub id: Id,
    /// Size, colour and the like, in words.
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Pieces in stock, at most as many as matter; 0 is sold out.
    pub available: u32,
    /// What one piece costs more (positive) or less (negative) than what was paid. Absent in a gift's session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Money>,
}

/// A withdrawal's declaration, as it will be acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Declaration {
    pub text: String,
    /// The words of the second step, for example `Confirm withdrawal`.
    pub confirm_label: String,
    /// That of `confirm_label` (BCP 47), where the rest of the answer has another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_language: Option<String>,
}

/// A resolution the shop offers for these items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ResolutionOption {
    /// `refund`, `store_credit`, `exchange` … (open).
    pub code: String,
    pub label: String,
    #[serde(default)]
    pub detail: String,
    /// What it would come to with the quoted method. Absent in a gift's session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
    /// What of it is a thank-you for choosing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_by: Option<Timestamp>,
}

/// A way to send the items back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct MethodOption {
    /// `drop_off_labelless`, `drop_off_label`, `pickup`, `in_store`, `self_ship`, `keep_item` … (open).
    pub code: String,
    pub label: String,
    #[serde(default)]
    pub detail: String,
    pub fee: Fee,
    /// Whether a slot has to be booked (`GET /slots?for=pickup`).
    #[serde(default)]
    pub needs_slot: bool,
    /// Where it can be handed in, nearest first.
    #[serde(default)]
    pub locations: Vec<Location>,
}

/// A place to hand something in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Location {
    pub id: Id,
    pub name: String,
    pub address_label: String,
    #[serde(default)]
    pub hours_label: String,
    /// A map or the place's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a method costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Fee {
    /// `free`, `deducted` (from the refund) or `customer_pays` (to somebody else) (open).
    #[serde(rename = "type")]
    pub kind: String,
    pub amount: Money,
    /// For example `Free` or `US$3.00 off your refund`.
    #[serde(default)]
    pub label: String,
}
