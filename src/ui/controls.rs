//! The few shapes that forms are made of, each compiled once.

use leptos::ev::Event;

use crate::erased::prelude::*;

/// What a field does with what was typed or chosen in it.
pub fn typed(act: impl Fn(String) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| act(event_target_value(&event)))
}

/// One of several, or with `checkbox` some of them.
pub struct Choice {
    pub kind: &'static str,
    pub part: &'static str,
    /// What the alternatives share.
    pub name: String,
    pub value: String,
    pub chosen: bool,
    pub choose: Box<dyn FnMut(Event)>,
}

/// The choice's own button within the label that makes it large.
pub fn choice(class: &'static str, choice: Choice, label: AnyView) -> AnyView {
    let Choice { kind, part, name, value, chosen, choose } = choice;
    view! {
        <label class=class>
            <input type=kind part=part name=name value=value prop:checked=chosen on:change=choose />
            {label}
        </label>
    }
    .into_any()
}

/// A named group of fields or choices.
pub fn group(title: Option<String>, body: AnyView) -> AnyView {
    let legend = title.map(|title| view! { <legend class="section-title">{title}</legend> }.into_any());
    view! { <fieldset class="section">{legend} {body}</fieldset> }.into_any()
}

/// A block of lines with a class each; an empty one is left out.
pub fn texts(class: &'static str, lines: Vec<(&'static str, String)>) -> AnyView {
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    let lines: Views = lines.map(|(class, text)| boxed(class, text.into_any())).collect();
    boxed(class, lines.into_any())
}

/// Something in a span of its own.
pub fn boxed(class: &'static str, body: AnyView) -> AnyView {
    view! { <span class=class>{body}</span> }.into_any()
}

/// A block of the form.
pub fn block(class: &'static str, body: AnyView) -> AnyView {
    view! { <div class=class>{body}</div> }.into_any()
}

/// Several parts one after the other.
pub fn parts(parts: Vec<AnyView>) -> AnyView {
    parts.into_any()
}
