//! Requests that must reach the shop exactly once, whatever happens to the connection, the page or the view.
//!
//! They are held in memory and mirrored in the shopper's drafts: where storage is blocked everything works but the
//! memory of the next visit.

use std::{rc::Rc, time::Duration};

use aftercare_contract::{Id, money::Money, read::Read};
use leptos::task::spawn_local;
use serde::Serialize;

use super::{
    Announcement, Drafts, Shell, View,
    draft::{hold_of, now, said_of},
};
use crate::{
    client::{Abort, Failure, UnreadCase},
    erased::{Var, set_timeout, watch},
};

const NAME: &str = "outbox";
/// Tries that follow by themselves when nobody answers, 1, 2 and 4 seconds apart; after them the shopper decides.
const QUIET_RETRIES: u32 = 3;
/// A day less than the 14 a shop must remember a key: later the same request would be a new one.
const KEEP_MS: i64 = 13 * 86_400_000;

/// A request with everything needed to send it again and to tell the shopper about it meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
pub struct Filing {
    /// The idempotency key: the same for every attempt.
    pub key: String,
    /// Milliseconds since 1970.
    pub at: i64,
    pub order_id: Id,
    /// What it is about, to show while it waits.
    pub title: String,
    pub refund: Option<Money>,
    /// The `CaseRequest` as JSON, written once, so that every attempt sends the same bytes.
    pub request: String,
    /// The form draft to clear once the shop has it.
    pub draft: Option<String>,
    /// The lines it is about: what was said of them is cleared then, too.
    pub line_item_ids: Vec<Id>,
}

/// How far a filing has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    Sending,
    /// Not there yet; it is kept and will be sent again with the same key.
    Waiting(Failure),
    /// The shop said no. Nothing was filed.
    Refused(Refusal),
    Filed(Rc<UnreadCase>),
}

/// Why the shop said no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The contract's code, for example `quote_expired`; empty when the shop gave none.
    pub code: String,
    /// A sentence for the shopper.
    pub detail: Option<String>,
}

/// A filing and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub filing: Rc<Filing>,
    pub progress: Progress,
}

/// One shopper's filings, oldest first.
#[derive(Clone, Copy)]
pub struct Outbox(Var<Rc<Vec<Entry>>>);

impl Outbox {
    pub(super) fn new() -> Self {
        Self(Var::new(Rc::default()))
    }

    /// Tracks.
    #[must_use]
    pub fn entries(self) -> Rc<Vec<Entry>> {
        self.0.get()
    }

    /// Tracks.
    #[must_use]
    pub fn find(self, key: &str) -> Option<Entry> {
        self.entries().iter().find(|entry| entry.filing.key == key).cloned()
    }

    /// What a form filed and the shop refused, by the form's draft.
    #[must_use]
    pub fn refused(self, draft: &str) -> Option<(Rc<Filing>, Refusal)> {
        self.entries_now().iter().find_map(|entry| match &entry.progress {
            Progress::Refused(refusal) if entry.filing.draft.as_deref() == Some(draft) => {
                Some((Rc::clone(&entry.filing), refusal.clone()))
            }
            _ => None,
        })
    }

    /// Whether something about this order is on its way.
    #[must_use]
    pub fn has_filing_of(self, order_id: &str) -> bool {
        let is_under_way = |entry: &Entry| !matches!(entry.progress, Progress::Refused(_));
        self.entries_now().iter().any(|entry| entry.filing.order_id == order_id && is_under_way(entry))
    }

    fn entries_now(self) -> Rc<Vec<Entry>> {
        self.0.try_now().unwrap_or_default()
    }

    fn change(self, change: impl FnOnce(&mut Vec<Entry>)) {
        self.0.update(|entries| change(Rc::make_mut(entries)));
    }

    fn mark(self, key: &str, progress: Progress) {
        self.change(|entries| {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.filing.key == key) {
                entry.progress = progress;
            }
        });
    }

    /// Only what the shop may still get is worth keeping for the next visit.
    fn mirror(self, drafts: &Drafts) {
        let open = |entry: &&Entry| matches!(entry.progress, Progress::Sending | Progress::Waiting(_));
        let filings: Vec<Filing> = self.entries_now().iter().filter(open).map(|it| Filing::clone(&it.filing)).collect();
        if filings.is_empty() { drafts.clear(NAME) } else { drafts.keep(NAME, &filings) }
    }
}

impl Shell {
    /// Sends a request on its way and shows where it is. The same request once more, while it is still on its way,
    /// is the same filing: a second tap never makes a second case.
    pub fn file(self, filing: Filing) {
        if matches!(self.views.top_now(), View::Filing { .. }) {
            return;
        }
        let under_way = self.outbox.entries_now().iter().find_map(|entry| {
            let is_same = entry.filing.request == filing.request && !matches!(entry.progress, Progress::Refused(_));
            is_same.then(|| entry.filing.key.clone())
        });
        let key = under_way.unwrap_or_else(|| {
            let key = filing.key.clone();
            self.add(filing);
            self.outbox.mirror(&self.drafts());
            key
        });
        self.views.push(View::Filing { key: key.clone() });
        self.send(&key);
    }

