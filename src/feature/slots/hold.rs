//! Holding a slot, and letting it go.

use std::{rc::Rc, time::Duration};

use aftercare_contract::{
    Id,
    read::Read,
    slot::{Booking, BookingRequest, Slot},
};
use leptos::{
    prelude::{TimeoutHandle, on_cleanup},
    task::spawn_local,
};
use serde::Serialize;
use web_sys::js_sys::Date;

use super::SlotQuery;
use crate::{
    client::{Abort, AbortOnDrop, Failure, idempotency_key},
    erased::{Var, set_timeout, set_timeout_with_handle, watch},
    state::{Remote, Shell, hold_of, now},
};

/// How long after the part has gone its hold is let go: a form that is drawn anew, or comes back from being refused, takes
/// it over before, on a slow network too.
const LINGERS: Duration = Duration::from_secs(10);

/// What stands between the shopper and a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// The hold has ended.
    Ended,
    /// This one is not to be had, with the shop's words for why. The others are.
    Refused(Id, Option<String>),
    Failed(Failure),
}

/// A hold as a draft keeps it.
#[derive(Serialize, Read)]
struct Kept {
    purpose: String,
    mode: Option<String>,
    booking: Booking,
    /// Names the part that looks after it.
    keeper: String,
}

/// The slots of one form. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Holder {
    pub shell: Shell,
    pub query: Var<Rc<SlotQuery>>,
    pub times: Remote<Vec<Slot>>,
    pub booked: Var<Option<Rc<Booking>>>,
    pub trouble: Var<Option<Trouble>>,
    /// The slot that is being asked for and the key it is asked with.
    pub asked: Var<Option<(Id, String)>>,
    /// The booking this part knows of: when `booked` is another, the form has changed it.
    mine: Var<Option<Id>>,
    keeper: Var<String>,
    under_way: Var<Option<Rc<AbortOnDrop>>>,
    /// Goes off when the hold ends.
    alarm: Var<Option<Rc<Alarm>>>,
}

impl Holder {
    pub fn new(shell: Shell, query: SlotQuery, booked: Var<Option<Rc<Booking>>>) -> Self {
        let query = Var::new(Rc::new(query));
        let times = Remote::new(shell, None, move |client, abort| {
            let query = query.now();
            async move { client.slots(query.purpose, query.mode.as_deref(), &query.order_id, &abort).await }
        });
        let holder = Self {
            shell,
            query,
            times,
            booked,
            trouble: Var::new(None),
            asked: Var::new(None),
            mine: Var::new(None),
            keeper: Var::new(idempotency_key()),
            under_way: Var::new(None),
            alarm: Var::new(None),
        };
        if let Some(known) = booked.now().or_else(|| holder.kept().map(|kept| Rc::new(kept.booking))) {
            holder.take(known);
        }
        holder.follow_the_form();
        on_cleanup(move || holder.leave());
        holder
    }

    /// Asks for a slot; again, after a failure, with the same key.
    pub fn hold(self, slot_id: &str) {
        let key = match self.asked.now() {
            Some((asked, key)) if asked == slot_id => key,
            _ => idempotency_key(),
        };
        self.asked.set(Some((slot_id.to_owned(), key.clone())));
        self.trouble.set(None);
        let request = BookingRequest { slot_id: slot_id.to_owned(), order_id: self.query.now().order_id.clone() };
        let (abort, guard) = Abort::pair();
        self.under_way.set(Some(Rc::new(guard)));
        let client = self.shell.client();
        spawn_local(async move {
            let answer = client.book(&key, &request, &abort).await;
            // Gone, or another slot was asked for meanwhile.
            if self.asked.try_now().flatten().is_none_or(|(_, asked_with)| asked_with != key) {
                return;
            }
            match answer {
                Ok(booking) => {
                    self.asked.set(None);
                    self.take(Rc::new(booking));
                }
                Err(Failure::Refused { detail, .. }) => {
                    self.asked.set(None);
                    self.trouble.set(Some(Trouble::Refused(request.slot_id, detail)));
                    self.times.refresh();
                }
                Err(failure) => {
                    self.shell.notice(&failure);
                    self.trouble.set(Some(Trouble::Failed(failure)));
                }
            }
        });
    }

