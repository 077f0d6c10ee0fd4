//! Leptos' building blocks with their types erased, once, here.
//!
//! Leptos compiles a signal, an effect, a view's building and re-building anew for every type they hold. On a server
//! that is speed; on a shopper's phone it is bytes. Measured on this widget before it was split, in brotli bytes of the
//! main module: 133.6 kB as it came, 125.1 with views and handlers erased, 119.0 with signals as well. The price is an
//! allocation and a type check a shopper can't notice.
//!
//! So does `view!` as it came. Ours (`macros/src/view.rs`) makes a text and what fills its places, and one reader of such
//! texts (`page`) puts them where they belong: 71.9 instead of 88.8 kB for the main module, 307.0 instead of 355.4 kB
//! for everything there is.

mod callback;
mod later;
mod node_ref;
mod page;
mod sort;
mod value;
mod var;
mod view;

use leptos::ev::MouseEvent;
use prelude::*;

pub use callback::Callback;
pub use later::{queue_microtask, set_interval_with_handle, set_timeout, set_timeout_with_handle};
pub use node_ref::NodeRef;
pub use page::{Mounted, mount};
pub use sort::sort;
pub use value::{IntoValue, Value};
pub use var::Var;
pub use view::{AnyView, IntoAny, Views};

/// What views are written with: Leptos' own, but for what is erased here.
pub mod prelude {
    pub use super::{
        AnyView, Callback, IntoAny, NodeRef, Views, queue_microtask, set_interval_with_handle, set_timeout,
        set_timeout_with_handle,
    };
    pub use aftercare_macros::view;
    pub use leptos::prelude::*;
}

/// A part drawn anew when something it read has changed.
pub fn live(draw: impl FnMut() -> AnyView + 'static) -> AnyView {
    AnyView::live(Box::new(draw))
}

/// A text, or an attribute's value, that follows what it read.
pub fn words(say: impl FnMut() -> String + Send + 'static) -> Box<dyn FnMut() -> String + Send> {
    words_any(Box::new(say))
}

fn words_any(mut say: Box<dyn Work<String> + Send>) -> Box<dyn FnMut() -> String + Send> {
    Box::new(move || say.work())
}

/// What a button does.
pub fn tap(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    tap_any(Box::new(act))
}

fn tap_any(mut act: Box<dyn Work<()>>) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act.work())
}

/// Runs now, and again after something it read has changed; ends with the current owner.
pub fn watch(run: impl FnMut() + 'static) {
    watch_any(Box::new(run));
}

fn watch_any(mut run: Box<dyn Work<()>>) {
    Effect::new(move || run.work());
}

/// A value worked out from others; who follows it hears only when it is another.
pub fn derived<T: Clone + PartialEq + 'static>(work_out: impl Fn() -> T + 'static) -> Var<T> {
    derived_any(Box::new(work_out))
}

fn derived_any<T: Clone + PartialEq + 'static>(mut work_out: Box<dyn Work<T>>) -> Var<T> {
    let value = Var::new(untrack(|| work_out.work()));
    watch(move || {
        let next = work_out.work();
        if value.now() != next {
            value.set(next);
        }
    });
    value
}

/// A closure. Not `FnMut`, which in a box brings two functions for each closure, one to be called once.
pub trait Work<T> {
    fn work(&mut self) -> T;
}

impl<T, F: FnMut() -> T> Work<T> for F {
    fn work(&mut self) -> T {
        self()
    }
}

/// Nothing to see.
pub fn nothing() -> AnyView {
    ().into_any()
}
