//! How it travels: the ways back with what they cost, where to hand it in, when somebody comes for it.

use std::rc::Rc;

use aftercare_contract::quote::{Location, MethodOption, Quote};
use leptos::prelude::*;

use super::{
    controls::{Choice, block, boxed, choice, fold, group, parts, texts, typed},
    form::Form,
};
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
    let places = chosen(quote).map_or_else(nothing, |method| places(form, &method.locations));
    group(Some(title), block("stack tight", parts(vec![block("card rows", parts(rows)), places])))
}

fn row(form: Form, method: &MethodOption, is_choice: bool, chosen: bool) -> AnyView {
    let about = vec![("row-title", method.label.clone()), ("muted", method.detail.clone())];
    let fee = frame::fee(&form.shell.i18n_now(), &method.fee);
    let about = parts(vec![texts("grow", about), boxed("muted figure", fee.into_any())]);
    if !is_choice {
        return block("row", about);
    }
    let code = method.code.clone();
    let choosing = Choice {
        kind: "radio",
        part: "method",
        name: "method".into(),
        value: method.code.clone(),
        chosen,
        choose: typed(move |_| form.change(|choice| choice.method = Some(code.clone()))),
    };
    choice("row choice", choosing, about)
}

/// Where it can be handed in, nearest first.
fn places(form: Form, places: &[Location]) -> AnyView {
    if places.is_empty() {
        return nothing();
    }
    let (near, far) = places.split_at(places.len().min(NEAREST));
    let rows = |places: &[Location]| block("card rows", parts(places.iter().map(place).collect()));
    let mut shown = vec![rows(near)];
    if let Some(count) = u32::try_from(far.len()).ok().filter(|count| *count > 0) {
        shown.push(fold("places", false, form.shell.i18n_now().count("return.more_places", count), rows(far)));
    }
    parts(shown)
}

fn place(place: &Location) -> AnyView {
    let url = place.url.clone().filter(|url| url.starts_with("https:") || url.starts_with("http:"));
    let about = vec![
        ("row-title", place.name.clone()),
        ("muted", place.address_label.clone()),
        ("muted", place.hours_label.clone()),
    ];
    view! {
        <a part="place" class="row" href=url target="_blank" rel="noopener">
            {texts("grow", about)}
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
