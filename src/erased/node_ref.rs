//! Knowing an element of a view.

use std::marker::PhantomData;

use leptos::html::ElementType;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::Var;

/// An element, as soon as the view with this as its `node_ref` is there. A handle, as [`Var`] is.
pub struct NodeRef<E>(Var<Option<Element>>, PhantomData<fn() -> E>);

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for NodeRef<E> {}

impl<E> NodeRef<E> {
    /// Lives as long as the current owner.
    #[must_use]
    pub fn new() -> Self {
        Self(Var::new(None), PhantomData)
    }

    pub(super) fn into_inner(self) -> Var<Option<Element>> {
        self.0
    }
}

impl<E> Default for NodeRef<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: ElementType<Output: JsCast>> NodeRef<E> {
    /// Tracks.
    #[must_use]
    pub fn get(self) -> Option<E::Output> {
        self.0.get().map(JsCast::unchecked_into)
    }

    /// Without tracking.
    #[must_use]
    pub fn get_untracked(self) -> Option<E::Output> {
        self.try_get_untracked().flatten()
    }

    /// Without tracking, or `None` after the owner has ended.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<Option<E::Output>> {
        self.0.try_now().map(|known| known.map(JsCast::unchecked_into))
    }
}
