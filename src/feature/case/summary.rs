//! The parts of a case that are only read.

use aftercare_contract::case::{Case, Phase, Refund};
use leptos::prelude::*;

use crate::{
    i18n::I18n,
    ui::{self, Fact, Step},
};

/// The most important sentence: what to do by when, or, with nothing to do, how things stand.
pub fn headline(i18n: &I18n, case: &Case) -> String {
    match (&case.next_step, case.phase) {
        (Some(step), _) => match &step.due_at {
            Some(due) => i18n.fill("case.step_by", &[("step", &step.title), ("date", &i18n.day(due))]),
            None => step.title.clone(),
        },
        (None, Phase::Cancelled) => i18n.of_kind("case.cancelled.{}", &case.kind, &[]),
        (None, Phase::Resolved) => i18n.t("case.resolved"),
        (None, Phase::Rejected) => i18n.of_kind("case.rejected.{}", &case.kind, &[]),
        (None, Phase::Expired) => i18n.of_kind("case.expired.{}", &case.kind, &[]),
        (None, _) => i18n.t("case.nothing_to_do"),
    }
}

/// The money: how much, where to, when. A cancelled case pays nothing, so it shows none.
pub fn refund(i18n: &I18n, refund: &Refund, phase: Phase) -> Option<AnyView> {
    if matches!(phase, Phase::Cancelled | Phase::Rejected | Phase::Expired) {
        return None;
    }
    let when = match (&refund.paid_at, &refund.expected_by) {
        (Some(paid), _) => i18n.fill("case.paid", &[("day", &i18n.near_day(paid))]),
        (None, Some(by)) => i18n.fill("case.refund_by", &[("speed", &refund.speed_label), ("date", &i18n.day(by))]),
        (None, None) => refund.speed_label.clone(),
    };
    let mut rows = Vec::new();
    if refund.breakdown.len() > 1 {
        rows.extend(refund.breakdown.iter().map(|part| Fact::new(part.label.clone(), i18n.money(&part.amount))));
    }
    rows.push(Fact::strong(i18n.t("case.refund"), i18n.money(&refund.amount)));
    rows.push(Fact::new(i18n.t("case.refund_to"), refund.destination_label.clone()));
    rows.push(Fact::new(i18n.t("case.refund_when"), when));
    Some(ui::facts("refund", rows))
}

/// What goes back.
pub fn items(i18n: &I18n, case: &Case) -> AnyView {
    let rows: Vec<_> = case
        .items
        .iter()
        .map(|item| {
            let about = [
                item.variant_label.clone(),
                Some(i18n.count("order.pieces", item.quantity)),
                item.reason_label.clone(),
            ];
            let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            view! {
                <div part="case-item" class="row">
                    {ui::picture(item.image_url.clone())}
                    <div class="grow">
                        <p class="row-title">{item.title.clone()}</p>
                        <p class="muted">{about}</p>
                    </div>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <div class="card rows">{rows}</div> }.into_any()
}

/// What happened, then what is to come.
pub fn timeline(i18n: &I18n, case: &Case) -> AnyView {
    let past = case.timeline.iter().map(|entry| Step {
        title: entry.title.clone(),
        detail: join(i18n.moment(&entry.at), &entry.detail),
        done: true,
    });
    let future = case.upcoming.iter().map(|step| Step {
        title: step.title.clone(),
        detail: join(
            step.due_at.as_ref().map(|due| i18n.fill("case.by", &[("date", &i18n.day(due))])).unwrap_or_default(),
            &step.detail,
        ),
        done: false,
    });
    ui::timeline(past.chain(future).collect(), i18n.t("case.done"))
}

fn join(first: String, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (_, true) => first,
        (true, false) => second.to_owned(),
        (false, false) => format!("{first} · {second}"),
    }
}
