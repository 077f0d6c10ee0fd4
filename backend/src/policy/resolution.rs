//! What settles a case.

use serde::{Deserialize, Serialize};

/// What the shopper gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    Refund,
    StoreCredit,
    Exchange,
    PriceAdjustment,
}

impl Resolution {
    /// The contract's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::StoreCredit => "store_credit",
            Self::Exchange => "exchange",
            Self::PriceAdjustment => "price_adjustment",
        }
    }

    /// The resolution with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Refund, Self::StoreCredit, Self::Exchange, Self::PriceAdjustment]
            .into_iter()
            .find(|resolution| resolution.code() == code)
    }

    /// What an order's adjustment is called when it has been paid out.
    #[must_use]
    pub fn adjustment(self) -> &'static str {
        match self {
            Self::Refund | Self::Exchange => "refund",
            Self::StoreCredit => "credit",
            Self::PriceAdjustment => "price_adjustment",
        }
    }
}

/// How much money may be out before the goods are back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The member's limit.
    pub limit: i64,
    /// What is left of it.
    pub available: i64,
}

impl Room {
    /// What is left of `limit` when `out` is out already.
    #[must_use]
    pub fn left(limit: i64, out: i64) -> Self {
        Self { limit, available: (limit - out).max(0) }
    }

    /// Whether `amount` may go out as well.
    #[must_use]
    pub fn has(self, amount: i64) -> bool {
        amount <= self.available
    }
}

/// The thank-you for taking store credit instead of `amount` of money.
#[must_use]
pub fn bonus(amount: i64, percent: i64) -> i64 {
    amount.max(0) * percent / 100
}

/// What a promise of `total` loses when goods worth `refused` of `all` are not taken back: in proportion, so that fees
/// and bonus follow.
#[must_use]
pub fn reduction(total: i64, refused: i64, all: i64) -> i64 {
    if refused >= all { total } else { total * refused / all.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bonus_is_rounded_down_and_never_negative() {
        assert_eq!((bonus(4_805, 10), bonus(0, 10), bonus(-300, 10)), (480, 0, 0));
    }

    #[test]
    fn money_is_out_up_to_the_limit() {
        assert!(Room::left(20_000, 12_000).has(8_000));
        assert!(!Room::left(20_000, 12_000).has(8_001));
        assert_eq!(Room::left(20_000, 30_000).available, 0);
    }

    #[test]
    fn what_is_refused_takes_its_share_and_everything_takes_all() {
        assert_eq!(reduction(6_900, 3_600, 7_200), 3_450);
        assert_eq!(reduction(6_900, 7_200, 7_200), 6_900);
        assert_eq!(reduction(6_900, 0, 7_200), 0);
    }
}
