//! Which pieces of a line can go back now, and why the others can't.

use super::{Terms, TierRule};
use crate::clock::{Calendar, Millis};

/// Pieces of a line that travelled together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parcel {
    pub quantity: u32,
    /// Absent while under way.
    pub delivered_at: Option<Millis>,
}

/// What the rules need to know about a line.
#[derive(Clone, Debug)]
pub struct LineFacts<'a> {
    pub ordered: u32,
    /// Pieces of finished returns.
    pub returned: u32,
    /// Pieces of open returns.
    pub requested: u32,
    pub order_cancelled: bool,
    /// The line's own parcels, outbound only.
    pub parcels: &'a [Parcel],
    pub terms: &'a Terms,
}

/// Why pieces can't go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    OrderCancelled,
    NotFulfilled,
    AlreadyReturned,
    AlreadyRequested,
    WindowExpired,
    FinalSale,
    NotCovered,
    /// Nothing is left to exchange it for.
    SoldOut,
    /// The period of withdrawal is over.
    WithdrawalOver,
    /// A contract without a right of withdrawal.
    NoWithdrawal,
    /// It costs no less than it did.
    NotCheaper,
    /// The lower price was paid out already.
    AlreadyClaimed,
    /// The days in which a lower price is paid out are over.
    PriceWindowOver,
}

impl Barrier {
    /// The contract's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OrderCancelled => "other",
            Self::NotFulfilled => "not_fulfilled",
            Self::AlreadyReturned => "already_returned",
            Self::AlreadyRequested => "already_requested",
            Self::WindowExpired => "window_expired",
            Self::FinalSale => "final_sale",
            Self::NotCovered | Self::NoWithdrawal => "not_covered",
            Self::SoldOut => "sold_out",
            Self::NotCheaper => "no_price_drop",
            Self::AlreadyClaimed => "already_claimed",
            Self::WithdrawalOver | Self::PriceWindowOver => "window_expired",
        }
    }

    /// The catalog's name for the sentence: finer than [`Barrier::code`].
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::OrderCancelled => "order_cancelled",
            Self::NoWithdrawal => "no_withdrawal",
            Self::WithdrawalOver => "withdrawal_over",
            Self::PriceWindowOver => "price_window_over",
            other => other.code(),
        }
    }
}

/// The answer for one line at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessment {
    pub eligible: u32,
    /// The first moment at which some eligible piece stops being so.
    pub deadline: Option<Millis>,
    /// Eligible pieces for which no reason is asked.
    pub without_reason: u32,
    /// The first moment at which some of those need a reason.
    pub no_reason_until: Option<Millis>,
    /// Why the other pieces can't, with how many. Together with `eligible` they make the ordered quantity.
    pub barriers: Vec<(Barrier, u32)>,
}

impl Assessment {
    fn bar(&mut self, barrier: Barrier, quantity: u32) {
        if quantity == 0 {
            return;
        }
        match self.barriers.iter_mut().find(|(other, _)| *other == barrier) {
            Some((_, pieces)) => *pieces += quantity,
            None => self.barriers.push((barrier, quantity)),
        }
    }
}

/// Assesses a line at the moment `now`.
#[must_use]
pub fn assess(line: &LineFacts<'_>, tier: TierRule, calendar: Calendar, now: Millis) -> Assessment {
    let mut answer = Assessment::default();
    answer.bar(Barrier::AlreadyReturned, line.returned);
    answer.bar(Barrier::AlreadyRequested, line.requested);
    let mut claimed = line.returned + line.requested;
    let mut left = line.ordered.saturating_sub(claimed);
    if line.order_cancelled || line.terms.final_sale {
        let barrier = if line.order_cancelled { Barrier::OrderCancelled } else { Barrier::FinalSale };
        answer.bar(barrier, left);
        return answer;
    }

    let mut delivered: Vec<(Millis, u32)> =
        line.parcels.iter().filter_map(|parcel| Some((parcel.delivered_at?, parcel.quantity))).collect();
    // Pieces already claimed count as the ones that came first, which leaves the shopper the longest window.
    delivered.sort_unstable();
    for (delivered_at, quantity) in delivered {
        let used = quantity.min(claimed);
        claimed -= used;
        let pieces = (quantity - used).min(left);
        left -= pieces;
        if pieces == 0 {
            continue;
        }
        let deadline = line.terms.deadline(tier, calendar, delivered_at);
        if !line.terms.returnable {
            answer.bar(Barrier::NotCovered, pieces);
        } else if now > deadline {
            answer.bar(Barrier::WindowExpired, pieces);
        } else {
            answer.eligible += pieces;
            answer.deadline = earlier(answer.deadline, deadline);
            if let Some(until) = line.terms.no_reason_until(calendar, delivered_at).filter(|until| now <= *until) {
                answer.without_reason += pieces;
                answer.no_reason_until = earlier(answer.no_reason_until, until);
            }
        }
    }
    answer.bar(Barrier::NotFulfilled, left);
    answer
}

