//! What the shop supports.

use aftercare_contract::capabilities::{
    ArticlesCapability, AuthMethods, Capabilities, CapabilitySet, CareCapability, ComplaintsCapability, ContactChannel,
    ContractVersion, ExchangesCapability, GuidesCapability, LinkAuth, MerchantTokenAuth, OpeningHours, OpeningPeriod,
    OrderLookupAuth, PriceProtectionCapability, ReceiptsCapability, RepairsCapability, ReturnsCapability,
    ReviewsCapability, Shop, SubscriptionChannel, SubscriptionsCapability, SurveysCapability, TrackingCapability,
    UploadsCapability, WithdrawalsCapability,
};

use super::View;
use crate::{locale::Locale, shop::Hours, subscriptions};

impl View<'_> {
    /// The shop's public description.
    #[must_use]
    pub fn capabilities(&self) -> Capabilities {
        let shop = &self.app.shop;
        let contact = shop.contact.iter().map(|contact| ContactChannel {
            channel: contact.channel.clone(),
            label: self.voice.say("contact", &contact.channel),
            url: Some(contact.url.clone()),
            hours_label: Some(self.voice.say("hours", &contact.channel)),
            hours: contact.hours.as_ref().map(|hours| self.hours(hours)),
            expected_wait: contact.expected_wait,
        });
        Capabilities {
            contract: ContractVersion {
                version: shop.contract_version.clone(),
                versions: vec![shop.contract_version.clone()],
            },
            shop: Shop {
                name: self.voice.say("shop", "name"),
                logo_url: Some(format!("{}/media/logo.svg", self.app.public_url)),
            },
            contact: contact.collect(),
            locales: Locale::ALL.map(|locale| locale.tag().to_owned()).to_vec(),
            currency: shop.currency.clone(),
            region: shop.region.clone(),
            auth: AuthMethods {
                order_lookup: Some(OrderLookupAuth {
                    proofs: ["email", "phone", "postal_code"].map(str::to_owned).to_vec(),
                    order_number_example: Some(shop.order_number_example.clone()),
                }),
                merchant_token: self.merchant_token(),
                link: Some(LinkAuth {}),
            },
            capabilities: CapabilitySet {
                returns: Some(ReturnsCapability { one_click: true }),
                exchanges: Some(ExchangesCapability {}),
                withdrawals: Some(WithdrawalsCapability {}),
                price_protection: Some(PriceProtectionCapability {}),
                tracking: Some(TrackingCapability { live: true }),
                complaints: Some(ComplaintsCapability { live: true }),
                repairs: Some(RepairsCapability {}),
                receipts: Some(ReceiptsCapability { keys: self.app.receipt_keys.public() }),
                uploads: Some(self.uploads()),
                care: Some(CareCapability {}),
                subscriptions: Some(self.channels()),
                guides: Some(GuidesCapability {}),
                articles: Some(ArticlesCapability {}),
                reviews: Some(self.reviews()),
                surveys: Some(SurveysCapability {}),
            },
        }
    }

    fn uploads(&self) -> UploadsCapability {
        let rules = &self.app.shop.uploads;
        UploadsCapability {
            max_bytes: rules.max_bytes,
            media_types: rules.media_types.clone(),
            max_files: rules.max_files,
            max_video_seconds: Some(rules.max_video_seconds),
        }
    }

    fn merchant_token(&self) -> Option<MerchantTokenAuth> {
        let merchant = &self.app.merchant;
        let algorithms = merchant.algorithms();
        (!algorithms.is_empty()).then(|| MerchantTokenAuth { audience: merchant.audience.clone(), algorithms })
    }

    fn reviews(&self) -> ReviewsCapability {
        let codes = self.app.shop.reviews.dimensions();
        ReviewsCapability { dimensions: codes.into_iter().map(|code| self.dimension(code)).collect() }
    }

    fn hours(&self, hours: &Hours) -> OpeningHours {
        let period = |weekday: &u8| OpeningPeriod {
            weekday: *weekday,
            opens: hours.opens.clone(),
            closes: hours.closes.clone(),
        };
        OpeningHours {
            time_zone: self.app.shop.time_zone.clone(),
            periods: hours.weekdays.iter().map(period).collect(),
        }
    }

    fn channels(&self) -> SubscriptionsCapability {
        let channel =
            |code: &str| SubscriptionChannel { code: code.to_owned(), label: self.voice.say("channel", code) };
        SubscriptionsCapability { channels: subscriptions::CHANNELS.into_iter().map(channel).collect() }
    }
}
