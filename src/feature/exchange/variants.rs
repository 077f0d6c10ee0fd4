//! What it can be exchanged for.

use aftercare_contract::quote::Variant;

use super::{choice::Wanted, form::Form};
use crate::{
    erased::{derived, live, nothing, prelude::*},
    i18n::I18n,
    ui::{Notice, Tone, notice, picture},
};

/// A card for each variant. What is sold out is shown and says so: a shopper who looks for a size must find it.
pub fn variants(form: Form) -> AnyView {
    let line_item_id = form.subject.now().item.id.clone();
    // Drawn anew only when stock or prices have changed, so that what has the focus keeps it.
    let offered = derived(move || {
        let quote = form.offer.get()?;
        let options = quote.exchanges.iter().find(|options| options.line_item_id == line_item_id)?;
        Some((options.variants.clone(), form.why.said.get().quantity))
    });
    live(move || {
        let Some((variants, quantity)) = offered.get() else { return nothing() };
        let i18n = form.shell.i18n_now();
        // The same picture over and over tells nothing.
        let own = &form.subject.now().item.image_url;
        let pictured = variants.iter().any(|variant| variant.image_url != *own);
        let cards: Views = variants.iter().map(|variant| card(form, &i18n, variant, quantity, pictured)).collect();
        view! {
            <fieldset class="section">
                <legend class="section-title">{i18n.t("exchange.variant")}</legend>
                <div class="variants">{cards}</div>
            </fieldset>
        }
        .into_any()
    })
}

fn card(form: Form, i18n: &I18n, variant: &Variant, quantity: u32, pictured: bool) -> AnyView {
    let wanted = Wanted { id: variant.id.clone(), label: variant.label.clone() };
    let is_chosen = form.choice.now().variant.is_some_and(|chosen| chosen.id == variant.id);
    let choose = move |_| {
        form.gone.set(None);
        form.change(|choice| choice.variant = Some(wanted.clone()));
    };
    let lacks = variant.available < quantity;
    let about = match variant.available {
        0 => i18n.t("exchange.sold_out"),
        left if lacks => i18n.count("exchange.left", left),
        _ => difference(i18n, variant),
    };
    view! {
        <label class="tile variant">
            <input
                type="radio"
                part="variant"
                name="variant"
                value=variant.id.clone()
                disabled=lacks
                prop:checked=is_chosen
                on:change=choose
            />
            <span>
                {pictured.then(|| picture(variant.image_url.clone()))}
                <span class="variant-label">{variant.label.clone()}</span>
                <span class="muted">{about}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What one piece costs more or less; nothing where it costs the same.
fn difference(i18n: &I18n, variant: &Variant) -> String {
    let Some(difference) = &variant.difference else { return String::new() };
    match difference.amount {
        0 => String::new(),
        amount => format!("{}{}", if amount > 0 { "+" } else { "" }, i18n.money(difference)),
    }
}

/// What was wanted has gone while the shopper decided; the way to a refund is one tap away.
pub fn gone(form: Form) -> AnyView {
    live(move || {
        let i18n = form.shell.i18n_now();
        let Some(label) = form.gone.get() else { return nothing() };
        notice(Notice {
            part: "gone",
            kind: "sold_out",
            tone: Tone::Warn,
            title: i18n.fill("exchange.gone", &[("variant", &label)]),
            detail: i18n.t("exchange.gone.detail").into_any(),
            action: Some((
                "refund-instead",
                i18n.t("exchange.refund_instead"),
                Callback::new(move |()| form.refund_instead()),
            )),
        })
    })
}
