//! What the widget may ask of whoever shows it. The host fills this in; nothing here knows a page.

use std::rc::Rc;

use aftercare_contract::Id;
use leptos::prelude::*;

/// Something the surroundings may want to know: ids and types, never personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    Ready,
    CaseCreated { id: Id, kind: String },
    CaseUpdated { id: Id, kind: String },
    Trouble { code: String },
}

/// The frame around the widget.
#[derive(Clone, Copy)]
pub struct Panel {
    /// Whether there is a panel to close; inline there is none.
    pub closable: bool,
    close: StoredValue<Rc<dyn Fn()>, LocalStorage>,
    announce: StoredValue<Rc<dyn Fn(Announcement)>, LocalStorage>,
}

impl Panel {
    #[must_use]
    pub fn new(closable: bool, close: impl Fn() + 'static, announce: impl Fn(Announcement) + 'static) -> Self {
        Self {
            closable,
            close: StoredValue::new_local(Rc::new(close)),
            announce: StoredValue::new_local(Rc::new(announce)),
        }
    }

    pub fn close(self) {
        if let Some(close) = self.close.try_get_value() {
            close();
        }
    }

    pub fn announce(self, announcement: Announcement) {
        if let Some(announce) = self.announce.try_get_value() {
            announce(announcement);
        }
    }
}
