//! Days to choose from, the times of one, and the hold in words.

use std::rc::Rc;

use aftercare_contract::slot::{Booking, Slot};
use leptos::html;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::{
    days::{self, Day},
    hold::{Holder, Trouble},
};
use crate::{
    erased::{Var, derived, live, nothing, prelude::*, tap, watch},
    feature::frame,
    ui::{Notice, Tone, notice},
};

pub fn picker(holder: Holder) -> AnyView {
    // The day that the shopper looks at.
    let chosen = Var::new(None::<String>);
    let place = NodeRef::<html::Div>::new();
    keep_focus(holder, place);
    view! {
        <div class="stack tight" part="slots" node_ref=place>
            {frame::show(holder.shell, holder.times, move |slots| choices(holder, chosen, &slots))}
            {trouble(holder)}
            {held(holder)}
        </div>
    }
    .into_any()
}

/// A time that was refused is full in the new list, and what can't be chosen has no focus: it goes to the next that can
/// be, of this day or else to the days, so that the keyboard goes on where it was.
fn keep_focus(holder: Holder, place: NodeRef<html::Div>) {
    watch(move || {
        let _ = holder.times.get();
        let Some(Trouble::Refused(refused, _)) = holder.trouble.now() else { return };
        // After the new list is there.
        queue_microtask(move || {
            let Some(place) = place.try_get_untracked().flatten().filter(|place| has_lost_focus(place)) else { return };
            if let Some(next) = next_to(&place, &refused).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                // One that can't take the focus is no loss: the list is there all the same.
                let _ = next.focus();
            }
        });
    });
}

/// The time that can be chosen after the refused one, or else the day's first, or the day.
fn next_to(place: &Element, refused: &str) -> Option<Element> {
    let find = |within: &Element, what: &str| within.query_selector(what).ok().flatten();
    let mut at = find(place, &format!("[part=slot][value=\"{refused}\"]")).and_then(|it| it.parent_element());
    while let Some(label) = at {
        if let Some(time) = find(&label, ":enabled") {
            return Some(time);
        }
        at = label.next_element_sibling();
    }
    find(place, "[part=slot]:enabled").or_else(|| find(place, "[part=slot-day]:checked"))
}

/// Whether the focus is on what can't be chosen any more (Firefox), or nowhere (the others), and not with something else
/// that the shopper has turned to.
fn has_lost_focus(place: &Element) -> bool {
    let root = place.get_root_node().dyn_into::<ShadowRoot>().ok();
    match root.and_then(|root| root.active_element()) {
        Some(element) => element.has_attribute("disabled"),
        None => document().active_element().is_none_or(|element| element.tag_name() == "BODY"),
    }
}

fn choices(holder: Holder, chosen: Var<Option<String>>, slots: &Rc<Vec<Slot>>) -> AnyView {
    let i18n = holder.shell.i18n_now();
    if slots.is_empty() {
        return view! { <p class="card notes" part="no-slots">{i18n.t("slots.none")}</p> }.into_any();
    }
    let week = Rc::new(days::days(slots, |moment| i18n.day(moment)));
    let held = holder.booked.now().map(|booking| booking.slot_id.clone());
    let first = days::shown(&week, chosen.now().as_deref(), held.as_deref()).map(|day| day.label.clone());
    let tabs: Views = week.iter().map(|day| tab(holder, chosen, day, first.as_ref() == Some(&day.label))).collect();
    let shared = Var::new(week);
    let times = live(move || {
        let (week, label) = (shared.now(), chosen.get());
        let held = holder.booked.now().map(|booking| booking.slot_id.clone());
        let Some(day) = days::shown(&week, label.as_deref(), held.as_deref()) else { return nothing() };
        let times: Views = day.slots.iter().map(|slot| time(holder, slot)).collect();
        view! {
            <fieldset class="section">
                <legend class="section-title">{holder.shell.i18n_now().fill("slots.times", &[("day", &day.label)])}</legend>
                <div class="chips">{times}</div>
            </fieldset>
        }
        .into_any()
    });
    view! {
        <fieldset class="section">
            <legend class="section-title">{i18n.t("slots.days")}</legend>
            <div class="segments days">{tabs}</div>
        </fieldset>
        {times}
    }
    .into_any()
}

