//! Which view is shown: a stack of our own, because the address bar and the history belong to the host page.

use std::rc::Rc;

use aftercare_contract::{Id, case::Case};
use leptos::prelude::*;

use crate::client::Tagged;

/// A place in the widget.
#[derive(Clone, Debug)]
pub enum View {
    /// The shopper's orders.
    Home,
    /// Proving another order.
    AddOrder,
    Order {
        id: Id,
        number: String,
    },
    /// Choosing how to return one line.
    Return {
        order_id: Id,
        line_item_id: Id,
    },
    /// A request on its way to the shop; `key` names it in the outbox.
    Filing {
        key: String,
    },
    Case {
        id: Id,
        number: String,
        /// The case as an action just brought it back: shown at once, not read again.
        opened: Option<Rc<Tagged<Case>>>,
        /// Whether to offer an undo.
        just_filed: bool,
    },
}

impl View {
    /// The value of `data-view`: what styles and tests call this place.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::AddOrder => "get-in",
            Self::Order { .. } => "order",
            Self::Return { .. } => "return",
            Self::Filing { .. } => "filing",
            Self::Case { .. } => "case",
        }
    }
}

/// The views from the first to the one shown. Never empty.
#[derive(Clone, Copy)]
pub struct ViewStack(RwSignal<Vec<View>, LocalStorage>);

impl ViewStack {
    pub(super) fn new() -> Self {
        Self(RwSignal::new_local(vec![View::Home]))
    }

    /// The view shown. Tracks.
    #[must_use]
    pub fn top(self) -> View {
        self.0.try_with(|views| views.last().cloned()).flatten().unwrap_or(View::Home)
    }

    /// Whether there is a view to go back to. Tracks.
    #[must_use]
    pub fn can_go_back(self) -> bool {
        self.0.try_with(|views| views.len() > 1).unwrap_or(false)
    }

    pub fn push(self, view: View) {
        self.0.try_update(|views| views.push(view));
    }

    /// Takes the view shown away and puts another in its place.
    pub fn replace(self, view: View) {
        self.0.try_update(|views| {
            views.pop();
            views.push(view);
        });
    }

    pub fn back(self) {
        self.0.try_update(|views| {
            if views.len() > 1 {
                views.pop();
            }
        });
    }

    /// Starts over: home, and what is on top of it.
    pub fn reset(self, above_home: Option<View>) {
        self.0.try_update(|views| {
            views.clear();
            views.push(View::Home);
            views.extend(above_home);
        });
    }
}
