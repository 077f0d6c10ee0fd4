//! Cases: what a shopper has asked for and how it goes on. A case of type `return` is an RMA.

use serde::{Deserialize, Serialize};

use crate::{
    Id, Timestamp,
    money::{AmountPart, Money},
    quote::Fee,
};

/// `POST /cases`. On the wire the members of the type's own body beside `type`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CaseRequest {
    Return(ReturnRequest),
}

/// The body of a case of type `return`.
///
/// With `one_click: true` the server fills every default and needs `order_id` and `items` only. Otherwise
/// `quote_id` names the quote the shopper agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRequest {
    pub order_id: Id,
    pub items: Vec<CaseItemRequest>,
    #[serde(default)]
    pub one_click: bool,
    /// The refund the shopper saw before the tap. If the server would now record another one it refuses with 409
    /// `refund_changed` rather than break the promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_refund: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_id: Option<Id>,
}

/// A line and how many pieces of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseItemRequest {
    pub line_item_id: Id,
    pub quantity: u32,
    /// A leaf of the reason tree; may be absent where the shop asks none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// The shopper's own words, up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How far a case has come. Terminal: `resolved`, `rejected`, `cancelled`, `expired`; they are never left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Submitted,
    InReview,
    AwaitingCustomer,
    InProgress,
    Resolved,
    Rejected,
    Cancelled,
    Expired,
    #[serde(other)]
    Unknown,
}

impl Phase {
    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_terminal(self) -> bool {
        matches!(self, Self::Resolved | Self::Rejected | Self::Cancelled | Self::Expired)
    }
}

/// A case. Comes with an `ETag` that its actions must name in `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    pub id: Id,
    /// The RMA number, short enough to read aloud, for example `R-7K4M-92`.
    pub number: String,
    /// `return` … or a shop's own in reverse-DNS (open).
    #[serde(rename = "type")]
    pub kind: String,
    pub phase: Phase,
    /// The shop's own status code (open) and its label.
    pub status: String,
    pub status_label: String,
    pub order_id: Id,
    pub order_number: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub items: Vec<CaseItem>,
    /// `refund`, `store_credit`, `exchange` … (open).
    #[serde(default)]
    pub resolution: String,
    /// True when nothing need be sent back.
    #[serde(default)]
    pub keep_item: bool,
    /// What the shopper does next and by when; absent when there is nothing to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<NextStep>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<CaseMethod>,
    /// The parcel back, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<Id>,
    /// What has happened, oldest first. Append-only.
    #[serde(default)]
    pub timeline: Vec<TimelineEntry>,
    /// What is still to come, soonest first.
    #[serde(default)]
    pub upcoming: Vec<UpcomingStep>,
    /// What the shopper may do now; nothing else is accepted.
    #[serde(default)]
    pub allowed_actions: Vec<AllowedAction>,
}

/// A line in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseItem {
    pub line_item_id: Id,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    pub quantity: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_label: Option<String>,
}

/// The one thing to do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// `drop_off`, `hand_over`, `ship`, `answer_offer` … (open).
    pub code: String,
    /// Without a date, for example `Show this code at any drop-off point`.
    pub title: String,
    #[serde(default)]
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

/// The money back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The sum of `breakdown`.
    pub amount: Money,
    pub breakdown: Vec<AmountPart>,
    /// `instant` (before the goods arrive), `on_receipt`, `after_inspection` (open).
    pub speed: String,
    /// When it comes, in words, for example `The day we scan it`.
    #[serde(default)]
    pub speed_label: String,
    /// When it comes at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_by: Option<Timestamp>,
    /// When it was paid out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Timestamp>,
    /// Where it goes, for example `Visa ··42`.
    #[serde(default)]
    pub destination_label: String,
}

/// How the items go back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMethod {
    pub code: String,
    pub label: String,
    #[serde(default)]
    pub detail: String,
    pub fee: Fee,
    /// A code to read out or type in where scanning fails, for example `7K4M 92QD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qr: Option<QrCode>,
    /// The label as an image (webviews can't open files) and as a PDF. Both links stand alone: they need no token
    /// and end with the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_image_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_pdf_url: Option<String>,
}

/// A QR code, ready to draw: no encoder in the browser, no picture to load, sharp at any size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// What it encodes.
    pub payload: String,
    /// The modules row by row, `1` dark and `0` light, without the quiet zone. As many rows as columns.
    pub modules: Vec<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub at: Timestamp,
    /// `case_opened`, `cancelled`, `shipped` … (open).
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub detail: String,
}

/// Something that will happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpcomingStep {
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

/// Something the shopper may do with a case, `POST /cases/{id}/actions/{action}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowedAction {
    /// `cancel`, `confirm_shipped` … (open).
    pub action: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}
