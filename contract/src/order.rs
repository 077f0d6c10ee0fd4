//! Orders and their lines.

use serde::{Deserialize, Serialize};

use crate::{
    Id, Timestamp, case::NextStep, desk::MessageSummary, money::Money, read::Read, shipment::ShipmentSummary,
    survey::SurveyRef,
};

/// An order in a list: enough to recognise it and to see whether something needs doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct OrderSummary {
    pub id: Id,
    /// As printed in the shop's mails, for example `10482`.
    pub number: String,
    pub placed_at: Timestamp,
    pub status: OrderStatus,
    /// The status in the shop's words.
    #[serde(default)]
    pub status_label: String,
    /// Absent in a gift's session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
    /// The first line's title and picture, to recognise the order by.
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// Distinct lines in the order, the one in `title` included.
    #[serde(default)]
    pub line_count: u32,
    /// When the last parcel was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
    /// The last moment at which some line can still be returned; absent when none can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_until: Option<Timestamp>,
    /// What a parcel of it waits for from the shopper, for example to be collected; absent when for nothing. What cases
    /// wait for they say themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<NextStep>,
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    Processing,
    PartlyShipped,
    Shipped,
    Delivered,
    Cancelled,
    #[serde(other)]
    Unknown,
}

/// A whole order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Order {
    pub id: Id,
    pub number: String,
    pub placed_at: Timestamp,
    pub status: OrderStatus,
    #[serde(default)]
    pub status_label: String,
    /// Absent in a gift's session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
    pub lines: Vec<LineItem>,
    /// Parcels in both directions, newest first.
    #[serde(default)]
    pub shipments: Vec<ShipmentSummary>,
    /// The shop's policies as they stood when the order was placed.
    #[serde(default)]
    pub policies: Vec<PolicySnapshot>,
    /// What changed after the purchase: refunds, returns, credits.
    #[serde(default)]
    pub adjustments: Vec<Adjustment>,
    /// Cases opened on this order, newest first.
    #[serde(default)]
    pub cases: Vec<OrderCase>,
    /// What the shop would like to ask about this order now.
    #[serde(default)]
    pub surveys: Vec<SurveyRef>,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct LineItem {
    pub id: Id,
    pub product_id: Id,
    pub title: String,
    /// Size, colour and the like, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    pub quantity: LineQuantity,
    /// What one piece cost, after discounts; absent in a gift's session, like `total`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Money>,
    /// What the line cost, after discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
}

/// How many pieces of a line, in three states (as the open commerce protocols of 2026 count them).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct LineQuantity {
    pub ordered: u32,
    /// Ordered less what was returned or cancelled since.
    pub current: u32,
    /// Handed over to the shopper so far.
    pub fulfilled: u32,
}

/// A policy as it stood at purchase, in the shop's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct PolicySnapshot {
    /// `return_window`, `final_sale`, `no_reason_window` … (open).
    pub code: String,
    pub label: String,
}

/// A change to the order after it was placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Adjustment {
    pub id: Id,
    /// `refund`, `return`, `credit`, `price_adjustment`, `cancellation` … (open).
    #[serde(rename = "type")]
    pub kind: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    pub at: Timestamp,
}

/// A case as an order names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct OrderCase {
    pub id: Id,
    /// The RMA number, in a type that has one the case number.
    pub number: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub phase: crate::case::Phase,
    pub status_label: String,
    #[serde(default)]
    pub line_item_ids: Vec<Id>,
    /// What was said in it; absent when nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<MessageSummary>,
}
