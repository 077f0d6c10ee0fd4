//! How it goes back, what it comes to, and the button that says so.

use std::rc::Rc;

use aftercare_contract::quote::{MethodOption, Quote};
use leptos::prelude::*;

use super::{choice::Missing, form::Form};
use crate::{
    erased::{derived, live, tap, words},
    feature::frame,
    state::Load,
    ui::{self, Fact, skeleton},
};

/// What is still missing, or the quote with its button.
pub fn promise(form: Form) -> AnyView {
    let missing = derived(move || form.missing());
    live(move || match missing.get() {
        Some(missing) => not_yet(form, missing).into_any(),
        None => match form.quote.get() {
            Load::Waiting => skeleton(form.shell.i18n_now().t("return.quoting")).into_any(),
            Load::Ready(quote) => quoted(form, &quote).into_any(),
            Load::Failed(failure) => frame::problem(form.shell, &failure, Callback::new(move |()| form.quote.reload())),
        },
    })
}

/// The button is there from the start and says what it waits for.
fn not_yet(form: Form, missing: Missing) -> AnyView {
    let i18n = form.shell.i18n_now();
    let why = i18n.t(match missing {
        Missing::Reason => "return.missing.reason",
        Missing::FinerReason => "return.missing.finer",
        Missing::Note => "return.missing.note",
    });
    view! {
        <div class="footer stack tight">
            <button type="button" part="primary" class="button" aria-disabled="true" aria-describedby="why">
                {i18n.t("return.send")}
            </button>
            <p id="why" class="muted center">{why}</p>
        </div>
    }
    .into_any()
}

fn quoted(form: Form, quote: &Rc<Quote>) -> AnyView {
    let i18n = form.shell.i18n_now();
    let methods = (!quote.methods.is_empty()).then(|| methods(form, quote));
    let mut rows = Vec::new();
    if quote.breakdown.len() > 1 {
        rows.extend(quote.breakdown.iter().map(|part| Fact::new(part.label.clone(), i18n.money(&part.amount))));
    }
    // A gift's recipient sees no amounts.
    let total = quote.total.as_ref().map(|total| i18n.money(total));
    rows.extend(total.clone().map(|total| Fact::strong(i18n.t("case.refund"), total)));
    rows.push(Fact::new(i18n.t("case.refund_to"), quote.destination_label.clone()));
    let by = quote.expected_by.as_ref().map(|by| i18n.fill("return.refund_by", &[("date", &i18n.day(by))]));
    rows.push(Fact::new(i18n.t("case.refund_when"), by.unwrap_or_default()));
    let label = match total {
        Some(total) => i18n.fill("order.return_for", &[("amount", &total)]),
        None => i18n.t("return.send"),
    };
    // No box around them: the footer sticks within the whole form, not within the part that the quote takes.
    view! {
        {methods}
        {ui::facts("quote", rows)}
        <div class="footer">
            <button
                type="button"
                part="primary"
                class="button"
                aria-disabled=words(move || form.quote.is_refreshing().to_string())
                on:click=tap(move || form.send())
            >
                {label}
            </button>
        </div>
    }
    .into_any()
}

fn methods(form: Form, quote: &Rc<Quote>) -> AnyView {
    let rows: Vec<_> = quote
        .methods
        .iter()
        .map(|method| method_row(form, method, quote.method.as_deref() == Some(&method.code)))
        .collect();
    let title = form.shell.i18n_now().t("return.method");
    view! {
        <fieldset class="section">
            <legend class="section-title">{title}</legend>
            <div class="card rows">{rows}</div>
        </fieldset>
    }
    .into_any()
}

fn method_row(form: Form, method: &MethodOption, chosen: bool) -> AnyView {
    let code = method.code.clone();
    let choose = move |_| form.change(|choice| choice.method = Some(code.clone()));
    view! {
        <label class="row choice">
            <input type="radio" part="method" name="method" value=method.code.clone() checked=chosen on:change=choose />
            <span class="grow">
                <span class="row-title">{method.label.clone()}</span>
                <span class="muted">{method.detail.clone()}</span>
            </span>
            <span class="muted figure">{frame::fee(&form.shell.i18n_now(), &method.fee)}</span>
        </label>
    }
    .into_any()
}
