//! Cases: what a shopper has asked for and how it goes on. A case of type `return` is an RMA. What opens one is in
//! [`crate::filing`], what belongs to disputes (owner, clocks, offers, escalation) in [`crate::desk`].

use serde::{Deserialize, Serialize};

use crate::read::Read;

use crate::{
    Id, Timestamp,
    desk::{Clock, Escalation, MessageSummary, Offer, Owner},
    eligibility::PriceDrop,
    money::{AmountPart, Money},
    order::Adjustment,
    quote::{Fee, InstantTerms, MethodOption},
    review::Reward,
    slot::Booking,
    subscription::Subscription,
    survey::SurveyRef,
    upload::Attachment,
};

/// How far a case has come. Terminal: `resolved`, `rejected`, `cancelled`, `expired`; they are never left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Case {
    pub id: Id,
    /// The RMA or case number, short enough to read aloud, for example `R-7K4M-92`.
    pub number: String,
    /// `return`, `exchange`, `withdrawal`, `price_protection`, `repair`, `complaint`, or a shop's own in reverse-DNS
    /// (open).
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
    /// With a complaint: what it is about, the shopper's words and wish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint: Option<ComplaintDetails>,
    /// With a repair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<RepairDetails>,
    /// With an exchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Replacement>,
    /// With a withdrawal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Acknowledgement>,
    /// With price protection: the prices at the moment of the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_drop: Option<PriceDrop>,
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
    /// What the shopper has to pay (an exchange for something dearer, a repair that is not covered).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
    /// Changes to the refund after it was promised; the promise itself stays as it was.
    #[serde(default)]
    pub adjustments: Vec<Adjustment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<CaseMethod>,
    /// What `change_method` may change to.
    #[serde(default)]
    pub methods: Vec<MethodOption>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<Booking>,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    #[serde(default)]
    pub clocks: Vec<Clock>,
    /// Newest first.
    #[serde(default)]
    pub offers: Vec<Offer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    /// Absent when the case takes no messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<MessageSummary>,
    #[serde(default)]
    pub surveys: Vec<SurveyRef>,
    #[serde(default)]
    pub rewards: Vec<Reward>,
    /// The shopper's own subscriptions to it.
    #[serde(default)]
    pub subscriptions: Vec<Subscription>,
}

/// What a complaint is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ComplaintDetails {
    pub reason_code: String,
    pub reason_label: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished_resolution: Option<String>,
    #[serde(default)]
    pub wished_resolution_label: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// How a repair is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct RepairDetails {
    /// `mail_in`, `on_site`, `drop_off`, `remote` (open).
    pub mode: String,
    pub mode_label: String,
    /// Whether the cover pays, once that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered: Option<bool>,
    #[serde(default)]
    pub coverage_label: String,
}

/// What comes instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Replacement {
    pub items: Vec<CaseItem>,
    /// `reserved`, `shipped`, `delivered`, `sold_out` … (open).
    pub status: String,
    pub status_label: String,
    /// The parcel it comes in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<Id>,
}

/// The acknowledgement of a withdrawal: its content, date and time, on a durable medium.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Acknowledgement {
    pub received_at: Timestamp,
    /// What was declared.
    pub text: String,
    /// Where it was sent, masked, and when.
    pub sent_to_label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// The same as a file to keep. Stands alone, needs no token.
    pub document_url: String,
}

/// What the shopper has to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Payment {
    pub amount: Money,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// The shop's own checkout for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Timestamp>,
}

/// A line in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Where the shop took back only some: `accepted`, `refused`, `pending` (open), and why in words.
    #[serde(default)]
    pub decision: String,
    #[serde(default)]
    pub decision_label: String,
}

/// The one thing to do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct NextStep {
    /// `drop_off`, `hand_over`, `ship`, `answer_offer` … (open).
    pub code: String,
    /// Without a date, for example `Show this code at any drop-off point`.
    pub title: String,
    #[serde(default)]
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// The parcel that waits, with an order's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<Id>,
}

/// The money back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
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
    /// With `instant`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instant: Option<InstantTerms>,
}

/// How the items go back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct QrCode {
    /// What it encodes.
    pub payload: String,
    /// The modules row by row, `1` dark and `0` light, without the quiet zone. As many rows as columns.
    pub modules: Vec<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct TimelineEntry {
    pub at: Timestamp,
    /// `case_opened`, `cancelled`, `shipped`, `clock_breached` … (open).
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub detail: String,
    /// Who did it: `customer`, `shop`, `carrier`, `system` (open).
    #[serde(default)]
    pub actor: String,
}

/// Something that will happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct UpcomingStep {
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

/// Something the shopper may do with a case, `POST /cases/{id}/actions/{action}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct AllowedAction {
    /// `cancel`, `confirm_shipped`, `change_method`, `reschedule`, `accept_offer`, `decline_offer`, `escalate`, `reopen`
    /// … (open). [`crate::filing::ActionRequest`] says what each needs.
    pub action: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}
