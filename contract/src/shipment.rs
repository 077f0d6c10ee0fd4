//! Parcels, in both directions.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, read::Read, subscription::Subscription};

/// A parcel as an order names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ShipmentSummary {
    pub id: Id,
    pub direction: Direction,
    pub tracking_status: TrackingStatus,
    /// The status in the shop's words.
    pub status_label: String,
    #[serde(default)]
    pub carrier_label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<DeliveryWindow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_at: Option<Timestamp>,
    /// What is in it.
    #[serde(default)]
    pub line_item_ids: Vec<Id>,
}

/// Which way a parcel goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Outbound,
    Return,
    #[serde(other)]
    Unknown,
}

/// AfterShip's nine tracking states; finer ones go in `substatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum TrackingStatus {
    Pending,
    InfoReceived,
    InTransit,
    OutForDelivery,
    AvailableForPickup,
    AttemptFail,
    Delivered,
    Exception,
    Expired,
    #[serde(other)]
    Unknown,
}

/// When a parcel is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct DeliveryWindow {
    pub from: Timestamp,
    pub to: Timestamp,
}

/// `GET /shipments/{id}`: a parcel with its way so far. On the wire one object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Shipment {
    #[serde(flatten)]
    pub summary: ShipmentSummary,
    #[serde(flatten)]
    pub journey: Journey,
}

/// What a parcel's own page adds to [`ShipmentSummary`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Journey {
    pub order_id: Id,
    /// `customs_hold`, `refused`, `returned_to_sender` … (open).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substatus: Option<String>,
    #[serde(default)]
    pub substatus_label: String,
    /// How the expected window moved, newest first; the first is the one before the window in force.
    #[serde(default)]
    pub expected_history: Vec<ExpectedChange>,
    /// What the shopper should know or do, most urgent first.
    #[serde(default)]
    pub alerts: Vec<ShipmentAlert>,
    /// The stages of a longer journey, in order; empty for an ordinary one.
    #[serde(default)]
    pub legs: Vec<Leg>,
    /// The shopper's own subscriptions to it.
    #[serde(default)]
    pub subscriptions: Vec<Subscription>,
    /// The carrier's own tracking page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_url: Option<String>,
    /// Newest first.
    #[serde(default)]
    pub checkpoints: Vec<Checkpoint>,
}

/// One scan or report on a parcel's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Checkpoint {
    pub at: Timestamp,
    pub tracking_status: TrackingStatus,
    /// The carrier's words, in the shopper's language where it has them.
    pub message: String,
    /// The same in plain words, by the shop.
    #[serde(default)]
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_label: Option<String>,
}

/// The expected window changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ExpectedChange {
    /// When it changed.
    pub at: Timestamp,
    /// The window until then.
    pub previous: DeliveryWindow,
    /// Why, a sentence.
    #[serde(default)]
    pub reason_label: String,
}

/// Something about a parcel that needs the shopper's eye.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ShipmentAlert {
    /// `late`, `stalled`, `customs`, `address`, `attempt_failed`, `ready_for_pickup`, `returned_to_sender` … (open).
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    #[serde(default)]
    pub actions: Vec<AlertAction>,
}

/// What the shopper can do about it: exactly one of `case_type` and `url`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct AlertAction {
    pub label: String,
    /// A case of this type, with `reason_code` where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// A page of the carrier's or the shop's, `https:` or `tel:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One stage of a journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Leg {
    /// `road`, `rail`, `air`, `sea`, `customs`, `last_mile` … (open).
    pub mode: String,
    pub label: String,
    #[serde(default)]
    pub from_label: String,
    #[serde(default)]
    pub to_label: String,
    pub status: LegStatus,
}

/// How far a stage has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum LegStatus {
    Done,
    Current,
    Upcoming,
    #[serde(other)]
    Unknown,
}
