//! The form itself.

use std::rc::Rc;

use aftercare_contract::{
    filing::{CaseRequest, ExchangeRequest},
    quote::{Quote, QuoteRequest},
    slot::Booking,
};
use leptos::prelude::*;

use super::{
    EXCHANGE, Subject,
    choice::{ExchangeChoice, Missing, Wanted},
    promise, reason, variants,
};
use crate::{
    client::{Failure, idempotency_key, json},
    erased::{Var, derived, watch},
    feature::{evidence::Attached, ways},
    state::{Filing, Load, Refusal, Remote, Shell, View, now},
    ui::picture,
};

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Form {
    pub shell: Shell,
    pub subject: Var<Rc<Subject>>,
    pub choice: Var<ExchangeChoice>,
    /// What it would come to; asked anew whenever the choice changes.
    pub quote: Remote<Quote>,
    /// The newest quote there was: what can be chosen stays on the screen while the next is on its way.
    pub offer: Var<Option<Rc<Quote>>>,
    /// What was wanted and is no longer there.
    pub gone: Var<Option<String>>,
    /// Why the shop did not take it when it was sent.
    pub refusal: Var<Option<Refusal>>,
    /// Whether the shop wants to know why.
    pub reason_asked: Var<bool>,
    pub attached: Var<Rc<Vec<Attached>>>,
    /// True while a file is on its way.
    pub uploading: Var<bool>,
    pub booked: Var<Option<Rc<Booking>>>,
}

pub fn form(shell: Shell, subject: &Rc<Subject>) -> AnyView {
    let mut choice: ExchangeChoice = shell.drafts().find(&draft_name(&subject.item.id)).unwrap_or_default();
    let most = subject.option.eligible_quantity;
    choice.quantity = if choice.quantity == 0 { most } else { choice.quantity.min(most) };

    let attached = Var::new(Rc::new(choice.attached.clone()));
    let reason_asked = Var::new(subject.option.no_reason_until.is_none());
    let (choice, shared) = (Var::new(choice), Var::new(Rc::clone(subject)));
    let quote = Remote::idle(shell, move |client, abort| {
        let (subject, choice) = (shared.now(), choice.now());
        let request = QuoteRequest {
            kind: EXCHANGE.into(),
            order_id: subject.order_id.clone(),
            items: vec![choice.item(&subject.item.id, &subject.reasons)],
            resolution: None,
            method: choice.method,
        };
        async move { client.quote(&request, &abort).await }
    });
    let form = Form {
        shell,
        subject: shared,
        choice,
        quote,
        offer: Var::new(None),
        gone: Var::new(None),
        refusal: Var::new(None),
        reason_asked,
        attached,
        uploading: Var::new(false),
        booked: Var::new(None),
    };
    form.take_refusal();
    form.ask_when_complete();
    watch(move || form.answered());
    watch(move || {
        let attached = attached.get();
        if choice.now().attached != *attached {
            form.change(|choice| choice.attached = attached.to_vec());
        }
    });
    let i18n = shell.i18n_now();
    let yours = subject.item.variant_label.as_ref().map(|variant| i18n.fill("exchange.yours", &[("variant", variant)]));
    view! {
        <div class="stack">
            <div class="card row">
                {picture(subject.item.image_url.clone())}
                <div class="grow">
                    <p class="row-title">{subject.item.title.clone()}</p>
                    <p class="muted">{yours}</p>
                </div>
                {(most > 1).then(|| variants::quantity(form, most))}
            </div>
            {reason::reason(form)}
            {variants::news(form)}
            {variants::variants(form)}
            {promise::way_back(form)}
            {promise::promise(form)}
        </div>
    }
    .into_any()
}

impl Form {
    /// Changes the choice and keeps it as a draft.
    pub fn change(self, change: impl FnOnce(&mut ExchangeChoice)) {
        self.choice.update(change);
        self.shell.drafts().keep(&draft_name(&self.subject.now().item.id), &self.choice.now());
    }

    /// What is missing before there can be a quote. Tracks.
    pub fn missing_to_quote(self) -> Option<Missing> {
        self.choice.get().missing_to_quote(&self.subject.now().reasons, self.reason_asked.get())
    }

