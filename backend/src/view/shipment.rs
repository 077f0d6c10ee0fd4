//! Parcels.

use aftercare_contract::shipment::{
    AlertAction, Checkpoint, DeliveryWindow, Direction, ExpectedChange, Journey, Leg, LegStatus, Shipment,
    ShipmentAlert, ShipmentSummary,
};

use super::{View, closed, tracking_status};
use crate::{
    clock::Millis,
    policy::alerts::Alert,
    store::shipments::{CheckpointRecord, ExpectedChangeRecord, LegRecord, Parcel, ShipmentRecord},
    tracking::Page,
};

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
            expected: expected.map(|(from, to)| self.window(from, to)),
            delivered_at: record.delivered_at.map(|at| self.time(at)),
            line_item_ids: parcel.line_ids.clone(),
        }
    }

    /// A parcel with its way so far.
    #[must_use]
    pub fn shipment(&self, page: &Page) -> Shipment {
        let record = &page.parcel.record;
        let substatus_label = record.substatus.as_deref().map(|substatus| self.voice.say("substatus", substatus));
        Shipment {
            summary: self.shipment_summary(&page.parcel),
            journey: Journey {
                order_id: record.order_id.clone(),
                substatus: record.substatus.clone(),
                substatus_label: substatus_label.unwrap_or_default(),
                expected_history: page.expected_history.iter().map(|change| self.expected_change(change)).collect(),
                alerts: page.alerts.iter().map(|alert| self.alert(record, alert)).collect(),
                legs: self.legs(record, &page.checkpoints),
                subscriptions: self.subscriptions(&page.subscriptions),
                tracking_url: record.tracking_url.clone(),
                checkpoints: page.checkpoints.iter().map(|checkpoint| self.checkpoint(checkpoint)).collect(),
            },
        }
    }

    fn window(&self, from: Millis, to: Millis) -> DeliveryWindow {
        DeliveryWindow { from: self.time(from), to: self.time(to) }
    }

    fn checkpoint(&self, checkpoint: &CheckpointRecord) -> Checkpoint {
        let plain = self.voice.find(&format!("plain-{}", checkpoint.message), &[]);
        Checkpoint {
            at: self.time(checkpoint.at),
            tracking_status: tracking_status(&checkpoint.tracking_status),
            message: checkpoint.words.clone().unwrap_or_else(|| self.voice.say("checkpoint", &checkpoint.message)),
            label: plain.unwrap_or_else(|| self.voice.say("tracking", &checkpoint.tracking_status)),
            location_label: checkpoint.place.as_deref().map(|place| self.voice.say("place", place)),
        }
    }

    fn expected_change(&self, change: &ExpectedChangeRecord) -> ExpectedChange {
        ExpectedChange {
            at: self.time(change.at),
            previous: self.window(change.previous_from, change.previous_to),
            reason_label: self.voice.say("delay", &change.reason),
        }
    }

    fn alert(&self, record: &ShipmentRecord, alert: &Alert) -> ShipmentAlert {
        let carrier = self.voice.say("carrier", &record.carrier);
        let label = self.voice.find(&format!("alert-{}-action", alert.code), &[("carrier", &carrier)]);
        let mut action =
            AlertAction { label: label.unwrap_or_default(), case_type: None, reason_code: None, url: None };
        match alert.code {
            "late" | "stalled" | "returned_to_sender" => {
                action.case_type = Some("complaint".into());
                action.reason_code = Some(complaint_reason(alert.code).into());
            }
            "attempt_failed" | "ready_for_pickup" | "customs" => action.url.clone_from(&record.tracking_url),
            // Only a person at the shop can tell the carrier another address.
            _ => action.url = self.app.shop.contact.first().map(|contact| contact.url.clone()),
        }
        let possible = action.case_type.is_some() || action.url.is_some();
        ShipmentAlert {
            code: alert.code.into(),
            title: self.voice.say("alert", alert.code),
            detail: self.voice.detail("alert", alert.code, &[("carrier", &carrier)]),
            due_at: alert.due_at.map(|at| self.time(at)),
            actions: Vec::from_iter(possible.then_some(action)),
        }
    }

    /// The stages of a longer journey: one is done when the checkpoint that ends it has come.
    fn legs(&self, record: &ShipmentRecord, checkpoints: &[CheckpointRecord]) -> Vec<Leg> {
        let legs: Vec<LegRecord> =
            record.legs.as_deref().and_then(|legs| serde_json::from_str(legs).ok()).unwrap_or_default();
        let under_way = checkpoints.iter().any(|checkpoint| checkpoint.tracking_status != "info_received");
        let ended = |leg: &LegRecord| checkpoints.iter().any(|checkpoint| checkpoint.message == leg.ends_with);
        let done = if record.delivered_at.is_some() {
            legs.len()
        } else {
            legs.iter().rposition(ended).map_or(0, |last| last + 1)
        };
        let leg = |(place, leg): (usize, &LegRecord)| Leg {
            mode: leg.mode.clone(),
            label: self.voice.say("leg", &leg.mode),
            from_label: self.voice.say("place", &leg.from),
            to_label: self.voice.say("place", &leg.to),
            status: match place {
                place if place < done => LegStatus::Done,
                place if place == done && under_way => LegStatus::Current,
                _ => LegStatus::Upcoming,
            },
        };
        legs.iter().enumerate().map(leg).collect()
    }
}

/// The reason of a complaint that an alert leads to, a leaf of the shop's complaint reasons.
fn complaint_reason(alert: &str) -> &'static str {
    match alert {
        "late" => "late_parcel",
        _ => "parcel_lost",
    }
}
