//! Who pays when something breaks: statutory rights, the maker's warranty, and plans that were bought.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::clock::{Calendar, Millis};

/// What the shop promises beyond returns, as `shop/care.json` describes it.
#[derive(Debug, Default, Deserialize)]
pub struct CareRules {
    /// Months of the seller's liability from delivery, by the currency bought in: two years in the European Union
    /// (Directive (EU) 2019/771, article 10).
    statutory_months: BTreeMap<String, i32>,
    modes: Vec<ModeRule>,
    categories: BTreeMap<String, CategoryCare>,
    products: BTreeMap<String, ProductCare>,
}

/// A way to have something repaired; its sentences are `mode-{code}` in the catalogs.
#[derive(Clone, Debug, Deserialize)]
pub struct ModeRule {
    pub code: String,
    /// Whether an appointment has to be booked.
    #[serde(default)]
    pub needs_slot: bool,
}

#[derive(Debug, Default, Deserialize)]
struct CategoryCare {
    /// From delivery.
    manufacturer_months: i32,
    /// Best first.
    modes: Vec<String>,
    tips: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct ProductCare {
    #[serde(default)]
    tips: Vec<String>,
    #[serde(default)]
    manual: bool,
}

/// A cover of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// `statutory`, `manufacturer` or `extended`; its sentences are `cover-{code}` in the catalogs.
    pub code: &'static str,
    /// Its last moment.
    pub until: Millis,
    /// Whether it holds now.
    pub holds: bool,
}

/// What covers depend on.
#[derive(Clone, Copy, Debug)]
pub struct Bought<'a> {
    pub category: &'a str,
    pub currency: &'a str,
    /// The last piece's; absent before.
    pub delivered_at: Option<Millis>,
    /// The end of a plan for longer, if one was bought.
    pub plan_until: Option<Millis>,
}

impl CareRules {
    /// Reads the shop's file, which is built in.
    ///
    /// # Errors
    /// When it is not what this type describes.
    pub fn load() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../../shop/care.json"))
    }

    /// The covers of a line at `now`, in the order in which a shopper should call on them. None before delivery.
    #[must_use]
    pub fn covers(&self, bought: Bought<'_>, calendar: Calendar, now: Millis) -> Vec<Cover> {
        let Some(delivered_at) = bought.delivered_at else { return Vec::new() };
        let cover = |code: &'static str, until: Millis| Cover { code, until, holds: now <= until };
        let after = |months: i32| calendar.months_later(delivered_at, months);
        let statutory = self.statutory_months.get(bought.currency);
        let maker = self.categories.get(bought.category).map(|rule| rule.manufacturer_months);
        let mut covers = Vec::new();
        covers.extend(statutory.map(|months| cover("statutory", after(*months))));
        covers.extend(maker.map(|months| cover("manufacturer", after(months))));
        covers.extend(bought.plan_until.map(|until| cover("extended", until)));
        covers
    }

    /// How products of a category can be repaired, best first.
    #[must_use]
    pub fn modes(&self, category: &str) -> Vec<&ModeRule> {
        let offered = self.categories.get(category).map(|rule| rule.modes.as_slice()).unwrap_or_default();
        offered.iter().filter_map(|code| self.modes.iter().find(|mode| mode.code == *code)).collect()
    }

    /// The codes of the tips for a product, its own first; their sentences are `tip-{code}` in the catalogs.
    #[must_use]
    pub fn tips(&self, product_id: &str, category: &str) -> Vec<&str> {
        let own = self.products.get(product_id).map(|rule| rule.tips.as_slice()).unwrap_or_default();
        let general = self.categories.get(category).map(|rule| rule.tips.as_slice()).unwrap_or_default();
        own.iter().chain(general).map(String::as_str).collect()
    }

    /// Whether a product has a manual.
    #[must_use]
    pub fn has_manual(&self, product_id: &str) -> bool {
        self.products.get(product_id).is_some_and(|rule| rule.manual)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::clock::DAY;

    #[test]
    fn covers_follow_the_place_and_the_product() {
        let rules = CareRules::load().unwrap();
        let shop = Calendar::hours_ahead(8);
        // 2026-11-20T14:12:00+08:00.
        let delivered = 1_795_155_120_000;
        let bought = Bought {
            category: "electronics",
            currency: "EUR",
            delivered_at: Some(delivered),
            plan_until: Some(delivered + 1_000 * DAY),
        };
        let covers = rules.covers(bought, shop, delivered + 400 * DAY);
        let said: Vec<_> = covers.iter().map(|cover| (cover.code, shop.rfc3339(cover.until), cover.holds)).collect();
        assert_eq!(said[0], ("statutory", "2028-11-20T23:59:59+08:00".into(), true));
        assert_eq!(said[1], ("manufacturer", "2027-11-20T23:59:59+08:00".into(), false));
        assert_eq!((said[2].0, said[2].2), ("extended", true));
        let elsewhere = rules.covers(Bought { currency: "USD", plan_until: None, ..bought }, shop, delivered);
        assert_eq!(elsewhere.iter().map(|cover| cover.code).collect::<Vec<_>>(), ["manufacturer"]);
        assert_eq!(rules.covers(Bought { delivered_at: None, ..bought }, shop, delivered), []);
    }

    #[test]
    fn every_mode_that_is_offered_is_known() {
        let rules = CareRules::load().unwrap();
        for (category, care) in &rules.categories {
            assert_eq!(rules.modes(category).len(), care.modes.len(), "{category}");
        }
        assert!(rules.modes("gift_card").is_empty());
    }
}
