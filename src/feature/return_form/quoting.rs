//! The quote follows the choice, and is renewed before it ends.

use std::time::Duration;

use aftercare_contract::quote::QuoteRequest;
use leptos::prelude::*;
use web_sys::js_sys::Date;

use super::{form::Form, news::News};
use crate::{
    client::{Failure, json},
    erased::{Var, derived, watch},
    state::{Load, now},
};

/// How often it is looked at whether the quote is about to end.
const LOOK: Duration = Duration::from_secs(5);
/// A quote is renewed so long before it ends, and never sooner again: a shopper's clock that is wrong must not ask on
/// and on.
const AHEAD_MS: i64 = 60_000;

impl Form {
    /// What the price depends on, as JSON: words and proof don't change it. Tracks. `None` while something is missing.
    fn priced(self) -> Option<String> {
        if self.holds_the_quote() {
            return None;
        }
        let mut request: QuoteRequest = self.request();
        for item in &mut request.items {
            item.note = None;
            item.serial = None;
            item.attachments = Vec::new();
        }
        Some(json::write(&request))
    }

    /// Asks for a quote whenever the choice is complete and another, and tells when the same choice comes to another
    /// amount than before.
    pub fn keep_quoted(self) {
        let priced = derived(move || self.priced());
        watch(move || {
            if priced.get().is_some() {
                self.ask();
            }
        });
        let asked = Var::new(0);
        // What the shopper last saw for which choice; what they tapped on earlier counts for whatever comes first.
        let seen = Var::new(self.news.now().and_then(News::amount).map(|was| (None, was)));
        watch(move || {
            let load = self.quote.get();
            let wanted = priced.now();
            if let Load::Failed(Failure::Refused { code, .. }) = &load {
                self.drop_what_is_not_offered(code);
            }
            let Load::Ready(quote) = load else { return };
            asked.set(now());
            let before = seen.now();
            let same_choice = before.as_ref().is_some_and(|(choice, _)| choice.is_none() || *choice == wanted);
            let total = quote.total.clone();
            match before.filter(|_| same_choice).and_then(|(_, was)| was) {
                Some(was) if Some(&was) != total.as_ref() => {
                    self.news.set(total.clone().map(|now| News::Changed { was, now }));
                }
                _ if !same_choice && seen.now().is_some() => self.news.set(None),
                _ => {}
            }
            seen.set(Some((wanted, total)));
        });
        self.renew(asked);
    }

    /// With a quote on the screen the next one takes its place quietly: what has the focus keeps it.
    pub fn ask(self) {
        if matches!(self.quote.now(), Load::Ready(_)) { self.quote.refresh() } else { self.quote.reload() }
    }

    /// A choice made for other lines or reasons may no longer be offered; the shop's default takes its place.
    fn drop_what_is_not_offered(self, code: &str) {
        let choice = self.choice.now();
        match code {
            "method_unavailable" if choice.method.is_some() => self.change(|choice| choice.method = None),
            "resolution_unavailable" if choice.resolution.is_some() => self.change(|choice| choice.resolution = None),
            _ => {}
        }
    }

    fn renew(self, asked: Var<i64>) {
        let look = move || {
            let (Load::Ready(quote), Some(asked)) = (self.quote.now(), asked.try_now()) else { return };
            let ends = Date::parse(&quote.expires_at);
            #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970, far below 2^53")]
            let is_ending = (now() + AHEAD_MS) as f64 > ends;
            let may_ask = !document().hidden() && self.shell.connection.is_online_now();
            if is_ending && may_ask && now() - asked > AHEAD_MS {
                self.quote.refresh();
            }
        };
        let looking = set_interval_with_handle(look, LOOK);
        on_cleanup(move || {
            if let Ok(looking) = looking {
                looking.clear();
            }
        });
    }
}
