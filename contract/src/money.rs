//! Amounts of money.

use serde::{Deserialize, Serialize};

use crate::read::Read;

/// The largest absolute `amount` the contract allows, 2^53 − 1: what a JSON number holds exactly in every language.
pub const MAX_AMOUNT: i64 = 9_007_199_254_740_991;

/// An amount in a currency's minor units (cents, fen; whole yen, because the yen has none).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Money {
    /// Whole minor units; negative for what the shopper loses (a fee in a breakdown).
    pub amount: i64,
    /// ISO 4217, for example `CNY`.
    pub currency: String,
}

/// One line of a breakdown. The parts of a breakdown sum to its total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct AmountPart {
    /// What the part is: `items`, `tax`, `shipping`, `return_fee`, `discount`, `bonus` … (open).
    pub code: String,
    #[serde(default)]
    pub label: String,
    pub amount: Money,
}
