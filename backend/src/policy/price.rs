//! Price protection: the difference between what was paid and the price now.

use super::eligibility::Barrier;
use crate::clock::{Calendar, Millis};

/// What the rule needs to know about a line.
#[derive(Clone, Copy, Debug)]
pub struct PriceFacts {
    /// Pieces the shopper has and means to keep.
    pub kept: u32,
    /// Pieces among them whose price was adjusted already.
    pub adjusted: u32,
    /// What one piece cost and costs now.
    pub paid: i64,
    pub now: i64,
    pub placed_at: Millis,
    pub days: i64,
}

/// A lower price that may be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drop {
    pub quantity: u32,
    /// For all of the pieces.
    pub difference: i64,
    pub until: Millis,
}

/// Whether a lower price may be claimed at the moment `at`.
///
/// # Errors
/// What is in the way.
pub fn claimable(facts: &PriceFacts, calendar: Calendar, at: Millis) -> Result<Drop, Barrier> {
    let until = calendar.end_of_day(facts.placed_at, facts.days);
    let quantity = facts.kept.saturating_sub(facts.adjusted);
    if facts.adjusted > 0 && quantity == 0 {
        Err(Barrier::AlreadyClaimed)
    } else if facts.kept == 0 {
        Err(Barrier::AlreadyReturned)
    } else if facts.now >= facts.paid {
        Err(Barrier::NotCheaper)
    } else if at > until {
        Err(Barrier::PriceWindowOver)
    } else {
        Ok(Drop { quantity, difference: (facts.paid - facts.now) * i64::from(quantity), until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::DAY;

    const NOW: Millis = 1_795_155_120_000;

    fn facts() -> PriceFacts {
        PriceFacts { kept: 2, adjusted: 0, paid: 8_900, now: 7_400, placed_at: NOW - 10 * DAY, days: 30 }
    }

    fn at(facts: PriceFacts) -> Result<Drop, Barrier> {
        claimable(&facts, Calendar::hours_ahead(8), NOW)
    }

    #[test]
    fn the_difference_is_paid_for_every_piece_kept() {
        assert_eq!(at(facts()).map(|drop| (drop.quantity, drop.difference)), Ok((2, 3_000)));
        assert_eq!(at(PriceFacts { adjusted: 1, ..facts() }).map(|drop| drop.difference), Ok(1_500));
    }

    #[test]
    fn each_barrier_has_its_name() {
        assert_eq!(at(PriceFacts { adjusted: 2, ..facts() }), Err(Barrier::AlreadyClaimed));
        assert_eq!(at(PriceFacts { now: 8_900, ..facts() }), Err(Barrier::NotCheaper));
        assert_eq!(at(PriceFacts { placed_at: NOW - 31 * DAY, ..facts() }), Err(Barrier::PriceWindowOver));
        assert_eq!(at(PriceFacts { kept: 0, ..facts() }), Err(Barrier::AlreadyReturned));
    }
}
