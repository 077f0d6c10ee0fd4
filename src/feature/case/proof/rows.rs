//! The receipts of a case, what came of checking them, and how they are kept.

use aftercare_contract::{
    Id,
    capabilities::ReceiptsCapability,
    receipt::{Receipt, ReceiptKey},
};
use leptos::task::spawn_local;

use super::{
    CAPABILITY,
    check::{Checked, Opened},
    paper::Paper,
};
use crate::{
    erased::{Var, live, nothing, prelude::*, tap, words},
    feature::frame,
    state::{Load, Remote, Shell},
    ui::{Tone, tag},
};

pub fn rows(shell: Shell, case_id: &Id, receipts: &[Receipt]) -> AnyView {
    let i18n = shell.i18n_now();
    if receipts.is_empty() {
        return view! { <p part="no-proof" class="muted">{i18n.t("proof.none")}</p> }.into_any();
    }
    let keys = keys(shell);
    let is_forged = Var::new(false);
    let shown: Views = receipts.iter().map(|receipt| row(shell, case_id, receipt, &keys, is_forged)).collect();
    view! {
        <p class="muted">{i18n.t("proof.what")}</p>
        <ul part="receipts" class="receipts">{shown}</ul>
        {live(move || if is_forged.get() { frame::contact(shell) } else { nothing() })}
    }
    .into_any()
}

fn keys(shell: Shell) -> Vec<ReceiptKey> {
    match shell.capabilities().map(Remote::now) {
        Some(Load::Ready(front)) => front.can::<ReceiptsCapability>(CAPABILITY).map(|it| it.keys).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// One receipt. What it says is what was signed, not what the shop says of it now.
fn row(shell: Shell, case_id: &Id, receipt: &Receipt, keys: &[ReceiptKey], is_forged: Var<bool>) -> AnyView {
    let i18n = shell.i18n_now();
    // One of another case proves nothing here.
    let opened = Opened::of(receipt, keys).filter(|opened| opened.claims.case_id == *case_id);
    let checked = Var::new(if opened.is_some() { Checked::NotYet } else { Checked::Forged });
    is_forged.update(|it| *it |= opened.is_none());
    if let Some(opened) = opened.clone() {
        spawn_local(async move {
            let outcome = opened.check().await;
            checked.set(outcome);
            if outcome == Checked::Forged {
                is_forged.set(true);
            }
        });
    }
    let statement = opened.as_ref().map(|opened| opened.claims.statement.clone());
    let kept = opened.map(|opened| {
        let paper = Paper::new(shell, receipt, &opened);
        live(move || if checked.get() == Checked::Forged { nothing() } else { keep(shell, &paper) })
    });
    view! {
        <li part="receipt" class="card receipt" data-code=receipt.code.clone()>
            <div class="split">
                <p class="row-title">{receipt.label.clone()}</p>
                <span role="status">{live(move || verdict(shell, checked.get()))}</span>
            </div>
            <p class="muted">{i18n.on_record(&receipt.issued_at)}</p>
            {statement.map(|it| view! { <p part="statement" class="said">{it}</p> }.into_any())}
            <p class="muted">{words(move || explained(shell, checked.get()))}</p>
            {kept}
        </li>
    }
    .into_any()
}

fn verdict(shell: Shell, checked: Checked) -> AnyView {
    let (kind, tone, key) = match checked {
        Checked::NotYet => return nothing(),
        Checked::Genuine => ("genuine", Tone::Good, "proof.genuine"),
        Checked::Forged => ("forged", Tone::Bad, "proof.forged"),
        Checked::Unable => ("unable", Tone::Plain, "proof.unable"),
    };
    view! { <span data-kind=kind>{tag("checked", tone, shell.i18n_now().t(key))}</span> }.into_any()
}

fn explained(shell: Shell, checked: Checked) -> String {
    let key = match checked {
        Checked::NotYet => "proof.checking",
        Checked::Genuine => "proof.genuine.detail",
        Checked::Forged => "proof.forged.detail",
        Checked::Unable => "proof.unable.detail",
    };
    shell.i18n_now().t(key)
}

/// As a file, or as a picture that can be pressed and held where nothing can be downloaded.
fn keep(shell: Shell, paper: &Paper) -> AnyView {
    let i18n = shell.i18n_now();
    let shown = Var::new(None::<String>);
    let (file, name) = (paper.file(), paper.name());
    let picture_name = format!("{name}.png");
    let drawn = paper.clone();
    let draw = move || {
        let picture = if shown.now().is_none() { drawn.picture() } else { None };
        shown.set(picture);
    };
    let picture = live(move || {
        let Some(url) = shown.get() else { return nothing() };
        let i18n = shell.i18n_now();
        view! {
            <figure class="label-picture">
                <img part="receipt-picture" src=url.clone() alt=i18n.t("proof.picture.alt") />
                <figcaption class="muted center">
                    {i18n.t("case.label_keep")} " "
                    <a part="receipt-picture-file" class="link" href=url download=picture_name.clone()>
                        {i18n.t("proof.picture.file")}
                    </a>
                </figcaption>
            </figure>
        }
        .into_any()
    });
    view! {
        <p class="links">
            <a part="receipt-file" class="link" href=file download=format!("{name}.txt")>
                {i18n.t("proof.file")}
            </a>
            <button
                type="button"
                part="receipt-draw"
                class="link"
                aria-expanded=words(move || shown.get().is_some().to_string())
                on:click=tap(draw)
            >
                {words(move || {
                    shell.i18n_now().t(if shown.get().is_some() { "proof.picture.hide" } else { "proof.picture" })
                })}
            </button>
        </p>
        {picture}
    }
    .into_any()
}
