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

mod page;
mod value;
mod var;
mod view;

use leptos::ev::MouseEvent;
use prelude::*;

pub use page::{Mounted, mount};
pub use value::{IntoValue, Value};
pub use var::Var;
pub use view::{AnyView, IntoAny};

/// What views are written with: Leptos' own, but for the view and its macro.
pub mod prelude {
    pub use super::{AnyView, IntoAny};
    pub use aftercare_macros::view;
    pub use leptos::prelude::*;
}

/// A part drawn anew when something it read has changed.
pub fn live(draw: impl FnMut() -> AnyView + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView> = Box::new(draw);
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
