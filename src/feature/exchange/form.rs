//! The form itself.

use std::rc::Rc;

use aftercare_contract::{
    filing::{CaseItemRequest, CaseRequest, ExchangeRequest},
    quote::{Quote, QuoteRequest},
    slot::Booking,
};

use super::{
    EXCHANGE, Subject,
    choice::{ExchangeChoice, Wanted},
    promise, variants,
};
use crate::{
    client::{Failure, idempotency_key, json},
    erased::{Var, derived, live, nothing, prelude::*, watch},
    feature::{
        quoting::Quoting,
        refused, ways,
        why::{Why, quantity, why},
    },
    state::{Filing, Load, Remote, Shell, View, now},
    ui::{block, parts, picture, texts},
};

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Form {
    pub shell: Shell,
    pub subject: Var<Rc<Subject>>,
    pub why: Why,
    pub choice: Var<ExchangeChoice>,
    pub quoting: Quoting,
    /// The quoting's.
    pub quote: Remote<Quote>,
    /// The newest quote there was: what can be chosen stays on the screen while the next is on its way.
    pub offer: Var<Option<Rc<Quote>>>,
    /// What was wanted and is no longer there.
    pub gone: Var<Option<String>>,
    pub booked: Var<Option<Rc<Booking>>>,
}

pub fn form(shell: Shell, subject: &Rc<Subject>) -> AnyView {
    let Subject { item, option, reasons, .. } = &**subject;
    let draft = draft_name(&item.id);
    let (most, choice) = (option.eligible_quantity, Var::new(shell.drafts().find(&draft).unwrap_or_default()));
    let why = Why::new(shell, EXCHANGE, &item.id, most, Some(reasons.clone()));
    why.optional.set(option.no_reason_until.is_some());
    let shared = Var::new(Rc::clone(subject));
    let quoting = Quoting::new(shell, move || {
        let choice: ExchangeChoice = choice.get();
        QuoteRequest {
            kind: EXCHANGE.into(),
            order_id: shared.now().order_id.clone(),
            items: vec![wish(why, &choice)],
            resolution: None,
            method: choice.method,
        }
    });
    let form = Form {
        shell,
        subject: shared,
        why,
        choice,
        quoting,
        quote: quoting.quote,
        offer: Var::new(None),
        gone: Var::new(None),
        booked: Var::new(None),
    };
    form.refused(&quoting.hear_of_refusal(&draft));
    quoting.keep(derived(move || form.holds_the_quote()));
    watch(move || form.answered());
    let i18n = shell.i18n_now();
    let yours = item.variant_label.as_ref().map(|variant| i18n.fill("exchange.yours", &[("variant", variant)]));
    let head = parts(vec![
        picture(item.image_url.clone()),
        texts("grow", vec![("row-title", item.title.clone()), ("muted", yours.unwrap_or_default())]),
        quantity(why, most, i18n.t("exchange.quantity")),
    ]);
    let form = parts(vec![
        block("card row", head),
        asked(form),
        variants::gone(form),
        variants::variants(form),
        promise::way_back(form),
        promise::promise(form),
    ]);
    block("stack", form)
}

/// Why: where the shop wants to know, or the shopper has said so already. The size is what matters here.
fn asked(form: Form) -> AnyView {
    let shown = derived(move || {
        let Load::Ready(tree) = form.why.reasons.get() else { return false };
        !form.why.optional.get() || form.why.said.get().leaf(&tree.data).is_some()
    });
    live(move || if shown.get() { why(form.why, "reason".into()) } else { nothing() })
}

/// The line and what is wanted instead. Tracks what is said about the line.
fn wish(why: Why, choice: &ExchangeChoice) -> CaseItemRequest {
    CaseItemRequest { variant_id: choice.variant.as_ref().map(|wanted| wanted.id.clone()), ..why.item() }
}

impl Form {
    /// Changes the choice and keeps it as a draft.
    pub fn change(self, change: impl FnOnce(&mut ExchangeChoice)) {
        self.choice.update(change);
        self.shell.drafts().keep(&draft_name(&self.subject.now().item.id), &self.choice.now());
    }

    /// Whether the shop can't say yet what it comes to. Tracks.
    pub fn holds_the_quote(self) -> bool {
        self.why.missing().is_some_and(|gap| gap.holds_the_quote())
    }

    /// Whether the way back that was quoted needs an appointment. Tracks.
    pub fn needs_slot(self) -> bool {
        let Some(quote) = self.offer.get() else { return false };
        ways::needs_appointment(&quote.methods, quote.method.as_deref())
    }

    /// Takes in what the shop said to the newest wish.
    fn answered(self) {
        match self.quote.get() {
            Load::Ready(quote) => self.offer.set(Some(quote)),
            Load::Failed(Failure::Refused { code, .. }) => self.refused(&code),
            Load::Waiting | Load::Failed(_) => {}
        }
    }

    /// What can be put right without the shopper is: what is no longer there is let go, with a word about it, and the
    /// rest is quoted anew.
    fn refused(self, code: &str) {
        let choice = self.choice.now();
        match code {
            "reason_required" => self.why.optional.set(false),
            "method_unavailable" if choice.method.is_some() => self.change(|choice| choice.method = None),
            "variant_sold_out" | "variant_unknown" => {
                if let Some(Wanted { label, .. }) = choice.variant {
                    self.quoting.forget_news();
                    self.gone.set(Some(label));
                    self.change(|choice| choice.variant = None);
                }
            }
            // The shop does not say which file it no longer has.
            _ if refused::is_about_files(code) => self.why.let_go_of_files(),
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
        if untrack(|| self.quote.is_refreshing() || promise::waits_for(self).is_some()) {
            return;
        }
        let subject = self.subject.now();
        let booking = self.booked.now().filter(|_| untrack(|| self.needs_slot()));
        let request = CaseRequest::Exchange(ExchangeRequest {
            order_id: subject.order_id.clone(),
            items: vec![untrack(|| wish(self.why, &self.choice.now()))],
            quote_id: quote.quote_id.clone(),
            booking_id: booking.map(|booking| booking.id.clone()),
        });
        self.shell.file(Filing {
            key: idempotency_key(),
            at: now(),
            order_id: subject.order_id.clone(),
            title: subject.item.title.clone(),
            refund: quote.total.clone(),
            request: json::write(&request),
            draft: Some(draft_name(&subject.item.id)),
            line_item_ids: vec![subject.item.id.clone()],
        });
    }
}

fn draft_name(line_item_id: &str) -> String {
    format!("exchange:{line_item_id}")
}
