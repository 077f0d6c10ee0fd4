//! Requests that must reach the shop exactly once, whatever happens to the connection or the page.

use aftercare_contract::{Id, money::Money};
use serde::{Deserialize, Serialize};

use super::Drafts;

const NAME: &str = "outbox";

/// A request with everything needed to send it again and to tell the shopper about it meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// The idempotency key: the same for every attempt.
    pub key: String,
    pub order_id: Id,
    pub order_number: String,
    /// What it is about, to show while it waits.
    pub title: String,
    pub refund: Option<Money>,
    /// The `CaseRequest` as JSON, written once, so that every attempt sends the same bytes.
    pub request: String,
    /// The form draft to clear once the shop has it.
    pub draft: Option<String>,
}

/// The filings of one shopper, oldest first, kept in the shopper's drafts.
#[derive(Clone, Debug)]
pub struct Outbox(Drafts);

impl Outbox {
    #[must_use]
    pub fn new(drafts: Drafts) -> Self {
        Self(drafts)
    }

    #[must_use]
    pub fn all(&self) -> Vec<Filing> {
        self.0.find(NAME).unwrap_or_default()
    }

    #[must_use]
    pub fn find(&self, key: &str) -> Option<Filing> {
        self.all().into_iter().find(|filing| filing.key == key)
    }

    pub fn put(&self, filing: Filing) {
        let mut all = self.all();
        all.push(filing);
        self.0.keep(NAME, &all);
    }

    /// Sent, refused or withdrawn: either way it is done.
    pub fn take_out(&self, key: &str) {
        let mut all = self.all();
        all.retain(|filing| filing.key != key);
        if all.is_empty() { self.0.clear(NAME) } else { self.0.keep(NAME, &all) }
    }
}
