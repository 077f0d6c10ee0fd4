//! Ways to send something back, to choose one: what each costs, where it can be handed in, and when it is picked up.
//!
//! A part that several jobs share.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    quote::{Location, MethodOption},
    slot::Booking,
};

use super::{
    frame,
    slots::{self, SlotQuery},
};
use crate::{
    erased::{Var, live, nothing, prelude::*},
    state::Shell,
    ui::fold,
};

/// Places shown at once; the others are a tap away.
const NEAREST: usize = 3;

/// Which ways there are.
#[derive(Clone)]
pub struct Ways {
    /// The heading.
    pub title: String,
    pub methods: Vec<MethodOption>,
    pub chosen: Option<String>,
    pub choose: Callback<String>,
}

impl Ways {
    fn chosen(&self) -> Option<&MethodOption> {
        find(&self.methods, self.chosen.as_deref())
    }
}

/// Whether the way chosen needs an appointment.
pub fn needs_appointment(methods: &[MethodOption], chosen: Option<&str>) -> bool {
    find(methods, chosen).is_some_and(|method| method.needs_slot)
}

fn find<'a>(methods: &'a [MethodOption], code: Option<&str>) -> Option<&'a MethodOption> {
    methods.iter().find(|method| Some(method.code.as_str()) == code)
}

/// A radio group of the ways, and below it the places of the one chosen.
pub fn ways(shell: Shell, ways: &Ways) -> AnyView {
    if ways.methods.is_empty() {
        return nothing();
    }
    let rows: Views = ways.methods.iter().map(|method| row(shell, ways, method)).collect();
    view! {
        <fieldset class="section">
            <legend class="section-title">{ways.title.clone()}</legend>
            <div class="stack tight">
                <div class="card rows">{rows}</div>
                {ways.chosen().map(|method| places(shell, &method.locations))}
            </div>
        </fieldset>
    }
    .into_any()
}

/// A single way that is taken already is no choice.
fn row(shell: Shell, ways: &Ways, method: &MethodOption) -> AnyView {
    let is_chosen = ways.chosen.as_ref() == Some(&method.code);
    let button = (ways.methods.len() > 1 || !is_chosen).then(|| {
        let (code, choose) = (method.code.clone(), ways.choose);
        view! {
            <input
                type="radio"
                part="method"
                name="method"
                value=method.code.clone()
                prop:checked=is_chosen
                on:change=move |_| choose.run(code.clone())
            />
        }
        .into_any()
    });
    let is_choice = button.is_some();
    view! {
        <label class="row" class:choice=is_choice>
            {button}
            <span class="grow">
                <span class="row-title">{method.label.clone()}</span>
                <span class="muted">{method.detail.clone()}</span>
            </span>
            <span class="muted figure">{frame::fee(&shell.i18n_now(), &method.fee)}</span>
        </label>
    }
    .into_any()
}

/// Where it can be handed in, nearest first.
fn places(shell: Shell, places: &[Location]) -> AnyView {
    if places.is_empty() {
        return nothing();
    }
    let (near, far) = places.split_at(places.len().min(NEAREST));
    let card = |places: &[Location]| {
        let rows: Views = places.iter().map(place).collect();
        view! { <div class="card rows">{rows}</div> }.into_any()
    };
    let more = u32::try_from(far.len()).ok().filter(|count| *count > 0);
    let more = more.map(|count| fold("places", false, shell.i18n_now().count("return.more_places", count), card(far)));
    view! { {card(near)} {more} }.into_any()
}

fn place(place: &Location) -> AnyView {
    let url = place.url.clone().filter(|url| url.starts_with("https:"));
    view! {
        <a part="place" class="row" href=url target="_blank" rel="noopener">
            <span class="grow">
                <span class="row-title">{place.name.clone()}</span>
                <span class="muted">{place.address_label.clone()}</span>
                <span class="muted">{place.hours_label.clone()}</span>
            </span>
        </a>
    }
    .into_any()
}

/// When somebody comes for it, while it is `needed`. Beside the ways, which are drawn anew with each quote: what is held
/// for the shopper ends with this part.
pub fn appointment(shell: Shell, order_id: Id, needed: Var<bool>, booked: Var<Option<Rc<Booking>>>) -> AnyView {
    live(move || {
        if !needed.get() {
            return nothing();
        }
        let query = SlotQuery { purpose: "pickup", order_id: order_id.clone(), mode: None };
        slots::slots(shell, query, booked)
    })
}
