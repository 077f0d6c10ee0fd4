//! Where a request on its way is: sending, kept until it gets through, refused. The sending itself is the outbox's,
//! which goes on whichever view is shown.
//!
//! In the chunk `case`.

use std::rc::Rc;

use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    client::{Failure, UnreadCase},
    erased::{live, nothing, prelude::*, tap},
    state::{Filing, Progress, Shell, View},
    ui::{Fact, Notice, Tone, facts, notice, skeleton, tag},
};

/// Shows where the filing named `key` is.
pub fn filing(shell: Shell, key: String) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, key.clone()))
}

#[leptos::wasm_split::wasm_split(case, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, key: String) -> Result<AnyView, SplitLoaderError> {
    Ok(live(move || {
        let Some(entry) = shell.outbox.find(&key) else {
            // Sent while another view was shown. The order shows what became of it.
            let key = key.clone();
            queue_microtask(move || {
                if is_shown(shell, &key) {
                    shell.views.back();
                }
            });
            return nothing();
        };
        match entry.progress {
            Progress::Sending => sending(shell),
            Progress::Waiting(failure) => waiting(shell, &entry.filing, &failure),
            Progress::Refused(_) if has_form(shell) => {
                let key = key.clone();
                queue_microtask(move || {
                    if is_shown(shell, &key) {
                        shell.views.back();
                    }
                });
                sending(shell)
            }
            Progress::Refused(refusal) => refused(shell, key.clone(), refusal.detail),
            Progress::Filed(case) => {
                let key = key.clone();
                queue_microtask(move || filed(shell, &key, case));
                sending(shell)
            }
        }
    }))
}

/// Whether this filing is still what is shown. This view may be drawn once more before the next one takes its place,
/// and what it then asks for must not lead away from that one.
fn is_shown(shell: Shell, key: &str) -> bool {
    matches!(shell.views.top_now(), View::Filing { key: shown } if shown == key)
}

/// Whether the form it came from is still there. That takes the refusal from the outbox and shows it beside what was
/// chosen.
fn has_form(shell: Shell) -> bool {
    shell.views.below_now().is_some_and(|view| hears_of_refusals(&view))
}

fn hears_of_refusals(view: &View) -> bool {
    matches!(view, View::Return { .. } | View::Exchange { .. } | View::Complaint { .. } | View::Repair { .. })
}

fn is_form(view: &View) -> bool {
    hears_of_refusals(view) || matches!(view, View::Withdrawal { .. } | View::Guide { .. } | View::Help { .. })
}

/// On to the case. Back from there leads to the order, not to the forms that have done their work.
fn filed(shell: Shell, key: &str, case: Rc<UnreadCase>) {
    if !is_shown(shell, key) {
        return;
    }
    shell.views.back();
    // From a return the shopper may have gone on to an exchange, and back; a guide may have led to it.
    while is_form(&shell.views.top_now()) {
        shell.views.back();
    }
    shell.views.push(View::Case {
        id: case.id.clone(),
        number: case.number.clone(),
        kind: case.kind.clone(),
        opened: Some(case),
        just_filed: true,
    });
    shell.forget_filing(key);
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

fn waiting(shell: Shell, filing: &Filing, failure: &Failure) -> AnyView {
    let i18n = shell.i18n_now();
    let headline = i18n.t(if *failure == Failure::Offline { "filing.offline" } else { "filing.waiting" });
    // What is to pay is no refund.
    let refund = filing.refund.as_ref().filter(|it| it.amount > 0).map(|it| i18n.money(it)).unwrap_or_default();
    let (again, withdrawn) = (filing.key.clone(), filing.key.clone());
    let again = Callback::new(move |()| shell.send(&again));
    let withdraw = move || {
        shell.views.back();
        shell.forget_filing(&withdrawn);
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
                vec![Fact::new(i18n.t("filing.item"), filing.title.clone()), Fact::strong(i18n.t("case.refund"), refund)],
            )}
            <button type="button" part="withdraw" class="button outline" on:click=tap(withdraw)>
                {i18n.t("filing.withdraw")}
            </button>
            <p class="muted center">{i18n.t("filing.withdraw.detail")}</p>
        </div>
    }
    .into_any()
}

fn refused(shell: Shell, key: String, detail: Option<String>) -> AnyView {
    let i18n = shell.i18n_now();
    let detail = detail.unwrap_or_else(|| i18n.t("problem.refused.detail"));
    let back = Callback::new(move |()| {
        shell.views.back();
        shell.forget_filing(&key);
    });
    notice(Notice {
        part: "problem",
        kind: "refused",
        tone: Tone::Bad,
        title: i18n.t("filing.refused"),
        detail: detail.into_any(),
        action: Some(("retry", i18n.t("filing.back"), back)),
    })
}
