//! Changing how the items go back, or when they are picked up, without leaving the page.
//!
//! A chunk of its own, fetched when one of the two is asked for.

use aftercare_contract::{Id, filing::ActionRequest, quote::MethodOption};
use leptos::{ev::MouseEvent, wasm_split::SplitLoaderError};

use super::action::Actions;
use crate::{
    erased::{Var, derived, live, nothing, prelude::*, tap, words},
    feature::{
        frame,
        slots::{self, SlotQuery},
        ways::{self, Ways},
    },
    ui::{self, Submit},
};

/// The action that changes the way back.
pub const METHOD: &str = "change_method";
/// The action that moves the appointment.
pub const SLOT: &str = "reschedule";

/// What the unfolded action asks for.
pub fn unfolded(actions: Actions) -> AnyView {
    let shown = derived(move || actions.unfolded.get().filter(|action| [METHOD, SLOT].contains(&action.as_str())));
    live(move || match shown.get() {
        Some(action) => frame::chunk(actions.shell, preload, move || split(actions, action == METHOD)),
        None => nothing(),
    })
}

#[leptos::wasm_split::wasm_split(case_change, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(actions: Actions, is_about_method: bool) -> Result<AnyView, SplitLoaderError> {
    Ok(if is_about_method { other_way(actions) } else { other_time(actions) })
}

fn other_way(actions: Actions) -> AnyView {
    let offered = derived(move || {
        let case = &actions.case.get().it;
        let now = case.method.as_ref().map(|method| method.code.clone());
        let others = case.methods.iter().filter(|method| now.as_ref() != Some(&method.code));
        others.cloned().collect::<Vec<_>>()
    });
    let rows = live(move || {
        let ways = Ways {
            title: actions.shell.i18n_now().t("case.change"),
            methods: offered.get(),
            chosen: actions.method.get(),
            choose: Callback::new(move |code| actions.method.set(Some(code))),
        };
        ways::ways(actions.shell, &ways)
    });
    let wanted = move || -> Option<MethodOption> {
        let code = actions.method.get()?;
        offered.get().into_iter().find(|method| method.code == code)
    };
    let needed = derived(move || wanted().is_some_and(|method| method.needs_slot));
    // Which method and, where it needs one, which appointment; nothing while the choice is not complete.
    let request = derived(move || {
        let method = wanted()?;
        let booking = actions.booked.get().filter(|_| method.needs_slot);
        if method.needs_slot && booking.is_none() {
            return None;
        }
        let booking_id = booking.map(|booking| booking.id.clone());
        Some(ActionRequest { method: Some(method.code), booking_id, ..Default::default() })
    });
    let label = words(move || {
        let i18n = actions.shell.i18n_now();
        wanted().map_or_else(|| i18n.t("case.change.save"), |it| i18n.fill("case.change.to", &[("method", &it.label)]))
    });
    let why = derived(move || {
        let i18n = actions.shell.i18n_now();
        match (wanted(), request.get()) {
            (_, Some(_)) => String::new(),
            (None, None) => i18n.t("case.change.missing"),
            (Some(_), None) => i18n.t("exchange.missing.slot"),
        }
    });
    let save = tap(move || {
        if let Some(request) = request.now() {
            actions.act(METHOD.into(), request);
        }
    });
    view! {
        <div part="change-method" class="stack">
            {rows}
            {ways::appointment(actions.shell, order_id(actions), needed, actions.booked)}
            {button(actions, label, why, save)}
        </div>
    }
    .into_any()
}

fn other_time(actions: Actions) -> AnyView {
    let case = actions.case.now();
    let mode = case.it.repair.as_ref().map(|repair| repair.mode.clone());
    let purpose = if mode.is_some() { "repair" } else { "pickup" };
    let query = SlotQuery { purpose, order_id: order_id(actions), mode };
    let save = tap(move || {
        if let Some(booking) = actions.booked.now() {
            actions.act(SLOT.into(), ActionRequest { booking_id: Some(booking.id.clone()), ..Default::default() });
        }
    });
    let label = words(move || {
        let i18n = actions.shell.i18n_now();
        match actions.booked.get() {
            Some(booking) => i18n.fill("case.move.to", &[("when", &i18n.window(&booking.from, &booking.to))]),
            None => i18n.of_kind("case.move.{}", &actions.case.now().it.kind, &[]),
        }
    });
    let missing = if purpose == "repair" { "repair.missing.slot" } else { "exchange.missing.slot" };
    let why = derived(move || match actions.booked.get() {
        Some(_) => String::new(),
        None => actions.shell.i18n_now().t(missing),
    });
    view! {
        <div part="reschedule" class="stack">
            {slots::slots(actions.shell, query, actions.booked)}
            {button(actions, label, why, save)}
        </div>
    }
    .into_any()
}

fn order_id(actions: Actions) -> Id {
    actions.case.now().it.order_id.clone()
}

type Words = Box<dyn FnMut() -> String + Send>;

fn button(actions: Actions, label: Words, why: Var<String>, act: Box<dyn FnMut(MouseEvent)>) -> AnyView {
    let busy = Box::new(move || actions.busy.get());
    ui::submit(Submit { part: "save-change", kind: "button", label, language: None, why, busy, act })
}
