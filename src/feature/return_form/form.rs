//! The form itself.

use std::rc::Rc;

use aftercare_contract::{
    filing::{CaseRequest, ReturnRequest},
    quote::{Quote, QuoteRequest},
};
use leptos::prelude::*;

use super::{Subject, choice::ReturnChoice, fields, promise};
use crate::{
    client::{idempotency_key, json},
    erased::{Var, derived, watch},
    state::{Filing, Load, Remote, Shell, now},
    ui::picture,
};

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Form {
    pub shell: Shell,
    pub subject: Var<Rc<Subject>>,
    pub choice: Var<ReturnChoice>,
    /// What it would come to; asked anew whenever the choice changes and is complete.
    pub quote: Remote<Quote>,
}

pub fn form(shell: Shell, subject: &Rc<Subject>) -> AnyView {
    let i18n = shell.i18n_now();
    let draft = draft_name(&subject.item.id);
    let mut choice: ReturnChoice = shell.drafts().find(&draft).unwrap_or_default();
    let most = subject.option.eligible_quantity;
    choice.quantity = if choice.quantity == 0 { most } else { choice.quantity.min(most) };

    let choice = Var::new(choice);
    let shared = Var::new(Rc::clone(subject));
    let quote = Remote::idle(shell, move |client, abort| {
        let request = request(&shared.now(), &choice.now());
        async move { client.quote(&request, &abort).await }
    });
    let form = Form { shell, subject: shared, choice, quote };
    form.ask_when_complete();

    let about = subject.item.variant_label.clone();
    view! {
        <div class="stack">
            <div class="card row">
                {picture(subject.item.image_url.clone())}
                <div class="grow">
                    <p class="row-title">{subject.item.title.clone()}</p>
                    <p class="muted">{about}</p>
                </div>
                {(most > 1).then(|| fields::quantity(form, most))}
            </div>
            {fields::reasons(form)}
            {fields::note(form)}
            <p class="muted">{i18n.t("return.kept")}</p>
            {promise::promise(form)}
        </div>
    }
    .into_any()
}

impl Form {
    /// Changes the choice and keeps it as a draft.
    pub fn change(self, change: impl FnOnce(&mut ReturnChoice)) {
        self.choice.update(change);
        let name = draft_name(&self.subject.now().item.id);
        self.shell.drafts().keep(&name, &self.choice.now());
    }

    /// What is missing, tracked.
    pub fn missing(self) -> Option<super::choice::Missing> {
        let choice = self.choice.get();
        choice.missing(&self.subject.now().reasons, self.reason_optional())
    }

    /// The shop asks no reason where it would do the return in one tap.
    pub fn reason_optional(self) -> bool {
        self.subject.now().option.one_click.is_some()
    }

    /// The note does not change the price, so typing it asks for no new quote until the form is sent.
    fn ask_when_complete(self) {
        let priced = derived(move || {
            let choice = self.choice.get();
            self.missing().is_none().then_some((choice.reason, choice.quantity, choice.method))
        });
        watch(move || {
            if priced.get().is_some() {
                // With a quote on the screen the next one takes its place quietly: what has the focus keeps it.
                if matches!(self.quote.now(), Load::Ready(_)) { self.quote.refresh() } else { self.quote.reload() }
            }
        });
    }

    /// Files what was quoted.
    pub fn send(self) {
        let Load::Ready(quote) = self.quote.now() else { return };
        if untrack(|| self.quote.is_refreshing()) {
            return;
        }
        let choice = self.choice.now();
        let subject = self.subject.now();
        let filing = Filing {
            key: idempotency_key(),
            at: now(),
            order_id: subject.order_id.clone(),
            title: subject.item.title.clone(),
            refund: quote.total.clone(),
            request: json::write(&CaseRequest::Return(ReturnRequest {
                order_id: subject.order_id.clone(),
                items: vec![choice.item(&subject.item.id, &subject.reasons)],
                quote_id: Some(quote.quote_id.clone()),
                ..Default::default()
            })),
            draft: Some(draft_name(&subject.item.id)),
        };
        self.shell.file(filing);
    }
}

fn request(subject: &Subject, choice: &ReturnChoice) -> QuoteRequest {
    QuoteRequest {
        kind: "return".into(),
        order_id: subject.order_id.clone(),
        items: vec![choice.item(&subject.item.id, &subject.reasons)],
        resolution: None,
        method: choice.method.clone(),
    }
}

fn draft_name(line_item_id: &str) -> String {
    format!("return:{line_item_id}")
}
