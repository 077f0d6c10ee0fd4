//! The reference shop's own facts and rules, read from `shop/`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::{
    clock::Calendar,
    desk::rules::Rules,
    policy::{
        self, Choices, Terms, TierRule,
        complaint::ComplaintRule,
        cover::CareRules,
        refund::{Fault, Method},
        resolution::Resolution,
        slots::SlotRule,
    },
    reviews, surveys, uploads,
};

/// The shop as `shop/shop.json` describes it, with its reasons from `shop/reasons.json` and `shop/symptoms.json`.
#[derive(Debug, Deserialize)]
pub struct Shop {
    /// Main currency, ISO 4217.
    pub currency: String,
    /// ISO 3166-1 alpha-2.
    pub region: String,
    utc_offset_hours: i8,
    /// The same by its IANA name.
    pub time_zone: String,
    pub contract_version: String,
    pub order_number_example: String,
    pub contact: Vec<Contact>,
    /// In Latin letters, as the Universal Postal Union asks for mail that may cross a border.
    pub return_address: Vec<String>,
    /// Who carries parcels back.
    pub return_carrier: String,
    /// Days to hand a return in.
    pub drop_off_days: i64,
    /// Days from the last hand-in to the refund at the latest.
    pub refund_days: i64,
    pub quote_minutes: i64,
    pub tiers: BTreeMap<String, TierRule>,
    /// What it promises beyond returns.
    #[serde(skip)]
    pub care: CareRules,
    /// When somebody can come.
    pub slots: Vec<SlotRule>,
    /// Which files it takes.
    pub uploads: uploads::Rules,
    /// What it wants to know in reviews.
    pub reviews: reviews::Rules,
    /// What it asks, and when.
    pub surveys: surveys::Rules,
    /// When a code is asked for on top of a proof.
    pub challenges: ChallengeRules,
    /// What purchases with choices may be settled with.
    choices: ChoiceRules,
    /// How much may be paid before the goods are back, in minor units by tier and currency.
    instant_limits: BTreeMap<String, BTreeMap<String, i64>>,
    /// Whose consumers have the European Union's right of withdrawal, ISO 3166-1 alpha-2: the Union and the European
    /// Economic Area.
    pub withdrawal_regions: BTreeSet<String>,
    /// Where goods can be handed in.
    pub stores: Vec<StoreRule>,
    /// Where a difference is paid; the case's number is appended.
    pub payment_url: String,
    categories: BTreeMap<String, Category>,
    no_reason_days: i64,
    currencies: BTreeMap<String, Fees>,
    #[serde(skip)]
    pub reasons: Vec<ReasonRule>,
    /// What may be wrong with what is to be repaired.
    #[serde(skip)]
    symptoms: Vec<ReasonRule>,
    /// What can be complained about.
    #[serde(skip)]
    pub complaints: Vec<ComplaintRule>,
    /// What it promises to those who complain.
    #[serde(skip)]
    pub desk: Rules,
}

/// A way to reach a person; label and hours come from the catalogs.
#[derive(Debug, Deserialize)]
pub struct Contact {
    pub channel: String,
    pub url: String,
    /// When somebody answers; absent where the catalogs' words are all there is.
    pub hours: Option<Hours>,
    /// How long an answer takes, in seconds.
    pub expected_wait: Option<u32>,
}

/// The same hours on some days of the week.
#[derive(Debug, Deserialize)]
pub struct Hours {
    /// 1 is Monday (ISO 8601).
    pub weekdays: Vec<u8>,
    /// `HH:MM`.
    pub opens: String,
    pub closes: String,
}

/// Who knows a neighbour's postal code should not get at what is worth a lot.
#[derive(Debug, Deserialize)]
pub struct ChallengeRules {
    /// The most an order may be worth, in minor units by currency, for a postal code to open it alone.
    pub postal_code_up_to: BTreeMap<String, i64>,
}

#[derive(Debug, Deserialize)]
struct Category {
    window_days: i64,
    no_reason_days: Option<i64>,
    #[serde(default)]
    final_sale: bool,
    #[serde(default = "yes")]
    returnable: bool,
    #[serde(default)]
    inspection: bool,
    #[serde(default)]
    after_inspection: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
struct ChoiceRules {
    resolutions: Vec<Resolution>,
    methods: Vec<Method>,
    credit_bonus_percent: i64,
    price_protection_days: i64,
    keep_below: BTreeMap<String, i64>,
}

/// A shop with a door; name, address and hours come from the catalogs.
#[derive(Debug, Deserialize)]
pub struct StoreRule {
    pub id: String,
    /// ISO 3166-1 alpha-2.
    pub region: String,
    pub url: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct Fees {
    return_fee: i64,
    pickup_fee: i64,
    inspection_fee: i64,
}

/// A reason or a group of finer ones; labels come from the catalogs.
#[derive(Clone, Debug, Deserialize)]
pub struct ReasonRule {
    pub code: String,
    pub category: String,
    pub fault: Fault,
    /// Product categories it is offered for; empty means all.
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    pub requires: Vec<String>,
    /// What proves it, `photo`, `video` or `serial`, where the purchase's terms ask for proof.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Whether somebody looks at the proof before anything is sent back.
    #[serde(default)]
    pub review: bool,
    /// What it may be settled with; empty means whatever the purchase's terms say.
    #[serde(default)]
    resolutions: Vec<Resolution>,
    #[serde(default)]
    pub children: Vec<ReasonRule>,
}

impl ReasonRule {
    /// Whether the reason may be settled with this.
    #[must_use]
    pub fn allows(&self, resolution: Resolution) -> bool {
        self.resolutions.is_empty() || self.resolutions.contains(&resolution)
    }
}

impl Shop {
    /// Reads the shop's files, which are built in.
    ///
    /// # Errors
    /// When one of them is not what this type describes.
    pub fn load() -> Result<Self, serde_json::Error> {
        let mut shop: Self = serde_json::from_str(include_str!("../shop/shop.json"))?;
        shop.reasons = serde_json::from_str(include_str!("../shop/reasons.json"))?;
        shop.symptoms = serde_json::from_str(include_str!("../shop/symptoms.json"))?;
        shop.complaints = policy::complaint::load()?;
        shop.desk = Rules::load()?;
        shop.care = CareRules::load()?;
        Ok(shop)
    }

