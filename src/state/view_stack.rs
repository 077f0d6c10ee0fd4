//! Which view is shown: a stack of our own, because the address bar and the history belong to the host page.

use std::rc::Rc;

use super::Guided;
use crate::{client::UnreadCase, erased::Var};
use aftercare_contract::{Id, filing::GuideTrace, guide::CasePrefill, read::Read};
use serde::Serialize;

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
    /// Choosing what comes instead of one line.
    Exchange {
        order_id: Id,
        line_item_id: Id,
    },
    /// Withdrawing from the contract.
    Withdrawal {
        order_id: Id,
        /// The shop's words for it.
        label: String,
        /// Their language, where it is not the widget's.
        language: Option<String>,
    },
    /// Complaining about an order.
    Complaint {
        order_id: Id,
        /// The lines it is about, as far as that is known already.
        line_item_ids: Vec<Id>,
        /// The reason, where what led here knows it.
        reason_code: Option<String>,
    },
    /// Having one line repaired.
    Repair {
        order_id: Id,
        line_item_id: Id,
        /// What a guide that led here has found out.
        tried: Option<Rc<Tried>>,
    },
    /// A request on its way to the shop; `key` names it in the outbox.
    Filing {
        key: String,
    },
    Case {
        id: Id,
        number: String,
        /// Its type.
        kind: String,
        /// The case as an action just brought it back: shown at once, not read again.
        opened: Option<Rc<UnreadCase>>,
        /// Whether to offer an undo.
        just_filed: bool,
    },
    /// A parcel on its way.
    Parcel {
        id: Id,
        /// Whether it goes back to the shop.
        back: bool,
    },
    /// What can be reviewed and what was, or one review, to be written or as it was.
    Review {
        /// What the one is of.
        reviewable_id: Option<Id>,
        /// The order it is about; all of them when none is named.
        order_id: Option<Id>,
    },
    /// Answers, care, people to ask; about an order where there is one.
    Help {
        about: Option<Rc<Matter>>,
    },
    /// One of the shop's articles.
    Article {
        id: Id,
        about: Option<Rc<Matter>>,
    },
    /// A step of fixing something by oneself. The steps before are below it, so that back leads to them.
    Guide {
        about: Rc<Guided>,
        /// The choices taken so far.
        path: Rc<Vec<Id>>,
    },
}

/// What somebody who asks for help is in the middle of: what to say first, so that nobody asks twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    pub order_id: Id,
    pub order_number: String,
    /// The line it is about, where it is known.
    pub line_item_id: Option<Id>,
    /// The type and number of a case.
    pub case: Option<(String, String)>,
    /// What was tried, a sentence a step.
    pub tried: Vec<String>,
}

impl View {
    /// The place that a page asks for by name: `reviews`, or `review/` and what is to be reviewed.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let reviewable_id = name.strip_prefix("review/").map(str::to_owned);
        let is_known = reviewable_id.is_some() || name == "reviews";
        is_known.then_some(Self::Review { reviewable_id, order_id: None })
    }

    /// The value of `data-view`: what styles and tests call this place.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::AddOrder => "get-in",
            Self::Order { .. } => "order",
            Self::Return { .. } => "return",
            Self::Exchange { .. } => "exchange",
            Self::Withdrawal { .. } => "withdrawal",
            Self::Complaint { .. } => "complaint",
            Self::Repair { .. } => "repair",
            Self::Filing { .. } => "filing",
            Self::Case { .. } => "case",
            Self::Parcel { .. } => "parcel",
            Self::Help { .. } => "help",
            Self::Article { .. } => "article",
            Self::Guide { .. } => "guide",
            Self::Review { reviewable_id: None, .. } => "reviews",
            Self::Review { .. } => "review",
        }
    }
}

/// How a guide ended: what the case begins with, and the way that led there, so that nobody asks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
pub struct Tried {
    pub prefill: CasePrefill,
    pub guide: GuideTrace,
}

/// A kind of view that may come next, so that what it is made of can be fetched before anybody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    Return,
    Exchange,
    Parcel,
    Withdrawal,
    Complaint,
}

/// The views from the first to the one shown. Never empty.
#[derive(Clone, Copy)]
pub struct ViewStack(Var<Rc<Vec<View>>>);

impl ViewStack {
    pub(super) fn new() -> Self {
        Self(Var::new(Rc::new(vec![View::Home])))
    }

    /// The view shown. Tracks.
    #[must_use]
    pub fn top(self) -> View {
        self.0.get().last().cloned().unwrap_or(View::Home)
    }

    /// The view shown, without tracking; home after the widget has gone.
    #[must_use]
    pub fn top_now(self) -> View {
        self.0.try_now().and_then(|views| views.last().cloned()).unwrap_or(View::Home)
    }

    /// The view that [`ViewStack::back`] would show, without tracking.
    #[must_use]
    pub fn below_now(self) -> Option<View> {
        let views = self.0.try_now()?;
        views.len().checked_sub(2).and_then(|at| views.get(at).cloned())
    }

    /// Whether there is a view to go back to. Tracks.
    #[must_use]
    pub fn can_go_back(self) -> bool {
        self.0.get().len() > 1
    }

    /// [`ViewStack::can_go_back`] without tracking.
    #[must_use]
    pub fn can_go_back_now(self) -> bool {
        self.0.try_now().is_some_and(|views| views.len() > 1)
    }

    pub fn push(self, view: View) {
        self.change(|views| views.push(view));
    }

    /// Takes the view shown away and puts another in its place.
    pub fn replace(self, view: View) {
        self.change(|views| {
            views.pop();
            views.push(view);
        });
    }

    pub fn back(self) {
        self.change(|views| {
            if views.len() > 1 {
                views.pop();
            }
        });
    }

    /// Starts over at home.
    pub fn reset(self) {
        self.change(|views| views.truncate(1));
    }

    fn change(self, change: impl FnOnce(&mut Vec<View>)) {
        self.0.update(|views| change(Rc::make_mut(views)));
    }
}
