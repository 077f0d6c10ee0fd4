//! The right of withdrawal of consumers in the European Union: fourteen days from the day on which the last of the goods
//! came into their hands, without a reason (Directive 2011/83/EU, articles 9 to 14). No rule of the shop shortens it.

use crate::clock::{Calendar, Millis};

/// Days after the delivery of the last goods (article 9).
const DAYS: i64 = 14;

/// Days from the withdrawal to the refund at the latest (article 13), and to the sending back of the goods (article 14).
pub const DAYS_TO_SETTLE: i64 = 14;

/// The hours of the Azores, where the Union's days end last: nobody there loses the evening of the last day.
const LAST_HOUR_OF_THE_UNION: i8 = -1;

/// Where withdrawal stands for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// It may be exercised; until then, once everything is delivered.
    Open(Option<Millis>),
    /// The period is over since then.
    Over(Millis),
}

/// The right at the moment `now`. `deliveries` are the parcels' arrivals, absent for what has not arrived, `complete`
/// whether every piece is in one of them.
#[must_use]
pub fn right(deliveries: &[Option<Millis>], complete: bool, now: Millis) -> Right {
    let arrived: Option<Vec<Millis>> = deliveries.iter().copied().collect();
    let last = arrived.filter(|_| complete).and_then(|arrived| arrived.into_iter().max());
    let Some(last) = last else { return Right::Open(None) };
    let deadline = Calendar::hours_ahead(LAST_HOUR_OF_THE_UNION).end_of_day(last, DAYS);
    if now <= deadline { Right::Open(Some(deadline)) } else { Right::Over(deadline) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::DAY;

    const NOW: Millis = 1_795_155_120_000;

    fn of(days_ago: &[i64]) -> Right {
        let deliveries: Vec<_> = days_ago.iter().map(|days| Some(NOW - days * DAY)).collect();
        right(&deliveries, true, NOW)
    }

    #[test]
    fn the_last_parcel_counts() {
        assert!(matches!(of(&[40, 3]), Right::Open(Some(_))));
        assert!(matches!(of(&[40, 15]), Right::Over(_)));
        assert!(matches!(of(&[14]), Right::Open(Some(_))), "the fourteenth day belongs to the period");
    }

    #[test]
    fn what_has_not_arrived_can_be_withdrawn_from() {
        assert_eq!(right(&[Some(NOW - 40 * DAY), None], true, NOW), Right::Open(None));
        assert_eq!(right(&[Some(NOW - 40 * DAY)], false, NOW), Right::Open(None));
        assert_eq!(right(&[], false, NOW), Right::Open(None));
    }
}
