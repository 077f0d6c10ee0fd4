//! Leptos' building blocks with their types erased, once, here.
//!
//! Leptos compiles a signal, an effect, a view's building and re-building anew for every type they hold. On a server
//! that is speed; on a shopper's phone it is bytes. Measured on this widget before it was split, in brotli bytes of the
//! main module: 133.6 kB as it came, 125.1 with views and handlers erased, 119.0 with signals as well. The price is an
//! allocation and a type check a shopper can't notice.

mod var;

use leptos::{ev::MouseEvent, prelude::*};

pub use var::Var;

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

/// Runs now, and again after something it read has changed; ends with the current owner.
pub fn watch(run: impl FnMut() + 'static) {
    let run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(run);
}

/// A value worked out from others; who follows it hears only when it is another.
pub fn derived<T: Clone + PartialEq + 'static>(work_out: impl Fn() -> T + 'static) -> Var<T> {
    let value = Var::new(untrack(&work_out));
    watch(move || {
        let next = work_out();
        if value.now() != next {
            value.set(next);
        }
    });
    value
}

/// Nothing to see.
pub fn nothing() -> AnyView {
    ().into_any()
}
