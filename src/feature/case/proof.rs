//! What the shop has signed for this case: to be checked here, and kept.
//!
//! A chunk of its own, fetched when somebody wants to see it.

mod check;
mod paper;
mod rows;

use leptos::{ev::Event, wasm_split::SplitLoaderError};

use super::action::Actions;
use crate::{
    erased::{Var, derived, live, nothing, prelude::*},
    feature::frame,
    state::{Load, Remote},
};

/// The name of the capability.
const CAPABILITY: &str = "receipts";

/// A title that unfolds the receipts, where the shop gives any.
pub fn proof(actions: Actions) -> AnyView {
    let Actions { shell, .. } = actions;
    let is_there = derived(move || match shell.capabilities().map(Remote::get) {
        Some(Load::Ready(front)) => front.has(CAPABILITY),
        _ => false,
    });
    let is_open = Var::new(false);
    live(move || {
        if !is_there.get() {
            return nothing();
        }
        let unfolded: Box<dyn FnMut(Event)> = Box::new(move |_| is_open.set(true));
        view! {
            <details part="proof" class="fold" on:toggle=unfolded>
                <summary>{shell.i18n_now().t("proof.title")}</summary>
                {live(move || {
                    if is_open.get() { frame::chunk(shell, preload, move || split(actions)) } else { nothing() }
                })}
            </details>
        }
        .into_any()
    })
}

#[leptos::wasm_split::wasm_split(case_proof, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(actions: Actions) -> Result<AnyView, SplitLoaderError> {
    let Actions { shell, case, .. } = actions;
    // A case that goes on may have more to prove.
    let version = derived(move || case.get().it.updated_at.clone());
    Ok(live(move || {
        let _ = version.get();
        let id = case.now().it.id.clone();
        let asked = id.clone();
        let receipts = Remote::new(shell, None, move |client, abort| {
            let id = asked.clone();
            async move { client.receipts(&id, &abort).await }
        });
        frame::show(shell, receipts, move |receipts| rows::rows(shell, &id, &receipts))
    }))
}
