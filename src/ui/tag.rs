//! A short status in a pill.

use crate::erased::prelude::*;

/// What a status means for the shopper: the colour, never the only sign of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Brand,
    Good,
    Warn,
    Bad,
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Brand => "brand",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A status pill; `part` names it to the merchant's style sheet.
pub fn tag(part: &'static str, tone: Tone, text: String) -> AnyView {
    view! { <span part=part class=format!("tag {}", tone.class())>{text}</span> }.into_any()
}
