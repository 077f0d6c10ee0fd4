//! What comes back: whole minor units, parts that sum to the total, never more than was paid.

use serde::{Deserialize, Serialize};

use super::{Terms, TierRule};

/// Who bears what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    Customer,
    Merchant,
    Carrier,
}

impl Fault {
    /// The contract's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Merchant => "merchant",
            Self::Carrier => "carrier",
        }
    }
}

/// How the pieces go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    DropOffLabelless,
    DropOffLabel,
    Pickup,
    InStore,
    SelfShip,
    KeepItem,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 6] =
        [Self::DropOffLabelless, Self::DropOffLabel, Self::Pickup, Self::InStore, Self::SelfShip, Self::KeepItem];

    /// The methods of a purchase without choices, the default first.
    pub const BASIC: [Self; 3] = [Self::DropOffLabelless, Self::DropOffLabel, Self::Pickup];

    /// The contract's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DropOffLabelless => "drop_off_labelless",
            Self::DropOffLabel => "drop_off_label",
            Self::Pickup => "pickup",
            Self::InStore => "in_store",
            Self::SelfShip => "self_ship",
            Self::KeepItem => "keep_item",
        }
    }

    /// The method with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }

    /// Whether the fee is taken off the refund; otherwise the shopper pays it to somebody else.
    #[must_use]
    pub fn is_deducted(self) -> bool {
        self != Self::SelfShip
    }
}

/// A part of a refund, in minor units of the order's currency; negative where it is deducted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// `items`, `return_fee`, `inspection_fee`, `bonus` or `replacement`.
    pub code: String,
    pub amount: i64,
}

impl Part {
    /// A part of `amount`.
    #[must_use]
    pub fn new(code: &str, amount: i64) -> Self {
        Self { code: code.into(), amount }
    }
}

/// What `quantity` more pieces of a line are worth when `claimed` pieces with `claimed_amount` are on their way back
/// already. The last piece takes what rounding left over, so that all pieces together are exactly the line's total.
#[must_use]
pub fn share(line_total: i64, ordered: u32, claimed: u32, claimed_amount: i64, quantity: u32) -> i64 {
    let (left, pieces) = (line_total - claimed_amount, ordered.saturating_sub(claimed));
    if quantity >= pieces { left } else { left / i64::from(pieces) * i64::from(quantity) }
}

/// Pieces of one line going back.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub terms: &'a Terms,
    /// What they cost, see [`share`].
    pub amount: i64,
    /// Whether they go back within the period in which no reason is asked.
    pub without_reason: bool,
    pub fault: Fault,
}

impl Piece<'_> {
    /// Whether the way back is the shopper's to pay.
    #[must_use]
    pub fn chargeable(&self) -> bool {
        !self.without_reason && self.fault == Fault::Customer
    }
}

