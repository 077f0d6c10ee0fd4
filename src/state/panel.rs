//! What the widget may ask of whoever shows it. The host fills this in; nothing here knows a page.

use std::rc::Rc;

use crate::erased::Var;
use aftercare_contract::Id;

/// Something the surroundings may want to know: ids and types, never personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    Ready,
    CaseCreated {
        id: Id,
        kind: String,
    },
    CaseUpdated {
        id: Id,
        kind: String,
    },
    /// `kind` is what was reviewed: `product`, `service` …
    ReviewSubmitted {
        id: Id,
        kind: String,
    },
    Trouble {
        code: String,
    },
}

/// The frame around the widget.
#[derive(Clone, Copy)]
pub struct Panel {
    /// Whether there is a panel to close; inline there is none.
    pub closable: bool,
    close: Var<Rc<dyn Fn()>>,
    announce: Var<Rc<dyn Fn(Announcement)>>,
}

impl Panel {
    #[must_use]
    pub fn new(closable: bool, close: impl Fn() + 'static, announce: impl Fn(Announcement) + 'static) -> Self {
        Self { closable, close: Var::new(Rc::new(close)), announce: Var::new(Rc::new(announce)) }
    }

    pub fn close(self) {
        if let Some(close) = self.close.try_now() {
            close();
        }
    }

    pub fn announce(self, announcement: Announcement) {
        if let Some(announce) = self.announce.try_now() {
            announce(announcement);
        }
    }
}
