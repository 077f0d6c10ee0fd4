//! Ways to send something back, to choose one: what each costs, where it can be handed in, and when it is picked up.
//!
//! A part that several jobs share.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    quote::{Location, MethodOption},
    slot::Booking,
};
use leptos::prelude::*;

use super::{
    frame,
    slots::{self, SlotQuery},
};
use crate::{
    erased::{Var, nothing},
    state::Shell,
};

/// Which ways there are.
#[derive(Clone)]
pub struct Ways {
    pub order_id: Id,
    /// The heading.
    pub title: String,
    pub methods: Vec<MethodOption>,
    pub chosen: Option<String>,
    pub choose: Callback<String>,
    /// What is held for the shopper, where the way chosen needs an appointment.
    pub booked: Var<Option<Rc<Booking>>>,
}

/// A radio group of the ways, and below it what the one chosen needs.
pub fn ways(shell: Shell, ways: Ways) -> AnyView {
    let rows: Vec<_> = ways.methods.iter().map(|method| row(shell, &ways, method)).collect();
    let chosen = ways.methods.iter().find(|method| ways.chosen.as_ref() == Some(&method.code));
    view! {
        <fieldset class="section">
            <legend class="section-title">{ways.title.clone()}</legend>
            <div class="card rows">{rows}</div>
        </fieldset>
        {chosen.map(|method| needs(shell, &ways, method))}
    }
    .into_any()
}

fn row(shell: Shell, ways: &Ways, method: &MethodOption) -> AnyView {
    let (code, choose) = (method.code.clone(), ways.choose);
    let is_chosen = ways.chosen.as_ref() == Some(&method.code);
    view! {
        <label class="row choice">
            <input
                type="radio"
                part="method"
                name="method"
                value=method.code.clone()
                prop:checked=is_chosen
                on:change=move |_| choose.run(code.clone())
            />
            <span class="grow">
                <span class="row-title">{method.label.clone()}</span>
                <span class="muted">{method.detail.clone()}</span>
            </span>
            <span class="muted figure">{frame::fee(&shell.i18n_now(), &method.fee)}</span>
        </label>
    }
    .into_any()
}

/// An appointment, or the places to hand it in.
fn needs(shell: Shell, ways: &Ways, method: &MethodOption) -> AnyView {
    if method.needs_slot {
        let query = SlotQuery { purpose: "pickup", order_id: ways.order_id.clone(), mode: None };
        return slots::slots(shell, query, ways.booked);
    }
    if method.locations.is_empty() {
        return nothing();
    }
    let places: Vec<_> = method.locations.iter().map(place).collect();
    view! { <div class="card rows">{places}</div> }.into_any()
}

fn place(location: &Location) -> AnyView {
    let url = location.url.clone().filter(|url| url.starts_with("https:"));
    view! {
        <a part="location" class="row" href=url target="_blank" rel="noopener">
            <span class="grow">
                <span class="row-title">{location.name.clone()}</span>
                <span class="muted">{location.address_label.clone()}</span>
                <span class="muted">{location.hours_label.clone()}</span>
            </span>
        </a>
    }
    .into_any()
}
