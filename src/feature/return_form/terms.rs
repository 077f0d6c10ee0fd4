//! What it comes to: the parts and their sum, where the money goes and when, and the terms of money before the parcel.

use std::rc::Rc;

use aftercare_contract::quote::{InstantTerms, Quote};

use crate::{
    erased::{nothing, prelude::*},
    i18n::I18n,
    ui::{self, Fact, section},
};

pub fn terms(i18n: &I18n, quote: &Rc<Quote>) -> AnyView {
    let mut rows = Vec::new();
    if quote.breakdown.len() > 1 {
        rows.extend(quote.breakdown.iter().map(|part| Fact::new(part.label.clone(), i18n.money(&part.amount))));
    }
    // A gift's recipient sees no amounts.
    rows.extend(quote.total.as_ref().map(|total| Fact::strong(i18n.t("case.refund"), i18n.money(total))));
    rows.push(Fact::new(i18n.t("case.refund_to"), quote.destination_label.clone()));
    rows.push(Fact::new(i18n.t("case.refund_when"), when(i18n, quote)));
    let instant = quote.instant.as_ref().map_or_else(nothing, |terms| instant(i18n, terms));
    view! {
        {instant}
        {ui::facts("quote", rows)}
    }
    .into_any()
}

/// When the money comes: at once, or by a day.
fn when(i18n: &I18n, quote: &Quote) -> String {
    match &quote.expected_by {
        _ if quote.speed == "instant" => quote.speed_label.clone(),
        Some(by) => i18n.fill("return.refund_by", &[("date", &i18n.day(by))]),
        None => quote.speed_label.clone(),
    }
}

fn instant(i18n: &I18n, terms: &InstantTerms) -> AnyView {
    let send_by = terms.send_by.as_ref().map(|by| i18n.day(by)).unwrap_or_default();
    let facts = vec![
        Fact::new(i18n.t("return.instant.limit"), i18n.money(&terms.limit)),
        Fact::new(i18n.t("return.instant.left"), i18n.money(&terms.available)),
        Fact::new(i18n.t("return.instant.send_by"), send_by),
    ];
    let body = view! {
        {ui::facts("instant", facts)}
        <p class="muted">{terms.condition_label.clone()}</p>
    };
    section(i18n.t("return.instant"), body.into_any())
}
