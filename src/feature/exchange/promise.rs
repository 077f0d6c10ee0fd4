//! How it goes back, what it comes to, and the button that says so.

use aftercare_contract::{money::Money, quote::Quote};

use super::form::Form;
use crate::{
    erased::{derived, live, nothing, prelude::*, tap, words},
    feature::{
        frame,
        ways::{self, Ways},
        why::{self, Missing},
    },
    i18n::I18n,
    state::Load,
    ui::{self, Fact, parts, skeleton},
};

/// What the quote comes to, and the footer that is there from the start.
pub fn promise(form: Form) -> AnyView {
    let held = derived(move || form.holds_the_quote());
    let summed = live(move || match form.quote.get() {
        _ if held.get() => nothing(),
        Load::Waiting => skeleton(form.shell.i18n_now().t("return.quoting")),
        Load::Ready(quote) => summary(&form.shell.i18n_now(), &quote),
        Load::Failed(failure) => frame::problem(form.shell, &failure, Callback::new(move |()| form.quote.reload())),
    });
    let waits = derived(move || waits_for(form));
    let label = words(move || label(form, held.get()));
    parts(vec![summed, form.quoting.footer(comes_to, label, waits, tap(move || form.send()))])
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

/// What is paid or comes back. An even exchange says so in one line.
fn summary(i18n: &I18n, quote: &Quote) -> AnyView {
    // A gift's recipient sees no amounts.
    let Some(total) = &quote.total else { return nothing() };
    let mut rows = Vec::new();
    if total.amount != 0 {
        rows.extend(quote.breakdown.iter().map(|part| Fact::new(part.label.clone(), i18n.money(&part.amount))));
    }
    let name = match total.amount {
        0 => "exchange.difference",
        amount if amount < 0 => "exchange.to_pay",
        _ => "case.refund",
    };
    let amount = if total.amount == 0 { i18n.t("exchange.even") } else { i18n.money(&absolute(total)) };
    rows.push(Fact::strong(i18n.t(name), amount));
    if total.amount > 0 {
        let by = quote.expected_by.as_ref().map(|by| i18n.fill("return.refund_by", &[("date", &i18n.day(by))]));
        rows.push(Fact::new(i18n.t("case.refund_to"), quote.destination_label.clone()));
        rows.push(Fact::new(i18n.t("case.refund_when"), by.unwrap_or_default()));
    }
    ui::facts("quote", rows)
}

/// A quote's total is what the shopper gets; below zero it is what they pay.
fn absolute(total: &Money) -> Money {
    Money { amount: total.amount.abs(), ..total.clone() }
}

/// What the whole comes to, in words.
fn comes_to(i18n: &I18n, total: &Money) -> String {
    let key = match total.amount {
        0 => return i18n.t("exchange.even"),
        amount if amount < 0 => "exchange.pays",
        _ => "exchange.gets",
    };
    i18n.fill(key, &[("amount", &i18n.money(&absolute(total)))])
}

/// What the button does, with the amount as soon as there is one.
fn label(form: Form, is_held: bool) -> String {
    let i18n = form.shell.i18n_now();
    let Some(wanted) = form.choice.get().variant else { return i18n.t("title.exchange") };
    let total = match form.quote.get() {
        Load::Ready(quote) if !is_held => quote.total.clone(),
        _ => None,
    };
    let key = match total.as_ref().map_or(0, |total| total.amount) {
        0 => "exchange.send",
        amount if amount < 0 => "exchange.send_pay",
        _ => "exchange.send_back",
    };
    let amount = total.map(|total| i18n.money(&absolute(&total))).unwrap_or_default();
    i18n.fill(key, &[("variant", &wanted.label), ("amount", &amount)])
}

/// Why it can't be sent yet, in words. Tracks.
pub fn waits_for(form: Form) -> Option<String> {
    let i18n = form.shell.i18n_now();
    let missing = form.why.missing();
    match missing {
        Some(Missing::Reason | Missing::FinerReason) => Some(i18n.t("exchange.missing.reason")),
        Some(Missing::Note) => Some(i18n.t("exchange.missing.note")),
        _ if form.choice.get().variant.is_none() => Some(i18n.t("exchange.missing.variant")),
        Some(missing) => Some(why::missing(&i18n, missing)),
        None if form.needs_slot() && form.booked.get().is_none() => Some(i18n.t("exchange.missing.slot")),
        None => None,
    }
}
