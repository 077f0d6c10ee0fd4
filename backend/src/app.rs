//! What every request handler shares.

use std::{ops::Deref, sync::Arc, time::Duration};

use crate::{
    articles::Articles,
    clock::{Clock, Millis},
    guides::Guides,
    live::Live,
    locale::{Catalogs, Locale, Voice},
    merchant::Merchant,
    post::Post,
    receipts::ReceiptKeys,
    shop::Shop,
    store::Store,
    token::Secret,
    uploads::storage::Storage,
};

/// The running backend. Every request has a clone of its own, so there is one thing to count.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the backend consists of.
pub struct Parts {
    pub store: Store,
    pub shop: Shop,
    pub catalogs: Catalogs,
    pub clock: Clock,
    pub secret: Secret,
    /// Where the backend is reached from outside, without a slash at the end.
    pub public_url: String,
    pub limits: Limits,
    /// How many proxies before the backend name whom they speak for.
    pub proxies: usize,
    /// The help.
    pub articles: Articles,
    /// The troubleshooting guides.
    pub guides: Guides,
    /// Whose tokens are taken.
    pub merchant: Merchant,
    /// How messages reach shoppers.
    pub post: Post,
    /// Who is watching what.
    pub live: Live,
    /// What signs receipts.
    pub receipt_keys: ReceiptKeys,
    /// Where shoppers' files are.
    pub storage: Storage,
}

/// How often and how long one may try. An order may be looked up in vain so often that guessing a five-digit postal
/// code takes a month of uninterrupted tries, while a person with a typo never meets the limit.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Failed attempts on one order number within [`Limits::period`].
    pub per_order: i64,
    /// Failed attempts from one address within [`Limits::period`]; see [`crate::client::Client`] for behind a proxy.
    pub per_address: i64,
    pub period: Millis,
    /// For how long a request's head may take, and how long a connection may be idle between two.
    pub head: Duration,
    /// For how long a JSON body may take, at 64 KiB the pace of the slowest phone.
    pub body: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_order: 10,
            per_address: 30,
            period: 15 * crate::clock::MINUTE,
            head: Duration::from_secs(30),
            body: Duration::from_secs(20),
        }
    }
}

impl From<Parts> for App {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// The voice in which to answer a request.
    #[must_use]
    pub fn speak(&self, locale: Locale) -> Voice<'_> {
        self.catalogs.speak(locale)
    }
}
