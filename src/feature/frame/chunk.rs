//! Views that live in a chunk of their own.

use std::{cell::Cell, future::Future, pin::Pin, rc::Rc};

use leptos::{reactive::computed::ScopedFuture, task::spawn_local, wasm_split::SplitLoaderError};

use super::problem;
use crate::{
    client::Failure,
    erased::{Var, live, nothing, prelude::*},
    state::Shell,
    ui::skeleton_form,
};

/// A skeleton, then the view once its chunk is there. A chunk that does not come is a problem like any other, and
/// asking again fetches it again.
///
/// `fetch` brings the chunk, `build` makes the view out of it.
pub fn chunk<P, F>(shell: Shell, fetch: fn() -> P, build: impl Fn() -> F + Send + Sync + 'static) -> AnyView
where
    P: Future<Output = Result<(), SplitLoaderError>> + 'static,
    F: Future<Output = Result<AnyView, SplitLoaderError>> + 'static,
{
    let fetch = move || -> Coming<()> { Box::pin(fetch()) };
    let build = move || -> Coming<AnyView> { Box::pin(build()) };
    any_chunk(shell, Rc::new(fetch), Rc::new(build))
}

type Coming<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A closure that brings something. Not `Fn`, which behind a pointer brings three functions for each closure.
trait Bring<T> {
    fn bring(&self) -> Coming<T>;
}

impl<T, F: Fn() -> Coming<T>> Bring<T> for F {
    fn bring(&self) -> Coming<T> {
        self()
    }
}

fn any_chunk(shell: Shell, fetch: Rc<dyn Bring<()>>, build: Rc<dyn Bring<AnyView>>) -> AnyView {
    let arrived = Var::new(None::<Result<(), Failure>>);
    let built = Var::new(Rc::new(Cell::new(None::<AnyView>)));
    // What is built after the wait belongs to this view and ends with it.
    let owner = Var::new(Owner::current());
    let (fetch, build) = (Var::new(fetch), Var::new(build));
    let load = Callback::new(move |()| {
        let Some(fetch) = fetch.try_now() else { return };
        arrived.set(None);
        spawn_local(async move {
            let mut outcome = fetch.bring().await;
            // The view may have gone while its chunk came; then nothing may be built any more.
            let (Some(Some(owner)), Some(build), Some(built)) = (owner.try_now(), build.try_now(), built.try_now())
            else {
                return;
            };
            if outcome.is_ok() {
                let view = owner.with(|| ScopedFuture::new_untracked(build.bring())).await;
                outcome = view.map(|view| built.set(Some(view)));
            }
            arrived.set(Some(outcome.map_err(|_| Failure::Unreachable)));
        });
    });
    load.run(());
    live(move || match arrived.get() {
        None => skeleton_form(shell.i18n_now().t("state.loading")),
        Some(Ok(())) => built.now().take().unwrap_or_else(nothing),
        Some(Err(failure)) => problem(shell, &failure, load),
    })
}
