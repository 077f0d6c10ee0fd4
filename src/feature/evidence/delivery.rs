//! Carrying files to the shop, one at a time: on a slow phone the first is then there soonest.

use std::{rc::Rc, time::Duration};

use aftercare_contract::upload::UploadRequest;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::File;

use super::{
    Attached,
    limits::{self, Kind, Unfit},
    photo,
    tray::{Item, Ready, Step, Tray},
    video,
};
use crate::{
    client::{Abort, Failure, idempotency_key, send_file},
    erased::{set_timeout, watch},
};

/// Tries that follow by themselves when nobody answers, 1, 2 and 4 seconds apart; after them the shopper decides.
const QUIET_RETRIES: u32 = 3;

/// Why a file has not arrived.
enum Trouble {
    Unfit(Unfit),
    Failed(Failure),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Tray {
    /// Starts the next file, if none is on its way.
    pub(super) fn advance(self) {
        if self.under_way.try_now().is_none_or(|going| going.is_some()) {
            return;
        }
        let items = self.items.now();
        let Some(next) = items.iter().find(|item| item.step == Step::Queued && !item.removed) else { return };
        let key = next.key;
        let (abort, guard) = Abort::pair();
        let guard = Rc::new(guard);
        let mine = Rc::downgrade(&guard);
        self.under_way.set(Some((key, guard)));
        spawn_local(async move {
            let outcome = self.carry(key, &abort).await;
            // The form is gone, or the file was taken out: what comes now is nobody's any more.
            if mine.upgrade().is_some() {
                self.under_way.set(None);
                self.settle(key, outcome);
                self.advance();
            }
        });
    }

    async fn carry(self, key: u32, abort: &Abort) -> Result<Attached, Trouble> {
        let gone = || Trouble::Failed(Failure::Missing);
        let item = self.find(key).ok_or_else(gone)?;
        let ready = match item.ready {
            Some(ready) => ready,
            None => {
                let (file, kind) = item.source.ok_or_else(gone)?;
                self.change(key, |item| item.step = Step::Preparing);
                self.prepare(key, file, kind).await.map_err(Trouble::Unfit)?
            }
        };
        self.change(key, |item| item.step = Step::Sending(0));
        loop {
            let known = self.find(key).ok_or_else(gone)?;
            let is_new = known.ticket.is_none();
            let ticket = match known.ticket {
                Some(ticket) => ticket,
                None => {
                    let request = UploadRequest {
                        media_type: ready.media_type.clone(),
                        size: ready.bytes.size() as u64,
                        name: Some(known.name.chars().take(100).collect()),
                    };
                    self.shell.client().announce_upload(&known.announced_as, &request, abort).await?
                }
            };
            self.change(key, |item| item.ticket = Some(ticket.clone()));
            let progress = move |share: f64| {
                self.change(key, |item| item.step = Step::Sending((share * 100.0) as u32));
            };
            match send_file(&ticket, &ready.bytes, Rc::new(progress), abort).await {
                // The address has ended while the file waited: a new one, once.
                Err(Failure::Missing) => {
                    self.change(key, |item| {
                        item.ticket = None;
                        item.announced_as = idempotency_key();
                    });
                    if is_new {
                        return Err(Failure::Broken { reason: "an upload's address that is none".into() }.into());
                    }
                }
                sent => {
                    return Ok(sent.map(|()| Attached {
                        id: ticket.id,
                        name: known.name,
                        media_type: ready.media_type,
                        size: ready.bytes.size() as u64,
                        expires_at: ticket.expires_at,
                    })?);
                }
            }
        }
    }

    async fn prepare(self, key: u32, file: File, kind: Kind) -> Result<Ready, Unfit> {
        let limits = self.limits.try_now().ok_or(Unfit::Unreadable)?;
        let mut thumb = None;
        let ready = match kind {
            Kind::Photo => {
                let drawn = photo::draw(&file, &limits.photo_types()).await?;
                thumb = Some(drawn.thumb);
                Ready { bytes: drawn.bytes, media_type: drawn.media_type }
            }
            Kind::Video => {
                let video = video::quieten(&file).await.ok_or(Unfit::Unreadable)?;
                if limits.longest_video().zip(video.seconds).is_some_and(|(most, length)| length > most.into()) {
                    return Err(Unfit::Length);
                }
                Ready { bytes: video.bytes, media_type: limits::media_type(&file.type_(), &file.name()) }
            }
            Kind::Document => {
                Ready { media_type: limits::media_type(&file.type_(), &file.name()), bytes: file.unchecked_into() }
            }
        };
        let size = ready.bytes.size() as u64;
        if size > limits.most_bytes() {
            return Err(Unfit::Size);
        }
        self.change(key, |item| {
            item.thumb = thumb;
            item.size = size;
            item.ready = Some(ready.clone());
        });
        Ok(ready)
    }

    fn settle(self, key: u32, outcome: Result<Attached, Trouble>) {
        let Some(item) = self.find(key) else { return };
        let step = match outcome {
            Ok(attached) => Step::Attached(attached),
            Err(Trouble::Unfit(unfit)) => {
                let media_type = item.source.map(|(file, _)| limits::media_type(&file.type_(), &item.name));
                Step::Refused(self.why(unfit, &media_type.unwrap_or_default()))
            }
            Err(Trouble::Failed(failure)) => {
                self.shell.notice(&failure);
                if failure.is_passing() {
                    self.wait_for(key, &failure, item.tried);
                    Step::Waiting(failure)
                } else {
                    Step::Refused(match failure {
                        Failure::Refused { detail: Some(detail), .. } => detail,
                        _ => self.shell.i18n_now().t("problem.refused.detail"),
                    })
                }
            }
        };
        self.change(key, |item| {
            if matches!(step, Step::Attached(_)) {
                // The shop has it; the phone's memory need not.
                (item.source, item.ready) = (None, None);
            }
            item.step = step;
        });
        self.say(key);
        self.tell();
    }

    /// Goes on by itself: after the time a busy shop asked for, or a few times where nobody answers.
    fn wait_for(self, key: u32, failure: &Failure, tried: u32) {
        let seconds = match failure {
            Failure::Busy { seconds, .. } => u64::from(*seconds),
            Failure::Unreachable | Failure::Broken { .. } if tried < QUIET_RETRIES => 1 << tried,
            _ => return,
        };
        self.change(key, |item| item.tried = tried + 1);
        let again = move || self.wake(&|item| item.key == key);
        set_timeout(again, Duration::from_secs(seconds));
    }

    pub(super) fn go_on_when_online(self) {
        watch(move || {
            if self.shell.connection.is_online() {
                self.wake(&|_| true);
            }
        });
    }

    fn wake(self, which: &dyn Fn(&Item) -> bool) {
        if self.items.try_now().is_none() {
            return;
        }
        self.change_all(&mut |items| {
            for item in items.iter_mut().filter(|item| matches!(item.step, Step::Waiting(_)) && which(item)) {
                item.step = Step::Queued;
            }
        });
        self.advance();
    }
}
