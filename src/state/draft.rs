//! What a shopper typed, kept through reloads, crashes and sign-outs of the same shopper.

use aftercare_contract::read::Read;
use leptos::prelude::window;
use serde::Serialize;
use web_sys::{
    Storage,
    js_sys::{Date, JSON},
};

use crate::client::json;

/// Older drafts are dropped: 14 days.
const KEEP_MS: i64 = 14 * 86_400_000;

/// Where one shopper's drafts for one shop lie.
///
/// Storage is a courtesy of the host page: full, blocked or absent, everything still works, only forgetful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafts {
    prefix: String,
    /// Drafts of somebody who has not proved who they are end with the tab.
    lasting: bool,
}

/// As much of a draft as says how old it is.
#[derive(Read)]
struct Age {
    at: i64,
}

/// A draft with the moment it was kept.
#[derive(Serialize, Read)]
pub struct Draft<T> {
    /// Milliseconds since 1970.
    at: i64,
    it: T,
}

impl Drafts {
    /// The drafts of a shopper, named by the session's opaque `subject`.
    #[must_use]
    pub fn of_shopper(api: &str, subject: &str) -> Self {
        Self { prefix: format!("aftercare:{api}:{subject}:"), lasting: true }
    }

    /// What is typed before the shopper got in.
    #[must_use]
    pub fn of_nobody(api: &str) -> Self {
        Self { prefix: format!("aftercare:{api}:"), lasting: false }
    }

    pub fn keep<T: Serialize>(&self, name: &str, it: &T) {
        let draft = Draft { at: now(), it };
        if let Some(storage) = self.storage() {
            // A full or forbidden storage costs the courtesy, not the shopper's work on the screen.
            let _ = storage.set_item(&self.key(name), &json::write(&draft));
        }
    }

    #[must_use]
    pub fn find<T: Read>(&self, name: &str) -> Option<T> {
        let text = self.storage()?.get_item(&self.key(name)).ok()??;
        let draft: Option<Draft<T>> = JSON::parse(&text).ok().and_then(|value| json::read(&value).ok());
        match draft {
            Some(draft) if now() - draft.at < KEEP_MS => Some(draft.it),
            _ => {
                self.clear(name);
                None
            }
        }
    }

    pub fn clear(&self, name: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(&self.key(name));
        }
    }

    /// Drops what any shopper left in this shop's name and is too old to be found again.
    pub fn sweep(&self) {
        for storage in
            [window().local_storage(), window().session_storage()].into_iter().filter_map(Result::ok).flatten()
        {
            let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
            let ours: Vec<String> = keys.filter(|key| key.starts_with(&self.prefix)).collect();
            for key in ours {
                let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
                let age: Option<Age> = JSON::parse(&text).ok().and_then(|value| json::read(&value).ok());
                if age.is_none_or(|age| now() - age.at >= KEEP_MS) {
                    let _ = storage.remove_item(&key);
                }
            }
        }
    }

    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn storage(&self) -> Option<Storage> {
        let found = if self.lasting { window().local_storage() } else { window().session_storage() };
        found.ok().flatten()
    }
}

/// The name of the draft that remembers an appointment held for an order.
#[must_use]
pub fn hold_of(order_id: &str) -> String {
    format!("hold:{order_id}")
}

/// The name of the draft that keeps what was said about a line of an order, whichever form it was said in.
#[must_use]
pub fn said_of(line_item_id: &str) -> String {
    format!("said:{line_item_id}")
}

/// The name of the draft that keeps the newest message of a case that the shopper has seen.
#[must_use]
pub fn read_of(case_id: &str) -> String {
    format!("read:{case_id}")
}

#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
/// Milliseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    Date::now() as i64
}
