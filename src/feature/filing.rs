//! A request on its way: sent once, sent again with the same key until the shop has it, kept meanwhile.
//!
//! In the chunk `case`.

use std::{rc::Rc, time::Duration};

use aftercare_contract::case::Case;
use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::frame;
use crate::{
    client::{Abort, Failure, Tagged},
    erased::{Var, live, nothing, tap},
    state::{Announcement, Drafts, Filing, Outbox, Shell, View},
    ui::{Fact, Notice, Tone, facts, notice, skeleton, tag},
};

/// Tries that follow by themselves when nobody answers, 1, 2 and 4 seconds apart; after them the shopper decides.
const QUIET_RETRIES: u32 = 3;

#[derive(Clone, PartialEq)]
enum Progress {
    Sending,
    /// Not there yet; the filing is kept and will be sent again with the same key.
    Waiting(Failure),
    /// The shop said no. Nothing was filed.
    Refused(Option<String>),
}

/// Shows where the filing named `key` is.
pub fn filing(shell: Shell, key: String) -> AnyView {
    frame::chunk(shell, move || split(shell, key.clone()))
}

#[leptos::wasm_split::wasm_split(case, wasm_split_path = leptos::wasm_split, fallible)]
fn split(shell: Shell, key: String) -> Result<AnyView, SplitLoaderError> {
    let Some(filing) = shell.outbox().find(&key) else {
        // Another tab has sent it, or it is older than drafts live. The order shows what became of it.
        queue_microtask(move || shell.views.back());
        return Ok(nothing());
    };
    let filing = Var::new(filing);
    let progress = Var::new(Progress::Sending);
    send(shell, filing, progress, 0);
    let again = Callback::new(move |()| send(shell, filing, progress, 0));
    Ok(live(move || match progress.get() {
        Progress::Sending => sending(shell),
        Progress::Waiting(failure) => waiting(shell, filing, &failure, again),
        Progress::Refused(detail) => refused(shell, detail),
    }))
}

fn send(shell: Shell, filing: Var<Filing>, progress: Var<Progress>, attempt: u32) {
    let Some(sent) = filing.try_now() else { return };
    progress.set(Progress::Sending);
    // Taken before the wait: a sign-out meanwhile must not make them somebody else's.
    let (client, kept) = (shell.client(), Kept { outbox: shell.outbox(), drafts: shell.drafts() });
    spawn_local(async move {
        // Leaving the view must not tear a write apart, so nothing aborts it but the time limit.
        let (abort, guard) = Abort::pair();
        let answer = client.open_case(&sent.key, &sent.request, &abort).await;
        drop(guard);
        match answer {
            Ok(case) => filed(shell, &kept, &sent, case),
            Err(Failure::SignedOut { .. }) => shell.sign_out(),
            Err(Failure::Unreachable | Failure::Broken { .. }) if attempt < QUIET_RETRIES => {
                let pause = Duration::from_secs(1 << attempt);
                set_timeout(move || send(shell, filing, progress, attempt + 1), pause);
            }
            Err(failure) if failure.is_passing() => {
                shell.notice(&failure);
                progress.set(Progress::Waiting(failure));
            }
            Err(failure) => {
                kept.outbox.take_out(&sent.key);
                let detail = match failure {
                    Failure::Refused { detail, .. } => detail,
                    _ => None,
                };
                progress.set(Progress::Refused(detail));
            }
        }
    });
}

/// What the shopper left on this device about a filing.
struct Kept {
    outbox: Outbox,
    drafts: Drafts,
}

fn filed(shell: Shell, kept: &Kept, sent: &Filing, case: Tagged<Case>) {
    kept.outbox.take_out(&sent.key);
    if let Some(draft) = &sent.draft {
        kept.drafts.clear(draft);
    }
    let (id, kind) = (case.it.id.clone(), case.it.kind.clone());
    shell.panel.announce(Announcement::CaseCreated { id, kind });
    let still_here = matches!(shell.views.top_now(), View::Filing { key } if key == sent.key);
    if still_here {
        // Back from the case leads to the order, not to the form that has done its work.
        shell.views.back();
        if matches!(shell.views.top_now(), View::Return { .. }) {
            shell.views.back();
        }
        shell.views.push(View::Case {
            id: case.it.id.clone(),
            number: case.it.number.clone(),
            opened: Some(Rc::new(case)),
            just_filed: true,
        });
    }
}

fn sending(shell: Shell) -> AnyView {
    let i18n = shell.i18n_now();
    view! {
        <div class="stack">
            <h2 class="headline">{i18n.t("filing.sending")}</h2>
            {skeleton(i18n.t("filing.sending"))}
        </div>
    }
    .into_any()
}

fn waiting(shell: Shell, filing: Var<Filing>, failure: &Failure, again: Callback<()>) -> AnyView {
    let i18n = shell.i18n_now();
    let (title, refund) = {
        let filing = filing.now();
        (filing.title, filing.refund)
    };
    let headline = i18n.t(if *failure == Failure::Offline { "filing.offline" } else { "filing.waiting" });
    let withdraw = move || {
        shell.outbox().take_out(&filing.now().key);
        shell.views.back();
    };
    view! {
        <div class="stack">
            <div>
                {tag("status", Tone::Plain, i18n.t("filing.tag"))}
                <h2 class="headline">{headline}</h2>
            </div>
            {frame::trouble(shell, failure, again)}
            {facts(
                "filing",
                vec![
                    Fact::new(i18n.t("filing.item"), title),
                    Fact::strong(i18n.t("case.refund"), refund.map(|refund| i18n.money(&refund)).unwrap_or_default()),
                ],
            )}
            <button type="button" part="withdraw" class="button outline" on:click=tap(withdraw)>
                {i18n.t("filing.withdraw")}
            </button>
            <p class="muted center">{i18n.t("filing.withdraw.detail")}</p>
        </div>
    }
    .into_any()
}

fn refused(shell: Shell, detail: Option<String>) -> AnyView {
    let i18n = shell.i18n_now();
    let detail = detail.unwrap_or_else(|| i18n.t("problem.refused.detail"));
    notice(Notice {
        part: "problem",
        kind: "refused",
        tone: Tone::Bad,
        title: i18n.t("filing.refused"),
        detail: detail.into_any(),
        action: Some(("retry", i18n.t("filing.back"), Callback::new(move |()| shell.views.back()))),
    })
}
