//! A case: what to do by when, the code to show, the money and when it comes, what happened, what may be done.
//!
//! In the chunk `case`, which is there before the first tap can need it.

mod action;
mod method;
mod summary;

use std::rc::Rc;

use aftercare_contract::{
    Id,
    case::{Case, Phase},
};
use leptos::{prelude::*, wasm_split::SplitLoaderError};

use self::action::Actions;
use super::frame;
use crate::{
    client::{Tagged, UnreadCase},
    erased::Var,
    state::{Remote, Shell},
    ui::{Tone, tag},
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
    let remote = Remote::new(shell, opened, move |client, abort| {
        let id = id.clone();
        async move { client.case(&id, &abort).await }
    });
    Ok(frame::show(shell, remote, move |case| page(shell, remote, &case, just_filed)))
}

fn page(shell: Shell, remote: Remote<Tagged<Case>>, tagged: &Rc<Tagged<Case>>, just_filed: bool) -> AnyView {
    let i18n = shell.i18n_now();
    let case = &tagged.it;
    let actions = Actions::new(shell, remote, tagged);
    view! {
        <div class="stack">
            <div>
                {tag("status", tone(case.phase), case.status_label.clone())}
                <h2 part="next-step" class="headline">
                    {summary::headline(&i18n, case)}
                </h2>
                {case.next_step.as_ref().map(|step| view! { <p class="muted">{step.detail.clone()}</p> }.into_any())}
            </div>
            {(!case.phase.is_terminal()).then(|| case.method.as_ref().map(|method| method::method(&i18n, method)))}
            {case.refund.as_ref().map(|refund| summary::refund(&i18n, refund, case.phase))}
            {summary::items(&i18n, case)}
            {summary::timeline(&i18n, case)}
            {actions.buttons()}
            <p class="muted center">
                <span part="case-number">{case.number.clone()}</span>
                {" · "}
                {i18n.fill("title.order", &[("number", &case.order_number)])}
            </p>
            {actions.toast(just_filed)}
        </div>
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
