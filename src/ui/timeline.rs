//! What happened and what is to come.

use crate::erased::prelude::*;

/// A point on a timeline.
pub struct Step {
    pub title: String,
    pub detail: String,
    pub done: bool,
}

/// Steps from the first to the last. `done_words` tells a screen reader what the filled dot tells the eye.
pub fn timeline(steps: Vec<Step>, done_words: String) -> AnyView {
    view! { <ol part="timeline" class="card timeline">{self::steps(steps, done_words)}</ol> }.into_any()
}

/// The items of a [`timeline`], for a list of its own.
pub fn steps(steps: Vec<Step>, done_words: String) -> Vec<AnyView> {
    steps
        .into_iter()
        .map(|step| {
            let spoken = step.done.then(|| view! { <span class="unseen">{done_words.clone()}</span> }.into_any());
            view! {
                <li class:done=step.done>
                    <p class="step-title">{step.title} {spoken}</p>
                    <p class="muted">{step.detail}</p>
                </li>
            }
            .into_any()
        })
        .collect()
}
