//! The one shape of what leads on from help.

use crate::{
    erased::{nothing, prelude::*, tap},
    ui::{Icon, icon},
};

/// What a row says and where it leads.
pub struct Row {
    pub part: &'static str,
    /// Of what it leads to, as `data-id`.
    pub id: String,
    pub picture: AnyView,
    pub title: String,
    /// Below the title, where there is something to say.
    pub detail: String,
}

pub fn row(row: Row, act: impl Fn() + 'static) -> AnyView {
    let Row { part, id, picture, title, detail } = row;
    let detail =
        if detail.is_empty() { nothing() } else { view! { <span class="muted clamp">{detail}</span> }.into_any() };
    view! {
        <button type="button" part=part class="row" data-id=id on:click=tap(act)>
            {picture}
            <span class="grow">
                <span class="row-title">{title}</span>
                {detail}
            </span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}
