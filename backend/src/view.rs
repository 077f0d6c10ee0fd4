//! From rows to the contract's types, in the shopper's language.

pub mod capabilities;
pub mod care;
pub mod case;
pub mod desk;
pub mod eligibility;
pub mod order;
pub mod quote;
pub mod reason;
pub mod review;
pub mod session;
pub mod shipment;
pub mod slot;
pub mod subscription;
pub mod survey;
pub mod upload;

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
    policy::refund::{Method, Part},
    statutory::Statutory,
    store::{
        orders::OrderRecord,
        sessions::{Scope, SessionRecord},
    },
};

/// What every view needs: the shop's words and its way to write moments, amounts and addresses.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub app: &'a App,
    pub voice: Voice<'a>,
    /// Whether a gift's recipient is reading, who sees no amounts.
    pub gift: bool,
    /// What the law wants said in the reader's own language.
    pub statutory: Statutory,
}

impl<'a> View<'a> {
    /// A view in `locale`.
    #[must_use]
    pub fn new(app: &'a App, locale: Locale) -> Self {
        Self { app, voice: app.speak(locale), gift: false, statutory: Statutory::default() }
    }

    /// The view as a session's shopper sees it.
    #[must_use]
    pub fn seen_by(self, session: &SessionRecord) -> Self {
        Self { gift: session.scope == Scope::Gift, ..self }
    }

    /// The view with the words of the law in the reader's language.
    #[must_use]
    pub fn with(self, statutory: Statutory) -> Self {
        Self { statutory, ..self }
    }

    /// An amount, unless it is not for the reader's eyes.
    #[must_use]
    pub fn amount(&self, amount: i64, currency: &str) -> Option<Money> {
        (!self.gift).then(|| money(amount, currency))
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

    /// Where an order's refunds go; nobody else's card is named to a gift's recipient.
    #[must_use]
    pub fn destination(&self, order: &OrderRecord) -> String {
        if self.gift {
            return String::new();
        }
        self.voice.say_with("payment", &order.payment_method, &[("hint", &order.payment_hint)])
    }

    /// The parts of a refund; none for a gift's recipient.
    #[must_use]
    pub fn breakdown(&self, parts: &[Part], currency: &str) -> Vec<AmountPart> {
        let part = |part: &Part| AmountPart {
            code: part.code.clone(),
            label: self.voice.say("part", &part.code),
            amount: money(part.amount, currency),
        };
        parts.iter().filter(|_| !self.gift).map(part).collect()
    }

    /// What a way back costs.
    #[must_use]
    pub fn fee(&self, method: Option<Method>, amount: i64, currency: &str) -> Fee {
        let kind = match method {
            _ if amount == 0 => "free",
            Some(method) if !method.is_deducted() => "customer_pays",
            _ => "deducted",
        };
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
