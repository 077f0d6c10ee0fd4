//! Everything the views of one widget share.

use std::rc::Rc;

use super::{Ahead, Announcement, Connection, Drafts, Memory, Outbox, Panel, Remote, View, ViewStack};
use crate::{
    client::{Client, ShopFront},
    erased::Var,
    i18n::I18n,
};
use aftercare_contract::session::Session;

/// The shopper who got in. The token itself is the client's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shopper {
    /// The session's opaque `subject`.
    pub subject: String,
}

/// One widget's shared state. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Shell {
    pub views: ViewStack,
    pub panel: Panel,
    pub connection: Connection,
    pub outbox: Outbox,
    pub memory: Memory,
    /// What the view shown leads to.
    pub ahead: Var<Rc<[Ahead]>>,
    /// True between a session's end and getting in again: the form then says why it is there.
    pub expired: Var<bool>,
    api: Var<String>,
    client: Var<Client>,
    i18n: Var<I18n>,
    shopper: Var<Option<Shopper>>,
    last_subject: Var<Option<String>>,
    /// The name of the view that the page has asked for last.
    asked: Var<String>,
    /// That view, until somebody is in to see it.
    awaited: Var<Option<View>>,
    capabilities: Var<Option<Remote<ShopFront>>>,
}

impl Shell {
    /// Must be called under the owner that ends with the widget.
    #[must_use]
    pub fn new(api: &str, i18n: I18n, panel: Panel) -> Self {
        let shell = Self {
            views: ViewStack::new(),
            panel,
            connection: Connection::watch(),
            outbox: Outbox::new(),
            memory: Memory::new(),
            ahead: Var::new(Rc::from([])),
            expired: Var::new(false),
            api: Var::new(api.to_owned()),
            client: Var::new(Client::new(api, i18n.accept(), None)),
            i18n: Var::new(i18n),
            shopper: Var::new(None),
            last_subject: Var::new(None),
            asked: Var::new(String::new()),
            awaited: Var::new(None),
            capabilities: Var::new(None),
        };
        let capabilities = Remote::new(shell, None, move |client, abort| async move {
            let read = client.capabilities(&abort).await;
            if let (Err(failure), Some(api)) = (&read, shell.api.try_now()) {
                // The first thing every widget asks, so this is where a wrong address shows.
                leptos::logging::error!(
                    "[aftercare] data-api {api}: no capabilities there ({}). Is it the base URL of the shop's backend, \
                     and does that allow this page's origin (CORS)?",
                    failure.reason()
                );
            }
            read
        });
        shell.capabilities.set(Some(capabilities));
        shell.send_when_online();
        shell.drafts_of_nobody().sweep();
        shell
    }

    /// The page has changed its mind about language or shop. Who got in stays in, unless the shop is another.
    pub fn change(self, api: &str, i18n: I18n) {
        let same_shop = self.api.now() == api;
        // A theme or a launcher's label is nothing to build views anew for, least of all a form half filled in.
        if same_shop && self.i18n.now().accept() == i18n.accept() {
            return;
        }
        let token = if same_shop { self.client().token() } else { None };
        self.client.set(Client::new(api, i18n.accept(), token));
        if !same_shop {
            self.api.set(api.to_owned());
            self.shopper.set(None);
            self.views.reset();
        }
        // Labels are the shop's, in the language they were asked in.
        self.memory.forget();
        self.i18n.set(i18n);
        if let Some(capabilities) = self.capabilities() {
            capabilities.reload();
        }
    }

    #[must_use]
    pub fn client(self) -> Client {
        self.client.now()
    }

    /// What the shop supports. `None` only while the shell is being made.
    #[must_use]
    pub fn capabilities(self) -> Option<Remote<ShopFront>> {
        self.capabilities.try_now().flatten()
    }

    /// The language. Tracks, so that a view built under it is built anew when the language changes.
    #[must_use]
    pub fn i18n(self) -> I18n {
        self.i18n.get()
    }

    /// The language, without tracking: for event handlers.
    #[must_use]
    pub fn i18n_now(self) -> I18n {
        self.i18n.now()
    }

    /// Tracks.
    #[must_use]
    pub fn is_in(self) -> bool {
        self.shopper.get().is_some()
    }

    /// [`Shell::is_in`] without tracking.
    #[must_use]
    pub fn is_in_now(self) -> bool {
        self.shopper.try_now().flatten().is_some()
    }

    /// Whether the widget is still on the page: to be asked after an `.await`.
    #[must_use]
    pub fn is_alive(self) -> bool {
        self.shopper.try_now().is_some()
    }

    /// The shopper's drafts, or those of nobody before getting in.
    #[must_use]
    pub fn drafts(self) -> Drafts {
        match self.shopper.try_now().flatten() {
            Some(shopper) => Drafts::of_shopper(&self.api.try_now().unwrap_or_default(), &shopper.subject),
            None => self.drafts_of_nobody(),
        }
    }

    /// What is typed before the shopper has proved who they are: kept for the tab, and nowhere longer.
    #[must_use]
    pub fn drafts_of_nobody(self) -> Drafts {
        Drafts::of_nobody(&self.api.try_now().unwrap_or_default())
    }

    /// The shopper got in. The same shopper finds everything as it was; another starts at home.
    pub fn sign_in(self, session: Session) {
        let returning = self.last_subject.now().as_ref() == Some(&session.subject);
        self.client().set_token(Some(session.access_token));
        self.last_subject.set(Some(session.subject.clone()));
        self.expired.set(false);
        self.memory.forget();
        if !returning {
            self.views.reset();
        }
        self.shopper.set(Some(Shopper { subject: session.subject }));
        self.show_awaited();
        self.resume_filings(returning);
    }

    /// Shows the view that the page asks for by name, as soon as somebody is in. The same once more is no new wish.
    pub fn go_to(self, name: &str) {
        if self.asked.now() != name {
            self.asked.set(name.to_owned());
            self.awaited.set(View::named(name));
            self.show_awaited();
        }
    }

    fn show_awaited(self) {
        if self.is_in_now()
            && let Some(view) = self.awaited.take()
        {
            self.views.push(view);
        }
    }

    /// The session has ended. Views and drafts stay for when the shopper is back.
    pub fn sign_out(self) {
        if self.is_in_now() {
            self.client().set_token(None);
            self.expired.set(true);
            self.shopper.set(None);
        }
    }

    pub fn announce_ready(self) {
        self.panel.announce(Announcement::Ready);
    }
}
