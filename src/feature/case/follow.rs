//! Keeping a case's page up to date while somebody looks at it, by asking politely.

use std::rc::Rc;

use aftercare_contract::{Id, case::Case};
use leptos::task::spawn_local;

use crate::{
    client::{Abort, AbortOnDrop, Tagged},
    erased::{Callback, Var, watch},
    feature::frame::Pace,
    state::{Load, Remote, Shell},
};

/// Follows the case until the view goes or nothing more will happen. Nothing is asked while the page is hidden; when it
/// is shown again, at once. What it gives back asks now.
pub fn follow(shell: Shell, remote: Remote<Tagged<Case>>, id: Id) -> Callback<()> {
    let follower = Follower { shell, remote, id: Var::new(id), asking: Var::new(None), pace: Pace::new() };
    watch(move || {
        if let Load::Ready(case) = remote.get() {
            follower.pace.quicken();
            if case.it.phase.is_terminal() { follower.rest() } else { follower.wait() }
        }
    });
    Pace::while_seen(move || follower.ask(), move || follower.rest());
    Callback::new(move |()| follower.ask())
}

#[derive(Clone, Copy)]
struct Follower {
    shell: Shell,
    remote: Remote<Tagged<Case>>,
    id: Var<Id>,
    /// The request under way; dropped, it ends.
    asking: Var<Option<Rc<AbortOnDrop>>>,
    pace: Pace,
}

impl Follower {
    fn wait(self) {
        self.pace.wait(move || self.ask());
    }

    fn ask(self) {
        let (Some(id), Load::Ready(seen)) = (self.id.try_now(), self.remote.now()) else { return };
        if seen.it.phase.is_terminal() {
            return;
        }
        let client = self.shell.client();
        let (abort, guard) = Abort::pair();
        let guard = Rc::new(guard);
        let mine = Rc::downgrade(&guard);
        self.asking.set(Some(guard));
        spawn_local(async move {
            let news = client.case_unless(&id, &seen.etag, &abort).await;
            // Nobody is here any more, or it was asked anew meanwhile.
            if mine.upgrade().is_none() {
                return;
            }
            self.asking.set(None);
            match news {
                Ok(Some(case)) => return self.remote.know(case),
                Ok(None) => {}
                Err(failure) => self.shell.notice(&failure),
            }
            self.pace.slow_down();
            self.wait();
        });
    }

    /// Ends what is under way.
    fn rest(self) {
        self.pace.end();
        self.asking.set(None);
    }
}
