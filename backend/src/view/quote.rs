//! Promised refunds.

use aftercare_contract::quote::{MethodOption, Quote, ResolutionOption};

use super::{View, money};
use crate::{
    policy::refund::Method,
    returns::Promise,
    store::{orders::OrderRecord, quotes::QuoteRecord},
};

/// A quote with the promises of the methods not chosen beside it.
pub struct QuotePage<'a> {
    pub quote: &'a QuoteRecord,
    pub order: &'a OrderRecord,
    pub chosen: &'a Promise,
    /// Every method's promise, the default first.
    pub offered: &'a [Promise],
}

impl View<'_> {
    /// A quote.
    #[must_use]
    pub fn quote(&self, page: &QuotePage<'_>) -> Quote {
        let QuotePage { quote, order, chosen, offered } = page;
        let currency = &order.currency;
        let shop = &self.app.shop;
        let expected_by = shop.calendar().end_of_day(quote.created_at, shop.drop_off_days + shop.refund_days);
        let resolution = ResolutionOption {
            code: "refund".into(),
            label: self.voice.say("resolution", "refund"),
            detail: String::new(),
            total: Some(money(chosen.total(), currency)),
            bonus: None,
            expected_by: None,
        };
        Quote {
            quote_id: quote.id.clone(),
            expires_at: self.time(quote.expires_at),
            resolution: resolution.code.clone(),
            method: Some(chosen.method.code().into()),
            total: Some(money(chosen.total(), currency)),
            breakdown: self.breakdown(&chosen.breakdown, currency),
            speed: chosen.speed.clone(),
            speed_label: self.voice.say("speed", &chosen.speed),
            instant: None,
            keep_item: false,
            exchanges: Vec::new(),
            declaration: None,
            destination_label: self.destination(order),
            expected_by: Some(self.time(expected_by)),
            resolutions: vec![resolution],
            methods: offered.iter().map(|promise| self.method(promise.method, promise.method_fee, currency)).collect(),
        }
    }

    fn method(&self, method: Method, fee: i64, currency: &str) -> MethodOption {
        MethodOption {
            code: method.code().into(),
            label: self.voice.say("method", method.code()),
            detail: self.voice.detail("method", method.code(), &[]),
            fee: self.fee(fee, currency),
            needs_slot: false,
            locations: Vec::new(),
        }
    }
}
