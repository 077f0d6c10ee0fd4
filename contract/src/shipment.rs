//! Parcels, in both directions.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp};

/// A parcel as an order names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Outbound,
    Return,
    #[serde(other)]
    Unknown,
}

/// AfterShip's nine tracking states; finer ones go in `substatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryWindow {
    pub from: Timestamp,
    pub to: Timestamp,
}

/// `GET /shipments/{id}`: a parcel with its way so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    #[serde(flatten)]
    pub summary: ShipmentSummary,
    pub order_id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substatus: Option<String>,
    /// The carrier's own tracking page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_url: Option<String>,
    /// Newest first.
    #[serde(default)]
    pub checkpoints: Vec<Checkpoint>,
}

/// One scan or report on a parcel's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub at: Timestamp,
    pub tracking_status: TrackingStatus,
    /// The carrier's words, in the shopper's language where it has them.
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_label: Option<String>,
}
