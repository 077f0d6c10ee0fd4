//! What happened to the return while the shopper was deciding, to be seen before they tap again.

use std::rc::Rc;

use aftercare_contract::money::Money;
use leptos::prelude::*;

use super::form::Form;
use crate::{
    erased::{live, nothing},
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

impl Form {
    /// Takes what became of an earlier try from the outbox.
    pub fn hear_of_refusal(self, draft: &str) {
        let Some((filing, Refusal { code, detail })) = self.shell.outbox.refused(draft) else { return };
        if code.starts_with("upload_") {
            // The shop does not say which file it no longer has.
            for line in self.lines.now().iter() {
                line.attached.set(Rc::default());
            }
        }
        self.news.set(Some(if QUOTE_OVER.contains(&code.as_str()) {
            News::Expired { was: filing.refund.clone() }
        } else {
            News::Refused(detail)
        }));
        // Not while the form is being built: who follows the outbox would build it anew.
        let shell = self.shell;
        queue_microtask(move || shell.forget_filing(&filing.key));
    }
}

pub fn news(form: Form) -> AnyView {
    live(move || {
        let i18n = form.shell.i18n_now();
        let Some(news) = form.news.get() else { return nothing() };
        let (kind, tone, title, detail) = match news {
            News::Expired { .. } => ("expired", Tone::Warn, i18n.t("return.expired"), i18n.t("return.expired.detail")),
            News::Changed { was, now } => {
                let places = [("was", i18n.money(&was)), ("now", i18n.money(&now))];
                let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
                ("changed", Tone::Warn, i18n.t("return.changed"), i18n.fill("return.changed.detail", &places))
            }
            News::Refused(detail) => {
                let detail = detail.unwrap_or_else(|| i18n.t("problem.refused.detail"));
                ("refused", Tone::Bad, i18n.t("filing.refused"), detail)
            }
        };
        notice(Notice { part: "news", kind, tone, title, detail: detail.into_any(), action: None })
    })
}
