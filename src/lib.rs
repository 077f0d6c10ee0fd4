//! The Aftercare widget: an after-sales desk on somebody else's page.
//!
//! The way through the code is one-way: `contract` ← [`client`] ← [`state`] ← [`feature`] ← [`host`] ← this file.
//! [`ui`], [`i18n`] and [`erased`] are leaves. A feature never imports another feature; they meet through
//! [`state::View`]. Nothing below [`host`] knows it is embedded.

pub mod client;
pub mod erased;
pub mod feature;
pub mod host;
pub mod i18n;
pub mod state;
pub mod ui;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Mounts a widget into `target`, a `<div>` inside the element's shadow root, and returns its id.
///
/// `page` is the loader's half of the border (see [`host::Page`]).
#[wasm_bindgen]
pub fn mount(target: HtmlElement, page: host::Page) -> u32 {
    host::mount(target, page)
}

/// Reads `page` again: the language, catalog or base URL has changed. Unknown ids are ignored.
#[wasm_bindgen]
pub fn update(id: u32) {
    host::update(id);
}

/// Unmounts a widget and everything it holds. Unknown ids are ignored, so calling it twice is harmless.
#[wasm_bindgen]
pub fn unmount(id: u32) {
    host::unmount(id);
}