    /// Tries now, with the key it always had.
    pub fn send(self, key: &str) {
        self.outbox.mark(key, Progress::Sending);
        self.attempt(key, 0);
    }

    /// Done with: seen as filed or refused, or taken back by the shopper.
    pub fn forget_filing(self, key: &str) {
        self.outbox.change(|entries| entries.retain(|entry| entry.filing.key != key));
        self.outbox.mirror(&self.drafts());
    }

    /// What the shopper left unsent on an earlier visit or in an earlier session goes on; the first is shown.
    pub(super) fn resume_filings(self, is_same_shopper: bool) {
        if !is_same_shopper {
            self.outbox.change(Vec::clear);
        }
        let kept: Vec<Filing> = self.drafts().find(NAME).unwrap_or_default();
        for filing in kept {
            let is_known = self.outbox.entries_now().iter().any(|entry| entry.filing.key == filing.key);
            if !is_known && now() - filing.at < KEEP_MS {
                self.add(filing);
            }
        }
        self.send_waiting();
        if let Some(entry) = self.outbox.entries_now().first()
            && !matches!(self.views.top_now(), View::Filing { .. })
        {
            self.views.push(View::Filing { key: entry.filing.key.clone() });
        }
    }

    /// From now on, whatever waits is sent when a connection comes back, whichever view is shown.
    pub(super) fn send_when_online(self) {
        let was_online = Var::new(true);
        watch(move || {
            let online = self.connection.is_online();
            if online && !was_online.now() {
                self.send_waiting();
            }
            was_online.set(online);
        });
    }

    fn add(self, filing: Filing) {
        let entry = Entry { filing: Rc::new(filing), progress: Progress::Sending };
        self.outbox.change(|entries| entries.push(entry));
    }

    fn send_waiting(self) {
        if !self.is_in_now() {
            return;
        }
        for entry in self.outbox.entries_now().iter() {
            if matches!(entry.progress, Progress::Sending | Progress::Waiting(_)) {
                self.send(&entry.filing.key);
            }
        }
    }

    fn attempt(self, key: &str, tried: u32) {
        let Some(entry) = self.outbox.entries_now().iter().find(|entry| entry.filing.key == key).cloned() else {
            return;
        };
        let filing = entry.filing;
        // Taken before the wait: a sign-out meanwhile must not make them somebody else's.
        let (client, drafts) = (self.client(), self.drafts());
        spawn_local(async move {
            // No view going away must tear a write apart, so nothing aborts it but the time limit.
            let (abort, guard) = Abort::pair();
            let answer = client.open_case(&filing.key, &filing.request, &abort).await;
            drop(guard);
            if self.is_alive() {
                self.answered(&filing, &drafts, answer, tried);
            }
        });
    }

    fn answered(self, filing: &Filing, drafts: &Drafts, answer: Result<UnreadCase, Failure>, tried: u32) {
        let key = filing.key.clone();
        // Two tries can be under way, as when the connection comes back while another is out. They say the same: the first
        // to get through is the answer.
        let is_open = |entry: &Entry| entry.filing.key == key && !matches!(entry.progress, Progress::Filed(_));
        if !self.outbox.entries_now().iter().any(is_open) {
            return;
        }
        match answer {
            Ok(case) => {
                if let Some(draft) = &filing.draft {
                    drafts.clear(draft);
                }
                for id in &filing.line_item_ids {
                    drafts.clear(&said_of(id));
                }
                drafts.clear(&hold_of(&filing.order_id));
                let (id, kind) = (case.id.clone(), case.kind.clone());
                self.memory.clear();
                self.outbox.mark(&key, Progress::Filed(Rc::new(case)));
                self.outbox.mirror(drafts);
                self.panel.announce(Announcement::CaseCreated { id, kind });
                let is_shown = matches!(self.views.top_now(), View::Filing { key: shown } if shown == key);
                if !is_shown {
                    self.forget_filing(&key);
                }
            }
            Err(Failure::SignedOut { .. }) => self.sign_out(),
            Err(failure) if failure.is_passing() => {
                let is_silence = matches!(failure, Failure::Unreachable | Failure::Broken { .. });
                self.notice(&failure);
                self.outbox.mark(&key, Progress::Waiting(failure));
                if is_silence && tried < QUIET_RETRIES {
                    set_timeout(move || self.attempt(&key, tried + 1), Duration::from_secs(1 << tried));
                }
            }
            Err(failure) => {
                let refusal = match failure {
                    Failure::Refused { code, detail } => Refusal { code, detail },
                    _ => Refusal::default(),
                };
                if refusal.code.starts_with("booking_") {
                    // Ended, or gone to another case: the form asks for a time again.
                    drafts.clear(&hold_of(&filing.order_id));
                }
                self.outbox.mark(&key, Progress::Refused(refusal));
                self.outbox.mirror(drafts);
            }
        }
    }
}
