//! A button that is there from the start and says what it waits for.

use leptos::ev::MouseEvent;

use crate::erased::{Var, prelude::*, words};

/// What it says and does. One a view: the words below it are found by the id `why`.
pub struct Submit {
    pub part: &'static str,
    /// `button`, or `submit` within a form.
    pub kind: &'static str,
    pub label: Box<dyn FnMut() -> String + Send>,
    /// Of the label, where it is not the widget's.
    pub language: Option<String>,
    /// What it waits for, in words; empty when for nothing the shopper could do.
    pub why: Var<String>,
    /// Whether it waits all the same: for the shop.
    pub busy: Box<dyn Fn() -> bool + Send>,
    pub act: Box<dyn FnMut(MouseEvent)>,
}

/// The button and its words below it, without a box around them: a footer sticks within the whole form.
pub fn submit(submit: Submit) -> AnyView {
    let Submit { part, kind, label, language, why, busy, act } = submit;
    let waits = words(move || (!why.get().is_empty() || busy()).to_string());
    view! {
        <button type=kind part=part class="button" lang=language aria-disabled=waits aria-describedby="why" on:click=act>
            {label}
        </button>
        <p id="why" class="why muted center">{words(move || why.get())}</p>
    }
    .into_any()
}
