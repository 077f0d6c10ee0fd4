//! The shop's rules about returns, as pure functions: facts in, answer out, no clock and no database.

pub mod alerts;
pub mod complaint;
pub mod cover;
pub mod eligibility;
pub mod price;
pub mod refund;
pub mod resolution;
pub mod slots;
pub mod withdrawal;

use serde::{Deserialize, Serialize};

use crate::clock::{Calendar, Millis};
use refund::Method;
use resolution::Resolution;

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
    /// What the shop offers beyond a refund. Purchases from before it offered anything have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
}

/// What a purchase may be settled with beyond a refund, and the ways back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The default first.
    pub resolutions: Vec<Resolution>,
    /// The default first.
    pub methods: Vec<Method>,
    /// Whether reasons that say so must come with photos and the like.
    pub evidence: bool,
    /// Up to what value the shopper keeps what arrived faulty; nothing when 0.
    pub keep_below: i64,
    /// What store credit is worth more than a refund, in percent.
    pub credit_bonus_percent: i64,
    /// Days after the purchase in which a lower price is paid out; 0 when it never is.
    pub price_protection_days: i64,
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

    /// The ways back, the default first.
    #[must_use]
    pub fn methods(&self) -> &[Method] {
        self.choices.as_ref().map_or(&Method::BASIC, |choices| &choices.methods)
    }

    /// What the line may be settled with, the default first.
    #[must_use]
    pub fn resolutions(&self) -> &[Resolution] {
        self.choices.as_ref().map_or(&[Resolution::Refund], |choices| &choices.resolutions)
    }

    /// The last moment at which no reason is asked; absent where a reason is always asked.
    #[must_use]
    pub fn no_reason_until(&self, calendar: Calendar, delivered_at: Millis) -> Option<Millis> {
        (self.no_reason_days > 0).then(|| calendar.end_of_day(delivered_at, self.no_reason_days))
    }
}
