//! Keeping a case's page up to date while somebody looks at it, by asking politely.

use std::{rc::Rc, time::Duration};

use aftercare_contract::{Id, case::Case};
use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    client::{Abort, AbortOnDrop, Tagged},
    erased::{Var, watch},
    state::{Load, Remote, Shell},
};

/// Between two askings, in milliseconds; each that brings nothing new waits half as long again, up to the longest.
const SHORTEST: f64 = 20_000.0;
const LONGEST: f64 = 300_000.0;

/// Follows the case until the view goes or nothing more will happen. Nothing is asked while the page is hidden; when it
/// is shown again, at once.
pub fn follow(shell: Shell, remote: Remote<Tagged<Case>>, id: Id) {
    let follower = Follower {
        shell,
        remote,
        id: Var::new(id),
        asking: Var::new(None),
        timer: Var::new(None),
        pause: Var::new(SHORTEST),
    };
    watch(move || {
        if let Load::Ready(case) = remote.get() {
            follower.pause.set(SHORTEST);
            if case.it.phase.is_terminal() { follower.rest() } else { follower.wait() }
        }
    });
    let shown =
        window_event_listener(
            ev::visibilitychange,
            move |_| {
                if document().hidden() { follower.rest() } else { follower.ask() }
            },
        );
    on_cleanup(move || {
        shown.remove();
        follower.rest();
    });
}

#[derive(Clone, Copy)]
struct Follower {
    shell: Shell,
    remote: Remote<Tagged<Case>>,
    id: Var<Id>,
    /// The request under way; dropped, it ends.
    asking: Var<Option<Rc<AbortOnDrop>>>,
    timer: Var<Option<TimeoutHandle>>,
    /// How long to wait before asking again, in milliseconds.
    pause: Var<f64>,
}

impl Follower {
    /// Asks again after a pause, a little earlier or later than everybody else.
    fn wait(self) {
        let Some(pause) = self.pause.try_now() else { return };
        if document().hidden() {
            return;
        }
        let jitter = 0.8 + 0.4 * web_sys::js_sys::Math::random();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most LONGEST × 1.2")]
        let pause = Duration::from_millis((pause * jitter) as u64);
        self.timer.take().inspect(TimeoutHandle::clear);
        self.timer.set(set_timeout_with_handle(move || self.ask(), pause).ok());
    }

    fn ask(self) {
        let (Some(id), Load::Ready(seen)) = (self.id.try_now(), self.remote.now()) else { return };
        if seen.it.phase.is_terminal() {
            return;
        }
        let client = self.shell.client();
        let (abort, guard) = Abort::pair();
        self.asking.set(Some(Rc::new(guard)));
        spawn_local(async move {
            let news = client.case_unless(&id, &seen.etag, &abort).await;
            if self.asking.try_now().flatten().is_none() {
                return;
            }
            self.asking.set(None);
            match news {
                Ok(Some(case)) => return self.remote.know(case),
                Ok(None) => {}
                Err(failure) => self.shell.notice(&failure),
            }
            self.pause.set((self.pause.now() * 1.5).min(LONGEST));
            self.wait();
        });
    }

    /// Ends what is under way.
    fn rest(self) {
        self.timer.take().inspect(TimeoutHandle::clear);
        self.asking.set(None);
    }
}
