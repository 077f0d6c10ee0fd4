//! What most shoppers do without, a tap away.

use crate::erased::prelude::*;

/// A title that unfolds the rest.
pub fn fold(part: &'static str, is_open: bool, title: String, body: AnyView) -> AnyView {
    view! {
        <details part=part class="fold" open=is_open>
            <summary>{title}</summary>
            {body}
        </details>
    }
    .into_any()
}
