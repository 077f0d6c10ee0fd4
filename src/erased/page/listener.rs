//! Hearing what the shopper does.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event};

use crate::erased::view::Hear;

pub type Act = Box<dyn Hear>;

/// A handler on an element; dropped, it is off.
pub struct Listener {
    element: Element,
    event: &'static str,
    act: Rc<RefCell<Act>>,
    hear: Closure<dyn FnMut(Event)>,
}

impl Listener {
    pub fn new(element: Element, event: &'static str, act: Act) -> Self {
        let act = Rc::new(RefCell::new(act));
        let inner = Rc::clone(&act);
        let hear = Closure::<dyn FnMut(Event)>::new(move |event| inner.borrow_mut().hear(event));
        // Every element takes listeners.
        let _ = element.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
        Self { element, event, act, hear }
    }

    /// Does something else from now on.
    pub fn change(&self, act: Act) {
        *self.act.borrow_mut() = act;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let hear = self.hear.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.event, hear);
    }
}
