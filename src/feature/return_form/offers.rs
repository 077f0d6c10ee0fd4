//! What the shopper gets, side by side: each with its amount and when it comes.

use std::rc::Rc;

use aftercare_contract::quote::{Quote, ResolutionOption};
use leptos::prelude::*;

use super::form::{Form, typed};
use crate::{
    erased::{nothing, tap},
    i18n::I18n,
    state::View,
    ui::{Icon, icon},
};

/// An exchange is another view: it begins with a variant, not with an amount.
const EXCHANGE: &str = "exchange";

/// The resolutions to choose from; nothing where there is no choice.
pub fn offers(form: Form, quote: &Rc<Quote>) -> AnyView {
    // Which variants of several lines would be another form altogether.
    let is_single = form.choice.now().lines.len() == 1;
    let offered: Vec<_> = quote.resolutions.iter().filter(|it| it.code != EXCHANGE || is_single).collect();
    if offered.len() < 2 {
        return nothing();
    }
    let i18n = form.shell.i18n_now();
    let cards = offered.into_iter().map(|offer| match offer.code.as_str() {
        EXCHANGE => exchange(form, &i18n, offer),
        code => choice(form, &i18n, offer, quote.resolution == code),
    });
    view! {
        <fieldset class="section">
            <legend class="section-title">{i18n.t("return.resolution")}</legend>
            <div class="offers">{cards.collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}

fn choice(form: Form, i18n: &I18n, offer: &ResolutionOption, chosen: bool) -> AnyView {
    let code = offer.code.clone();
    let choose = typed(move |_| form.change(|choice| choice.resolution = Some(code.clone())));
    view! {
        <label class="offer">
            <input type="radio" part="resolution" name="resolution" value=offer.code.clone() prop:checked=chosen on:change=choose />
            <span>{about(i18n, offer)}</span>
        </label>
    }
    .into_any()
}

fn exchange(form: Form, i18n: &I18n, offer: &ResolutionOption) -> AnyView {
    let line_item_id = form.returnable(0).item.id;
    let open = move || {
        let order_id = form.order_id.now();
        form.shell.views.push(View::Exchange { order_id, line_item_id: line_item_id.clone() });
    };
    view! {
        <button type="button" part="exchange-instead" class="offer" on:click=tap(open)>
            <span>
                <span class="offer-way">{icon(Icon::Forward)}</span>
                {about(i18n, offer)}
            </span>
        </button>
    }
    .into_any()
}

fn about(i18n: &I18n, offer: &ResolutionOption) -> AnyView {
    // Nothing in money says nothing; a gift's recipient sees no amounts.
    let amount = offer.total.as_ref().filter(|total| total.amount != 0).map(|total| i18n.money(total));
    let bonus = offer.bonus.as_ref().map(|bonus| i18n.fill("return.bonus", &[("amount", &i18n.money(bonus))]));
    let by = offer.expected_by.as_ref().map(|by| i18n.fill("return.refund_by", &[("date", &i18n.day(by))]));
    let line = |class: &'static str, text: Option<String>| {
        text.filter(|text| !text.is_empty()).map(|text| view! { <span class=class>{text}</span> }.into_any())
    };
    view! {
        {line("offer-amount", amount)}
        {line("row-title", Some(offer.label.clone()))}
        {line("offer-bonus", bonus)}
        {line("muted", Some(offer.detail.clone()))}
        {line("muted", by)}
    }
    .into_any()
}
