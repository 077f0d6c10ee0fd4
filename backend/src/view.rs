//! From rows to the contract's types, in the shopper's language.

pub mod capabilities;
pub mod case;
pub mod eligibility;
pub mod order;
pub mod quote;
pub mod reason;
pub mod review;
pub mod session;
pub mod shipment;
pub mod survey;

use aftercare_contract::{
    Timestamp,
    case::Phase,
    money::{AmountPart, Money},
    quote::Fee,
    shipment::TrackingStatus,
};
use serde::de::DeserializeOwned;

use crate::{
    app::App,
    clock::Millis,
    locale::{Locale, Voice},
    policy::refund::Part,
    store::orders::OrderRecord,
};

/// What every view needs: the shop's words and its way to write moments, amounts and addresses.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub app: &'a App,
    pub voice: Voice<'a>,
}

impl<'a> View<'a> {
    /// A view in `locale`.
    #[must_use]
    pub fn new(app: &'a App, locale: Locale) -> Self {
        Self { app, voice: app.speak(locale) }
    }

    /// A moment in the shop's time.
    #[must_use]
    pub fn time(&self, at: Millis) -> Timestamp {
        self.app.shop.calendar().rfc3339(at)
    }

    /// A picture's address.
    #[must_use]
    pub fn image(&self, name: Option<&String>) -> Option<String> {
        name.map(|name| format!("{}/media/{name}.svg", self.app.public_url))
    }

    /// Where an order's refunds go.
    #[must_use]
    pub fn destination(&self, order: &OrderRecord) -> String {
        self.voice.say_with("payment", &order.payment_method, &[("hint", &order.payment_hint)])
    }

    /// The parts of a refund.
    #[must_use]
    pub fn breakdown(&self, parts: &[Part], currency: &str) -> Vec<AmountPart> {
        let part = |part: &Part| AmountPart {
            code: part.code.clone(),
            label: self.voice.say("part", &part.code),
            amount: money(part.amount, currency),
        };
        parts.iter().map(part).collect()
    }

    /// What a way back costs.
    #[must_use]
    pub fn fee(&self, amount: i64, currency: &str) -> Fee {
        let kind = if amount > 0 { "deducted" } else { "free" };
        let label = self.voice.say_with("fee", kind, &[("amount", &self.voice.money(amount, currency))]);
        Fee { kind: kind.into(), amount: money(amount, currency), label }
    }
}

/// An amount of minor units.
#[must_use]
pub fn money(amount: i64, currency: &str) -> Money {
    Money { amount, currency: currency.to_owned() }
}

/// The member of a closed set with this spelling.
fn closed<T: DeserializeOwned>(spelling: &str, otherwise: T) -> T {
    serde_json::from_value(spelling.into()).unwrap_or(otherwise)
}

fn phase(spelling: &str) -> Phase {
    closed(spelling, Phase::Unknown)
}

fn tracking_status(spelling: &str) -> TrackingStatus {
    closed(spelling, TrackingStatus::Unknown)
}
