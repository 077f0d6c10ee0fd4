//! Keeps the panel clear of a phone's on-screen keyboard.

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, VisualViewport};

/// The viewport shrinks, and on iOS it is also pushed up.
const EVENTS: [&str; 2] = ["resize", "scroll"];

/// Tells the style sheet how high the keyboard stands, as `--aftercare-keyboard` in pixels, as long as it lives.
///
/// iOS lays the keyboard over the page without making any viewport unit smaller; only the visual viewport knows.
pub struct Keyboard {
    viewport: VisualViewport,
    on_change: Closure<dyn FnMut()>,
}

impl Keyboard {
    /// `None` where there is no visual viewport to ask (Firefox before 91).
    pub fn watch(mount: HtmlElement) -> Option<Self> {
        let viewport = window().visual_viewport()?;
        let seen = viewport.clone();
        let on_change = Closure::new(move || {
            let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            let covered = (height - seen.height() - seen.offset_top()).max(0.0);
            // A property that can't be set leaves the panel as high as it was.
            let _ = mount.style().set_property("--aftercare-keyboard", &format!("{}px", covered as u32));
        });
        for event in EVENTS {
            viewport.add_event_listener_with_callback(event, on_change.as_ref().unchecked_ref()).ok()?;
        }
        Some(Self { viewport, on_change })
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        let callback = self.on_change.as_ref().unchecked_ref();
        for event in EVENTS {
            let _ = self.viewport.remove_event_listener_with_callback(event, callback);
        }
    }
}
