//! Who has the case, and what they have promised.

use super::{super::action::Actions, clocks};
use crate::{
    erased::{Var, derived, live, nothing, prelude::*, words},
    ui::{self, Fact},
};

/// The first owner with the clocks, what a broken promise brought, and word of what has just happened.
pub fn owner(actions: Actions) -> AnyView {
    let owner = derived(move || actions.case.get().it.owner.clone());
    let person = live(move || {
        let Some(owner) = owner.get() else { return nothing() };
        let i18n = actions.shell.i18n_now();
        let initial: String = owner.name.chars().take(1).collect();
        let role = [owner.role_label, i18n.t("desk.stays")];
        let role = role.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
        view! {
            <div part="owner" class="row">
                <span class="avatar" aria-hidden="true">{initial}</span>
                <div class="grow">
                    <p class="row-title">{owner.name}</p>
                    <p class="muted">{role}</p>
                </div>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="card rows">{person} {clocks::clocks(actions)}</div>
        {rewards(actions)}
        <p class="unseen" role="status">{news(actions)}</p>
    }
    .into_any()
}

/// What the shopper got, for a promise that was broken for example.
fn rewards(actions: Actions) -> AnyView {
    let rewards = derived(move || actions.case.get().it.rewards.clone());
    live(move || {
        let i18n = actions.shell.i18n_now();
        let rewards = rewards.get();
        if rewards.is_empty() {
            return nothing();
        }
        let value = |reward: &aftercare_contract::review::Reward| {
            let day = reward.granted_at.as_ref().map(|at| i18n.near_day(at));
            let known = [reward.amount.as_ref().map(|amount| i18n.money(amount)), day];
            known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        let rows = rewards.iter().map(|reward| Fact::strong(reward.label.clone(), value(reward))).collect();
        ui::section(i18n.t("desk.rewards"), ui::facts("rewards", rows))
    })
}

/// What has happened while the shopper looked: read out, because it stands further down.
fn news(actions: Actions) -> Box<dyn FnMut() -> String + Send> {
    let last = move || {
        let case = &actions.case.get().it;
        let newest = case.timeline.last().map(|entry| format!("{}. {}", entry.title, entry.detail));
        (case.timeline.len(), newest.unwrap_or_default())
    };
    let known = Var::new(untrack(last).0);
    words(move || {
        let (length, newest) = last();
        if length > known.now() { newest } else { String::new() }
    })
}
