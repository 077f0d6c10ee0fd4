//! What the shop said to an earlier try, for the form that is open again.

use std::rc::Rc;

use crate::{
    erased::prelude::*,
    feature::frame,
    state::{Filing, Refusal, Shell},
    ui::{Action, Notice, Tone, block, notice, parts},
};

/// Takes what became of an earlier try from the outbox.
pub fn hear(shell: Shell, draft: &str) -> Option<(Rc<Filing>, Refusal)> {
    let (filing, refusal) = shell.outbox.refused(draft)?;
    let key = filing.key.clone();
    // Not while the form is being built: who follows the outbox would build it anew.
    queue_microtask(move || shell.forget_filing(&key));
    Some((filing, refusal))
}

/// Whether the shop no longer has a file. It does not say which.
pub fn is_about_files(code: &str) -> bool {
    code.starts_with("upload_")
}

/// Whom to ask when the shop said no, and below it, always in sight, its reason and the button.
pub fn footer(shell: Shell, refusal: Option<Refusal>, button: AnyView) -> AnyView {
    let mut shown = Vec::new();
    let mut within = Vec::new();
    if let Some(refusal) = refusal {
        shown.push(frame::contact(shell));
        within.push(news(shell, refusal.detail, None));
    }
    within.push(button);
    shown.push(block("footer stack tight", parts(within)));
    parts(shown)
}

/// The shop's reason, in its own words if it gave any, and what to do about it where there is something.
pub fn news(shell: Shell, detail: Option<String>, action: Option<Action>) -> AnyView {
    let i18n = shell.i18n_now();
    notice(Notice {
        part: "news",
        kind: "refused",
        tone: Tone::Bad,
        title: i18n.t("filing.refused"),
        detail: detail.unwrap_or_else(|| i18n.t("problem.refused.detail")).into_any(),
        action,
    })
}
