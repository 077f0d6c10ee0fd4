//! The files of one form and how far each has come.

use std::rc::Rc;

use aftercare_contract::upload::Upload;
use leptos::prelude::on_cleanup;
use web_sys::{Blob, File, HtmlCanvasElement, js_sys::Date};

use super::{
    Attached,
    limits::{self, Kind, Limits, Unfit},
};
use crate::{
    client::{AbortOnDrop, Failure, idempotency_key},
    erased::{Var, watch},
    state::{Shell, now},
};

/// How far a file has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Queued,
    Preparing,
    /// The share that has left, in percent.
    Sending(u32),
    /// Kept here; goes on when what is in the way has passed, or by the shopper's tap.
    Waiting(Failure),
    /// The shop has it.
    Attached(Attached),
    /// Not taken. The sentence says why.
    Refused(String),
}

/// A row of the list.
#[derive(Clone)]
pub struct Item {
    /// Tells it from the others as long as the form is shown.
    pub key: u32,
    pub name: String,
    /// In bytes: the file's own, then what is sent.
    pub size: u64,
    pub thumb: Option<HtmlCanvasElement>,
    pub step: Step,
    /// Taken out by the shopper, who may think better of it.
    pub removed: bool,
    pub(super) source: Option<(File, Kind)>,
    pub(super) ready: Option<Ready>,
    pub(super) ticket: Option<Upload>,
    pub(super) announced_as: String,
    pub(super) tried: u32,
}

/// What goes over the wire.
#[derive(Clone)]
pub struct Ready {
    pub bytes: Blob,
    pub media_type: String,
}

/// The list and what moves it on. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Tray {
    pub shell: Shell,
    pub limits: Var<Rc<Limits>>,
    pub items: Var<Rc<Vec<Item>>>,
    /// What a screen reader is told.
    pub said: Var<String>,
    attached: Var<Rc<Vec<Attached>>>,
    busy: Var<bool>,
    /// The file on its way and what ends it; replaced or dropped, it is ended.
    pub(super) under_way: Var<Option<(u32, Rc<AbortOnDrop>)>>,
    last_key: Var<u32>,
}

impl Tray {
    pub fn new(shell: Shell, limits: Limits, attached: Var<Rc<Vec<Attached>>>, busy: Var<bool>) -> Self {
        let tray = Self {
            shell,
            limits: Var::new(Rc::new(limits)),
            items: Var::new(Rc::default()),
            said: Var::new(String::new()),
            attached,
            busy,
            under_way: Var::new(None),
            last_key: Var::new(0),
        };
        for attached in attached.now().iter() {
            tray.push(&attached.name, attached.size, tray.kept(attached), None);
        }
        tray.tell();
        tray.follow_the_form();
        tray.go_on_when_online();
        // What was on its way ends with the list, and nobody need wait for it.
        on_cleanup(move || busy.set(false));
        tray
    }

    /// Takes files in; those that do not fit are shown with the reason.
    pub fn add(self, files: Vec<File>) {
        self.change_all(&mut |items| items.retain(|item| !item.removed));
        for file in files {
            let (name, size) = (file.name(), file.size() as u64);
            let media_type = limits::media_type(&file.type_(), &name);
            match self.limits.now().check(&media_type, size, self.count()) {
                Ok(kind) => self.push(&name, size, Step::Queued, Some((file, kind))),
                Err(unfit) => {
                    self.push(&name, size, Step::Refused(self.why(unfit, &media_type)), None);
                    self.say(self.last_key.now());
                }
            }
        }
        self.tell();
        self.advance();
    }

    /// How many files there are that count against the shop's limit. Does not track.
    pub fn count(self) -> usize {
        self.items.now().iter().filter(|item| !item.removed && !matches!(item.step, Step::Refused(_))).count()
    }

    /// Takes a file out of the list, or puts it back.
    pub fn toggle(self, key: u32) {
        let Some(item) = self.find(key) else { return };
        let puts_back = item.removed;
        if puts_back && self.count() >= self.limits.now().most_files() as usize {
            return;
        }
        if self.under_way.now().is_some_and(|(going, _)| going == key) {
            self.under_way.set(None);
        }
        self.change(key, |item| {
            item.removed = !puts_back;
            if !matches!(item.step, Step::Attached(_) | Step::Refused(_)) {
                item.step = Step::Queued;
            }
        });
        self.say(key);
        self.tell();
        self.advance();
    }

    /// Tries a waiting file again now.
    pub fn retry(self, key: u32) {
        self.change(key, |item| {
            item.step = Step::Queued;
            item.tried = 0;
        });
        self.advance();
    }

    fn push(self, name: &str, size: u64, step: Step, source: Option<(File, Kind)>) {
        let key = self.last_key.now() + 1;
        self.last_key.set(key);
        let item = Item {
            key,
            name: name.to_owned(),
            size,
            thumb: None,
            step,
            removed: false,
            source,
            ready: None,
            ticket: None,
            announced_as: idempotency_key(),
            tried: 0,
        };
        self.change_all(&mut |items| items.push(item.clone()));
    }

