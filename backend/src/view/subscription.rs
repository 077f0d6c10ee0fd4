//! Wishes to be told.

use aftercare_contract::subscription::Subscription;

use super::View;
use crate::{post, store::subscriptions::SubscriptionRecord};

impl View<'_> {
    /// A shopper's wishes.
    #[must_use]
    pub fn subscriptions(&self, wishes: &[SubscriptionRecord]) -> Vec<Subscription> {
        wishes.iter().map(|wish| self.subscription(wish)).collect()
    }

    /// A wish, with the address masked.
    #[must_use]
    pub fn subscription(&self, wish: &SubscriptionRecord) -> Subscription {
        let in_the_app = wish.channel == "webview";
        Subscription {
            id: wish.id.clone(),
            shipment_id: wish.shipment_id.clone(),
            case_id: wish.case_id.clone(),
            channel: wish.channel.clone(),
            address_label: if in_the_app { self.voice.say("channel", "webview") } else { post::masked(&wish.address) },
        }
    }
}
