//! Whether the browser believes it has a connection.

use leptos::ev;

use crate::erased::{Var, prelude::*};

/// True while the browser says it is online. It may be wrong either way; a call that gets no answer says so itself.
#[derive(Clone, Copy)]
pub struct Connection(Var<bool>);

impl Connection {
    /// Listens as long as the current owner lives.
    pub(super) fn watch() -> Self {
        let online = Var::new(window().navigator().on_line());
        let came = window_event_listener(ev::online, move |_| {
            online.set(true);
        });
        let went = window_event_listener(ev::offline, move |_| {
            online.set(false);
        });
        on_cleanup(move || {
            came.remove();
            went.remove();
        });
        Self(online)
    }

    /// Tracks.
    #[must_use]
    pub fn is_online(self) -> bool {
        self.0.get()
    }

    /// Without tracking.
    #[must_use]
    pub fn is_online_now(self) -> bool {
        self.0.now()
    }
}
