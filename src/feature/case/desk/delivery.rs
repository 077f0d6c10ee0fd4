//! Carrying messages to the shop, one after the other, so that they are said in the order they were written.

use std::{rc::Rc, time::Duration};

use aftercare_contract::desk::{Message, MessageRequest};
use leptos::{prelude::untrack, task::spawn_local};

use super::{
    talk::Talk,
    unsent::{self, Unsent},
};
use crate::{
    client::{Abort, Failure},
    erased::{set_timeout, watch},
    feature::refused,
    state::Load,
};

/// Tries that follow by themselves when nobody answers, 1, 2 and 4 seconds apart; after them the shopper decides.
const QUIET_RETRIES: u32 = 3;

impl Talk {
    /// Takes a message and sends it as soon as those before it are there.
    pub fn say(self, unsent: Unsent) {
        unsent::keep(&self.shell.drafts(), &self.case_id.now(), &unsent);
        self.unsent.update(|all| Rc::make_mut(all).push(unsent));
        self.returned.set(None);
        self.send(0);
    }

    /// Sends the first that waits, if none is on its way.
    pub fn send(self, tried: u32) {
        let (Some(false), Some(id), Some(unsent)) =
            (self.sending.try_now(), self.case_id.try_now(), self.unsent.try_now())
        else {
            return;
        };
        let Some(next) = unsent.first().cloned() else { return };
        self.sending.set(true);
        self.failed.set(None);
        // Taken before the wait: a sign-out meanwhile must not make them somebody else's.
        let (client, drafts) = (self.shell.client(), self.shell.drafts());
        spawn_local(async move {
            let files = next.files.iter().map(|file| file.id.clone()).collect();
            let request = MessageRequest { text: next.text.clone(), attachments: files };
            // No view going away must tear a write apart, so nothing aborts it but the time limit.
            let (abort, guard) = Abort::pair();
            let answer = client.say(&next.key, &id, &request, &abort).await;
            drop(guard);
            let stays = answer
                .as_ref()
                .is_err_and(|failure| failure.is_passing() || matches!(failure, Failure::SignedOut { .. }));
            if !stays {
                unsent::forget(&drafts, &id, &next.key);
            }
            if self.sending.try_now().is_some() {
                self.sending.set(false);
                self.answered(next, answer, tried);
            }
        });
    }

    fn answered(self, sent: Unsent, answer: Result<Message, Failure>, tried: u32) {
        let is_done = match answer {
            Ok(message) => {
                self.add(message);
                true
            }
            Err(failure) => {
                self.shell.notice(&failure);
                match failure {
                    Failure::SignedOut { .. } => return,
                    failure if failure.is_passing() => {
                        self.try_later(&failure, tried);
                        self.failed.set(Some(failure));
                        false
                    }
                    Failure::Refused { code, detail } => {
                        // The shop does not say which file it no longer has.
                        let files = if refused::is_about_files(&code) { Vec::new() } else { sent.files.clone() };
                        let why = detail.unwrap_or_else(|| self.shell.i18n_now().t("problem.refused.detail"));
                        self.returned.set(Some((Unsent { files, ..sent.clone() }, why)));
                        true
                    }
                    _ => {
                        let why = self.shell.i18n_now().t("problem.refused.detail");
                        self.returned.set(Some((sent.clone(), why)));
                        true
                    }
                }
            }
        };
        if is_done {
            self.unsent.update(|all| Rc::make_mut(all).retain(|unsent| unsent.key != sent.key));
            self.send(0);
        }
    }

    /// The shop has it: it stands with the others, and the case is another now.
    fn add(self, message: Message) {
        if let Load::Ready(known) = self.said.now()
            && known.iter().all(|known| known.id != message.id)
        {
            let mut all = known.to_vec();
            all.push(message);
            self.said.know(all);
        }
        self.actions.ask.run(());
    }

    fn try_later(self, failure: &Failure, tried: u32) {
        let seconds = match failure {
            Failure::Busy { seconds, .. } => u64::from(*seconds),
            Failure::Unreachable | Failure::Broken { .. } if tried < QUIET_RETRIES => 1 << tried,
            _ => return,
        };
        set_timeout(move || self.send(tried + 1), Duration::from_secs(seconds));
    }

    /// Now, if something was left from an earlier visit, and whenever the connection is back.
    pub fn send_when_online(self) {
        watch(move || {
            if self.shell.connection.is_online() {
                untrack(|| self.send(0));
            }
        });
    }
}
