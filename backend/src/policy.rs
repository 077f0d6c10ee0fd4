//! The shop's rules about returns, as pure functions: facts in, answer out, no clock and no database.

pub mod eligibility;
pub mod refund;

use serde::{Deserialize, Serialize};

use crate::clock::{Calendar, Millis};

/// The return terms of one line, snapshotted at purchase. Amounts in the order's minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Days after delivery in which the line may go back.
    pub window_days: i64,
    /// Days after delivery in which no reason is asked and the way back is free: seven in China (Consumer Protection
    /// Law, article 25) and Taiwan (Consumer Protection Act, article 19).
    pub no_reason_days: i64,
    pub final_sale: bool,
    /// False for what hygiene keeps from going back once delivered.
    pub returnable: bool,
    /// The way back, when the shopper bears it.
    pub return_fee: i64,
    /// What a courier at the door costs on top.
    pub pickup_fee: i64,
    /// Checking and repacking what turns out to have no fault.
    pub inspection_fee: i64,
}

/// What a member tier changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierRule {
    /// Days added to the return window.
    #[serde(default)]
    pub extra_days: i64,
    /// Whether the way back is free whatever the reason.
    #[serde(default)]
    pub return_fee_waived: bool,
}

impl Terms {
    /// The last moment to return what was delivered at `delivered_at`.
    #[must_use]
    pub fn deadline(&self, tier: TierRule, calendar: Calendar, delivered_at: Millis) -> Millis {
        calendar.end_of_day(delivered_at, self.window_days + tier.extra_days)
    }

    /// The last moment at which no reason is asked; absent where a reason is always asked.
    #[must_use]
    pub fn no_reason_until(&self, calendar: Calendar, delivered_at: Millis) -> Option<Millis> {
        (self.no_reason_days > 0).then(|| calendar.end_of_day(delivered_at, self.no_reason_days))
    }
}
