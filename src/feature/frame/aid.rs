//! The ways to help, where the shop has any.

use std::rc::Rc;

use crate::{
    erased::{live, nothing, prelude::*, tap},
    state::{Load, Matter, Remote, Shell, View},
    ui::{Icon, icon},
};

/// Whether the shop has a capability. Tracks.
pub fn has(shell: Shell, capability: &str) -> bool {
    matches!(shell.capabilities().map(Remote::get), Some(Load::Ready(front)) if front.has(capability))
}

/// A card that leads to help: about an order or a case, or about anything.
pub fn aid(shell: Shell, about: Option<Matter>) -> AnyView {
    live(move || {
        let has_people =
            matches!(shell.capabilities().map(Remote::get), Some(Load::Ready(it)) if !it.contact.is_empty());
        if !has_people && !["articles", "guides", "care"].iter().any(|name| has(shell, name)) {
            return nothing();
        }
        let key = match &about {
            None => "help.entry",
            Some(Matter { case: None, .. }) => "help.entry_order",
            Some(_) => "help.entry_case",
        };
        row(shell, "card row", key, about.clone().map(Rc::new))
    })
}

/// The way to the shop's articles, beside its people.
pub fn answers(shell: Shell) -> AnyView {
    live(
        move || {
            if shell.is_in() && has(shell, "articles") { row(shell, "row", "help.search", None) } else { nothing() }
        },
    )
}

fn row(shell: Shell, class: &'static str, key: &str, about: Option<Rc<Matter>>) -> AnyView {
    let open = move || shell.views.push(View::Help { about: about.clone() });
    view! {
        <button type="button" part="help" class=class on:click=tap(open)>
            <span class="grow row-title">{shell.i18n_now().t(key)}</span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}
