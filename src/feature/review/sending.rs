//! Getting what the author says to the shop, once.

use std::{rc::Rc, time::Duration};

use leptos::task::spawn_local;

use super::{author::Author, said::Said};
use crate::{
    client::{Abort, Failure, idempotency_key, json},
    erased::{AnyView, Callback, Var, nothing, set_timeout},
    feature::{frame, refused},
    state::{Announcement, Drafts},
};

/// Tries that follow by themselves when nobody answers, 1, 2 and 4 seconds apart; after them the author decides.
const QUIET_RETRIES: u32 = 3;

/// What is sent: the review itself, or what is added to it later.
#[derive(Clone, Copy, PartialEq)]
pub enum Writing {
    Review,
    FollowUp,
}

#[derive(Clone, Copy)]
pub struct Sending {
    pub author: Author,
    writing: Writing,
    pub busy: Var<bool>,
    /// What did not get through, and why.
    failed: Var<Option<(String, Failure)>>,
    /// What to do where the shop no longer has a file.
    let_go: Callback<()>,
}

impl Sending {
    pub fn new(author: Author, writing: Writing, let_go: Callback<()>) -> Self {
        Self { author, writing, busy: Var::new(false), failed: Var::new(None), let_go }
    }

    /// The draft of what is being written.
    pub fn draft(self) -> String {
        let family = if self.writing == Writing::Review { "review" } else { "follow_up" };
        format!("{family}:{}", self.author.about.now().id)
    }

    /// Sends a request as JSON. The very same again goes out with the key of its first try, also after a reload.
    pub fn send(self, request: String, tried: u32) {
        if self.busy.try_now() != Some(false) {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let Author { shell, written, .. } = self.author;
        let about = self.author.about.now();
        let (client, drafts, draft, seen) = (shell.client(), shell.drafts(), self.draft(), written.now());
        let key = key_of(&drafts, &draft, &request);
        spawn_local(async move {
            // No view going away must tear a write apart, so nothing aborts it but the time limit.
            let (abort, guard) = Abort::pair();
            let sent = request.clone();
            let answer = match &seen {
                None => client.write_review(&key, sent, &abort).await,
                Some(seen) if self.writing == Writing::FollowUp => {
                    client.follow_up(&key, &seen.it.id, sent, &abort).await
                }
                Some(seen) => client.change_review(seen, sent, &abort).await,
            };
            let answer = match (answer, &seen) {
                (Err(Failure::Stale), Some(seen)) => match client.review(&seen.it.id, &abort).await {
                    // An earlier try got through, and only its answer was lost.
                    Ok(newer) if json::write(&Said::of(&newer.it).request(&about)) == request => Ok(newer),
                    // It stands as it is now; what was typed is kept, and sending it again is a new decision.
                    Ok(newer) => {
                        written.set(Some(Rc::new(newer)));
                        Err(Failure::Stale)
                    }
                    Err(failure) => Err(failure),
                },
                (answer, _) => answer,
            };
            drop(guard);
            if !shell.is_alive() {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(review) => {
                    drafts.clear(&draft);
                    drafts.clear(&try_of(&draft));
                    shell.memory.clear();
                    if seen.is_none() {
                        let kind = about.kind.clone();
                        shell.panel.announce(Announcement::ReviewSubmitted { id: review.it.id.clone(), kind });
                    }
                    self.author.thanked.set(true);
                    written.set(Some(Rc::new(review)));
                    if self.author.writing.try_now() == Some(true) {
                        self.author.writing.set(false);
                    }
                }
                Err(failure) => {
                    shell.notice(&failure);
                    self.not_sent(request, failure, tried);
                }
            }
        });
    }

    fn not_sent(self, request: String, failure: Failure, tried: u32) {
        // The author has gone on, and finds what they wrote as a draft.
        if self.failed.try_now().is_none() {
            return;
        }
        if matches!(failure, Failure::Unreachable | Failure::Broken { .. }) && tried < QUIET_RETRIES {
            let again = request.clone();
            set_timeout(move || self.send(again, tried + 1), Duration::from_secs(1 << tried));
        }
        if matches!(&failure, Failure::Refused { code, .. } if refused::is_about_files(code)) {
            self.let_go.run(());
        }
        self.failed.set(Some((request, failure)));
    }

    /// What became of it, when it is not there. Tracks.
    pub fn news(self) -> AnyView {
        let Some((request, failure)) = self.failed.get() else { return nothing() };
        let shell = self.author.shell;
        let Failure::Refused { code, detail } = failure else {
            return frame::trouble(shell, &failure, Callback::new(move |()| self.send(request.clone(), 0)));
        };
        // It was written on another page meanwhile.
        let written = code == "already_reviewed";
        let see = written.then(|| ("see", shell.i18n_now().t("review.see"), self.author.again));
        refused::news(shell, detail, see)
    }
}

/// The key of the last try, when that was the same request; else a new one. Kept with the request, in a line of its own.
fn key_of(drafts: &Drafts, draft: &str, request: &str) -> String {
    let earlier: String = drafts.find(&try_of(draft)).unwrap_or_default();
    if let Some((key, tried)) = earlier.split_once('\n')
        && tried == request
    {
        return key.to_owned();
    }
    let key = idempotency_key();
    drafts.keep(&try_of(draft), &[key.as_str(), request].join("\n"));
    key
}

/// The name of the draft that remembers the last try.
fn try_of(draft: &str) -> String {
    format!("sent:{draft}")
}