    /// The shopper thought better of it.
    pub fn release(self) {
        let Some(booking) = self.booked.now() else { return };
        self.forget();
        let client = self.shell.client();
        spawn_local(async move {
            let (abort, _guard) = Abort::pair();
            // What is not let go ends by itself.
            let _ = client.release(&booking.id, &abort).await;
            self.times.refresh();
        });
    }

    fn take(self, booking: Rc<Booking>) {
        self.mine.set(Some(booking.id.clone()));
        let query = self.query.now();
        let kept = Kept {
            purpose: query.purpose.to_owned(),
            mode: query.mode.clone(),
            booking: Booking::clone(&booking),
            keeper: self.keeper.now(),
        };
        self.shell.drafts().keep(&self.draft(), &kept);
        self.alarm.set(Alarm::at(&booking, move || self.end()).map(Rc::new));
        self.booked.set(Some(booking));
    }

    fn forget(self) {
        self.mine.set(None);
        self.alarm.set(None);
        self.shell.drafts().clear(&self.draft());
        self.booked.set(None);
    }

    /// The hold is over: what is free now is shown.
    fn end(self) {
        if self.mine.try_now().is_none() {
            return;
        }
        self.forget();
        self.trouble.set(Some(Trouble::Ended));
        self.times.refresh();
    }

    /// The form has used the booking, or was told that it has ended.
    fn follow_the_form(self) {
        watch(move || {
            if self.booked.get().is_none() && self.mine.now().is_some() {
                self.end();
            }
        });
    }

    /// Lets the hold go when nobody has taken it over and nothing that names it is being filed.
    fn leave(self) {
        let (Some(Some(id)), Some(keeper), Some(query)) =
            (self.mine.try_now(), self.keeper.try_now(), self.query.try_now())
        else {
            return;
        };
        let (shell, name) = (self.shell, self.draft());
        set_timeout(
            move || {
                if !shell.is_alive() || !shell.is_in_now() {
                    return;
                }
                let is_left = shell.drafts().find::<Kept>(&name).is_some_and(|kept| kept.keeper == keeper);
                if is_left && !shell.outbox.has_filing_of(&query.order_id) {
                    shell.drafts().clear(&name);
                    spawn_local(async move {
                        let (abort, _guard) = Abort::pair();
                        // What a case has booked meanwhile stays: the shop refuses.
                        let _ = shell.client().release(&id, &abort).await;
                    });
                }
            },
            LINGERS,
        );
    }

    /// A hold from before a reload, of such times as these.
    fn kept(self) -> Option<Kept> {
        let kept: Kept = self.shell.drafts().find(&self.draft())?;
        let query = self.query.now();
        let is_held = left(&kept.booking).is_some_and(|left| left > 0.0);
        (is_held && kept.purpose == query.purpose && kept.mode == query.mode).then_some(kept)
    }

    fn draft(self) -> String {
        hold_of(&self.query.now().order_id)
    }
}

/// How long a hold keeps, in milliseconds.
fn left(booking: &Booking) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds, far below 2^53")]
    let left = Date::parse(booking.held_until.as_deref()?) - now() as f64;
    (!left.is_nan()).then_some(left)
}

/// A timer that ends with whoever holds it.
pub struct Alarm(TimeoutHandle);

impl Alarm {
    /// None where the phone's clock says that the hold has ended already: the clock is wrong, and the shop knows.
    fn at(booking: &Booking, ring: impl FnOnce() + 'static) -> Option<Self> {
        let left = left(booking).filter(|left| *left > 0.0)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be positive")]
        set_timeout_with_handle(ring, Duration::from_millis(left as u64)).ok().map(Self)
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.0.clear();
    }
}
