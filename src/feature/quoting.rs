//! A quote that follows what is chosen, and is renewed before it ends; what has changed meanwhile is said before anything
//! is sent.
//!
//! A part that several jobs share.

mod footer;
mod news;

use std::{rc::Rc, time::Duration};

use aftercare_contract::{
    money::Money,
    quote::{Quote, QuoteRequest},
};
use web_sys::js_sys::Date;

use crate::{
    client::json,
    erased::{Var, derived, prelude::*, watch},
    i18n::I18n,
    state::{Load, Remote, Shell, now},
};
use news::News;

/// How often it is looked at whether the quote is about to end.
const LOOK: Duration = Duration::from_secs(5);
/// A quote is renewed so long before it ends, and never sooner again: a shopper's clock that is wrong must not ask on
/// and on.
const AHEAD_MS: i64 = 60_000;

/// The quote of one form. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Quoting {
    shell: Shell,
    /// What it would come to; asked anew whenever the choice changes and is complete.
    pub quote: Remote<Quote>,
    /// What the shopper must know before sending.
    news: Var<Option<News>>,
    request: Var<Rc<dyn Fn() -> QuoteRequest>>,
}

impl Quoting {
    /// `request` is what to ask for as things stand, and tracks.
    pub fn new(shell: Shell, request: impl Fn() -> QuoteRequest + 'static) -> Self {
        let request: Var<Rc<dyn Fn() -> QuoteRequest>> = Var::new(Rc::new(request));
        let quote = Remote::idle(shell, move |client, abort| {
            let request = untrack(|| request.now()());
            async move { client.quote(&request, &abort).await }
        });
        Self { shell, quote, news: Var::new(None), request }
    }

    /// What the price depends on, as JSON: words and proof don't change it. Tracks. `None` while something is missing.
    fn priced(self, held: Var<bool>) -> Option<String> {
        if held.get() {
            return None;
        }
        let mut request = self.request.now()();
        for item in &mut request.items {
            item.note = None;
            item.serial = None;
            item.attachments = Vec::new();
        }
        Some(json::write(&request))
    }

    /// From now on asks for a quote whenever the choice is another, unless it is `held` because something is missing, and
    /// tells when the same choice comes to another amount than before.
    pub fn keep(self, held: Var<bool>) {
        let priced = derived(move || self.priced(held));
        watch(move || {
            if priced.get().is_some() {
                self.ask();
            }
        });
        let asked = Var::new(0);
        // What the shopper last saw for which choice; what they tapped on earlier counts for whatever comes first.
        let seen = Var::new(self.news.now().and_then(News::amount).map(|was| (None, was)));
        watch(move || {
            let Load::Ready(quote) = self.quote.get() else { return };
            asked.set(now());
            let wanted = priced.now();
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
        self.renew(asked, priced);
    }

    /// With a quote on the screen the next one takes its place quietly: what has the focus keeps it.
    fn ask(self) {
        if matches!(self.quote.now(), Load::Ready(_)) { self.quote.refresh() } else { self.quote.reload() }
    }

    fn renew(self, asked: Var<i64>, priced: Var<Option<String>>) {
        let look = move || {
            let (Load::Ready(quote), Some(asked)) = (self.quote.now(), asked.try_now()) else { return };
            let ends = Date::parse(&quote.expires_at);
            #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970, far below 2^53")]
            let is_ending = (now() + AHEAD_MS) as f64 > ends;
            let may_ask = priced.now().is_some() && !document().hidden() && self.shell.connection.is_online_now();
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

/// An amount as this job puts it: what comes back, or what is to pay.
pub type Say = fn(&I18n, &Money) -> String;