    /// What is missing before it can be sent. Tracks.
    pub fn missing_to_send(self) -> Option<Missing> {
        self.choice.get().missing_to_send(&self.subject.now().reasons)
    }

    /// Whether the way back that was quoted needs an appointment that is not there yet. Tracks.
    pub fn lacks_slot(self) -> bool {
        self.needs_slot() && self.booked.get().is_none()
    }

    /// Whether the way back that was quoted needs an appointment. Tracks.
    pub fn needs_slot(self) -> bool {
        let Some(quote) = self.offer.get() else { return false };
        ways::needs_appointment(&quote.methods, quote.method.as_deref())
    }

    /// What is only told, such as a note, changes no price, so it asks for no new quote.
    fn ask_when_complete(self) {
        let priced = derived(move || {
            let ExchangeChoice { reason, quantity, variant, method, .. } = self.choice.get();
            self.missing_to_quote().is_none().then_some((reason, quantity, variant, method))
        });
        watch(move || {
            if priced.get().is_some() {
                // What can be chosen stays as it is meanwhile, and keeps the focus.
                if self.offer.now().is_some() { self.quote.refresh() } else { self.quote.reload() }
            }
        });
    }

    /// Takes in what the shop said to the newest wish.
    fn answered(self) {
        match self.quote.get() {
            Load::Ready(quote) => self.offer.set(Some(quote)),
            Load::Failed(Failure::Refused { code, .. }) => self.refused(&code),
            Load::Waiting | Load::Failed(_) => {}
        }
    }

    /// Sent, and refused: the form is back with everything in it and goes on from what the shop said.
    fn take_refusal(self) {
        let Some((filing, refusal)) = self.shell.outbox.refused(&draft_name(&self.subject.now().item.id)) else {
            return;
        };
        self.refused(&refusal.code);
        self.refusal.set(Some(refusal));
        // Not while the form is being built: who follows the outbox would build it anew.
        let shell = self.shell;
        queue_microtask(move || shell.forget_filing(&filing.key));
    }

    /// What can be put right without the shopper is: what is no longer there is let go, with a word about it, and the
    /// rest is quoted anew.
    fn refused(self, code: &str) {
        let choice = self.choice.now();
        match code {
            "reason_required" => self.reason_asked.set(true),
            "method_unavailable" if choice.method.is_some() => self.change(|choice| choice.method = None),
            "variant_sold_out" | "variant_unknown" => {
                if let Some(Wanted { label, .. }) = choice.variant {
                    self.gone.set(Some(label));
                    self.change(|choice| choice.variant = None);
                }
            }
            _ => {}
        }
    }

    /// Money back instead. What was chosen here stays kept.
    pub fn refund_instead(self) {
        let subject = self.subject.now();
        let (order_id, line_item_id) = (subject.order_id.clone(), subject.item.id.clone());
        self.shell.views.push(View::Return { order_id, line_item_id });
    }

    /// Files what was quoted, once nothing is missing.
    pub fn send(self) {
        let Load::Ready(quote) = self.quote.now() else { return };
        let waits = untrack(|| self.quote.is_refreshing() || self.missing_to_send().is_some() || self.lacks_slot());
        if waits || self.uploading.now() {
            return;
        }
        let (choice, subject) = (self.choice.now(), self.subject.now());
        let request = CaseRequest::Exchange(ExchangeRequest {
            order_id: subject.order_id.clone(),
            items: vec![choice.item(&subject.item.id, &subject.reasons)],
            quote_id: quote.quote_id.clone(),
            booking_id: untrack(|| self.needs_slot())
                .then(|| self.booked.now().map(|booking| booking.id.clone()))
                .flatten(),
        });
        self.shell.file(Filing {
            key: idempotency_key(),
            at: now(),
            order_id: subject.order_id.clone(),
            title: subject.item.title.clone(),
            refund: quote.total.clone().filter(|total| total.amount > 0),
            request: json::write(&request),
            draft: Some(draft_name(&subject.item.id)),
        });
    }
}

fn draft_name(line_item_id: &str) -> String {
    format!("exchange:{line_item_id}")
}
