//! Parcels.

use aftercare_contract::shipment::{Checkpoint, DeliveryWindow, Direction, Journey, Shipment, ShipmentSummary};

use super::{View, closed, tracking_status};
use crate::store::shipments::{CheckpointRecord, Parcel};

impl View<'_> {
    /// A parcel as an order names it.
    #[must_use]
    pub fn shipment_summary(&self, parcel: &Parcel) -> ShipmentSummary {
        let record = &parcel.record;
        let expected = record.expected_from.zip(record.expected_to);
        ShipmentSummary {
            id: record.id.clone(),
            direction: closed(&record.direction, Direction::Unknown),
            tracking_status: tracking_status(&record.tracking_status),
            status_label: self.voice.say("tracking", &record.tracking_status),
            carrier_label: self.voice.say("carrier", &record.carrier),
            tracking_number: record.tracking_number.clone(),
            expected: expected.map(|(from, to)| DeliveryWindow { from: self.time(from), to: self.time(to) }),
            delivered_at: record.delivered_at.map(|at| self.time(at)),
            line_item_ids: parcel.line_ids.clone(),
        }
    }

    /// A parcel with its way so far.
    #[must_use]
    pub fn shipment(&self, parcel: &Parcel, checkpoints: &[CheckpointRecord]) -> Shipment {
        let checkpoint = |checkpoint: &CheckpointRecord| Checkpoint {
            at: self.time(checkpoint.at),
            tracking_status: tracking_status(&checkpoint.tracking_status),
            message: self.voice.say("checkpoint", &checkpoint.message),
            label: String::new(),
            location_label: checkpoint.place.as_deref().map(|place| self.voice.say("place", place)),
        };
        Shipment {
            summary: self.shipment_summary(parcel),
            journey: Journey {
                order_id: parcel.record.order_id.clone(),
                substatus: parcel.record.substatus.clone(),
                substatus_label: String::new(),
                expected_history: Vec::new(),
                alerts: Vec::new(),
                legs: Vec::new(),
                subscriptions: Vec::new(),
                tracking_url: parcel.record.tracking_url.clone(),
                checkpoints: checkpoints.iter().map(checkpoint).collect(),
            },
        }
    }
}
