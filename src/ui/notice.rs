//! Something the shopper must know before going on.

use super::Tone;
use crate::erased::{prelude::*, tap};

/// What to say and what to offer.
pub struct Notice {
    /// The `part` and, for problems, the machine name in `data-kind`.
    pub part: &'static str,
    pub kind: &'static str,
    pub tone: Tone,
    pub title: String,
    pub detail: AnyView,
    pub action: Option<Action>,
}

/// A button's `part` and words, and what it does.
pub type Action = (&'static str, String, Callback<()>);

/// A coloured card, read out as soon as it appears.
pub fn notice(notice: Notice) -> AnyView {
    let role = if notice.tone == Tone::Bad { "alert" } else { "status" };
    let action = notice.action.map(|(part, words, act)| {
        view! {
            <button type="button" part=part class="button small outline" on:click=tap(move || act.run(()))>
                {words}
            </button>
        }
        .into_any()
    });
    view! {
        <div part=notice.part class=format!("card notice {}", notice.tone.class()) data-kind=notice.kind role=role>
            <p class="notice-title">{notice.title}</p>
            <div class="notice-detail">{notice.detail}</div>
            {action}
        </div>
    }
    .into_any()
}