    /// The shop's days.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar::hours_ahead(self.utc_offset_hours)
    }

    /// What a member's tier changes; nothing for no tier or an unknown one.
    #[must_use]
    pub fn tier(&self, tier: Option<&str>) -> TierRule {
        tier.and_then(|tier| self.tiers.get(tier)).copied().unwrap_or_default()
    }

    /// How much may be paid to a member before the goods are back; absent for whom it is nothing.
    #[must_use]
    pub fn instant_limit(&self, tier: Option<&str>, currency: &str) -> Option<i64> {
        self.instant_limits.get(tier?)?.get(currency).copied()
    }

    /// Where goods can be handed in in a region; in the shop's own when it is not known.
    pub fn stores_in<'a>(&'a self, region: Option<&'a str>) -> impl Iterator<Item = &'a StoreRule> {
        let region = region.unwrap_or(&self.region);
        self.stores.iter().filter(move |store| store.region == region)
    }

    /// What a purchase made now may be settled with beyond a refund.
    #[must_use]
    pub fn choices(&self, currency: &str) -> Choices {
        Choices {
            resolutions: self.choices.resolutions.clone(),
            methods: self.choices.methods.clone(),
            evidence: true,
            keep_below: self.choices.keep_below.get(currency).copied().unwrap_or_default(),
            credit_bonus_percent: self.choices.credit_bonus_percent,
            price_protection_days: self.choices.price_protection_days,
        }
    }

    /// The terms of a purchase without [`Shop::choices`].
    #[must_use]
    pub fn terms(&self, category: &str, currency: &str, final_sale: bool) -> Terms {
        let rule = self.categories.get(category);
        let fees = self.currencies.get(currency).copied().unwrap_or_default();
        Terms {
            window_days: rule.map_or(30, |rule| rule.window_days),
            no_reason_days: rule.and_then(|rule| rule.no_reason_days).unwrap_or(self.no_reason_days),
            final_sale: final_sale || rule.is_some_and(|rule| rule.final_sale),
            returnable: rule.is_none_or(|rule| rule.returnable),
            return_fee: fees.return_fee,
            pickup_fee: fees.pickup_fee,
            inspection_fee: if rule.is_some_and(|rule| rule.inspection) { fees.inspection_fee } else { 0 },
            choices: None,
        }
    }

    /// Whether the refund for this category waits for the inspection.
    #[must_use]
    pub fn refunds_after_inspection(&self, category: &str) -> bool {
        self.categories.get(category).is_some_and(|rule| rule.after_inspection)
    }

    /// The reasons offered for a product category.
    #[must_use]
    pub fn reasons_for(&self, category: &str) -> Vec<ReasonRule> {
        offered(&self.reasons, category)
    }

    /// The leaf with this code, if it is offered for the category.
    #[must_use]
    pub fn reason(&self, code: &str, category: &str) -> Option<ReasonRule> {
        leaf(self.reasons_for(category), code)
    }

    /// What may be wrong with things of a product category.
    #[must_use]
    pub fn symptoms_for(&self, category: &str) -> Vec<ReasonRule> {
        offered(&self.symptoms, category)
    }

    /// The symptom with this code, if things of the category can have it.
    #[must_use]
    pub fn symptom(&self, code: &str, category: &str) -> Option<ReasonRule> {
        leaf(self.symptoms_for(category), code)
    }
}

fn leaf(reasons: Vec<ReasonRule>, code: &str) -> Option<ReasonRule> {
    reasons.into_iter().find_map(|reason| {
        if reason.children.is_empty() { (reason.code == code).then_some(reason) } else { leaf(reason.children, code) }
    })
}

fn offered(reasons: &[ReasonRule], category: &str) -> Vec<ReasonRule> {
    let fits = |reason: &&ReasonRule| reason.only.is_empty() || reason.only.iter().any(|only| only == category);
    let with_children =
        |reason: &ReasonRule| ReasonRule { children: offered(&reason.children, category), ..reason.clone() };
    reasons.iter().filter(fits).map(with_children).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn reasons_depend_on_the_product() {
        let shop = Shop::load().unwrap();
        assert!(shop.reason("too_small", "shoes").is_some());
        assert!(shop.reason("too_small", "kitchen").is_none());
        assert!(shop.reason("fit", "shoes").is_none(), "a group is not a reason");
    }

    #[test]
    fn terms_follow_the_category() {
        let shop = Shop::load().unwrap();
        assert!(shop.terms("gift_card", "USD", false).final_sale);
        assert!(!shop.terms("underwear", "CNY", false).returnable);
        assert_eq!(shop.terms("electronics", "CNY", false).window_days, 15);
        assert_eq!(shop.terms("electronics", "CNY", false).inspection_fee, 3_000);
        assert_eq!(shop.terms("shoes", "USD", false).inspection_fee, 0);
        assert_eq!(shop.tier(Some("gold")).extra_days, 15);
        assert_eq!(shop.tier(Some("diamond")), TierRule::default());
    }
}
