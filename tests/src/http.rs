//! The suite's own HTTP, on loopback.

use std::sync::{Once, OnceLock};

/// The suite's client: one for all, as a new one reads the machine's certificates.
#[must_use]
pub fn client() -> reqwest::Client {
    static CLIENT: OnceLock<reqwest::Client> = OnceLock::new();
    prepare();
    // Each test has a runtime of its own, and a connection can't move to another.
    CLIENT.get_or_init(|| reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap_or_default()).clone()
}

/// Names a provider of cryptography, which reqwest wants before its first client, encrypted or not. Before the first
/// browser as well: its driver is spoken to by reqwest.
pub fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Somebody else has named one: as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
