//! How the items go back: the code to show or the label to stick on. All of it works in a webview, where nothing can be
//! downloaded and no window opens: pictures first, to be seen here and kept by a long press; files only beside them.

use aftercare_contract::case::CaseMethod;

use super::code;
use crate::{
    erased::{Var, live, nothing, prelude::*, tap, words},
    feature::frame::{self, web},
    state::Shell,
    ui,
};

pub fn method(shell: Shell, method: &CaseMethod) -> AnyView {
    let i18n = shell.i18n_now();
    let enlarged = Var::new(false);
    let qr = method.qr.as_ref().map(|qr| {
        let label = i18n.fill("case.qr", &[("code", method.code_label.as_deref().unwrap_or(&qr.payload))]);
        view! {
            <button
                type="button"
                part="qr-button"
                class="qr-button"
                class:large=move || enlarged.get()
                aria-pressed=words(move || enlarged.get().to_string())
                title=i18n.t("case.qr.enlarge")
                on:click=tap(move || enlarged.set(!enlarged.now()))
            >
                {ui::qr_code(&qr.modules, label)}
            </button>
        }
        .into_any()
    });
    view! {
        <div part="method" class="card method">
            {qr}
            <div class="grow">
                <p class="row-title">{method.label.clone()}</p>
                <p class="muted">{method.detail.clone()}</p>
                <p class="muted">{frame::fee(&i18n, &method.fee)}</p>
                {method.code_label.clone().map(|it| code::code(shell, it))}
            </div>
            {label(shell, method)}
        </div>
    }
    .into_any()
}

/// The label: shown here on a tap, as a file for who can print.
fn label(shell: Shell, method: &CaseMethod) -> AnyView {
    let i18n = shell.i18n_now();
    let (image, pdf) = (web(method.label_image_url.as_ref()), web(method.label_pdf_url.as_ref()));
    if image.is_none() && pdf.is_none() {
        return nothing();
    }
    let shown = Var::new(false);
    let button = image.is_some().then(|| {
        let words_now = words(move || {
            let key = if shown.get() { "case.label_hide" } else { "case.label_image" };
            shell.i18n_now().t(key)
        });
        view! {
            <button
                type="button"
                part="label-image"
                class="link"
                aria-expanded=words(move || shown.get().to_string())
                on:click=tap(move || shown.set(!shown.now()))
            >
                {words_now}
            </button>
        }
        .into_any()
    });
    let file = pdf.map(|url| {
        view! {
            <a part="label-pdf" class="link" href=url target="_blank" rel="noopener">
                {i18n.t("case.label_pdf")}
            </a>
        }
        .into_any()
    });
    let picture = live(move || {
        let Some(url) = image.clone().filter(|_| shown.get()) else { return nothing() };
        let i18n = shell.i18n_now();
        view! {
            <figure class="label-picture">
                <img part="label" src=url alt=i18n.t("case.label") />
                <figcaption class="muted center">{i18n.t("case.label_keep")}</figcaption>
            </figure>
        }
        .into_any()
    });
    view! {
        <p class="links">{button} {file}</p>
        {picture}
    }
    .into_any()
}
