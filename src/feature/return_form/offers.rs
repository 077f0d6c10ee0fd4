//! What the shopper gets, side by side: each with its amount and when it comes.

use std::rc::Rc;

use aftercare_contract::quote::{Quote, ResolutionOption};

use super::form::Form;
use crate::{
    erased::{nothing, prelude::*, tap},
    i18n::I18n,
    state::View,
    ui::{Choice, Icon, block, choice, group, icon, parts, texts, typed},
};

/// An exchange is another view: it begins with a variant, not with an amount.
const EXCHANGE: &str = "exchange";

/// The resolutions to choose from; nothing where there is no choice.
pub fn offers(form: Form, quote: &Rc<Quote>) -> AnyView {
    // Which variants of several lines would be another form altogether.
    let is_single = form.choice.now().line_item_ids.len() == 1;
    let offered: Vec<_> = quote.resolutions.iter().filter(|it| it.code != EXCHANGE || is_single).collect();
    if offered.len() < 2 {
        return nothing();
    }
    let i18n = form.shell.i18n_now();
    let cards = offered.into_iter().map(|offer| match offer.code.as_str() {
        EXCHANGE => exchange(form, &i18n, offer),
        code => card(form, &i18n, offer, quote.resolution == code),
    });
    group(Some(i18n.t("return.resolution")), block("offers", parts(cards.collect())))
}

fn card(form: Form, i18n: &I18n, offer: &ResolutionOption, chosen: bool) -> AnyView {
    let code = offer.code.clone();
    let choosing = Choice {
        kind: "radio",
        part: "resolution",
        name: "resolution".into(),
        value: offer.code.clone(),
        chosen,
        choose: typed(move |_| form.change(|choice| choice.resolution = Some(code.clone()))),
    };
    choice("tile offer", choosing, about(i18n, offer))
}

fn exchange(form: Form, i18n: &I18n, offer: &ResolutionOption) -> AnyView {
    let line_item_id = form.returnable(0).item.id;
    let open = move || {
        let order_id = form.order_id.now();
        form.shell.views.push(View::Exchange { order_id, line_item_id: line_item_id.clone() });
    };
    view! {
        <button type="button" part="exchange-instead" class="card row" on:click=tap(open)>
            {about(i18n, offer)}
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}

fn about(i18n: &I18n, offer: &ResolutionOption) -> AnyView {
    // Nothing in money says nothing; a gift's recipient sees no amounts.
    let amount = offer.total.as_ref().filter(|total| total.amount != 0).map(|total| i18n.money(total));
    let bonus = offer.bonus.as_ref().map(|bonus| i18n.fill("return.bonus", &[("amount", &i18n.money(bonus))]));
    let by = offer.expected_by.as_ref().map(|by| i18n.fill("return.refund_by", &[("date", &i18n.day(by))]));
    let lines = vec![
        ("offer-amount", amount.unwrap_or_default()),
        ("row-title", offer.label.clone()),
        ("offer-bonus", bonus.unwrap_or_default()),
        ("muted", offer.detail.clone()),
        ("muted", by.unwrap_or_default()),
    ];
    texts("grow", lines)
}
