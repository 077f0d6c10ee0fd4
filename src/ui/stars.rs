//! One to five stars, to be given or to be looked at.

use crate::erased::{Var, prelude::*};

const MOST: u8 = 5;

/// What is rated.
pub struct Rating {
    pub part: &'static str,
    /// Tells the group from others in the view.
    pub name: String,
    pub label: String,
    /// What each score is called, from one star up.
    pub scores: Vec<String>,
    /// 0 until there is one.
    pub score: Var<u8>,
    pub choose: Callback<u8>,
}

/// A radio group that looks like stars: the browser's own buttons, so arrow keys and screen readers know it, in either
/// direction of writing.
pub fn rating(rating: Rating) -> AnyView {
    let Rating { part, name, label, scores, score, choose } = rating;
    let id = format!("rating-{name}");
    let buttons: Views = (1..=MOST)
        .zip(scores)
        .map(|(value, label)| {
            view! {
                <label class="star" class:chosen=move || score.get() == value>
                    <input
                        type="radio"
                        part=part
                        name=name.clone()
                        value=value.to_string()
                        aria-label=label
                        prop:checked=move || score.get() == value
                        on:change=move |_| choose.run(value)
                    />
                    {star()}
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <span class="grow" id=id.clone()>
            {label}
        </span>
        <span class="stars picks" class:rated=move || score.get() != 0 role="radiogroup" aria-labelledby=id>
            {buttons}
        </span>
    }
    .into_any()
}

/// A score that was given; `label` says it.
pub fn stars(score: u8, label: String) -> AnyView {
    let shown: Views = (1..=MOST)
        .map(|value| view! { <span class="star" class:chosen=value == score>{star()}</span> }.into_any())
        .collect();
    view! {
        <span part="score" class="stars rated" role="img" aria-label=label>
            {shown}
        </span>
    }
    .into_any()
}

fn star() -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M10 2.2l2.4 4.9 5.4.8-3.9 3.8.9 5.4-4.8-2.6-4.8 2.6.9-5.4L2.2 7.9l5.4-.8z" />
        </svg>
    }
    .into_any()
}