/// The fee of one method for these pieces; where it is deducted, not more than the pieces are worth. It is taken once
/// for a case, at the highest rate among its lines, because they travel together.
#[must_use]
pub fn method_fee(pieces: &[Piece<'_>], method: Method, tier: TierRule) -> i64 {
    let chargeable = pieces.iter().filter(|piece| piece.chargeable() && !tier.return_fee_waived);
    let way_back = chargeable.map(|piece| piece.terms.return_fee).max().unwrap_or(0);
    // The door is a convenience the shopper chooses, except where something went wrong that is not theirs.
    let own_choice = pieces.iter().all(|piece| piece.fault == Fault::Customer);
    let door = match method {
        Method::Pickup if own_choice => pieces.iter().map(|piece| piece.terms.pickup_fee).max().unwrap_or(0),
        _ => 0,
    };
    match method {
        Method::InStore | Method::KeepItem => 0,
        Method::SelfShip => way_back,
        Method::DropOffLabelless | Method::DropOffLabel | Method::Pickup => {
            (way_back + door).min(items_total(pieces)).max(0)
        }
    }
}

/// The parts of the refund for these pieces: the items, then what is deducted. Fees stop where the refund would fall
/// below nothing.
#[must_use]
pub fn breakdown(pieces: &[Piece<'_>], method: Method, tier: TierRule) -> Vec<Part> {
    let items = items_total(pieces);
    let return_fee = if method.is_deducted() { method_fee(pieces, method, tier) } else { 0 };
    let inspection: i64 = pieces.iter().filter(|p| p.chargeable()).map(|p| p.terms.inspection_fee).sum();
    let inspection = inspection.min(items - return_fee).max(0);
    let mut parts = vec![Part::new("items", items)];
    for (code, fee) in [("return_fee", return_fee), ("inspection_fee", inspection)] {
        if fee > 0 {
            parts.push(Part::new(code, -fee));
        }
    }
    parts
}

/// The sum of the parts.
#[must_use]
pub fn total(parts: &[Part]) -> i64 {
    parts.iter().map(|part| part.amount).sum()
}

/// What the pieces are worth together.
#[must_use]
pub fn items_total(pieces: &[Piece<'_>]) -> i64 {
    pieces.iter().map(|piece| piece.amount).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn piece(terms: &Terms, without_reason: bool, fault: Fault) -> Piece<'_> {
        Piece { terms, amount: 3_600, without_reason, fault }
    }

    const NO_TIER: TierRule = TierRule { extra_days: 0, return_fee_waived: false };
    const GOLD: TierRule = TierRule { extra_days: 15, return_fee_waived: true };

    #[test]
    fn pieces_returned_one_by_one_add_up_to_the_line() {
        for (line_total, ordered) in [(10_000, 3), (1, 2), (19_900, 7), (0, 4), (5, 1)] {
            let mut paid = 0;
            for claimed in 0..ordered {
                paid += share(line_total, ordered, claimed, paid, 1);
                assert!(paid <= line_total);
            }
            assert_eq!(paid, line_total);
        }
    }

    #[test]
    fn a_remainder_paid_once_is_not_paid_again() {
        // Two pieces of 101: the second takes 51, the first's case is cancelled, then the first goes back after all.
        let first = share(101, 2, 0, 0, 1);
        let second = share(101, 2, 1, first, 1);
        let again = share(101, 2, 1, second, 1);
        assert_eq!((first, second, again), (50, 51, 50));
    }

    #[test]
    fn without_a_reason_everything_comes_back() {
        let terms = terms();
        let pieces = [piece(&terms, true, Fault::Customer)];
        let parts = breakdown(&pieces, Method::DropOffLabelless, NO_TIER);
        assert_eq!(parts, [Part::new("items", 3_600)]);
        assert_eq!(method_fee(&pieces, Method::Pickup, NO_TIER), 500);
    }

    #[test]
    fn a_change_of_mind_after_the_period_pays_the_way_back() {
        let terms = terms();
        let pieces = [piece(&terms, false, Fault::Customer), piece(&terms, false, Fault::Customer)];
        assert_eq!(total(&breakdown(&pieces, Method::DropOffLabelless, NO_TIER)), 7_200 - 300);
        assert_eq!(total(&breakdown(&pieces, Method::Pickup, NO_TIER)), 7_200 - 800);
        assert_eq!(total(&breakdown(&pieces, Method::DropOffLabel, GOLD)), 7_200);
    }

    #[test]
    fn what_is_not_the_shoppers_fault_costs_nothing() {
        let electronics = Terms { inspection_fee: 900, ..terms() };
        for fault in [Fault::Merchant, Fault::Carrier] {
            let pieces = [piece(&electronics, false, fault)];
            assert_eq!(total(&breakdown(&pieces, Method::Pickup, NO_TIER)), 3_600);
        }
    }

    #[test]
    fn electronics_without_a_fault_pay_for_the_inspection() {
        let electronics = Terms { inspection_fee: 900, ..terms() };
        let pieces = [piece(&electronics, false, Fault::Customer)];
        let parts = breakdown(&pieces, Method::DropOffLabelless, NO_TIER);
        assert_eq!(parts.iter().map(|part| part.amount).collect::<Vec<_>>(), [3_600, -300, -900]);
    }

    #[test]
    fn fees_never_make_a_refund_negative() {
        let steep = Terms { return_fee: 3_000, inspection_fee: 3_000, ..terms() };
        let pieces = [piece(&steep, false, Fault::Customer)];
        assert_eq!(total(&breakdown(&pieces, Method::Pickup, NO_TIER)), 100 - 100);
    }
}
