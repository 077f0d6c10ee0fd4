//! Whether the browser believes it has a connection.

use leptos::{ev, prelude::*};

/// True while the browser says it is online. It may be wrong either way; a call that gets no answer says so itself.
#[derive(Clone, Copy)]
pub struct Connection(RwSignal<bool>);

impl Connection {
    /// Listens as long as the current owner lives.
    pub(super) fn watch() -> Self {
        let online = RwSignal::new(window().navigator().on_line());
        let came = window_event_listener(ev::online, move |_| {
            online.try_set(true);
        });
        let went = window_event_listener(ev::offline, move |_| {
            online.try_set(false);
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
        self.0.try_get().unwrap_or(true)
    }
}
