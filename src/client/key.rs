//! Idempotency keys.

use leptos::prelude::window;
use web_sys::js_sys::Math;

/// A fresh key, 128 random bits in hex: the contract wants 16 to 128 of `[A-Za-z0-9_-]`.
///
/// Made once when the shopper taps and kept with what they asked for, so that every retry, also after a reload,
/// carries the same one.
#[must_use]
pub fn idempotency_key() -> String {
    let mut bytes = [0_u8; 16];
    let filled = window().crypto().is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // A key need not be secret, only another one each time.
        bytes.fill_with(|| (Math::random() * 256.0) as u8);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
