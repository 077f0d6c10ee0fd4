//! Waiting for a condition: the only way a story waits.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// How long a story waits for anything before it fails.
pub const LIMIT: Duration = Duration::from_secs(20);

/// How often a condition is looked at.
const PACE: Duration = Duration::from_millis(40);

/// Waits until `look` gives something.
///
/// # Errors
/// After [`LIMIT`], with `what` and the last error `look` gave, if any.
pub async fn until<T, F, Fut>(what: &str, mut look: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    let started = Instant::now();
    loop {
        let last = match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if started.elapsed() > LIMIT {
            match last {
                Some(error) => bail!("waited {LIMIT:?} in vain for {what}: {error:#}"),
                None => bail!("waited {LIMIT:?} in vain for {what}"),
            }
        }
        tokio::time::sleep(PACE).await;
    }
}
