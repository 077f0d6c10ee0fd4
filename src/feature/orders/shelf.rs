//! The list of orders on the page: what of it is read, drawn, searched, and where the shopper is in it.

use std::{rc::Rc, time::Duration};

use aftercare_contract::{Id, case::Case};
use leptos::{html, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::{listing::Listing, rows};
use crate::{
    client::{Abort, AbortOnDrop, Failure, both},
    erased::{Var, prelude::*, watch},
    state::{Shell, View},
    ui::{Sight, Stretches, scroll_to, scrolled, scroller},
};

/// The name the place in the list is kept by.
pub const PLACE: &str = "orders";

/// How long a shopper pauses who has typed a word.
const TYPING: Duration = Duration::from_millis(300);

/// The list as it was left.
#[derive(Clone, Default)]
pub struct Place {
    pub listing: Listing,
    pub waiting: Rc<Vec<Case>>,
    /// All orders, while `listing` is a search.
    all: Option<Rc<Listing>>,
    heights: Vec<f64>,
    scrolled: f64,
    /// The order that was opened, and its page.
    opened: Option<(usize, Id)>,
}

impl Place {
    pub fn new(listing: Listing, waiting: Vec<Case>) -> Self {
        Self { listing, waiting: Rc::new(waiting), ..Self::default() }
    }
}

/// Where the list comes from, a handle.
#[derive(Clone, Copy)]
pub struct Shelf {
    pub shell: Shell,
    pub listing: Var<Rc<Listing>>,
    pub waiting: Var<Rc<Vec<Case>>>,
    /// Whether a page is on its way.
    pub asking: Var<bool>,
    pub failed: Var<Option<Failure>>,
    /// What is in the search field.
    pub typed: Var<String>,
    /// For a screen reader: what has been added or found.
    pub said: Var<String>,
    pub list: NodeRef<html::Div>,
    pub more: NodeRef<html::Button>,
    all: Var<Option<Rc<Listing>>>,
    stretches: Var<Option<Rc<Stretches>>>,
    sight: Var<Option<Rc<Sight>>>,
    /// The request under way; replaced or dropped, it is aborted.
    under_way: Var<Option<Rc<AbortOnDrop>>>,
    pause: Var<Option<TimeoutHandle>>,
}

impl Shelf {
    /// The list at a place where it was left, or at its beginning.
    pub fn new(shell: Shell, place: &Rc<Place>) -> Self {
        let Place { listing, waiting, all, .. } = (**place).clone();
        let shelf = Self {
            shell,
            typed: Var::new(listing.wanted.clone()),
            listing: Var::new(Rc::new(listing)),
            waiting: Var::new(waiting),
            asking: Var::new(false),
            failed: Var::new(None),
            said: Var::new(String::new()),
            list: NodeRef::new(),
            more: NodeRef::new(),
            all: Var::new(all),
            stretches: Var::new(None),
            sight: Var::new(None),
            under_way: Var::new(None),
            pause: Var::new(None),
        };
        let place = Var::new(Rc::clone(place));
        watch(move || {
            if let Some(list) = shelf.list.get() {
                shelf.fill(list.unchecked_into(), &place.now());
            }
        });
        watch(move || {
            if let Some(button) = shelf.more.get() {
                let sight = Sight::new(scroller(&button).as_ref(), move |_, near| {
                    if near && shelf.failed.try_now() == Some(None) {
                        shelf.add(false);
                    }
                });
                sight.as_ref().inspect(|sight| sight.watch(&button));
                shelf.sight.set(sight.map(Rc::new));
            }
        });
        on_cleanup(move || {
            shelf.pause.take().inspect(TimeoutHandle::clear);
        });
        shelf
    }

    /// All orders, as far as they are known. Tracks.
    pub fn all(self) -> Rc<Listing> {
        let listing = self.listing.get();
        if listing.wanted.is_empty() { listing } else { self.all.now().unwrap_or(listing) }
    }

    /// Puts what is known into the empty list, and the shopper back to where they were.
    fn fill(self, list: HtmlElement, place: &Place) {
        let around = scroller(&list);
        self.stretches.set(Some(Rc::new(Stretches::new(list))));
        for page in 0..self.listing.now().pages.len() {
            self.put(page, place.heights.get(page).copied());
        }
        let Some((page, id)) = &place.opened else { return };
        let shown = self.stretches.now().and_then(|stretches| stretches.show(*page));
        scroll_to(around.as_ref(), place.scrolled);
        let row = shown.and_then(|it| it.query_selector(&format!("[data-id=\"{id}\"]")).ok().flatten());
        focus(row, false);
        self.renew(*page);
    }

    fn put(self, page: usize, height: Option<f64>) {
        let Some(stretches) = self.stretches.now() else { return };
        let joined = rows::joins(&self.shell.i18n_now(), &self.listing.now(), page);
        stretches.push(height, joined, move || rows::page(self, &self.listing.now(), page));
    }

    /// Goes to another view, from which the shopper comes back to where they are now.
    pub fn leave(self, opened: Option<(usize, Id)>, to: View) {
        let heights = self.stretches.now().map(|stretches| stretches.heights());
        let place = Place {
            listing: (*self.listing.now()).clone(),
            waiting: self.waiting.now(),
            all: self.all.now(),
            heights: heights.unwrap_or_default(),
            scrolled: self.list.get_untracked().map_or(0.0, |list| scrolled(scroller(&list).as_ref())),
            opened: opened.or_else(|| Some((0, Id::new()))),
        };
        self.shell.memory.keep_place(PLACE, Rc::new(place));
        self.shell.views.push(to);
    }

    /// Reads again what may be another than when it was left: what needs the shopper, the first page, and the page of
    /// the order that was opened. What can't be read stays as it was.
    fn renew(self, opened: usize) {
        let listing = self.listing.now();
        let client = self.shell.client();
        spawn_local(async move {
            let (abort, _guard) = Abort::pair();
            let cursor = listing.pages.get(opened).and_then(|page| page.cursor.clone());
            let first = client.orders(&listing.wanted, None, &abort);
            let (first, waiting) = both(first, client.waiting_cases(&abort)).await;
            let later = match cursor {
                Some(cursor) => client.orders(&listing.wanted, Some(&cursor), &abort).await.ok(),
                None => None,
            };
            // The shopper may have searched or gone meanwhile.
            if self.listing.try_now().is_none_or(|now| now.wanted != listing.wanted) {
                return;
            }
            if let Ok(waiting) = waiting {
                self.waiting.set(Rc::new(waiting));
            }
            let mut now = (*self.listing.now()).clone();
            let mut changed = match first {
                Ok(first) => now.renew_first(first),
                Err(failure) => return self.shell.notice(&failure),
            };
            if later.is_some_and(|later| now.renew(opened, &later.data)) && !changed.contains(&opened) {
                changed.push(opened);
            }
            self.listing.set(Rc::new(now));
            if let Some(stretches) = self.stretches.now() {
                changed.into_iter().for_each(|page| stretches.redraw(page));
            }
        });
    }

    /// Reads the next page and puts it below. `by_hand` when the shopper asked for it, whose focus then goes on with it.
    pub fn add(self, by_hand: bool) {
        let listing = self.listing.now();
        let (false, Some(cursor)) = (self.asking.now(), listing.next.clone()) else { return };
        let wanted = listing.wanted.clone();
        self.ask(wanted, Some(cursor), move |page| {
            let mut listing = (*self.listing.now()).clone();
            listing.add(page);
            let new = listing.pages.len() - 1;
            self.listing.set(Rc::new(listing));
            self.put(new, None);
            self.tell();
            if by_hand {
                let shown = self.stretches.now().and_then(|stretches| stretches.show(new));
                focus(shown.and_then(|it| it.query_selector("button").ok().flatten()), true);
            }
            if let (Some(sight), Some(button)) = (self.sight.now(), self.more.get_untracked()) {
                sight.look_again(&button);
            }
        });
    }

    /// Something was typed into the search field; asks when the shopper pauses.
    pub fn type_in(self, text: String) {
        self.typed.set(text);
        self.pause.take().inspect(TimeoutHandle::clear);
        self.pause.set(set_timeout_with_handle(move || self.search(), TYPING).ok());
    }

    /// Shows the orders with what is in the search field, all when it is empty.
    pub fn search(self) {
        let Some(typed) = self.typed.try_now() else { return };
        let wanted = typed.trim().to_owned();
        let listing = self.listing.now();
        if wanted == listing.wanted && self.failed.now().is_none() {
            return;
        }
        if listing.wanted.is_empty() {
            self.all.set(Some(listing));
        }
        if let Some(all) = self.all.now().filter(|_| wanted.is_empty()) {
            self.under_way.set(None);
            self.asking.set(false);
            self.failed.set(None);
            return self.begin((*all).clone());
        }
        let name = wanted.clone();
        self.ask(wanted, None, move |page| self.begin(Listing::begin(name.clone(), page)));
    }

    /// Shows another list in place of the one that is there.
    fn begin(self, listing: Listing) {
        self.listing.set(Rc::new(listing));
        // The old one leaves the page first.
        self.stretches.set(None);
        if let Some(list) = self.list.get_untracked() {
            self.fill(list.unchecked_into(), &Place::default());
        }
        self.tell();
        if let (Some(sight), Some(button)) = (self.sight.now(), self.more.get_untracked()) {
            sight.look_again(&button);
        }
    }

    /// Asks for a page; a newer question takes the place of an older one.
    fn ask(self, wanted: String, cursor: Option<String>, then: impl Fn(OrderPage) + 'static) {
        let then: Box<dyn Fn(OrderPage)> = Box::new(then);
        let client = self.shell.client();
        let (abort, guard) = Abort::pair();
        let guard = Rc::new(guard);
        self.under_way.set(Some(Rc::clone(&guard)));
        self.asking.set(true);
        self.failed.set(None);
        spawn_local(async move {
            let page = client.orders(&wanted, cursor.as_deref(), &abort).await;
            // Asked anew or gone meanwhile.
            if !self.under_way.try_now().flatten().is_some_and(|now| Rc::ptr_eq(&now, &guard)) {
                return;
            }
            self.asking.set(false);
            match page {
                Ok(page) => then(page),
                Err(failure) => {
                    self.shell.notice(&failure);
                    self.failed.set(Some(failure));
                }
            }
        });
    }

    fn tell(self) {
        // That there are none is said where they would stand.
        let count = u32::try_from(self.listing.now().count()).ok().filter(|count| *count > 0);
        self.said.set(count.map(|count| self.shell.i18n_now().count("orders.shown", count)).unwrap_or_default());
    }
}

type OrderPage = aftercare_contract::list::Page<aftercare_contract::order::OrderSummary>;

/// `scroll` says whether what gets the focus should also come into sight.
fn focus(element: Option<web_sys::Element>, scroll: bool) {
    let how = FocusOptions::new();
    how.set_prevent_scroll(!scroll);
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // A row that can't take the focus is no loss: the place is right all the same.
        let _ = element.focus_with_options(&how);
    }
}
