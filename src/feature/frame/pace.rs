//! Asking the shop again and again, politely, while somebody looks.

use std::time::Duration;

use leptos::ev;
use web_sys::js_sys::Math;

use crate::erased::{Var, prelude::*};

/// Between two askings, in milliseconds; each that brings nothing new waits half as long again, up to the longest.
const SHORTEST: f64 = 20_000.0;
const LONGEST: f64 = 300_000.0;

/// One wait at a time, and how long the next one is. Lives as long as the current owner.
#[derive(Clone, Copy)]
pub struct Pace {
    timer: Var<Option<TimeoutHandle>>,
    /// Milliseconds.
    interval: Var<f64>,
}

impl Pace {
    #[must_use]
    pub fn new() -> Self {
        Self { timer: Var::new(None), interval: Var::new(SHORTEST) }
    }

    /// Until the owner ends: `rest` when the page is hidden, and at the end; `ask` when it is shown again.
    pub fn while_seen(ask: impl Fn() + 'static, rest: impl Fn() + Clone + Send + Sync + 'static) {
        let hide = rest.clone();
        let shown = window_event_listener(ev::visibilitychange, move |_| if hidden() { hide() } else { ask() });
        on_cleanup(move || {
            shown.remove();
            rest();
        });
    }

    /// There was news: the next is asked for soon.
    pub fn quicken(self) {
        self.interval.set(SHORTEST);
    }

    /// There was none.
    pub fn slow_down(self) {
        if let Some(interval) = self.interval.try_now() {
            self.interval.set((interval * 1.5).min(LONGEST));
        }
    }

    /// Does something after the pause between two askings, unless nobody can see the page.
    pub fn wait(self, act: impl Fn() + 'static) {
        if let Some(interval) = self.interval.try_now().filter(|_| !hidden()) {
            self.after(interval, act);
        }
    }

    /// Does something after these milliseconds, a fifth earlier or later: a shop that comes back is not asked by all at
    /// once. Takes the place of what was waited for before.
    pub fn after(self, milliseconds: f64, act: impl Fn() + 'static) {
        let spread = milliseconds * (0.8 + 0.4 * Math::random());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes in milliseconds")]
        self.exactly_after(Duration::from_millis(spread as u64), act);
    }

    /// As [`Pace::after`], but after just this long.
    pub fn exactly_after(self, pause: Duration, act: impl Fn() + 'static) {
        self.end();
        self.timer.set(set_timeout_with_handle(act, pause).ok());
    }

    /// Waits no longer.
    pub fn end(self) {
        self.timer.take().inspect(TimeoutHandle::clear);
    }
}

/// Whether nobody can see the page.
#[must_use]
pub fn hidden() -> bool {
    document().hidden()
}
