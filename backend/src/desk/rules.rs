//! What the shop promises to somebody who complains, read from `shop/desk.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::clock::{HOUR, Millis};

/// The shop's promises.
#[derive(Debug, Default, Deserialize)]
pub struct Rules {
    /// Who takes cases, in turn; the names are `staff-{code}` in the catalogs.
    pub staff: Vec<String>,
    /// Who decides, from the first to the last instance.
    pub ladder: Vec<Rung>,
    clocks: BTreeMap<String, ClockRule>,
    /// What a broken promise is worth in each currency, minor units.
    goodwill: BTreeMap<String, i64>,
    /// Days for which an offer stands unless it says otherwise.
    pub offer_days: i64,
    /// Days in which a settled case can be reopened.
    pub reopen_days: i64,
    /// Days to pay for a repair.
    pub pay_days: i64,
    /// Days in which agreed money is paid.
    pub payout_days: i64,
    /// The most messages a conversation has.
    pub most_messages: i64,
}

/// A rung of the escalation ladder.
#[derive(Debug, Deserialize)]
pub struct Rung {
    pub code: String,
    /// Within how many hours it decides.
    pub hours: i64,
}

#[derive(Debug, Deserialize)]
struct ClockRule {
    hours: i64,
    /// Shorter for members.
    #[serde(default)]
    tiers: BTreeMap<String, i64>,
    on_breach: Vec<Consequence>,
}

/// What happens by itself when a clock runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// The next rung takes over, if there is one.
    Escalate,
    /// The shopper gets a credit.
    Credit,
}

impl Consequence {
    /// Its sentence is `consequence-{code}` in the catalogs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Escalate => "escalate",
            Self::Credit => "credit",
        }
    }
}

impl Rules {
    /// Reads the file, which is built in.
    ///
    /// # Errors
    /// When it is not what this type describes.
    pub fn load() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../../shop/desk.json"))
    }

    /// When a clock that starts now is due; absent for a clock the shop does not have. The clock of a rung runs for as
    /// long as the rung may take.
    #[must_use]
    pub fn due(&self, clock: &str, level: usize, tier: Option<&str>, now: Millis) -> Option<Millis> {
        let rule = self.clocks.get(clock)?;
        let hours = if clock == "decision" {
            self.ladder.get(level)?.hours
        } else {
            tier.and_then(|tier| rule.tiers.get(tier)).copied().unwrap_or(rule.hours)
        };
        Some(now + hours * HOUR)
    }

    /// What happens when a clock runs out while the case is on this rung.
    #[must_use]
    pub fn consequences(&self, clock: &str, level: usize) -> Vec<Consequence> {
        let rule = self.clocks.get(clock);
        let possible = |consequence: &Consequence| *consequence != Consequence::Escalate || self.can_escalate(level);
        rule.map(|rule| rule.on_breach.iter().copied().filter(possible).collect()).unwrap_or_default()
    }

    /// Whether there is a rung above this one.
    #[must_use]
    pub fn can_escalate(&self, level: usize) -> bool {
        level + 1 < self.ladder.len()
    }

    /// What a broken promise is worth, minor units; absent in a currency the shop names none for.
    #[must_use]
    pub fn goodwill(&self, currency: &str) -> Option<i64> {
        self.goodwill.get(currency).copied()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn members_wait_for_a_shorter_time() {
        let rules = Rules::load().unwrap();
        assert_eq!(rules.due("first_answer", 0, None, 0), Some(24 * HOUR));
        assert_eq!(rules.due("first_answer", 0, Some("gold"), 0), Some(4 * HOUR));
        assert_eq!(rules.due("first_answer", 0, Some("platinum"), 0), Some(24 * HOUR));
        assert_eq!(rules.due("coffee", 0, None, 0), None);
    }

    #[test]
    fn the_highest_rung_takes_its_own_time_and_has_nobody_above() {
        let rules = Rules::load().unwrap();
        assert_eq!(rules.due("decision", 2, Some("gold"), 0), Some(168 * HOUR));
        assert_eq!(rules.consequences("decision", 1), [Consequence::Credit, Consequence::Escalate]);
        assert_eq!(rules.consequences("decision", 2), [Consequence::Credit]);
        assert_eq!(rules.consequences("first_answer", 2), []);
        assert!(rules.can_escalate(1) && !rules.can_escalate(2));
    }
}
