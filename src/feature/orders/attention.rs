//! What needs the shopper, what ends first on top: steps of cases, and parcels that wait.

use aftercare_contract::case::NextStep;

use super::shelf::Shelf;
use crate::{
    erased::{prelude::*, sort, tap},
    state::View,
    ui::{Icon, icon},
};

/// Something to do, what it is about, and where.
struct Need {
    step: NextStep,
    about: String,
    to: View,
}

pub fn attention(shelf: Shelf) -> AnyView {
    let i18n = shelf.shell.i18n_now();
    let order = |number: &str| i18n.fill("title.order", &[("number", number)]);
    let mut needs = Vec::new();
    for case in &*shelf.waiting.get() {
        let Some(step) = case.next_step.clone() else { continue };
        let (id, number, kind) = (case.id.clone(), case.number.clone(), case.kind.clone());
        let title = i18n.of_kind("kind.title.{}", &kind, &[("number", &number)]);
        let to = View::Case { id, number, kind, opened: None, just_filed: false };
        needs.push(Need { step, about: [title, order(&case.order_number)].join(" · "), to });
    }
    // A parcel that waits belongs to one of the newest orders.
    for summary in shelf.all().pages.iter().take(1).flat_map(|page| &*page.orders) {
        let Some(step) = summary.next_step.clone() else { continue };
        let to = match step.shipment_id.clone() {
            Some(id) => View::Parcel { id, back: false },
            None => View::Order { id: summary.id.clone(), number: summary.number.clone() },
        };
        needs.push(Need { step, about: [order(&summary.number), summary.title.clone()].join(" · "), to });
    }
    // Times of one shop, in one zone, sort as they are written. What has no end can wait.
    sort(&mut needs, |one: &Need, other| match (&one.step.due_at, &other.step.due_at) {
        (Some(one), Some(other)) => one < other,
        (one, other) => one.is_some() && other.is_none(),
    });
    needs.into_iter().map(|need| row(shelf, need)).collect::<Views>().into_any()
}

fn row(shelf: Shelf, Need { step, about, to }: Need) -> AnyView {
    let i18n = shelf.shell.i18n_now();
    let title = match &step.due_at {
        Some(due) => i18n.fill("case.step_by", &[("step", &step.title), ("date", &i18n.day(due))]),
        None => step.title,
    };
    view! {
        <button
            type="button"
            part="attention"
            class="card row attention"
            on:click=tap(move || shelf.leave(None, to.clone()))
        >
            <span class="grow">
                <span class="row-title">{title}</span>
                <span class="muted">{about}</span>
            </span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}
