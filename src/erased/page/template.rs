//! Reading the text of a view.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::{At, Shown, build as build_child, listener::Listener, rebuild};
use crate::erased::{
    value::{Place, Said},
    view::Filling,
};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What stands outermost in a text, in order.
pub enum Root {
    Node(Node),
    /// What fills the place of this number.
    Filled(usize),
}

/// A place in a text, filled.
pub enum Filled {
    Child(Shown),
    Value(Said),
    Handler(Listener),
    Reference(Element),
}

/// Puts what a text says at its place. What each part is says the character before it, by the numbers of
/// `macros/src/template.rs`.
pub fn build(template: &'static str, fillings: Vec<Filling>, at: &At) -> Shown {
    let mut fillings = fillings.into_iter();
    let (mut roots, mut filled) = (Vec::new(), Vec::new());
    // The elements that have begun, the innermost last.
    let mut open: Vec<Element> = Vec::new();
    let mut name = "";
    let mut rest = template;
    while let Some(part) = rest.bytes().next() {
        let text = rest.get(1..).unwrap_or_default();
        let (text, next) = text.split_at(text.find(|it: char| it < ' ').unwrap_or(text.len()));
        rest = next;
        let ended = if part == 3 { open.pop() } else { None };
        let inner = match open.last() {
            Some(element) => At { parent: element, before: None },
            None => At { parent: at.parent, before: at.before },
        };
        let root = match part {
            1 => {
                open.extend(document().create_element(text));
                continue;
            }
            2 => {
                open.extend(document().create_element_ns(Some(SVG), text));
                continue;
            }
            4 => {
                name = text;
                continue;
            }
            5 => {
                // The browser takes every name that Rust's grammar lets through.
                let _ = element(&inner).set_attribute(name, text);
                continue;
            }
            3 | 6 => {
                let node = ended.map_or_else(|| document().create_text_node(text).into(), Node::from);
                inner.put(&node);
                Root::Node(node)
            }
            _ => {
                let number = filled.len();
                filled.extend(fillings.next().map(|filling| fill(part, text, filling, &inner)));
                Root::Filled(number)
            }
        };
        if open.is_empty() {
            roots.push(root);
        }
    }
    Shown::Markup { template, roots, filled }
}

/// What has attributes and handlers: where a text puts these is an element.
fn element<'a>(at: &At<'a>) -> &'a Element {
    at.parent.unchecked_ref()
}

fn fill(part: u8, name: &'static str, filling: Filling, at: &At) -> Filled {
    match filling {
        Filling::Child(view) => Filled::Child(build_child(view, at)),
        Filling::Value(value) => {
            let place = match part {
                8 => Place::Attribute(name),
                14 => Place::Class(name),
                _ => Place::Property(name),
            };
            Filled::Value(Said::new(at.parent.clone(), place, value))
        }
        Filling::Handler(act) => Filled::Handler(Listener::new(element(at).clone(), name, act)),
        Filling::Reference(known) => {
            known.set(Some(element(at).clone()));
            Filled::Reference(element(at).clone())
        }
    }
}

/// Fills the places of a text anew.
pub fn refill(fillings: Vec<Filling>, filled: &mut [Filled]) {
    for (filling, filled) in fillings.into_iter().zip(filled) {
        match (filling, filled) {
            (Filling::Child(view), Filled::Child(shown)) => rebuild(view, shown),
            (Filling::Value(value), Filled::Value(said)) => said.say(value),
            (Filling::Handler(act), Filled::Handler(listener)) => listener.change(act),
            (Filling::Reference(known), Filled::Reference(element)) => known.set(Some(element.clone())),
            // The same text has the same places.
            _ => {}
        }
    }
}
