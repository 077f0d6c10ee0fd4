//! Idempotency keys.

use leptos::prelude::window;

/// A fresh key, 128 random bits in hex: the contract wants 16 to 128 of `[A-Za-z0-9_-]`.
///
/// Made once when the shopper taps and kept with what they asked for, so that every retry, also after a reload,
/// carries the same one.
#[must_use]
pub fn idempotency_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
