//! Help: the shop's articles, how to keep and mend what one has, and people to ask.
//!
//! A chunk of its own.

mod article;
mod helpful;
mod hours;
mod mine;
mod people;
mod row;
mod search;

use std::rc::Rc;

use aftercare_contract::Id;
use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    erased::{Var, derived, live, nothing, prelude::*},
    state::{Matter, Shell},
};

/// A view of the chunk.
enum Page {
    Help,
    Article(Id),
}

pub fn help(shell: Shell, about: Option<Rc<Matter>>) -> AnyView {
    open(shell, about, || Page::Help)
}

pub fn article(shell: Shell, id: Id, about: Option<Rc<Matter>>) -> AnyView {
    open(shell, about, move || Page::Article(id.clone()))
}

fn open(shell: Shell, about: Option<Rc<Matter>>, page: impl Fn() -> Page + Send + Sync + 'static) -> AnyView {
    let about = Var::new(about);
    frame::chunk(shell, preload, move || split(shell, about.now(), page()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(help, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, about: Option<Rc<Matter>>, page: Page) -> Result<AnyView, SplitLoaderError> {
    let about = Var::new(about);
    let people = live(move || people::people(shell, about.now().as_deref()));
    let above = match page {
        Page::Help => {
            // Read again when the language changes, so they are followed.
            let has = |name: &'static str| derived(move || frame::has(shell, name));
            let (articles, guides, care) = (has("articles"), has("guides"), has("care"));
            view! {
                {live(move || if articles.get() { search::search(shell, about.now()) } else { nothing() })}
                {live(move || mine::mine(shell, about.now(), mine::Wanted { guides: guides.get(), care: care.get() }))}
            }
            .into_any()
        }
        Page::Article(id) => article::article(shell, id),
    };
    Ok(view! {
        <div class="stack">
            {above}
            {people}
        </div>
    }
    .into_any())
}
