//! Home: what needs the shopper first, then their orders, newest first.
//!
//! In the chunk `orders`, which comes while the shopper is still typing an order number.

mod attention;
mod listing;
mod rows;
mod shelf;

use std::rc::Rc;

use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    client::both,
    erased::{derived, live, nothing, prelude::*, tap, words},
    i18n::I18n,
    state::{Remote, Shell, View},
    ui::{Icon, icon},
};
use listing::Listing;
use shelf::{PLACE, Place, Shelf};

pub fn orders(shell: Shell) -> AnyView {
    frame::chunk(shell, preload, move || split(shell))
}

#[leptos::wasm_split::wasm_split(orders, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(shell: Shell) -> Result<AnyView, SplitLoaderError> {
    let home = Remote::new(shell, shell.memory.place(PLACE), |client, abort| async move {
        let (page, waiting) = both(client.orders("", None, &abort), client.waiting_cases(&abort)).await;
        // What waits for the shopper is a courtesy here; each order says it too. So its failure costs only itself.
        let waiting = waiting.unwrap_or_default();
        Ok(Place::new(Listing::begin(String::new(), page?), waiting))
    });
    Ok(frame::show(shell, home, move |place| page(shell, &place)))
}

fn page(shell: Shell, place: &Rc<Place>) -> AnyView {
    let i18n = shell.i18n_now();
    let shelf = Shelf::new(shell, place);
    let is_long = place.listing.is_long();
    let add = view! {
        <button
            type="button"
            part="add-order"
            class=if is_long { "button quiet" } else { "button outline" }
            on:click=tap(move || shelf.leave(None, View::AddOrder))
        >
            {i18n.t("orders.add")}
        </button>
    }
    .into_any();
    // Below a list that goes on and on nobody would ever find it.
    let (above, below) = if is_long { (Some(add), None) } else { (None, Some(add)) };
    view! {
        <div class="stack">
            {live(move || attention::attention(shelf))}
            {is_long.then(|| search(shelf, &i18n))}
            {above}
            {is_long.then(|| frame::aid(shell, None))}
            <div part="orders" class="stretches" node_ref=shelf.list></div>
            {live(move || empty(shelf))}
            <p part="shown" class="unseen" role="status">{words(move || shelf.said.get())}</p>
            {trouble(shelf)}
            {more(shelf)}
            {below}
            {(!is_long).then(|| frame::aid(shell, None))}
        </div>
    }
    .into_any()
}

fn search(shelf: Shelf, i18n: &I18n) -> AnyView {
    view! {
        <form
            role="search"
            class="field"
            on:submit=move |event| {
                event.prevent_default();
                shelf.search();
            }
        >
            <input
                part="order-search"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                maxlength="200"
                aria-label=i18n.t("orders.search")
                placeholder=i18n.t("orders.search")
                prop:value=shelf.typed.now()
                on:input=move |event| shelf.type_in(event_target_value(&event))
            />
        </form>
    }
    .into_any()
}

fn empty(shelf: Shelf) -> AnyView {
    let listing = shelf.listing.get();
    if listing.count() > 0 {
        return nothing();
    }
    let i18n = shelf.shell.i18n_now();
    let why = if listing.wanted.is_empty() {
        i18n.t("orders.empty")
    } else {
        i18n.fill("orders.nothing_found", &[("wanted", &listing.wanted)])
    };
    view! {
        <div part="empty" class="empty" role="status">
            {icon(Icon::Parcel)}
            <p>{why}</p>
        </div>
    }
    .into_any()
}

/// A page that did not come.
fn trouble(shelf: Shelf) -> AnyView {
    live(move || match shelf.failed.get() {
        Some(failure) => {
            let again = move |()| {
                if shelf.typed.now().trim() == shelf.listing.now().wanted { shelf.add(false) } else { shelf.search() }
            };
            frame::trouble(shelf.shell, &failure, Callback::new(again))
        }
        None => nothing(),
    })
}

/// The next page comes by itself as the end comes near; the button is for whoever gets there first, and for engines
/// that can't tell.
fn more(shelf: Shelf) -> AnyView {
    let there_is_more = derived(move || shelf.listing.get().next.is_some());
    live(move || {
        if !there_is_more.get() {
            return nothing();
        }
        view! {
            <button
                type="button"
                part="more"
                class="button outline"
                node_ref=shelf.more
                aria-disabled=words(move || shelf.asking.get().to_string())
                on:click=tap(move || shelf.add(true))
            >
                {words(move || {
                    shelf.shell.i18n_now().t(if shelf.asking.get() { "state.loading" } else { "orders.more" })
                })}
            </button>
        }
        .into_any()
    })
}
