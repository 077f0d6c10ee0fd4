//! A view of any shape, before it is on a page.

use std::ops::{Deref, DerefMut};

use leptos::{ev::EventDescriptor, html::ElementType, prelude::Owner};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::{
    Work,
    node_ref::NodeRef,
    value::{IntoValue, Value},
    var::Var,
};

/// A view.
///
/// What `view!` makes is a text, which says what is the same each time, and what fills its places. One function puts
/// any of them on a page (see [`super::page`]), so that a view costs a shopper little more than its own words.
pub struct AnyView(pub(super) Box<Kind>);

pub(super) enum Kind {
    Nothing,
    Text(Value),
    Live(Box<dyn Work<AnyView>>),
    Many(Vec<AnyView>),
    Markup(&'static str, Vec<Filling>),
}

/// What fills a place in a text.
pub(super) enum Filling {
    Child(AnyView),
    Value(Value),
    Handler(Box<dyn Hear>),
    Reference(Var<Option<Element>>),
}

// What `view!` calls, one after the other in the order of the places. One copy for each type of what fills them. By value:
// measured in what a call takes at its place, a pointer in hand is half of one to be found.
impl AnyView {
    #[must_use]
    #[inline(never)]
    pub fn markup(template: &'static str) -> Self {
        Self(Box::new(Kind::Markup(template, Vec::new())))
    }

    #[inline(never)]
    pub(super) fn live(draw: Box<dyn Work<AnyView>>) -> Self {
        Self(Box::new(Kind::Live(draw)))
    }

    #[must_use]
    #[inline(never)]
    pub fn child(self, child: impl IntoAny) -> Self {
        self.filled(Filling::Child(child.into_any()))
    }

    /// Of an attribute, a class or a property.
    #[must_use]
    #[inline(never)]
    pub fn value(self, value: impl IntoValue) -> Self {
        self.filled(Filling::Value(value.into_value()))
    }

    #[must_use]
    pub fn on<E: EventDescriptor>(self, _: E, mut act: impl FnMut(E::EventType) + 'static) -> Self
    where
        E::EventType: JsCast,
    {
        self.handler(Box::new(move |event: Event| act(event.unchecked_into())))
    }

    #[must_use]
    pub fn refer<E: ElementType>(self, reference: NodeRef<E>) -> Self {
        self.filled(Filling::Reference(reference.into_inner()))
    }

    /// What a handler makes lasts as long as what made the handler.
    #[inline(never)]
    fn handler(self, mut act: Box<dyn Hear>) -> Self {
        let owner = Owner::current().unwrap_or_default();
        self.filled(Filling::Handler(Box::new(move |event| owner.with(|| act.hear(event)))))
    }

    #[inline(never)]
    fn filled(mut self, filling: Filling) -> Self {
        if let Kind::Markup(_, fillings) = &mut *self.0 {
            fillings.push(filling);
        }
        self
    }
}

/// What hears of an event: a closure, for the reason that [`Work`] gives.
pub(super) trait Hear {
    fn hear(&mut self, event: Event);
}

impl<F: FnMut(Event)> Hear for F {
    fn hear(&mut self, event: Event) {
        self(event);
    }
}

/// Views one after the other.
///
/// Collecting into a `Vec` compiles the standard library's three ways to do so for each kind of iterator.
#[derive(Default)]
pub struct Views(Vec<AnyView>);

impl Views {
    #[inline(never)]
    fn add(&mut self, view: AnyView) {
        self.0.push(view);
    }
}

impl FromIterator<AnyView> for Views {
    fn from_iter<I: IntoIterator<Item = AnyView>>(views: I) -> Self {
        let mut all = Self::default();
        for view in views {
            all.add(view);
        }
        all
    }
}

impl From<Views> for Vec<AnyView> {
    fn from(views: Views) -> Self {
        views.0
    }
}

impl Deref for Views {
    type Target = Vec<AnyView>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Views {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl IntoAny for Views {
    fn into_any(self) -> AnyView {
        self.0.into_any()
    }
}

/// What can stand among others in a view.
pub trait IntoAny {
    fn into_any(self) -> AnyView;
}

impl IntoAny for AnyView {
    fn into_any(self) -> AnyView {
        self
    }
}

impl IntoAny for () {
    fn into_any(self) -> AnyView {
        AnyView(Box::new(Kind::Nothing))
    }
}

impl<T: IntoAny> IntoAny for Option<T> {
    fn into_any(self) -> AnyView {
        self.map_or_else(|| ().into_any(), T::into_any)
    }
}

impl IntoAny for Vec<AnyView> {
    fn into_any(self) -> AnyView {
        AnyView(Box::new(Kind::Many(self)))
    }
}

impl IntoAny for String {
    fn into_any(self) -> AnyView {
        text(self.into_value())
    }
}

impl IntoAny for &'static str {
    fn into_any(self) -> AnyView {
        text(self.into_value())
    }
}

impl IntoAny for Box<dyn FnMut() -> String + Send> {
    fn into_any(self) -> AnyView {
        text(self.into_value())
    }
}

#[inline(never)]
fn text(value: Value) -> AnyView {
    AnyView(Box::new(Kind::Text(value)))
}
