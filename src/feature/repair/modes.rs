//! How it is put right, and when, where that takes an appointment.

use aftercare_contract::{
    care::RepairMode,
    money::Money,
    quote::{Fee, MethodOption},
};

use super::{REPAIR, form::Form};
use crate::{
    erased::{derived, live, nothing, prelude::*},
    feature::{
        slots::{self, SlotQuery},
        ways::{self, Ways},
    },
};

/// The ways to choose from.
pub fn modes(form: Form) -> AnyView {
    live(move || {
        let ways = Ways {
            title: form.shell.i18n_now().t("repair.mode"),
            methods: form.subject.now().warranty.repair_modes.iter().map(way).collect(),
            chosen: form.mode.get(),
            choose: Callback::new(move |code| form.choose(code)),
        };
        ways::ways(form.shell, &ways)
    })
}

/// What it costs is nothing of the way: it is covered, or has a price of its own.
fn way(mode: &RepairMode) -> MethodOption {
    MethodOption {
        code: mode.code.clone(),
        label: mode.label.clone(),
        detail: mode.detail.clone(),
        fee: Fee { kind: String::new(), amount: Money { amount: 0, currency: String::new() }, label: String::new() },
        needs_slot: mode.needs_slot,
        locations: Vec::new(),
    }
}

/// The times of the way chosen, where it has any.
pub fn appointment(form: Form) -> AnyView {
    let wanted = derived(move || form.mode.get().filter(|_| form.needs_slot()));
    live(move || {
        // What is held is for one way only.
        form.booked.set(None);
        let Some(mode) = wanted.get() else { return nothing() };
        let order_id = form.subject.now().order_id.clone();
        slots::slots(form.shell, SlotQuery { purpose: REPAIR, order_id, mode: Some(mode) }, form.booked)
    })
}