fn earlier(known: Option<Millis>, other: Millis) -> Option<Millis> {
    Some(known.map_or(other, |known| known.min(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::DAY;

    const NOW: Millis = 1_795_155_120_000;

    fn terms() -> Terms {
        Terms {
            window_days: 30,
            no_reason_days: 7,
            final_sale: false,
            returnable: true,
            return_fee: 300,
            pickup_fee: 500,
            inspection_fee: 0,
            choices: None,
        }
    }

    fn delivered(quantity: u32, days_ago: i64) -> Parcel {
        Parcel { quantity, delivered_at: Some(NOW - days_ago * DAY) }
    }

    fn line<'a>(ordered: u32, parcels: &'a [Parcel], terms: &'a Terms) -> LineFacts<'a> {
        LineFacts { ordered, returned: 0, requested: 0, order_cancelled: false, parcels, terms }
    }

    fn at(line: &LineFacts<'_>, tier: TierRule) -> Assessment {
        assess(line, tier, Calendar::hours_ahead(8), NOW)
    }

    #[test]
    fn delivered_yesterday_goes_back_without_a_reason() {
        let terms = terms();
        let answer = at(&line(2, &[delivered(2, 1)], &terms), TierRule::default());
        assert_eq!((answer.eligible, answer.without_reason), (2, 2));
        assert!(answer.barriers.is_empty());
        assert!(answer.no_reason_until < answer.deadline);
    }

    #[test]
    fn after_seven_days_a_reason_is_asked() {
        let terms = terms();
        let last = at(&line(1, &[delivered(1, 7)], &terms), TierRule::default());
        let late = at(&line(1, &[delivered(1, 8)], &terms), TierRule::default());
        assert_eq!((last.eligible, last.without_reason), (1, 1));
        assert_eq!((late.eligible, late.without_reason, late.no_reason_until), (1, 0, None));
    }

    #[test]
    fn the_window_counts_from_the_delivery_of_the_pieces_own_parcel() {
        let terms = terms();
        let parcels = [delivered(1, 40), delivered(1, 10), Parcel { quantity: 1, delivered_at: None }];
        let answer = at(&line(3, &parcels, &terms), TierRule::default());
        assert_eq!(answer.eligible, 1);
        assert_eq!(answer.barriers, [(Barrier::WindowExpired, 1), (Barrier::NotFulfilled, 1)]);
    }

    #[test]
    fn gold_members_have_fifteen_days_more() {
        let terms = terms();
        let parcels = [delivered(1, 40)];
        let gold = TierRule { extra_days: 15, return_fee_waived: true };
        assert_eq!(at(&line(1, &parcels, &terms), TierRule::default()).eligible, 0);
        assert_eq!(at(&line(1, &parcels, &terms), gold).eligible, 1);
    }

    #[test]
    fn final_sale_and_hygiene_stay() {
        let sale = Terms { final_sale: true, ..terms() };
        let hygiene = Terms { returnable: false, ..terms() };
        let parcels = [delivered(1, 1)];
        assert_eq!(at(&line(1, &parcels, &sale), TierRule::default()).barriers, [(Barrier::FinalSale, 1)]);
        assert_eq!(at(&line(1, &parcels, &hygiene), TierRule::default()).barriers, [(Barrier::NotCovered, 1)]);
    }

    #[test]
    fn pieces_are_eligible_or_barred_and_never_both() {
        let terms = terms();
        let parcels = [delivered(2, 40), delivered(2, 2)];
        let mut facts = line(5, &parcels, &terms);
        for claimed in 0..=4 {
            facts.requested = claimed / 2;
            facts.returned = claimed - claimed / 2;
            let answer = at(&facts, TierRule::default());
            let barred: u32 = answer.barriers.iter().map(|(_, pieces)| pieces).sum();
            assert_eq!(answer.eligible + barred, 5, "{claimed} claimed: {answer:?}");
            assert_eq!(answer.eligible, 2.min(4 - claimed));
        }
    }

    #[test]
    fn a_cancelled_order_has_nothing_to_return() {
        let terms = terms();
        let facts = LineFacts { order_cancelled: true, ..line(2, &[], &terms) };
        assert_eq!(at(&facts, TierRule::default()).barriers, [(Barrier::OrderCancelled, 2)]);
    }
}
