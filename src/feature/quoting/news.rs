//! What happened while the shopper was deciding, to be seen before they tap again.

use aftercare_contract::money::Money;

use super::{Quoting, Say};
use crate::{
    erased::{live, nothing, prelude::*},
    feature::{frame, refused},
    state::Refusal,
    ui::{Notice, Tone, notice},
};

/// Something that has to be seen first.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The offer had run out when it was sent; another is on its way or here.
    Expired { was: Option<Money> },
    /// The same choice comes to another amount now.
    Changed { was: Money, now: Money },
    /// The shop said no.
    Refused(Option<String>),
}

impl News {
    /// The amount the shopper tapped on; `Some(None)` where a gift's recipient saw none.
    pub fn amount(self) -> Option<Option<Money>> {
        match self {
            Self::Expired { was } => Some(was),
            Self::Changed { .. } | Self::Refused(_) => None,
        }
    }
}

/// Codes by which a shop says that its quote is no longer good, not that it won't do it.
const QUOTE_OVER: [&str; 4] = ["quote_expired", "quote_used", "quote_mismatch", "refund_changed"];

impl Quoting {
    /// Takes what became of an earlier try from the outbox, and gives the shop's code for it; empty where there is none.
    pub fn hear_of_refusal(self, draft: &str) -> String {
        let Some((filing, Refusal { code, detail })) = refused::hear(self.shell, draft) else { return String::new() };
        self.news.set(Some(if QUOTE_OVER.contains(&code.as_str()) {
            News::Expired { was: filing.refund.clone() }
        } else {
            News::Refused(detail)
        }));
        code
    }

    /// The form has said it better, or it is over.
    pub fn forget_news(self) {
        self.news.set(None);
    }

    pub fn news(self, say: Say) -> AnyView {
        live(move || {
            let i18n = self.shell.i18n_now();
            let Some(news) = self.news.get() else { return nothing() };
            let (kind, title, detail) = match news {
                News::Expired { .. } => ("expired", i18n.t("return.expired"), i18n.t("return.expired.detail")),
                News::Changed { was, now } => {
                    let places = [("was", say(&i18n, &was)), ("now", say(&i18n, &now))];
                    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                    ("changed", i18n.t("return.changed"), i18n.fill("return.changed.detail", &places))
                }
                News::Refused(detail) => return refused::news(self.shell, detail, None),
            };
            notice(Notice { part: "news", kind, tone: Tone::Warn, title, detail: detail.into_any(), action: None })
        })
    }

    /// Whom to ask when the shop said no.
    pub fn contact(self) -> AnyView {
        live(move || match self.news.get() {
            Some(News::Refused(_)) => frame::contact(self.shell),
            _ => nothing(),
        })
    }
}
