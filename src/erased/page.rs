//! Putting a view on the page, and another in its place.

mod listener;
mod template;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

use std::{cell::RefCell, mem, rc::Rc};

use any_spawner::Executor;
use leptos::{
    prelude::{Owner, document},
    reactive::effect::RenderEffect,
};
use web_sys::Node;

use self::template::{Filled, Root};
use super::{
    Work,
    value::{Place, Said, follow},
    view::{AnyView, Kind},
};

/// A view on its own at the end of an element; dropped, it has left, and what it made has ended.
pub struct Mounted {
    shown: Option<Shown>,
    _owner: Owner,
}

/// Draws a view at the end of an element.
#[must_use]
pub fn mount(parent: &Node, draw: impl FnOnce() -> AnyView) -> Mounted {
    // Only the first call has anything to do.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let shown = owner.with(|| build(draw(), &At { parent, before: None }));
    Mounted { shown: Some(shown), _owner: owner }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Some(shown) = self.shown.take() {
            shown.leave();
        }
    }
}

/// A view on the page. It has a node at least: where nothing is shown, a comment keeps its place.
///
/// Dropped, it stays as it was and hears nothing any more; [`Shown::leave`] takes it off.
enum Shown {
    Nothing(Node),
    Text(Said),
    /// Drawn anew as long as it is here.
    Live {
        shown: Rc<RefCell<Option<Shown>>>,
        _following: RenderEffect<()>,
    },
    /// With a comment after the last.
    Many(Vec<Shown>, Node),
    Markup {
        template: &'static str,
        roots: Vec<Root>,
        filled: Vec<Filled>,
    },
}

/// Where a view goes.
struct At<'a> {
    parent: &'a Node,
    before: Option<&'a Node>,
}

impl At<'_> {
    fn put(&self, node: &Node) {
        // Where it goes is there, or about to leave the page with everything in it.
        let _ = self.parent.insert_before(node, self.before);
    }
}

fn build(view: AnyView, at: &At) -> Shown {
    match *view.0 {
        Kind::Nothing => Shown::Nothing(mark(at)),
        Kind::Text(value) => {
            let said = Said::new(document().create_text_node("").into(), Place::Text, value);
            at.put(&said.spot.node);
            Shown::Text(said)
        }
        Kind::Live(draw) => live(draw, at),
        Kind::Many(views) => {
            let shown = views.into_iter().map(|view| build(view, at)).collect();
            Shown::Many(shown, mark(at))
        }
        Kind::Markup(template, fillings) => template::build(template, fillings, at),
    }
}

fn mark(at: &At) -> Node {
    let mark: Node = document().create_comment("").into();
    at.put(&mark);
    mark
}

fn live(mut draw: Box<dyn Work<AnyView>>, at: &At) -> Shown {
    let shown = Rc::new(RefCell::new(None));
    // Weak: what is in a view that has gone hears nothing any more, at once.
    let inner = Rc::downgrade(&shown);
    let mut first = Some((at.parent.clone(), at.before.cloned()));
    let following = follow(Box::new(move || {
        let Some(inner) = inner.upgrade() else { return };
        let view = draw.work();
        let mut inner = inner.borrow_mut();
        match (&mut *inner, first.take()) {
            (Some(shown), _) => rebuild(view, shown),
            (empty, Some((parent, before))) => {
                *empty = Some(build(view, &At { parent: &parent, before: before.as_ref() }));
            }
            (None, None) => {}
        }
    }));
    Shown::Live { shown, _following: following }
}

/// Shows a view in the place of another. Where both are of one text, the elements stay, and with them the focus, what was
/// typed, and how far something is scrolled.
fn rebuild(view: AnyView, shown: &mut Shown) {
    match (*view.0, &mut *shown) {
        (Kind::Nothing, Shown::Nothing(_)) => {}
        (Kind::Text(value), Shown::Text(said)) => said.say(value),
        (Kind::Many(views), Shown::Many(all, end)) => {
            for gone in all.split_off(views.len().min(all.len())) {
                gone.leave();
            }
            let mut views = views.into_iter();
            for (shown, view) in all.iter_mut().zip(views.by_ref()) {
                rebuild(view, shown);
            }
            if let Some(parent) = end.parent_node() {
                let at = At { parent: &parent, before: Some(end) };
                all.extend(views.map(|view| build(view, &at)));
            }
        }
        (Kind::Markup(new, fillings), Shown::Markup { template, filled, .. }) if new == *template => {
            template::refill(fillings, filled);
        }
        (other, _) => {
            let first = shown.nodes().into_iter().next();
            // One that has left the page is not drawn again.
            if let Some((first, parent)) = first.and_then(|it| it.parent_node().map(|parent| (it, parent))) {
                let new = build(AnyView(Box::new(other)), &At { parent: &parent, before: Some(&first) });
                mem::replace(shown, new).leave();
            }
        }
    }
}

impl Shown {
    /// Takes it off the page.
    fn leave(self) {
        for node in self.nodes() {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(&node);
            }
        }
    }

    /// Its outermost nodes in order.
    fn nodes(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        self.list(&mut nodes);
        nodes
    }

    fn list(&self, nodes: &mut Vec<Node>) {
        match self {
            Self::Nothing(node) => nodes.push(node.clone()),
            Self::Text(said) => nodes.push(said.spot.node.clone()),
            Self::Live { shown, .. } => {
                if let Some(shown) = &*shown.borrow() {
                    shown.list(nodes);
                }
            }
            Self::Many(all, end) => {
                for shown in all {
                    shown.list(nodes);
                }
                nodes.push(end.clone());
            }
            Self::Markup { roots, filled, .. } => {
                for root in roots {
                    match root {
                        Root::Node(node) => nodes.push(node.clone()),
                        Root::Filled(number) => {
                            if let Some(Filled::Child(shown)) = filled.get(*number) {
                                shown.list(nodes);
                            }
                        }
                    }
                }
            }
        }
    }
}