    /// What the form takes out of `attached` the shop has no more.
    fn follow_the_form(self) {
        watch(move || {
            let known = self.attached.get();
            let items = self.items.now();
            let is_lost = |item: &&Item| match &item.step {
                Step::Attached(attached) => !item.removed && !known.iter().any(|it| it.id == attached.id),
                _ => false,
            };
            for item in items.iter().filter(is_lost) {
                let why = self.shell.i18n_now().t("evidence.ended");
                self.change(item.key, |item| item.step = Step::Refused(why.clone()));
            }
        });
    }

    /// A file from an earlier visit: still there, or ended meanwhile.
    fn kept(self, attached: &Attached) -> Step {
        let ends = Date::parse(&attached.expires_at);
        #[expect(clippy::cast_precision_loss, reason = "milliseconds, far below 2^53")]
        let has_ended = ends <= now() as f64;
        if has_ended {
            Step::Refused(self.shell.i18n_now().t("evidence.ended"))
        } else {
            Step::Attached(attached.clone())
        }
    }

    /// Lets the form know what is attached and whether more is to come.
    pub(super) fn tell(self) {
        let items = self.items.now();
        let there = items.iter().filter(|item| !item.removed);
        let attached: Vec<Attached> = there
            .clone()
            .filter_map(|item| match &item.step {
                Step::Attached(attached) => Some(attached.clone()),
                _ => None,
            })
            .collect();
        if *self.attached.now() != attached {
            self.attached.set(Rc::new(attached));
        }
        let busy = there.clone().any(|item| !matches!(item.step, Step::Attached(_) | Step::Refused(_)));
        if self.busy.now() != busy {
            self.busy.set(busy);
        }
    }

    pub(super) fn why(self, unfit: Unfit, media_type: &str) -> String {
        let (i18n, limits) = (self.shell.i18n_now(), self.limits.now());
        match unfit {
            Unfit::Type => i18n.fill("evidence.unfit.type", &[("types", &limits.names())]),
            Unfit::Size => i18n.fill("evidence.unfit.size", &[("most", &i18n.file_size(limits.most_bytes()))]),
            Unfit::Count => i18n.count("evidence.unfit.count", limits.most_files()),
            Unfit::Length => i18n.count("evidence.unfit.length", limits.longest_video().unwrap_or(0)),
            Unfit::Unreadable if limits::is_heic(media_type) => i18n.t("evidence.unfit.heic"),
            Unfit::Unreadable => i18n.t("evidence.unfit.unreadable"),
        }
    }

    /// How far a file has come, in words.
    pub fn status(self, item: &Item) -> String {
        let i18n = self.shell.i18n_now();
        match &item.step {
            _ if item.removed => i18n.t("evidence.status.removed"),
            Step::Queued => i18n.t("evidence.status.queued"),
            Step::Preparing => i18n.t("evidence.status.preparing"),
            Step::Sending(percent) => i18n.fill("evidence.status.sending", &[("percent", &i18n.number(*percent))]),
            Step::Waiting(Failure::Offline) => i18n.t("evidence.status.offline"),
            Step::Waiting(_) => i18n.t("evidence.status.waiting"),
            Step::Attached(_) => i18n.fill("evidence.status.attached", &[("size", &i18n.file_size(item.size))]),
            Step::Refused(why) => why.clone(),
        }
    }

    /// A file's name with something about it.
    pub fn about(self, name: &str, what: &str) -> String {
        self.shell.i18n_now().fill("evidence.about", &[("name", name), ("what", what)])
    }

    /// Tells a screen reader how far a file has come.
    pub(super) fn say(self, key: u32) {
        if let Some(item) = self.find(key) {
            self.said.set(self.about(&item.name, &self.status(&item)));
        }
    }

    /// A file as it is now. Tracks.
    pub fn item(self, key: u32) -> Option<Item> {
        self.items.get().iter().find(|item| item.key == key).cloned()
    }

    pub(super) fn find(self, key: u32) -> Option<Item> {
        self.items.try_now()?.iter().find(|item| item.key == key).cloned()
    }

    pub(super) fn change(self, key: u32, change: impl FnOnce(&mut Item)) {
        let mut change = Some(change);
        self.change_all(&mut |items| {
            if let (Some(item), Some(change)) = (items.iter_mut().find(|item| item.key == key), change.take()) {
                change(item);
            }
        });
    }

    /// Not generic on purpose: one copy of what stores the list and tells those who follow it.
    pub(super) fn change_all(self, change: &mut dyn FnMut(&mut Vec<Item>)) {
        self.items.update(|items| change(Rc::make_mut(items)));
    }
}
