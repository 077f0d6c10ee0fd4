//! How the items go back: the code to show or the label to stick on.

use aftercare_contract::case::CaseMethod;
use leptos::prelude::*;

use crate::{feature::frame, i18n::I18n, ui};

pub fn method(i18n: &I18n, method: &CaseMethod) -> AnyView {
    let code = method.code_label.clone();
    let qr = method.qr.as_ref().map(|qr| {
        let label = i18n.fill("case.qr", &[("code", code.as_deref().unwrap_or(&qr.payload))]);
        ui::qr_code(&qr.modules, label)
    });
    let code = code.map(|code| {
        view! {
            <p class="muted">
                {i18n.t("case.code")} " " <strong part="return-code" class="code">{code}</strong>
            </p>
        }
        .into_any()
    });
    let image = link("label-image", method.label_image_url.clone(), i18n.t("case.label_image"));
    let pdf = link("label-pdf", method.label_pdf_url.clone(), i18n.t("case.label_pdf"));
    view! {
        <div part="method" class="card method">
            {qr}
            <div class="grow">
                <p class="row-title">{method.label.clone()}</p>
                <p class="muted">{method.detail.clone()}</p>
                <p class="muted">{frame::fee(i18n, &method.fee)}</p>
                {code}
                <p class="links">{image} {pdf}</p>
            </div>
        </div>
    }
    .into_any()
}

fn link(part: &'static str, url: Option<String>, words: String) -> Option<AnyView> {
    // An address from a server: only the web's own schemes, never a script.
    let url = url.filter(|url| url.starts_with("https:") || url.starts_with("http:"))?;
    Some(
        view! {
            <a part=part class="link" href=url target="_blank" rel="noopener">
                {words}
            </a>
        }
        .into_any(),
    )
}
