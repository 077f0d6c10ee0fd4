//! How it travels: the ways back with what they cost, where to hand it in, when somebody comes for it.

use std::rc::Rc;

use aftercare_contract::quote::{Location, MethodOption, Quote};
use leptos::prelude::*;

use super::form::{Form, typed};
use crate::{
    erased::{Var, live, nothing, watch},
    feature::{
        frame,
        slots::{SlotQuery, slots},
    },
    state::Load,
};

/// Places shown at once; the others are a tap away.
const NEAREST: usize = 3;

/// Whether the quoted way needs a time to be held.
pub fn needs_slot(quote: &Quote) -> bool {
    chosen(quote).is_some_and(|method| method.needs_slot)
}

fn chosen(quote: &Quote) -> Option<&MethodOption> {
    let code = quote.method.as_deref()?;
    quote.methods.iter().find(|method| method.code == code)
}

/// The ways to choose from, and the places of the one chosen.
pub fn methods(form: Form, quote: &Rc<Quote>) -> AnyView {
    let i18n = form.shell.i18n_now();
    let is_choice = quote.methods.len() > 1;
    let rows: Vec<_> = quote
        .methods
        .iter()
        .map(|method| row(form, method, is_choice, quote.method.as_deref() == Some(&method.code)))
        .collect();
    if rows.is_empty() {
        return nothing();
    }
    let title = i18n.t(if quote.keep_item { "return.keep" } else { "return.method" });
    let places = chosen(quote).map(|method| places(form, &method.locations));
    view! {
        <fieldset class="section">
            <legend class="section-title">{title}</legend>
            <div class="card rows">{rows}</div>
            {places}
        </fieldset>
    }
    .into_any()
}

fn row(form: Form, method: &MethodOption, is_choice: bool, chosen: bool) -> AnyView {
    let code = method.code.clone();
    let choose = typed(move |_| form.change(|choice| choice.method = Some(code.clone())));
    let radio = is_choice.then(|| {
        let value = method.code.clone();
        view! { <input type="radio" part="method" name="method" value=value prop:checked=chosen on:change=choose /> }
            .into_any()
    });
    view! {
        <label class="row choice">
            {radio}
            <span class="grow">
                <span class="row-title">{method.label.clone()}</span>
                <span class="muted">{method.detail.clone()}</span>
            </span>
            <span class="muted figure">{frame::fee(&form.shell.i18n_now(), &method.fee)}</span>
        </label>
    }
    .into_any()
}

/// Where it can be handed in, nearest first.
fn places(form: Form, places: &[Location]) -> AnyView {
    if places.is_empty() {
        return nothing();
    }
    let (near, far) = places.split_at(places.len().min(NEAREST));
    let rows = |places: &[Location]| places.iter().map(place).collect::<Vec<_>>();
    let far = u32::try_from(far.len()).ok().filter(|count| *count > 0).map(|count| {
        let words = form.shell.i18n_now().count("return.more_places", count);
        view! {
            <details>
                <summary class="row">{words}</summary>
                <div class="rows">{rows(far)}</div>
            </details>
        }
        .into_any()
    });
    view! { <div part="places" class="card rows">{rows(near)} {far}</div> }.into_any()
}

fn place(place: &Location) -> AnyView {
    let url = place.url.clone().filter(|url| url.starts_with("https:") || url.starts_with("http:"));
    view! {
        <a class="row" href=url target="_blank" rel="noopener">
            <span class="grow">
                <span class="row-title">{place.name.clone()}</span>
                <span class="muted">{place.address_label.clone()}</span>
                <span class="muted">{place.hours_label.clone()}</span>
            </span>
        </a>
    }
    .into_any()
}

/// When somebody comes for it. Stays while quotes come and go, because what is held ends with it.
pub fn slot(form: Form) -> AnyView {
    let needed = Var::new(false);
    watch(move || {
        if let Load::Ready(quote) = form.quote.get()
            && needs_slot(&quote) != needed.now()
        {
            needed.set(!needed.now());
        }
    });
    live(move || {
        if !needed.get() {
            return nothing();
        }
        let query = SlotQuery { purpose: "pickup", order_id: form.order_id.now(), mode: None };
        slots(form.shell, query, form.booked)
    })
}
