//! The times somebody can come or be visited, made from the shop's weekly rhythm: nothing need be planned ahead.

use serde::Deserialize;

use crate::clock::{Calendar, HOUR, MINUTE, Millis};

/// A kind of appointment.
#[derive(Clone, Debug, Deserialize)]
pub struct SlotRule {
    /// In its slots' ids.
    pub code: String,
    /// `pickup` or `repair`, as `GET /slots?for=` asks.
    pub purpose: String,
    /// With `repair`: the repair mode it is for.
    pub mode: Option<String>,
    /// How many days ahead can be booked.
    pub days: i64,
    /// How long before its beginning a slot closes.
    pub lead_hours: i64,
    /// How many can have the same slot.
    pub capacity: i64,
    /// For how long a hold keeps.
    pub hold_minutes: i64,
    /// Its name is `slot-place-{place}` in the catalogs; absent when it is at the order's address.
    pub place: Option<String>,
    /// Hours of the shop's day.
    pub periods: Vec<Period>,
}

/// A stretch of a day, in whole hours.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Period {
    pub from: i64,
    pub to: i64,
}

/// A time that can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotTime {
    pub id: String,
    pub starts_at: Millis,
    pub ends_at: Millis,
}

impl SlotRule {
    /// What can be booked at `now`, soonest first.
    #[must_use]
    pub fn times(&self, calendar: Calendar, now: Millis) -> Vec<SlotTime> {
        let opens = now + self.lead_hours * HOUR;
        (0..=self.days)
            .flat_map(|days| {
                let day = calendar.start_of_day(now, days);
                self.periods.iter().map(move |period| (day + period.from * HOUR, day + period.to * HOUR))
            })
            .filter(|(starts_at, _)| *starts_at >= opens)
            .map(|(starts_at, ends_at)| SlotTime {
                id: format!("slot_{}_{}", self.code, starts_at / MINUTE),
                starts_at,
                ends_at,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_begin_after_the_lead_and_keep_their_names() {
        let rule = SlotRule {
            code: "pickup".into(),
            purpose: "pickup".into(),
            mode: None,
            days: 2,
            lead_hours: 2,
            capacity: 1,
            hold_minutes: 15,
            place: None,
            periods: vec![Period { from: 9, to: 12 }, Period { from: 18, to: 21 }],
        };
        let shop = Calendar::hours_ahead(8);
        // 2026-11-20T14:12:00+08:00.
        let now = 1_795_155_120_000;
        let times = rule.times(shop, now);
        let starts: Vec<_> = times.iter().map(|slot| shop.rfc3339(slot.starts_at)).collect();
        assert_eq!(starts[0], "2026-11-20T18:00:00+08:00");
        assert_eq!(starts.last().map(String::as_str), Some("2026-11-22T18:00:00+08:00"));
        assert_eq!(starts.len(), 5);
        let later = rule.times(shop, now + 3 * HOUR);
        assert_eq!(later[0], times[1], "a slot has the same id whenever it is asked for");
    }
}
