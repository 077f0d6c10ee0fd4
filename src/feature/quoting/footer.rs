//! The end of a form that is quoted for: what has changed, and the button that takes the promise.

use leptos::ev::MouseEvent;

use super::{Quoting, Say};
use crate::{
    erased::{Var, derived, prelude::*},
    state::Load,
    ui::{Submit, block, parts, submit},
};

impl Quoting {
    /// The footer, there from the start, and above it whom to ask when the shop said no. `say` words an amount, `waits` is
    /// why it can't be sent yet.
    ///
    /// No box around them: the footer sticks within the whole form, so nothing boxes in what is above it.
    pub fn footer(
        self,
        say: Say,
        label: Box<dyn FnMut() -> String + Send>,
        waits: Var<Option<String>>,
        send: Box<dyn FnMut(MouseEvent)>,
    ) -> AnyView {
        let button = Submit {
            part: "primary",
            kind: "button",
            label,
            language: None,
            why: derived(move || waits.get().unwrap_or_default()),
            busy: Box::new(move || !matches!(self.quote.get(), Load::Ready(_)) || self.quote.is_refreshing()),
            act: send,
        };
        parts(vec![self.contact(), block("footer stack tight", parts(vec![self.news(say), submit(button)]))])
    }
}
