//! What the shop supports.

use aftercare_contract::capabilities::{
    AuthMethods, Capabilities, CapabilitySet, ContactChannel, ContractVersion, OrderLookupAuth, ReturnsCapability,
    Shop, TrackingCapability,
};

use super::View;
use crate::locale::Locale;

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
            hours: None,
            expected_wait: None,
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
                merchant_token: None,
                link: None,
            },
            capabilities: CapabilitySet {
                returns: Some(ReturnsCapability { one_click: true }),
                tracking: Some(TrackingCapability { live: false }),
                ..CapabilitySet::default()
            },
        }
    }
}
