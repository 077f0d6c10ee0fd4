//! Texts, attributes, classes and properties: what they say now, and where it is said.

use std::{cell::RefCell, rc::Rc};

use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, js_sys::Reflect};

use super::Work;

/// A value that stays, or one that follows what it read.
pub enum Value {
    Stays(Now),
    Follows(Box<dyn Work<Now>>),
}

/// What a value is now.
#[derive(PartialEq)]
pub enum Now {
    Absent,
    /// There, which is all it says: a class, an attribute like `required`, a property like `checked`.
    There,
    Text(String),
}

/// What an attribute, a class, a property or a text can be made of.
pub trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Stays(Now::Text(self))
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        self.to_owned().into_value()
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Stays(self.into())
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Stays(Now::Absent), T::into_value)
    }
}

impl IntoValue for Box<dyn FnMut() -> String + Send> {
    fn into_value(mut self) -> Value {
        Value::Follows(Box::new(move || Now::Text(self())))
    }
}

impl<F: FnMut() -> bool + 'static> IntoValue for F {
    fn into_value(mut self) -> Value {
        Value::Follows(Box::new(move || self().into()))
    }
}

impl From<bool> for Now {
    fn from(is: bool) -> Self {
        if is { Self::There } else { Self::Absent }
    }
}

/// Where on the page a value is said, and what it said last.
pub(super) struct Spot {
    pub node: Node,
    pub place: Place,
    said: RefCell<Option<Now>>,
}

/// What of a node.
pub(super) enum Place {
    Text,
    Attribute(&'static str),
    Class(&'static str),
    Property(&'static str),
}

/// A value on the page.
pub(super) struct Said {
    pub spot: Rc<Spot>,
    /// Follows, as long as it lives.
    following: Option<RenderEffect<()>>,
}

impl Said {
    pub fn new(node: Node, place: Place, value: Value) -> Self {
        let mut said = Self { spot: Rc::new(Spot { node, place, said: RefCell::new(None) }), following: None };
        said.say(value);
        said
    }

    /// Says another one there.
    pub fn say(&mut self, value: Value) {
        self.following = None;
        match value {
            Value::Stays(now) => self.spot.say(now),
            Value::Follows(mut value) => {
                let spot = Rc::clone(&self.spot);
                self.following = Some(follow(Box::new(move || spot.say(value.work()))));
            }
        }
    }
}

impl Spot {
    fn say(&self, now: Now) {
        let text = match &now {
            Now::Text(text) => Some(text.as_str()),
            Now::There => Some(""),
            Now::Absent => None,
        };
        // What the shopper typed or chose since is what a property is; so that is said again.
        if let Place::Property(name) = self.place {
            let value = match &now {
                Now::Text(text) => JsValue::from_str(text),
                now => JsValue::from_bool(*now == Now::There),
            };
            // An element without such a property takes it all the same.
            let _ = Reflect::set(&self.node, &JsValue::from_str(name), &value);
            return;
        }
        if self.said.borrow().as_ref() == Some(&now) {
            return;
        }
        let element: &Element = self.node.unchecked_ref();
        // Names that are known to be good when the widget is compiled.
        let _ = match (&self.place, text) {
            (Place::Attribute(name), Some(text)) => element.set_attribute(name, text),
            (Place::Attribute(name), None) => element.remove_attribute(name),
            (Place::Class(name), is) => element.class_list().toggle_with_force(name, is.is_some()).map(|_| ()),
            (_, text) => {
                self.node.set_node_value(text);
                Ok(())
            }
        };
        *self.said.borrow_mut() = Some(now);
    }
}

/// Runs now, and again after something it read has changed, as long as what it returns lives.
pub(super) fn follow(mut run: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run())
}
