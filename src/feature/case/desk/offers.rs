//! What the shop offers to settle the case, to accept or decline.

use aftercare_contract::{
    case::AllowedAction,
    desk::{Offer, OfferStatus},
    filing::ActionRequest,
    money::Money,
};

use super::{super::action::Actions, clocks};
use crate::{
    erased::{derived, live, nothing, prelude::*, tap, words},
    i18n::I18n,
    ui::{Tone, section, tag},
};

const ACCEPT: &str = "accept_offer";
const DECLINE: &str = "decline_offer";

/// The offers, newest first; what became of the earlier ones stays to be seen.
pub fn offers(actions: Actions) -> AnyView {
    let shown = derived(move || {
        let case = &actions.case.get().it;
        let mut allowed = case.allowed_actions.clone();
        allowed.retain(|action| [ACCEPT, DECLINE].contains(&action.action.as_str()));
        (case.offers.clone(), allowed)
    });
    live(move || {
        let (offers, allowed) = shown.get();
        if offers.is_empty() {
            return nothing();
        }
        let cards: Views = offers.iter().map(|offer| card(actions, offer, &allowed)).collect();
        let body = view! { <div class="stack tight">{cards}</div> }.into_any();
        section(actions.shell.i18n_now().t("desk.offers"), body)
    })
}

fn card(actions: Actions, offer: &Offer, allowed: &[AllowedAction]) -> AnyView {
    let i18n = actions.shell.i18n_now();
    let amount = offer.amount.as_ref().map(|amount| worth(&i18n, amount));
    let (state, rest) = match offer.status {
        OfferStatus::Open => (nothing(), open(actions, offer, allowed)),
        OfferStatus::Accepted => (tag("offer-state", Tone::Good, i18n.t("desk.offer.accepted")), nothing()),
        OfferStatus::Declined => (tag("offer-state", Tone::Plain, i18n.t("desk.offer.declined")), nothing()),
        OfferStatus::Expired => {
            let ended = view! { <p class="muted">{i18n.t("desk.offer.ended.detail")}</p> };
            (tag("offer-state", Tone::Warn, i18n.t("desk.offer.ended")), ended.into_any())
        }
        OfferStatus::Unknown => (nothing(), nothing()),
    };
    let message = Some(offer.message.clone()).filter(|message| !message.is_empty());
    view! {
        <article part="offer" class="card proposal" data-offer=offer.id.clone()>
            <p class="split">
                <span class="row-title">{offer.label.clone()}</span>
                {state}
            </p>
            {amount.map(|amount| view! { <p class="proposal-amount">{amount}</p> }.into_any())}
            {message.map(|message| view! { <p class="said">{message}</p> }.into_any())}
            {rest}
        </article>
    }
    .into_any()
}

/// What the shopper gets; what they pay when it is below zero.
fn worth(i18n: &I18n, amount: &Money) -> String {
    if amount.amount >= 0 {
        return i18n.money(amount);
    }
    let price = Money { amount: -amount.amount, ..amount.clone() };
    i18n.fill("desk.offer.pays", &[("amount", &i18n.money(&price))])
}

/// Until when it stands, and the answers the shop takes.
fn open(actions: Actions, offer: &Offer, allowed: &[AllowedAction]) -> AnyView {
    let i18n = actions.shell.i18n_now();
    let stands = offer.expires_at.clone().map(|at| {
        let until = i18n.fill("desk.offer.until", &[("when", &i18n.due(&at))]);
        view! {
            <p class="split muted">
                <span>{until}</span>
                {clocks::left(actions, at)}
            </p>
        }
        .into_any()
    });
    let answers: Views = allowed.iter().map(|action| answer(actions, offer, action)).collect();
    view! {
        {stands}
        <div class="pair">{answers}</div>
    }
    .into_any()
}

fn answer(actions: Actions, offer: &Offer, action: &AllowedAction) -> AnyView {
    let accepts = action.action == ACCEPT;
    let i18n = actions.shell.i18n_now();
    let gain = offer.amount.as_ref().filter(|amount| accepts && amount.amount > 0).map(|amount| i18n.money(amount));
    let label = match gain {
        Some(amount) => format!("{} · {amount}", action.label),
        None => action.label.clone(),
    };
    let (name, id) = (action.action.clone(), offer.id.clone());
    let answer = move || {
        let request = ActionRequest { offer_id: Some(id.clone()), ..Default::default() };
        actions.act(name.clone(), request);
    };
    view! {
        <button
            type="button"
            part=if accepts { "accept" } else { "decline" }
            class="button"
            class:outline=!accepts
            aria-label=format!("{label}: {}", offer.label)
            aria-disabled=words(move || actions.busy.get().to_string())
            on:click=tap(answer)
        >
            {label.clone()}
        </button>
    }
    .into_any()
}
