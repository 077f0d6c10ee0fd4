//! Browsers, lent to one trial after another.
//!
//! To start a browser takes a core two to four seconds, which is longer than most stories take to be told. So it is a
//! trial's own while its story is told, and then another's: with a tab of its own that has no past, and at addresses
//! that nobody in this run has used before ([`crate::port`]), where there is nothing kept, cached or allowed. What a
//! story does to a tab (its size in Chromium, its time zone, its scripts) goes with the tab, and a story that fails
//! takes its browser along.

use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use tempfile::TempDir;

use crate::{browser::Browser, engine::Engine, stage};

/// A browser, and the folder of its profile under it.
pub struct Lent {
    pub browser: Browser,
    folder: TempDir,
}

/// Those that nobody has.
static IDLE: Mutex<Vec<Lent>> = Mutex::new(Vec::new());

/// A browser of this engine for one trial, that can take pictures if it is to be `pictured`.
///
/// # Errors
/// When there is none and none can be started.
pub async fn lend(engine: Engine, pictured: bool) -> Result<Lent> {
    let pictured = pictured || engine != Engine::WebKit;
    if let Some(lent) = idle(engine, pictured) {
        return Ok(lent);
    }
    // A short name: Chromium has a socket further down, and a socket's path holds 107 bytes.
    let folder = tempfile::Builder::new().prefix("b-").tempdir_in(stage::run_folder()?)?;
    let browser = Browser::start(engine, folder.path(), pictured).await?;
    Ok(Lent { browser, folder })
}

fn idle(engine: Engine, pictured: bool) -> Option<Lent> {
    let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let place = idle.iter().position(|lent| lent.browser.engine == engine && lent.browser.pictured == pictured)?;
    Some(idle.swap_remove(place))
}

impl Lent {
    /// Gives it to the next trial, if it can be made as new.
    pub async fn give_back(self) {
        match self.browser.renew().await {
            Ok(()) => IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self),
            Err(_) => self.end(),
        }
    }

    /// Ends it: who knows what has become of it.
    pub fn end(self) {
        self.browser.close();
        drop(self.folder);
    }
}

/// Ends those that nobody has.
pub fn end_idle() {
    let idle = std::mem::take(&mut *IDLE.lock().unwrap_or_else(PoisonError::into_inner));
    idle.into_iter().for_each(Lent::end);
}
