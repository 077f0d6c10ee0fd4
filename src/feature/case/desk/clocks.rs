//! Promises of time, counted while somebody looks.
//!
//! When one is due is the shop's word, and so is whether it was kept. This page only counts down to it, and asks the
//! shop when the count is at its end.

use std::time::Duration;

use aftercare_contract::desk::Clock;

use super::super::action::Actions;
use crate::{
    erased::{Var, derived, live, prelude::*, sort, watch, words},
    state::now,
    ui::{Tone, tag},
};

/// A row a clock: those that run first, the soonest before the others.
pub fn clocks(actions: Actions) -> AnyView {
    let clocks = derived(move || {
        let mut clocks = actions.case.get().it.clocks.clone();
        sort(&mut clocks, |one, other| is_running(one) && !is_running(other));
        clocks
    });
    live(move || clocks.get().iter().map(|clock| row(actions, clock)).collect::<Views>().into_any())
}

fn is_running(clock: &Clock) -> bool {
    clock.met_at.is_none() && clock.breached_at.is_none()
}

fn row(actions: Actions, clock: &Clock) -> AnyView {
    let i18n = actions.shell.i18n_now();
    let Clock { code, label, due_at, met_at, breached_at, on_breach_label } = clock;
    let (title, end, detail) = match (breached_at, met_at) {
        (Some(at), _) => {
            let missed = i18n.fill("desk.clock.missed_at", &[("moment", &i18n.moment(at))]);
            (label.clone(), tag("clock-state", Tone::Bad, i18n.t("desk.clock.missed")), missed)
        }
        (None, Some(at)) => (label.clone(), tag("clock-state", Tone::Good, i18n.t("desk.clock.kept")), i18n.moment(at)),
        (None, None) => {
            let by = i18n.fill("desk.clock.by", &[("what", label), ("when", &i18n.due(due_at))]);
            (by, left(actions, due_at.clone()), on_breach_label.clone())
        }
    };
    view! {
        <div part="clock" class="clock" data-clock=code.clone()>
            <p class="split">
                <span class="row-title">{title}</span>
                {end}
            </p>
            <p class="muted">{detail}</p>
        </div>
    }
    .into_any()
}

/// How long there is until then, anew each second. When nothing is left the shop is asked, once.
pub fn left(actions: Actions, due_at: String) -> AnyView {
    let shell = actions.shell;
    let second = Var::new(now());
    let tick = set_interval_with_handle(move || second.set(now()), Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let left = derived(move || {
        let _ = second.get();
        shell.i18n_now().until(&due_at)
    });
    watch(move || {
        if left.get().is_empty() {
            actions.ask.run(());
        }
    });
    let said = words(move || {
        let left = left.get();
        if left.is_empty() { shell.i18n_now().t("desk.clock.up") } else { left }
    });
    view! { <span part="left" class="left">{said}</span> }.into_any()
}
