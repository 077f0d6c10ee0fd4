//! The suite's own HTTP, on loopback.

use std::sync::Once;

/// A client of the suite's own.
#[must_use]
pub fn client() -> reqwest::Client {
    prepare();
    reqwest::Client::new()
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
