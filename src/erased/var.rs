//! A signal of any type.

use std::{marker::PhantomData, rc::Rc};

use leptos::prelude::*;

/// A value that views follow. A handle: copying it copies nothing.
///
/// Reading hands out a clone, so what is large is held as an `Rc`. Writing after the owner has ended does nothing:
/// what comes back from the shop too late has nobody to tell.
pub struct Var<T>(RwSignal<Rc<dyn Held>, LocalStorage>, PhantomData<fn() -> T>);

/// Anything. Not `Any`, which brings a function for each type that says its hash.
trait Held {}

impl<T> Held for T {}

impl<T> Clone for Var<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Var<T> {}

impl<T: Clone + 'static> Var<T> {
    /// Lives as long as the current owner.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(create(Rc::new(value)), PhantomData)
    }

    /// The value. Tracks.
    ///
    /// # Panics
    /// When the owner has ended; after an `.await` ask with [`Var::try_now`].
    #[must_use]
    pub fn get(self) -> T {
        track(self.0);
        self.now()
    }

    /// The value without tracking: for event handlers.
    ///
    /// # Panics
    /// As [`Var::get`].
    #[must_use]
    pub fn now(self) -> T {
        self.try_now().unwrap_or_else(|| unreachable!("the owner of this value has ended"))
    }

    /// The value without tracking, or `None` after the owner has ended.
    #[must_use]
    pub fn try_now(self) -> Option<T> {
        let held = read(self.0)?;
        // SAFETY: what is held was put there by `new`, `set` or `take`, and each puts a `T` there. Asking for the type
        // at run time, as `downcast_ref` does, costs sixteen bytes of hash each time, which no compression makes smaller.
        let value = unsafe { &*address(&held).cast::<T>() }.clone();
        release(held);
        Some(value)
    }

    pub fn set(self, value: T) {
        write(self.0, Rc::new(value));
    }

    /// Changes the value in place of a copy, then lets those who follow it know.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(mut value) = self.try_now() {
            change(&mut value);
            self.set(value);
        }
    }
}

impl<T: Clone + Default + 'static> Var<T> {
    /// Takes the value out and leaves the default, telling nobody.
    #[must_use]
    pub fn take(self) -> T {
        let taken = self.try_now().unwrap_or_default();
        let _ = self.0.try_update_untracked(|slot| *slot = Rc::new(T::default()));
        taken
    }
}

// One copy each of what touches the signal and what it holds.

fn create(value: Rc<dyn Held>) -> RwSignal<Rc<dyn Held>, LocalStorage> {
    RwSignal::new_local(value)
}

fn track(signal: RwSignal<Rc<dyn Held>, LocalStorage>) {
    signal.track();
}

fn read(signal: RwSignal<Rc<dyn Held>, LocalStorage>) -> Option<Rc<dyn Held>> {
    signal.try_get_untracked()
}

fn write(signal: RwSignal<Rc<dyn Held>, LocalStorage>, value: Rc<dyn Held>) {
    let _ = signal.try_set(value);
}

#[inline(never)]
fn address(held: &Rc<dyn Held>) -> *const () {
    Rc::as_ptr(held).cast()
}

#[inline(never)]
fn release(held: Rc<dyn Held>) {
    drop(held);
}
