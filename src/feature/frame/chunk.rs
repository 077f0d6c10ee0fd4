//! Views that live in a chunk of their own.

use std::future::Future;

use leptos::{prelude::*, reactive::computed::ScopedFuture, task::spawn_local, wasm_split::SplitLoaderError};

use super::problem;
use crate::{
    client::Failure,
    state::Shell,
    ui::{live, nothing, skeleton_form},
};

/// A skeleton, then the view once its chunk is there. A chunk that does not come is a problem like any other, and
/// asking again fetches it again.
pub fn chunk<F>(shell: Shell, load: impl Fn() -> F + Send + Sync + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, SplitLoaderError>> + 'static,
{
    let arrived = RwSignal::new(None::<Result<(), Failure>>);
    let built = StoredValue::new_local(None::<AnyView>);
    // What is built after the wait belongs to this view and ends with it.
    let owner = StoredValue::new_local(Owner::current());
    let fetch = Callback::new(move |()| {
        let Some(owner) = owner.try_get_value().flatten() else { return };
        arrived.try_set(None);
        let loading = owner.with(|| ScopedFuture::new_untracked(load()));
        spawn_local(async move {
            let outcome = loading.await.map(|view| built.try_update_value(|slot| *slot = Some(view)));
            arrived.try_set(Some(outcome.map(drop).map_err(|_| Failure::Unreachable)));
        });
    });
    fetch.run(());
    live(move || match arrived.get() {
        None => skeleton_form(shell.i18n_now().t("state.loading")),
        Some(Ok(())) => built.try_update_value(Option::take).flatten().unwrap_or_else(nothing),
        Some(Err(failure)) => problem(shell, &failure, fetch),
    })
}
