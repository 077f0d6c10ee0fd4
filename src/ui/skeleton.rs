//! The shape of what is coming, while it is coming.

use crate::erased::prelude::*;

/// Rows of a list or a page. `words` is what a screen reader hears instead.
pub fn skeleton(words: String) -> AnyView {
    let card = || {
        view! {
            <div class="card skeleton-row">
                <span class="bone square"></span>
                <span class="bones">
                    <span class="bone wide"></span>
                    <span class="bone"></span>
                </span>
            </div>
        }
        .into_any()
    };
    view! {
        <div part="skeleton" class="skeleton" role="status">
            <span class="unseen">{words}</span>
            {card()}
            {card()}
            {card()}
        </div>
    }
    .into_any()
}

/// A form on its way.
pub fn skeleton_form(words: String) -> AnyView {
    view! {
        <div part="skeleton" class="skeleton" role="status">
            <span class="unseen">{words}</span>
            <span class="bone wide"></span>
            <span class="bone field"></span>
            <span class="bone field"></span>
            <span class="bone field"></span>
        </div>
    }
    .into_any()
}
