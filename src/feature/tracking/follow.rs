//! Keeping a parcel's page up to date while somebody looks at it: by the shop's stream, else by asking politely.

use std::{rc::Rc, time::Duration};

use aftercare_contract::{Id, capabilities::TrackingCapability, shipment::TrackingStatus};
use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::js_sys::{Date, Math};

use crate::{
    client::{Abort, AbortOnDrop, Parcel},
    erased::{Var, watch},
    state::{Load, Remote, Shell},
};

/// Between two askings, in milliseconds; each that brings nothing new waits half as long again, up to the longest.
const SHORTEST: f64 = 20_000.0;
const LONGEST: f64 = 300_000.0;
/// Before a stream that was cut is opened anew, in milliseconds: twice as long after each cut, up to the longest.
const REOPEN: f64 = 1_000.0;
const REOPEN_LONGEST: f64 = 60_000.0;
/// A stream that has lasted so long, in milliseconds, was a good one: its end is not one more in a row of cuts.
const STEADY: f64 = 30_000.0;
/// How long to wait for a stream's first event, which comes at once unless something in between holds streams back.
const FIRST_EVENT: Duration = Duration::from_secs(8);

/// Follows the parcel until the view goes or it has arrived. Nothing is asked while the page is hidden; when it is
/// shown again, at once.
pub fn follow(shell: Shell, remote: Remote<Parcel>, id: Id) {
    let follower = Follower {
        shell,
        remote,
        id: Var::new(id),
        stream: Var::new(None),
        heard: Var::new(None),
        timer: Var::new(None),
        pause: Var::new(SHORTEST),
        cuts: Var::new(0),
        seen: Var::new(String::new()),
    };
    watch(move || {
        if let Load::Ready(parcel) = remote.get() {
            follower.read(&parcel);
        }
    });
    let shown = window_event_listener(ev::visibilitychange, move |_| follower.shown_or_hidden());
    on_cleanup(move || {
        shown.remove();
        follower.rest();
    });
}

#[derive(Clone, Copy)]
struct Follower {
    shell: Shell,
    remote: Remote<Parcel>,
    id: Var<Id>,
    /// The stream under way; dropped, it ends.
    stream: Var<Option<Rc<AbortOnDrop>>>,
    /// Whether the stream has said anything; nothing while nobody knows.
    heard: Var<Option<bool>>,
    timer: Var<Option<TimeoutHandle>>,
    /// How long to wait before asking again, in milliseconds.
    pause: Var<f64>,
    /// How often in a row the stream was cut.
    cuts: Var<i32>,
    /// The `ETag` of what was read last.
    seen: Var<String>,
}

impl Follower {
    /// Something was read, new or not.
    fn read(self, parcel: &Parcel) {
        let new = self.seen.now() != parcel.etag;
        self.seen.set(parcel.etag.clone());
        if parcel.summary.tracking_status == TrackingStatus::Delivered {
            return self.rest();
        }
        self.pause.set(if new { SHORTEST } else { (self.pause.now() * 1.5).min(LONGEST) });
        if hidden() || self.stream.now().is_some() {
            return;
        }
        if self.streams() { self.listen() } else { self.wait() }
    }

    fn streams(self) -> bool {
        if self.heard.now() == Some(false) {
            return false;
        }
        match self.shell.capabilities().map(Remote::now) {
            Some(Load::Ready(shop)) => shop.can("tracking").is_some_and(|tracking: TrackingCapability| tracking.live),
            _ => false,
        }
    }

    fn listen(self) {
        let client = self.shell.client();
        let (abort, guard) = Abort::pair();
        self.stream.set(Some(Rc::new(guard)));
        // The connection may be another one than before, and somebody on it may hold streams back.
        self.heard.set(None);
        let patience = set_timeout_with_handle(move || self.give_up_a_mute_stream(), FIRST_EVENT);
        self.timer.take().inspect(TimeoutHandle::clear);
        self.timer.set(patience.ok());
        let opened = Date::now();
        spawn_local(async move {
            let Some(id) = self.id.try_now() else { return };
            let changed = move || {
                self.heard.set(Some(true));
                self.ask();
            };
            client.follow_shipment(&id, &abort, changed).await;
            // Ended by the shop, or torn. Left for good when the view is gone or hidden.
            if self.stream.try_now().flatten().is_some() {
                self.stream.set(None);
                if self.heard.now() == Some(true) { self.reopen(Date::now() - opened) } else { self.wait() }
            }
        });
    }

    /// What has happened meanwhile comes with the new stream's first event.
    fn reopen(self, lasted: f64) {
        let cuts = if lasted < STEADY { self.cuts.now() } else { 0 };
        self.cuts.set(cuts + 1);
        self.after(pause_after(cuts), move || {
            let is_due = self.stream.try_now().is_some_and(|stream| stream.is_none());
            if is_due && !hidden() {
                self.listen();
            }
        });
    }

    /// From then on it is asked.
    fn give_up_a_mute_stream(self) {
        if self.heard.try_now() == Some(None) {
            self.heard.set(Some(false));
            self.stream.set(None);
            self.ask();
        }
    }

    /// Asks again after a pause.
    fn wait(self) {
        if let Some(pause) = self.pause.try_now() {
            self.after(pause, move || self.ask());
        }
    }

    /// Everybody's a little earlier or later: a shop that comes back is not asked by all at once.
    fn after(self, pause: f64, act: impl Fn() + 'static) {
        let jitter = 0.8 + 0.4 * Math::random();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most LONGEST × 1.2")]
        let pause = Duration::from_millis((pause * jitter) as u64);
        self.timer.take().inspect(TimeoutHandle::clear);
        self.timer.set(set_timeout_with_handle(act, pause).ok());
    }

    fn ask(self) {
        if self.seen.try_now().is_none() {
            return;
        }
        self.remote.refresh();
        // Should nobody answer this time.
        if self.stream.now().is_none() && !hidden() {
            self.wait();
        }
    }

    fn shown_or_hidden(self) {
        if hidden() { self.rest() } else { self.ask() }
    }

    /// Ends what is under way.
    fn rest(self) {
        self.timer.take().inspect(TimeoutHandle::clear);
        self.stream.set(None);
    }
}

/// Milliseconds until a stream is opened again that was cut so often before.
fn pause_after(cuts: i32) -> f64 {
    (REOPEN * 2_f64.powi(cuts)).min(REOPEN_LONGEST)
}

fn hidden() -> bool {
    document().hidden()
}

#[cfg(test)]
mod tests {
    use super::pause_after;

    #[test]
    fn each_cut_in_a_row_doubles_the_pause_up_to_a_minute() {
        let pauses: Vec<f64> = [0, 1, 2, 5, 6, 500].map(pause_after).into();
        assert_eq!(pauses, [1_000.0, 2_000.0, 4_000.0, 32_000.0, 60_000.0, 60_000.0]);
    }
}
