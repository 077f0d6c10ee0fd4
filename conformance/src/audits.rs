//! Every audit, by what it is about.

mod actions;
mod capabilities;
mod cases;
mod complaints;
mod conditions;
mod cors;
mod eligibility;
mod errors;
mod exchanges;
mod gifts;
mod help;
mod idempotency;
mod isolation;
mod labels;
mod languages;
mod life;
mod limits;
mod messages;
mod orders;
mod pages;
mod price_protection;
mod quotes;
mod reasons;
mod receipts;
mod repairs;
mod reviews;
mod sessions;
mod slots;
mod subscriptions;
mod surveys;
mod tracking;
mod uploads;
mod ways_in;
mod withdrawals;

use crate::{
    audit::{Audit, Effect},
    observe::WATCHES,
};

const GROUPS: &[&[Audit]] = &[
    capabilities::AUDITS,
    sessions::AUDITS,
    ways_in::AUDITS,
    errors::AUDITS,
    cors::AUDITS,
    languages::AUDITS,
    orders::AUDITS,
    pages::AUDITS,
    eligibility::AUDITS,
    reasons::AUDITS,
    quotes::AUDITS,
    cases::AUDITS,
    idempotency::AUDITS,
    conditions::AUDITS,
    actions::AUDITS,
    life::AUDITS,
    labels::AUDITS,
    isolation::AUDITS,
    gifts::AUDITS,
    exchanges::AUDITS,
    withdrawals::AUDITS,
    price_protection::AUDITS,
    tracking::AUDITS,
    uploads::AUDITS,
    slots::AUDITS,
    complaints::AUDITS,
    messages::AUDITS,
    receipts::AUDITS,
    repairs::AUDITS,
    help::AUDITS,
    reviews::AUDITS,
    surveys::AUDITS,
    subscriptions::AUDITS,
    limits::AUDITS,
];

/// Every audit in the order they run: those that make the shop wary of this machine come last.
pub fn in_order() -> impl Iterator<Item = &'static Audit> {
    let all = || GROUPS.iter().copied().flatten();
    let last = |audit: &&Audit| audit.effect == Effect::Disturbs;
    all().filter(move |audit| !last(audit)).chain(all().filter(last))
}

/// Every audit in a line, with what it needs.
#[must_use]
pub fn listing() -> String {
    let mut text = String::new();
    for audit in in_order() {
        let level = format!("{:?}", audit.level).to_uppercase();
        text.push_str(&format!("{:<10} {level:<6} {:<16} {}\n", audit.code, audit.profile.to_string(), audit.title));
        for need in audit.needs {
            text.push_str(&format!("{:<35}needs {need}\n", ""));
        }
    }
    for watch in WATCHES {
        let level = format!("{:?}", watch.level).to_uppercase();
        text.push_str(&format!("{:<10} {level:<6} {:<16} {}\n", watch.code, "every answer", watch.title));
    }
    text.push_str(&format!(
        "{:<10} {:<6} {:<16} {}\n",
        "SCHEMA-…", "MUST", "every answer", "Answers of an operation fit the document"
    ));
    text
}
