//! The way so far, newest first. A long one by days, and older ones only when asked for: what is far from the eye is
//! not on the page, and news draws only the newest anew.

use std::rc::Rc;

use aftercare_contract::shipment::Checkpoint;
use leptos::html;
use wasm_bindgen::JsCast;

use crate::{
    client::Parcel,
    erased::{Var, derived, live, nothing, prelude::*, tap, watch},
    i18n::I18n,
    state::Shell,
    ui::{self, Step, Stretches},
};

/// How many are shown, and how many more each time.
const SOME: usize = 20;
const MORE: usize = 100;

#[derive(Clone, Copy)]
struct Way {
    shell: Shell,
    parcel: Var<Rc<Parcel>>,
    /// How many of the oldest are not shown. Counted from the start of the way, where nothing changes any more.
    hidden: Var<usize>,
    stretches: Var<Option<Rc<Stretches>>>,
    list: NodeRef<html::Div>,
}

/// The newest checkpoints, and the older ones when asked for.
pub fn checkpoints(shell: Shell, parcel: Var<Rc<Parcel>>) -> AnyView {
    let is_there = derived(move || !parcel.get().journey.checkpoints.is_empty());
    live(move || if is_there.get() { way(shell, parcel) } else { nothing() })
}

fn way(shell: Shell, parcel: Var<Rc<Parcel>>) -> AnyView {
    let count = parcel.now().journey.checkpoints.len();
    let way = Way {
        shell,
        parcel,
        hidden: Var::new(count.saturating_sub(SOME)),
        stretches: Var::new(None),
        list: NodeRef::new(),
    };
    watch(move || {
        if let Some(list) = way.list.get() {
            let stretches = Rc::new(Stretches::new(list.unchecked_into()));
            let oldest = way.hidden.now();
            stretches.push(None, false, move || way.draw(oldest, usize::MAX));
            way.stretches.set(Some(stretches));
        }
    });
    watch(move || {
        let _ = parcel.get();
        if let Some(stretches) = way.stretches.now() {
            stretches.redraw(0);
        }
    });
    let body = view! {
        <div class="card stretches" node_ref=way.list></div>
        {live(move || way.more())}
    };
    ui::section(shell.i18n_now().t("tracking.way"), body.into_any())
}

impl Way {
    /// The checkpoints from the `from`-th to before the `to`-th, counted from the start of the way; newest first.
    fn draw(self, from: usize, to: usize) -> AnyView {
        let i18n = self.shell.i18n_now();
        let parcel = self.parcel.now();
        let all = &parcel.journey.checkpoints;
        let count = all.len();
        let shown = all.get(count.saturating_sub(to)..count.saturating_sub(from)).unwrap_or_default();
        if count <= SOME {
            return timeline(&i18n, shown.iter().map(|it| step(&i18n, it, i18n.moment(&it.at))).collect());
        }
        let mut days: Vec<(String, Vec<Step>)> = Vec::new();
        for checkpoint in shown {
            let (day, step) = (i18n.near_day(&checkpoint.at), step(&i18n, checkpoint, i18n.time(&checkpoint.at)));
            match days.last_mut() {
                Some((last, steps)) if *last == day => steps.push(step),
                _ => days.push((day, vec![step])),
            }
        }
        // The day that the stretch above ended in goes on.
        let above = count.checked_sub(to).and_then(|newer| all.get(newer.checked_sub(1)?));
        let begun = above.map(|it| i18n.near_day(&it.at));
        let days: Views = days
            .into_iter()
            .map(|(day, steps)| {
                let heading = (Some(&day) != begun.as_ref()).then(|| view! { <h3 class="day">{day}</h3> }.into_any());
                view! {
                    {heading}
                    {timeline(&i18n, steps)}
                }
                .into_any()
            })
            .collect();
        days.into_any()
    }

    fn more(self) -> AnyView {
        let hidden = self.hidden.get();
        if hidden == 0 {
            return nothing();
        }
        let show = move || {
            let from = hidden.saturating_sub(MORE);
            if let Some(stretches) = self.stretches.now() {
                stretches.push(None, true, move || self.draw(from, hidden));
            }
            self.hidden.set(from);
        };
        let words = self.shell.i18n_now().count("tracking.more", u32::try_from(hidden).unwrap_or(u32::MAX));
        view! {
            <button part="more" type="button" class="button quiet" on:click=tap(show)>
                {words}
            </button>
        }
        .into_any()
    }
}

fn timeline(i18n: &I18n, steps: Vec<Step>) -> AnyView {
    let steps = ui::steps(steps, i18n.t("case.done"));
    view! { <ol part="timeline" class="timeline">{steps}</ol> }.into_any()
}

/// Plain words first, the carrier's own beside when and where.
fn step(i18n: &I18n, checkpoint: &Checkpoint, when: String) -> Step {
    let plain = !checkpoint.label.is_empty() && checkpoint.label != checkpoint.message;
    let (title, own) = if plain {
        (checkpoint.label.clone(), i18n.fill("tracking.carrier_says", &[("words", &checkpoint.message)]))
    } else {
        (checkpoint.message.clone(), String::new())
    };
    let place = checkpoint.location_label.clone().unwrap_or_default();
    let detail = [when, place, own];
    let detail = detail.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    Step { title, detail, done: true }
}
