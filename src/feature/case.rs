//! A case: what to do by when, the code to show, the money and when it comes, what happened, what may be done.
//!
//! In the chunk `case`, which is there before the first tap can need it.

mod action;
mod change;
mod code;
mod desk;
mod follow;
mod goods;
mod method;
mod money;
mod proof;
mod repair;
mod summary;

use std::rc::Rc;

use aftercare_contract::{
    Id,
    case::{Case, Phase},
};
use leptos::wasm_split::SplitLoaderError;

use self::action::Actions;
use super::{frame, opinion};
use crate::{
    client::UnreadCase,
    erased::{Var, derived, live, nothing, prelude::*},
    state::{Remote, Shell},
    ui::{Tone, section, tag},
};

/// `opened` is the case as it just came back from the shop: then nothing is read again. `just_filed` offers an undo.
pub fn case(shell: Shell, id: Id, opened: Option<Rc<UnreadCase>>, just_filed: bool) -> AnyView {
    let opened = Var::new(opened);
    frame::chunk(shell, preload, move || split(shell, id.clone(), opened.now(), just_filed))
}

#[leptos::wasm_split::wasm_split(case, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(
    shell: Shell,
    id: Id,
    opened: Option<Rc<UnreadCase>>,
    just_filed: bool,
) -> Result<AnyView, SplitLoaderError> {
    // One that can't be read is asked for again, and what is wrong with it is then said.
    let opened = opened.and_then(|opened| opened.read()).map(Rc::new);
    let watched = id.clone();
    let remote = Remote::new(shell, opened, move |client, abort| {
        let id = id.clone();
        async move { client.case(&id, &abort).await }
    });
    let ask = follow::follow(shell, remote, watched);
    Ok(frame::follow(shell, remote, move |case| page(Actions::new(shell, case, ask), just_filed)))
}

/// Each part follows what it shows, so that news from the shop leaves alone what the shopper is in the middle of.
fn page(actions: Actions, just_filed: bool) -> AnyView {
    let Actions { shell, case: latest, .. } = actions;
    let method = derived(move || {
        let case = &latest.get().it;
        case.method.clone().filter(|method| match case.phase {
            // Once it has arrived there is nothing to hand in, and nothing to hand it in with.
            Phase::InProgress => method.qr.is_some() || method.code_label.is_some() || method.label_image_url.is_some(),
            phase => !phase.is_terminal(),
        })
    });
    let steps = move || live(move || summary::timeline(&shell.i18n_now(), &latest.get().it));
    let owner = desk::part(actions, desk::Part::Owner);
    // How far a repair has come is what its page is opened for; elsewhere it is there to be looked up.
    let (before, between, after) = if latest.now().it.repair.is_some() {
        (nothing(), repaired(actions, steps(), owner), nothing())
    } else {
        (owner, nothing(), steps())
    };
    view! {
        <div class="stack">
            // Read out when it changes while the shopper looks at it.
            <div role="status">{live(move || heading(shell, &latest.get().it))}</div>
            {live(move || summary::refusal(shell, &latest.get().it))}
            {live(move || money::payment(&shell.i18n_now(), &latest.get().it))}
            {live(move || summary::booking(&shell.i18n_now(), &latest.get().it))}
            {before}
            {desk::part(actions, desk::Part::Offers)}
            {live(move || method.get().map_or_else(nothing, |way| method::method(shell, &way)))}
            {actions.on_the_way()}
            {between}
            {live(move || goods::replacement(shell, &latest.get().it))}
            {live(move || money::refund(&shell.i18n_now(), &latest.get().it))}
            {live(move || summary::acknowledgement(&shell.i18n_now(), &latest.get().it))}
            {desk::part(actions, desk::Part::Talk)}
            {live(move || goods::items(shell, &latest.get().it))}
            {after}
            {proof::proof(actions)}
            {actions.others()}
            {frame::aid(shell, Some(summary::matter(&latest.now().it)))}
            {live(move || summary::number(&shell.i18n_now(), &latest.get().it))}
            // Last: it comes late, and must not move what is about to be tapped.
            {opinion::of_case(shell, latest)}
            {actions.toast(just_filed)}
        </div>
    }
    .into_any()
}

fn heading(shell: Shell, case: &Case) -> AnyView {
    let i18n = shell.i18n_now();
    let detail = match &case.next_step {
        Some(step) => Some(step.detail.clone()).filter(|detail| !detail.is_empty()),
        None if case.keep_item => Some(i18n.t("case.keep_item")),
        // The headline then says what the shop does.
        None => summary::next_promise(case).map(|_| i18n.t("case.nothing_to_do")),
    };
    view! {
        {tag("status", tone(case.phase), case.status_label.clone())}
        <h2 part="next-step" class="headline">
            {summary::headline(&i18n, case)}
        </h2>
        {detail.map(|detail| view! { <p class="muted">{detail}</p> }.into_any())}
    }
    .into_any()
}

/// What only a repair's page has, below what there is to do.
fn repaired(actions: Actions, steps: AnyView, owner: AnyView) -> AnyView {
    let Actions { shell, case: latest, .. } = actions;
    view! {
        {section(shell.i18n_now().t("case.repair.progress"), steps)}
        {live(move || repair::terms(&shell.i18n_now(), &latest.get().it))}
        {owner}
    }
    .into_any()
}

fn tone(phase: Phase) -> Tone {
    match phase {
        Phase::Submitted | Phase::InReview | Phase::Unknown => Tone::Plain,
        Phase::AwaitingCustomer | Phase::Resolved => Tone::Good,
        Phase::InProgress => Tone::Brand,
        Phase::Rejected | Phase::Expired => Tone::Bad,
        Phase::Cancelled => Tone::Plain,
    }
}
