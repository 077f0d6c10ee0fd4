//! Promised refunds.

use aftercare_contract::quote::{
    Declaration, ExchangeOptions, Location, MethodOption, Quote, ResolutionOption, Variant,
};

use super::{View, money};
use crate::{
    cases::Kind,
    clock::Millis,
    policy::{refund::Method, resolution::Resolution, withdrawal::DAYS_TO_SETTLE},
    returns::{Goods, Promise, Way},
    store::{
        orders::{Order, OrderRecord},
        quotes::QuoteRecord,
    },
};

/// A quote with what the shopper may choose instead.
pub struct QuotePage<'a> {
    pub quote: &'a QuoteRecord,
    pub order: &'a Order,
    pub chosen: &'a Promise,
    /// With a return or an exchange.
    pub goods: Option<&'a Goods<'a>>,
}

impl View<'_> {
    /// A quote.
    #[must_use]
    pub fn quote(&self, page: &QuotePage<'_>) -> Quote {
        let QuotePage { quote, order, chosen, goods } = page;
        let record = &order.record;
        let currency = &record.currency;
        let shop = &self.app.shop;
        let send_by = shop.calendar().end_of_day(quote.created_at, shop.drop_off_days);
        let exchanging = goods.filter(|_| chosen.resolution == Resolution::Exchange);
        let ways = goods.map_or_else(|| chosen.ways.clone(), |goods| goods.ways(chosen.resolution));
        Quote {
            quote_id: quote.id.clone(),
            expires_at: self.time(quote.expires_at),
            resolution: chosen.resolution.code().into(),
            method: (!chosen.keep_item()).then(|| chosen.method.code().into()),
            total: self.amount(chosen.total(), currency),
            breakdown: self.breakdown(&chosen.breakdown, currency),
            speed: chosen.speed.clone(),
            speed_label: self.voice.say("speed", &chosen.speed),
            instant: chosen.instant.filter(|_| !self.gift).map(|room| self.instant(room, Some(send_by), currency)),
            keep_item: chosen.keep_item() && chosen.kind != Kind::Withdrawal,
            destination_label: self.destination_of(record, chosen.resolution.code()),
            expected_by: Some(self.time(self.expected_by(chosen, quote.created_at))),
            resolutions: self.resolutions(page),
            methods: ways.iter().map(|way| self.method(record, way)).collect(),
            exchanges: exchanging.map(|goods| self.exchanges(order, chosen, goods)).unwrap_or_default(),
            declaration: chosen.declaration.as_ref().map(|text| Declaration {
                text: text.clone(),
                confirm_label: match self.statutory.0 {
                    Some(words) => words.confirm.to_owned(),
                    None => self.voice.say("withdrawal", "confirm"),
                },
                confirm_language: self.statutory.0.map(|words| words.language.into()),
            }),
        }
    }

    /// When the money comes at the latest if the promise is taken now.
    fn expected_by(&self, promise: &Promise, now: Millis) -> Millis {
        let shop = &self.app.shop;
        match promise.kind {
            _ if promise.speed == "instant" => now,
            Kind::Withdrawal => shop.calendar().end_of_day(now, DAYS_TO_SETTLE),
            _ => shop.calendar().end_of_day(now, shop.drop_off_days + shop.refund_days),
        }
    }

    /// What the shopper may get, each with the total it would come to.
    fn resolutions(&self, page: &QuotePage<'_>) -> Vec<ResolutionOption> {
        let option = |promise: &Promise| self.resolution(page, promise);
        let Some(goods) = page.goods else { return vec![option(page.chosen)] };
        let method = Some(page.chosen.method);
        let promised = |resolution: Resolution| {
            if resolution == page.chosen.resolution {
                return Some(page.chosen.clone());
            }
            // Not every way back goes with everything; then the default one does.
            goods.promise(Some(resolution), method).or_else(|_| goods.promise(Some(resolution), None)).ok()
        };
        goods.resolutions().into_iter().filter_map(promised).map(|promise| option(&promise)).collect()
    }

    fn resolution(&self, page: &QuotePage<'_>, promise: &Promise) -> ResolutionOption {
        let currency = &page.order.record.currency;
        let code = promise.resolution.code();
        ResolutionOption {
            code: code.into(),
            label: self.voice.say("resolution", code),
            detail: self.voice.detail("resolution", code, &[]),
            total: self.amount(promise.total(), currency),
            bonus: promise.part("bonus").and_then(|bonus| self.amount(bonus, currency)),
            expected_by: Some(self.time(self.expected_by(promise, page.quote.created_at))),
        }
    }

    /// A way back.
    #[must_use]
    pub fn method(&self, order: &OrderRecord, way: &Way) -> MethodOption {
        let code = way.method.code();
        let stores = self.app.shop.stores_in(order.region.as_deref()).filter(|_| way.method == Method::InStore);
        MethodOption {
            code: code.into(),
            label: self.voice.say("method", code),
            detail: self.voice.detail("method", code, &[]),
            fee: self.fee(Some(way.method), way.fee, &order.currency),
            needs_slot: way.by_slot,
            locations: stores
                .map(|store| Location {
                    id: store.id.clone(),
                    name: self.voice.say("store", &store.id),
                    address_label: self.voice.say("store", &format!("{}-address", store.id)),
                    hours_label: self.voice.say("store", &format!("{}-hours", store.id)),
                    url: Some(store.url.clone()),
                })
                .collect(),
        }
    }

    /// What each line can be exchanged for.
    fn exchanges(&self, order: &Order, chosen: &Promise, goods: &Goods<'_>) -> Vec<ExchangeOptions> {
        let currency = &order.record.currency;
        let language = self.voice.locale.tag();
        let mut options = Vec::with_capacity(chosen.items.len());
        for item in &chosen.items {
            let Some(line) = order.line(&item.line_id) else { continue };
            let variants = goods.variants(line).into_iter().map(|(variant, difference)| Variant {
                id: variant.id.clone(),
                label: variant.label(language),
                image_url: self.image(variant.image.as_ref()),
                // More than are wanted do not matter, and are nobody's business.
                available: u32::try_from(variant.stock.max(0)).unwrap_or(u32::MAX).min(item.quantity),
                difference: (!self.gift).then(|| money(difference, currency)),
            });
            options.push(ExchangeOptions {
                line_item_id: item.line_id.clone(),
                variant_id: item.variant_id.clone(),
                variants: variants.collect(),
            });
        }
        options
    }
}
