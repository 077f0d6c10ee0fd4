//! Telling what is near the eye.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ShadowRoot, js_sys::Array,
};

/// How far beyond the edge something counts as near: about a phone's height, so that it is there before the thumb is.
const MARGIN: &str = "800px 0px";

/// Watches elements until it is dropped.
pub struct Sight {
    observer: IntersectionObserver,
    _tell: Closure<dyn FnMut(Array)>,
}

impl Sight {
    /// `tell` hears of each watched element once, and again whenever it comes near or goes. `None` where the engine
    /// can't watch (before Safari 12.1).
    #[must_use]
    pub fn new(scroller: Option<&Element>, tell: impl Fn(&Element, bool) + 'static) -> Option<Self> {
        let tell = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                tell(&entry.target(), entry.is_intersecting());
            }
        });
        let around = IntersectionObserverInit::new();
        around.set_root(scroller);
        around.set_root_margin(MARGIN);
        let observer = IntersectionObserver::new_with_options(tell.as_ref().unchecked_ref(), &around).ok()?;
        Some(Self { observer, _tell: tell })
    }

    pub fn watch(&self, element: &Element) {
        self.observer.observe(element);
    }

    /// Asks anew: is it near now?
    pub fn look_again(&self, element: &Element) {
        self.observer.unobserve(element);
        self.observer.observe(element);
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// What scrolls when the shopper does: the panel's view, something of the host page's, or `None` for the page itself.
#[must_use]
pub fn scroller(inside: &Element) -> Option<Element> {
    let mut at = inside.clone();
    loop {
        at = at.parent_element().or_else(|| Some(at.get_root_node().dyn_into::<ShadowRoot>().ok()?.host()))?;
        if Some(at.as_ref()) == document().body().as_deref() {
            return None;
        }
        let style = window().get_computed_style(&at).ok().flatten()?;
        if matches!(style.get_property_value("overflow-y").as_deref(), Ok("auto" | "scroll")) {
            return Some(at);
        }
    }
}

/// How far it has been scrolled, in CSS pixels; `None` is the page.
#[must_use]
pub fn scrolled(scroller: Option<&Element>) -> f64 {
    match scroller {
        Some(it) => it.scroll_top().into(),
        None => window().scroll_y().unwrap_or_default(),
    }
}

/// Scrolls without any show.
pub fn scroll_to(scroller: Option<&Element>, offset: f64) {
    match scroller {
        #[expect(clippy::cast_possible_truncation, reason = "an offset in pixels")]
        Some(it) => it.set_scroll_top(offset as i32),
        None => window().scroll_to_with_x_and_y(window().scroll_x().unwrap_or_default(), offset),
    }
}
