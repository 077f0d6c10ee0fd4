//! Appointments.

use std::collections::HashMap;

use aftercare_contract::slot::{Booking, BookingStatus, Slot};

use super::{View, closed};
use crate::{
    policy::slots::{SlotRule, SlotTime},
    store::bookings::BookingRecord,
};

impl View<'_> {
    /// A slot of a rule, with the places that are `taken` by slot id.
    #[must_use]
    pub fn slot(&self, rule: &SlotRule, time: &SlotTime, taken: &HashMap<String, i64>) -> Slot {
        Slot {
            id: time.id.clone(),
            from: self.time(time.starts_at),
            to: self.time(time.ends_at),
            place_label: self.place(rule),
            available: taken.get(&time.id).copied().unwrap_or(0) < rule.capacity,
            fee: None,
        }
    }

    /// A slot that is held or booked.
    #[must_use]
    pub fn booking(&self, booking: &BookingRecord) -> Booking {
        // A slot's id begins with its rule's; the hours may have changed since.
        let rules = &self.app.shop.slots;
        let rule = rules.iter().find(|rule| booking.slot_id.starts_with(&format!("slot_{}_", rule.code)));
        let kept = booking.is_kept(self.app.clock.now());
        Booking {
            id: booking.id.clone(),
            slot_id: booking.slot_id.clone(),
            from: self.time(booking.starts_at),
            to: self.time(booking.ends_at),
            place_label: rule.and_then(|rule| self.place(rule)),
            status: closed(if kept { &booking.status } else { "cancelled" }, BookingStatus::Unknown),
            held_until: booking.held_until.filter(|_| kept).map(|at| self.time(at)),
        }
    }

    fn place(&self, rule: &SlotRule) -> Option<String> {
        rule.place.as_deref().map(|place| self.voice.say("slot-place", place))
    }
}
