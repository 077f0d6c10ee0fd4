//! Appointments: slots for a pick-up or a repair, and holding one.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, quote::Fee, read::Read};

/// `GET /slots?for=pickup|repair`: a time somebody can come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Slot {
    pub id: Id,
    pub from: Timestamp,
    pub to: Timestamp,
    /// Where, in words, when it is not the order's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_label: Option<String>,
    /// False when it is taken; shown so that a full day looks full.
    pub available: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
}

/// `POST /bookings`: holds a slot for a while. 409 `slot_taken` when somebody was faster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingRequest {
    pub slot_id: Id,
    /// The order it is for.
    pub order_id: Id,
}

/// A slot that is held or booked. A case that names it books it; a hold that no case names ends by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Booking {
    pub id: Id,
    pub slot_id: Id,
    pub from: Timestamp,
    pub to: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_label: Option<String>,
    pub status: BookingStatus,
    /// Until when a hold keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<Timestamp>,
}

/// Where a booking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    Held,
    Booked,
    Cancelled,
    #[serde(other)]
    Unknown,
}
