//! How it goes back, what it comes to, and the button that says so.

use std::rc::Rc;

use aftercare_contract::{money::Money, quote::Quote};
use leptos::prelude::*;

use super::{choice::Missing, form::Form};
use crate::{
    erased::{derived, live, nothing, tap, words},
    feature::{
        frame,
        ways::{self, Ways},
    },
    i18n::I18n,
    state::Load,
    ui::{self, Fact, Submit, skeleton},
};

/// What is still missing, or the quote with its button.
pub fn promise(form: Form) -> AnyView {
    let missing = derived(move || form.missing_to_quote());
    live(move || {
        if let Some(missing) = missing.get() {
            return button(form, Some(missing), None);
        }
        match form.quote.get() {
            Load::Waiting => skeleton(form.shell.i18n_now().t("return.quoting")),
            Load::Ready(quote) => quoted(form, &quote),
            // What is gone is let go and quoted anew: nothing to say here meanwhile.
            Load::Failed(_) if form.quote.is_refreshing() => nothing(),
            Load::Failed(failure) => frame::problem(form.shell, &failure, Callback::new(move |()| form.quote.reload())),
        }
    })
}

/// How it goes back, and when somebody comes for it.
pub fn way_back(form: Form) -> AnyView {
    let offered = derived(move || form.offer.get().map(|quote| (quote.methods.clone(), quote.method.clone())));
    let ways = live(move || {
        let Some((methods, chosen)) = offered.get() else { return nothing() };
        let title = form.shell.i18n_now().t("return.method");
        let choose = Callback::new(move |code| form.change(|choice| choice.method = Some(code)));
        ways::ways(form.shell, &Ways { title, methods, chosen, choose })
    });
    let needed = derived(move || form.needs_slot());
    view! {
        {ways}
        {ways::appointment(form.shell, form.subject.now().order_id.clone(), needed, form.booked)}
    }
    .into_any()
}

fn quoted(form: Form, quote: &Rc<Quote>) -> AnyView {
    // No box around them: the footer sticks within the whole form, not within the part that the quote takes.
    view! {
        {summary(&form.shell.i18n_now(), quote)}
        {button(form, None, quote.total.clone())}
    }
    .into_any()
}

/// What is paid or comes back. An even exchange says so in one line.
fn summary(i18n: &I18n, quote: &Quote) -> AnyView {
    // A gift's recipient sees no amounts.
    let Some(total) = &quote.total else { return nothing() };
    let mut rows = Vec::new();
    if total.amount != 0 {
        rows.extend(quote.breakdown.iter().map(|part| Fact::new(part.label.clone(), i18n.money(&part.amount))));
    }
    let (name, amount) = match total.amount {
        0 => (i18n.t("exchange.difference"), i18n.t("exchange.even")),
        amount if amount < 0 => (i18n.t("exchange.to_pay"), i18n.money(&owed(total))),
        _ => (i18n.t("case.refund"), i18n.money(total)),
    };
    rows.push(Fact::strong(name, amount));
    if total.amount > 0 {
        let by = quote.expected_by.as_ref().map(|by| i18n.fill("return.refund_by", &[("date", &i18n.day(by))]));
        rows.push(Fact::new(i18n.t("case.refund_to"), quote.destination_label.clone()));
        rows.push(Fact::new(i18n.t("case.refund_when"), by.unwrap_or_default()));
    }
    ui::facts("quote", rows)
}

/// A quote's total is what the shopper gets; this is what they pay.
fn owed(total: &Money) -> Money {
    Money { amount: -total.amount, ..total.clone() }
}

/// The button is there from the start and says what it waits for: `to_quote` before there is a price.
fn button(form: Form, to_quote: Option<Missing>, total: Option<Money>) -> AnyView {
    let why = derived(move || {
        let i18n = form.shell.i18n_now();
        match to_quote.or_else(|| form.missing_to_send()) {
            Some(Missing::Variant) => i18n.t("exchange.missing.variant"),
            Some(Missing::Reason) => i18n.t("exchange.missing.reason"),
            Some(Missing::Note) => i18n.t("exchange.missing.note"),
            Some(Missing::Evidence) => i18n.t("exchange.missing.evidence"),
            Some(Missing::Serial) => i18n.t("exchange.missing.serial"),
            None if form.lacks_slot() => i18n.t("exchange.missing.slot"),
            None if form.uploading.get() => i18n.t("exchange.missing.upload"),
            None => String::new(),
        }
    });
    let label = words(move || {
        let i18n = form.shell.i18n_now();
        let Some(wanted) = form.choice.get().variant else { return i18n.t("title.exchange") };
        let (key, amount) = match &total {
            Some(total) if total.amount < 0 => ("exchange.send_pay", i18n.money(&owed(total))),
            Some(total) if total.amount > 0 => ("exchange.send_back", i18n.money(total)),
            _ => ("exchange.send", String::new()),
        };
        i18n.fill(key, &[("variant", &wanted.label), ("amount", &amount)])
    });
    let button = Submit {
        part: "primary",
        kind: "button",
        label,
        language: None,
        why,
        busy: Box::new(move || form.quote.is_refreshing()),
        act: tap(move || form.send()),
    };
    view! { <div class="footer stack tight">{ui::submit(button)}</div> }.into_any()
}
