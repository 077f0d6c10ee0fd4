//! Views that live in a chunk of their own.

use std::{cell::Cell, future::Future, rc::Rc};

use leptos::{prelude::*, reactive::computed::ScopedFuture, task::spawn_local, wasm_split::SplitLoaderError};

use super::problem;
use crate::{
    client::Failure,
    erased::{Var, live, nothing},
    state::Shell,
    ui::skeleton_form,
};

/// A skeleton, then the view once its chunk is there. A chunk that does not come is a problem like any other, and
/// asking again fetches it again.
pub fn chunk<F>(shell: Shell, load: impl Fn() -> F + Send + Sync + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, SplitLoaderError>> + 'static,
{
    let arrived = Var::new(None::<Result<(), Failure>>);
    let built = Var::new(Rc::new(Cell::new(None::<AnyView>)));
    // What is built after the wait belongs to this view and ends with it.
    let owner = Var::new(Owner::current());
    let fetch = Callback::new(move |()| {
        let Some(owner) = owner.try_now().flatten() else { return };
        arrived.set(None);
        let loading = owner.with(|| ScopedFuture::new_untracked(load()));
        spawn_local(async move {
            let outcome = loading.await.map(|view| built.try_now().map(|slot| slot.set(Some(view))));
            arrived.set(Some(outcome.map(drop).map_err(|_| Failure::Unreachable)));
        });
    });
    fetch.run(());
    live(move || match arrived.get() {
        None => skeleton_form(shell.i18n_now().t("state.loading")),
        Some(Ok(())) => built.now().take().unwrap_or_else(nothing),
        Some(Err(failure)) => problem(shell, &failure, fetch),
    })
}