fn tab(holder: Holder, chosen: Var<Option<String>>, day: &Day, is_shown: bool) -> AnyView {
    let held = holder.booked.now().map(|booking| booking.slot_id.clone());
    let full = (!day.is_open(held.as_deref())).then(|| holder.shell.i18n_now().t("slots.full"));
    let label = day.label.clone();
    view! {
        <label class="segment">
            <input
                type="radio"
                part="slot-day"
                name=format!("{}-day", holder.query.now().purpose)
                checked=is_shown
                on:change=move |_| chosen.set(Some(label.clone()))
            />
            <span>{day.label.clone()}{full.map(|full| view! { <small class="muted">{full}</small> }.into_any())}</span>
        </label>
    }
    .into_any()
}

fn time(holder: Holder, slot: &Slot) -> AnyView {
    let i18n = holder.shell.i18n_now();
    let held = holder.booked.now().map(|booking| booking.slot_id.clone());
    let open = days::is_open(slot, held.as_deref());
    let more = if open {
        let fee = slot.fee.as_ref().map(|fee| frame::fee(&i18n, fee));
        [slot.place_label.clone(), fee].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    } else {
        i18n.t("slots.taken")
    };
    let id = slot.id.clone();
    // The choice follows what is held, not what was tapped last: a slot that is refused is not chosen.
    let (mine, asked) = (slot.id.clone(), slot.id.clone());
    let is_chosen = derived(move || match holder.asked.get() {
        Some((slot_id, _)) => slot_id == asked,
        None => holder.booked.get().is_some_and(|booking| booking.slot_id == mine),
    });
    view! {
        <label class="chip slot">
            <input
                type="radio"
                part="slot"
                name=holder.query.now().purpose
                value=slot.id.clone()
                disabled=!open
                prop:checked=move || is_chosen.get()
                on:change=move |_| holder.hold(&id)
            />
            <span>
                {i18n.hours(&slot.from, &slot.to)}
                {(!more.is_empty()).then(|| view! { <small class="muted">{more}</small> }.into_any())}
            </span>
        </label>
    }
    .into_any()
}

fn trouble(holder: Holder) -> AnyView {
    live(move || {
        let i18n = holder.shell.i18n_now();
        let (kind, title, detail) = match holder.trouble.get() {
            None => return nothing(),
            Some(Trouble::Ended) => ("ended", "slots.ended", i18n.t("slots.again")),
            Some(Trouble::Refused(_, detail)) => {
                ("taken", "slots.refused", detail.unwrap_or_else(|| i18n.t("slots.again")))
            }
            Some(Trouble::Failed(failure)) => {
                let again = Callback::new(move |()| {
                    if let Some((slot_id, _)) = holder.asked.now() {
                        holder.hold(&slot_id);
                    }
                });
                return frame::trouble(holder.shell, &failure, again);
            }
        };
        notice(Notice {
            part: "slot-trouble",
            kind,
            tone: Tone::Warn,
            title: i18n.t(title),
            detail: detail.into_any(),
            action: None,
        })
    })
}

/// Says what is held and until when, and takes it back.
fn held(holder: Holder) -> AnyView {
    let words = live(move || {
        let i18n = holder.shell.i18n_now();
        if holder.asked.get().is_some() && holder.trouble.get().is_none() {
            return i18n.t("slots.asking").into_any();
        }
        match holder.booked.get() {
            Some(booking) => promise(holder, &booking),
            None => nothing(),
        }
    });
    view! { <div role="status" part="held">{words}</div> }.into_any()
}

fn promise(holder: Holder, booking: &Booking) -> AnyView {
    let i18n = holder.shell.i18n_now();
    let when = i18n.window(&booking.from, &booking.to);
    let until = booking.held_until.as_ref().map(|until| i18n.fill("slots.held_until", &[("time", &i18n.time(until))]));
    view! {
        <div class="card row">
            <div class="grow">
                <p class="row-title">{when}</p>
                <p class="muted">{until}</p>
                <p class="muted">{booking.place_label.clone()}</p>
            </div>
            <button type="button" part="release" class="button small quiet" on:click=tap(move || holder.release())>
                {i18n.t("slots.release")}
            </button>
        </div>
    }
    .into_any()
}
