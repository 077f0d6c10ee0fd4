//! Leptos' timers for any closure: each new type of one would be compiled with glue to JavaScript of its own.

use std::time::Duration;

use leptos::prelude::{self, IntervalHandle, TimeoutHandle};
use wasm_bindgen::JsValue;

/// Before the next event.
pub fn queue_microtask(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    prelude::queue_microtask(act);
}

pub fn set_timeout(act: impl FnOnce() + 'static, after: Duration) {
    // A browser without timers has no page either.
    let _ = set_timeout_with_handle(act, after);
}

/// # Errors
/// Whatever the browser throws.
pub fn set_timeout_with_handle(act: impl FnOnce() + 'static, after: Duration) -> Result<TimeoutHandle, JsValue> {
    let act: Box<dyn FnOnce()> = Box::new(act);
    prelude::set_timeout_with_handle(act, after)
}

/// # Errors
/// Whatever the browser throws.
pub fn set_interval_with_handle(act: impl Fn() + 'static, every: Duration) -> Result<IntervalHandle, JsValue> {
    let act: Box<dyn Fn()> = Box::new(act);
    prelude::set_interval_with_handle(act, every)
}
