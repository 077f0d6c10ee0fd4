//! Parts that change, with their types erased.
//!
//! Leptos compiles a view's building and re-building anew for every shape of view, closure and handler. Erasing the
//! type here, once, is worth a quarter of the module (brotli) and costs an allocation a shopper can't notice.

use leptos::{ev::MouseEvent, prelude::*};

/// A part drawn anew when something it read has changed.
pub fn live(draw: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}

/// A text, or an attribute's value, that follows what it read.
pub fn words(say: impl FnMut() -> String + Send + 'static) -> Box<dyn FnMut() -> String + Send> {
    Box::new(say)
}

/// What a button does.
pub fn tap(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}

/// Nothing to see.
pub fn nothing() -> AnyView {
    ().into_any()
}
