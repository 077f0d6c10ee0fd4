//! What the shop would like to hear once something has arrived or ended: the way to reviews, and one question.
//!
//! A part that orders and cases share. It comes after the page it is on, and nothing is missed when it does not come.

use std::rc::Rc;

use aftercare_contract::{Id, case::Case, order::Order};
use leptos::task::spawn_local;

use super::survey;
use crate::{
    client::{Reviewing, Tagged},
    erased::{Var, derived, live, nothing, prelude::*, tap},
    state::{Load, Remote, Shell, View},
    ui::{Icon, icon},
};

pub fn of_order(shell: Shell, order: &Order) -> AnyView {
    let asked = order.surveys.first().map(|survey| survey.id.clone());
    opinion(shell, &order.id, None, asked)
}

/// Follows the case: it may end while the shopper looks.
pub fn of_case(shell: Shell, case: Var<Rc<Tagged<Case>>>) -> AnyView {
    // Once asked it stays to say what came of it.
    let seen = Var::new(None::<Id>);
    let asked = derived(move || {
        let case = &case.get().it;
        let survey = case.surveys.first().map(|survey| survey.id.clone()).or(seen.now());
        seen.set(survey.clone());
        (case.phase.is_terminal() || survey.is_some()).then_some(survey)
    });
    live(move || {
        let Some(survey) = asked.get() else { return nothing() };
        let case = &case.now().it;
        opinion(shell, &case.order_id, Some(&case.id), survey)
    })
}

fn opinion(shell: Shell, order_id: &Id, case_id: Option<&Id>, asked: Option<Id>) -> AnyView {
    view! {
        {way_to_reviews(shell, order_id.clone(), case_id.cloned())}
        {asked.map(|id| question(shell, id))}
    }
    .into_any()
}

fn way_to_reviews(shell: Shell, order_id: Id, case_id: Option<Id>) -> AnyView {
    let is_there = derived(move || match shell.capabilities().map(Remote::get) {
        Some(Load::Ready(front)) => front.has("reviews"),
        _ => false,
    });
    live(move || {
        if !is_there.get() {
            return nothing();
        }
        let (asked, case_id) = (order_id.clone(), case_id.clone());
        let name = format!("reviewing {}", case_id.as_ref().unwrap_or(&asked));
        let reviewing = Remote::remembered(shell, name, move |client, abort| {
            let (order_id, case_id) = (asked.clone(), case_id.clone());
            async move { client.reviewing(&order_id, case_id.as_deref(), &abort).await }
        });
        let order_id = order_id.clone();
        live(move || match reviewing.get() {
            Load::Ready(reviewing) => row(shell, &order_id, &reviewing),
            _ => nothing(),
        })
    })
}

/// Straight to the only one there is, else to the list.
fn row(shell: Shell, order_id: &Id, Reviewing { waiting, written }: &Reviewing) -> AnyView {
    let only = match (waiting.as_slice(), written.as_slice()) {
        ([], []) => return nothing(),
        ([only], []) => Some(only.id.clone()),
        ([], [only]) => Some(only.reviewable_id.clone()),
        _ => None,
    };
    let view = View::Review { reviewable_id: only, order_id: Some(order_id.clone()) };
    let i18n = shell.i18n_now();
    let words = if waiting.is_empty() { "review.yours" } else { "review.write" };
    let reward = waiting.iter().find_map(|it| it.reward.as_ref());
    let reward = reward.map(|reward| i18n.fill("review.reward", &[("reward", &reward.label)]));
    view! {
        <button type="button" part="review" class="card row" on:click=tap(move || shell.views.push(view.clone()))>
            <span class="grow">
                <span class="row-title">{i18n.t(words)}</span>
                <span class="muted">{reward}</span>
            </span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}

/// Shown once its chunk is there: nobody waits for a question.
fn question(shell: Shell, id: Id) -> AnyView {
    let came = Var::new(false);
    spawn_local(async move {
        if survey::preload().await.is_ok() {
            came.set(true);
        }
    });
    live(move || if came.get() { survey::survey(shell, id.clone()) } else { nothing() })
}
