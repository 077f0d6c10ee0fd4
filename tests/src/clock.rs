//! A page on which long waits end when the story says so, and not before: what happens there meanwhile, no timer did.

use anyhow::Result;

use crate::browser::Browser;

/// What a page needs in its head for the rest of this module.
pub const STOPPED: &str = "<script src=\"/host/clock.js\"></script>";

/// The pauses that somebody on the page waits for now, in milliseconds; those of five seconds and more, up to a
/// minute.
///
/// # Errors
/// When the page has no such clock.
pub async fn waits(browser: &Browser) -> Result<Vec<f64>> {
    Ok(serde_json::from_value(browser.eval("return window.__waits", vec![]).await?)?)
}

/// Lets them all have passed.
///
/// # Errors
/// When the page has no such clock.
pub async fn pass(browser: &Browser) -> Result<()> {
    browser.run("window.__pass()", vec![]).await?;
    Ok(())
}

/// A request's time limit, in milliseconds, as the widget sets it.
const TIME_LIMIT: f64 = 30_000.0;

/// Lets the pauses between two askings have passed, unless something is being asked: its time limit would pass as well.
///
/// # Errors
/// When the page has no such clock.
pub async fn pass_while_idle(browser: &Browser) -> Result<()> {
    if waits(browser).await?.contains(&TIME_LIMIT) { Ok(()) } else { pass(browser).await }
}
