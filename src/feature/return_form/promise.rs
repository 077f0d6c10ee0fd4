//! What the shop promises for what is chosen, and the button that takes it.

use super::{form::Form, methods, offers, terms};
use crate::{
    erased::{derived, live, nothing, prelude::*, tap, words},
    feature::{frame, why},
    state::Load,
    ui::skeleton,
};

/// The offers, the ways back and the terms of the quote, and the footer that is there from the start.
pub fn promise(form: Form) -> AnyView {
    let i18n = form.shell.i18n_now();
    // Typing changes the choice with every letter; what is drawn follows only what that means.
    let held = derived(move || form.holds_the_quote());
    let waits = derived(move || waits_for(form));
    let choices = live(move || match form.quote.get() {
        _ if held.get() => nothing(),
        Load::Waiting => skeleton(form.shell.i18n_now().t("return.quoting")),
        Load::Ready(quote) => view! {
            {offers::offers(form, &quote)}
            {methods::methods(form, &quote)}
        }
        .into_any(),
        Load::Failed(failure) => frame::problem(form.shell, &failure, Callback::new(move |()| form.quote.reload())),
    });
    let terms = live(move || match form.quote.get() {
        Load::Ready(quote) if !held.get() => terms::terms(&form.shell.i18n_now(), &quote),
        _ => nothing(),
    });
    let label = words(move || label(form, held.get()));
    let send = tap(move || form.send());
    view! {
        {choices}
        {methods::slot(form)}
        {terms}
        <p class="muted">{i18n.t("return.kept")}</p>
        {form.quoting.footer(|i18n, amount| i18n.money(amount), label, waits, send)}
    }
    .into_any()
}

/// What the button does, with the amount as soon as there is one.
fn label(form: Form, is_held: bool) -> String {
    let i18n = form.shell.i18n_now();
    let total = match form.quote.get() {
        Load::Ready(quote) if !is_held => quote.total.clone().map(|total| (quote, total)),
        _ => None,
    };
    match total {
        Some((quote, total)) => {
            let key = match quote.resolution.as_str() {
                "store_credit" => "return.for_credit",
                _ if quote.keep_item => "order.price_back",
                _ => "order.return_for",
            };
            i18n.fill(key, &[("amount", &i18n.money(&total))])
        }
        None => i18n.t("return.send"),
    }
}

/// Why it can't be sent yet, in words. Tracks.
pub fn waits_for(form: Form) -> Option<String> {
    let i18n = form.shell.i18n_now();
    if let Some((missing, title)) = form.missing() {
        let waits = why::missing(&i18n, missing);
        // With several lines it is not plain which one is meant.
        let is_single = form.choice.now().line_item_ids.len() == 1;
        return Some(if is_single { waits } else { format!("{title} · {waits}") });
    }
    let needs_slot = matches!(form.quote.get(), Load::Ready(quote) if methods::needs_slot(&quote));
    (needs_slot && form.booked.get().is_none()).then(|| i18n.t("exchange.missing.slot"))
}
