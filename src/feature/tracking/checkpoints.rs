//! The way so far, newest first.

use aftercare_contract::shipment::Checkpoint;
use leptos::prelude::*;

use crate::{
    client::Parcel,
    erased::{Var, live, tap},
    i18n::I18n,
    state::Shell,
    ui::{self, Step},
};

use std::rc::Rc;

/// How many are shown, and how many more each time: a phone lays that many out at once without a stutter.
const SOME: usize = 12;
const MORE: usize = 100;

/// The newest checkpoints, and the older ones when asked for.
pub fn checkpoints(shell: Shell, parcel: &Rc<Parcel>) -> Option<AnyView> {
    let all = parcel.journey.checkpoints.len();
    if all == 0 {
        return None;
    }
    let i18n = shell.i18n_now();
    let shown = Var::new(SOME);
    let parcel = Var::new(Rc::clone(parcel));
    let list = live(move || {
        let i18n = shell.i18n_now();
        let steps = parcel.now().journey.checkpoints.iter().take(shown.get()).map(|it| step(&i18n, it)).collect();
        ui::timeline(steps, i18n.t("case.done"))
    });
    let more = live(move || {
        let left = all.saturating_sub(shown.get());
        if left == 0 {
            return ().into_any();
        }
        let words = shell.i18n_now().count("tracking.more", u32::try_from(left).unwrap_or(u32::MAX));
        view! {
            <button part="more" type="button" class="button quiet" on:click=tap(move || shown.set(shown.now() + MORE))>
                {words}
            </button>
        }
        .into_any()
    });
    let body = view! {
        {list}
        {more}
    };
    Some(ui::section(i18n.t("tracking.way"), body.into_any()))
}

/// Plain words first, the carrier's own beside when and where.
fn step(i18n: &I18n, checkpoint: &Checkpoint) -> Step {
    let plain = !checkpoint.label.is_empty() && checkpoint.label != checkpoint.message;
    let (title, own) = if plain {
        (checkpoint.label.clone(), checkpoint.message.clone())
    } else {
        (checkpoint.message.clone(), String::new())
    };
    let place = checkpoint.location_label.clone().unwrap_or_default();
    let detail = [i18n.moment(&checkpoint.at), place, own];
    let detail = detail.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    Step { title, detail, done: true }
}
