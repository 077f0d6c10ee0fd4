//! Something to do, to be handed around.

use std::rc::Rc;

use super::Var;

/// What to do with a value. A handle, as [`Var`] is; after its owner has ended it does nothing.
pub struct Callback<T: 'static>(Var<Rc<dyn Act<T>>>);

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Callback<T> {}

impl<T> Callback<T> {
    /// Lives as long as the current owner.
    #[must_use]
    pub fn new(act: impl Fn(T) + 'static) -> Self {
        Self(Var::new(Rc::new(act)))
    }

    pub fn run(self, with: T) {
        if let Some(act) = self.0.try_now() {
            act.act(with);
        }
    }
}

/// A closure. Not `Fn`, which behind a pointer brings three functions for each closure.
trait Act<T> {
    fn act(&self, with: T);
}

impl<T, F: Fn(T)> Act<T> for F {
    fn act(&self, with: T) {
        self(with);
    }
}
