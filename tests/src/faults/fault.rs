//! The faults there are.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::watch;

/// A change to a JSON answer.
pub type Rewrite = Arc<dyn Fn(&mut Value) + Send + Sync>;

/// What happens to a request.
#[derive(Clone)]
pub enum Fault {
    /// The connection is closed without an answer and the backend hears nothing.
    Down,
    /// The backend does what was asked, and the connection is closed before its answer.
    LoseResponse,
    /// 503 with `Retry-After` in seconds; the backend hears nothing.
    Busy { retry_after: u32 },
    /// 401 as for a token that has ended; the backend hears nothing.
    TokenEnded,
    /// The request waits until the gate opens, then passes.
    Hold(Gate),
    /// The answer passes once it is whole, as through a proxy that buffers. A stream never is.
    Collect,
    /// The answer's JSON is changed on its way.
    Rewrite(Rewrite),
    /// The answer is replaced by this text, still called JSON.
    Garble(&'static str),
}

impl Fault {
    /// A [`Fault::Rewrite`] from a closure.
    pub fn rewrite(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        Self::Rewrite(Arc::new(change))
    }
}

/// Holds requests back until it is opened; then stays open.
#[derive(Clone)]
pub struct Gate(Arc<watch::Sender<bool>>);

impl Default for Gate {
    fn default() -> Self {
        Self(Arc::new(watch::channel(false).0))
    }
}

impl Gate {
    /// Lets everything held pass.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    pub(super) async fn passed(&self) {
        // Fails only when the sender is gone, and we hold it.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}
