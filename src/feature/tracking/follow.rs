//! Keeping a parcel's page up to date while somebody looks at it: by the shop's stream, else by asking politely.

use std::{rc::Rc, time::Duration};

use aftercare_contract::{Id, capabilities::TrackingCapability, shipment::TrackingStatus};
use leptos::task::spawn_local;
use web_sys::js_sys::Date;

use crate::{
    client::{Abort, AbortOnDrop, Parcel},
    erased::{Var, watch},
    feature::frame::{Pace, hidden},
    state::{Load, Remote, Shell},
};

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
        pace: Pace::new(),
        cuts: Var::new(0),
        seen: Var::new(String::new()),
    };
    watch(move || {
        if let Load::Ready(parcel) = remote.get() {
            follower.read(&parcel);
        }
    });
    Pace::while_seen(move || follower.ask(), move || follower.rest());
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
    pace: Pace,
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
        if new {
            self.pace.quicken()
        } else {
            self.pace.slow_down()
        }
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
        self.pace.exactly_after(FIRST_EVENT, move || self.give_up_a_mute_stream());
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
        self.pace.after(pause_after(cuts), move || {
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
        self.pace.wait(move || self.ask());
    }

    fn ask(self) {
        if self.seen.try_now().is_none() {
            return;
        }
        self.remote.refresh();
        // Should nobody answer this time.
        if self.stream.now().is_none() {
            self.wait();
        }
    }

    /// Ends what is under way.
    fn rest(self) {
        self.pace.end();
        self.stream.set(None);
    }
}

/// Milliseconds until a stream is opened again that was cut so often before.
fn pause_after(cuts: i32) -> f64 {
    (REOPEN * 2_f64.powi(cuts)).min(REOPEN_LONGEST)
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
