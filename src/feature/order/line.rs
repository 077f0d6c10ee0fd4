//! One line of an order and what the shop lets the shopper do with it.

use aftercare_contract::{
    eligibility::{CaseOption, OneClick},
    filing::{CaseItemRequest, CaseRequest, ReturnRequest},
    order::{LineItem, Order, OrderCase},
};
use leptos::prelude::*;

use crate::{
    client::{idempotency_key, json},
    erased::tap,
    i18n::I18n,
    state::{Filing, Shell, View, now},
    ui::{Icon, icon, picture},
};

/// A card for the line. `is_main` says that its one tap is the main thing on this screen.
pub fn line(
    shell: Shell,
    order: &Order,
    item: &LineItem,
    option: Option<&CaseOption>,
    open_case: Option<&OrderCase>,
    is_main: bool,
) -> AnyView {
    let i18n = shell.i18n_now();
    let eligible = option.filter(|option| option.eligible_quantity > 0);
    let actions = eligible.map(|option| actions(shell, &i18n, order, item, option, is_main));
    let refusals: Vec<_> = option
        .into_iter()
        .flat_map(|option| &option.ineligible)
        // The row of the case under way says the same and leads there.
        .filter(|refusal| open_case.is_none() || refusal.code != "already_requested")
        .map(|refusal| view! { <p part="refusal" class="refusal">{refusal.label.clone()}</p> }.into_any())
        .collect();
    let under_way = open_case.map(|case| case_row(shell, case));
    view! {
        <article part="line" class="card line" data-line=item.id.clone()>
            <div class="row">
                {picture(item.image_url.clone())}
                <div class="grow">
                    <p class="row-title">{item.title.clone()}</p>
                    <p class="muted">{about(&i18n, item)}</p>
                </div>
            </div>
            {under_way}
            {actions}
            {refusals}
        </article>
    }
    .into_any()
}

/// Variant, pieces and price, what there is of them.
fn about(i18n: &I18n, item: &LineItem) -> String {
    let pieces = i18n.count("order.pieces", item.quantity.ordered);
    let price = item.total.as_ref().map(|total| i18n.money(total));
    let known = [item.variant_label.clone(), Some(pieces), price];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn case_row(shell: Shell, case: &OrderCase) -> AnyView {
    let (id, number) = (case.id.clone(), case.number.clone());
    let open = move || {
        shell.views.push(View::Case { id: id.clone(), number: number.clone(), opened: None, just_filed: false })
    };
    view! {
        <button type="button" part="case-row" class="row" on:click=tap(open)>
            <span class="grow">
                <span class="row-title">{case.number.clone()}</span>
                <span class="muted">{case.status_label.clone()}</span>
            </span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}

fn actions(shell: Shell, i18n: &I18n, order: &Order, item: &LineItem, option: &CaseOption, is_main: bool) -> AnyView {
    let (order_id, line_item_id) = (order.id.clone(), item.id.clone());
    let choose = move || {
        shell.views.push(View::Return { order_id: order_id.clone(), line_item_id: line_item_id.clone() });
    };
    let one_tap = option.one_click.as_ref().map(|one_click| one_tap(shell, i18n, order, item, one_click, is_main));
    let choices = i18n.t(if one_tap.is_some() { "order.more_choices" } else { "order.return_with_reason" });
    let (part, class) = match (&one_tap, is_main) {
        (None, true) => ("choices primary", "button"),
        _ => ("choices", "button outline"),
    };
    let helper = match (&option.one_click, &option.no_reason_until, &option.deadline) {
        (Some(_), Some(until), _) => i18n.fill("order.one_tap_until", &[("date", &i18n.day(until))]),
        (Some(_), None, _) => i18n.t("order.one_tap"),
        (None, _, Some(until)) => i18n.fill("order.return_until", &[("date", &i18n.day(until))]),
        (None, _, None) => String::new(),
    };
    view! {
        <div class="line-actions">
            {one_tap}
            <button type="button" part=part class=class on:click=tap(choose)>
                {choices}
            </button>
            <p class="muted center">{helper}</p>
        </div>
    }
    .into_any()
}

/// The product's main job: one tap files the return with the server's defaults.
fn one_tap(shell: Shell, i18n: &I18n, order: &Order, item: &LineItem, offer: &OneClick, is_main: bool) -> AnyView {
    let words = i18n.fill("order.return_for", &[("amount", &i18n.money(&offer.refund))]);
    let filing = Filing {
        key: String::new(),
        at: 0,
        order_id: order.id.clone(),
        title: item.title.clone(),
        refund: Some(offer.refund.clone()),
        request: json::write(&CaseRequest::Return(ReturnRequest {
            order_id: order.id.clone(),
            items: vec![CaseItemRequest {
                line_item_id: item.id.clone(),
                quantity: offer.quantity,
                ..Default::default()
            }],
            one_click: true,
            expected_refund: Some(offer.refund.clone()),
            ..Default::default()
        })),
        draft: None,
    };
    view! {
        <button
            type="button"
            part=if is_main { "one-tap primary" } else { "one-tap" }
            class="button"
            class:soft=!is_main
            on:click=tap(move || shell.file(Filing { key: idempotency_key(), at: now(), ..filing.clone() }))
        >
            {words}
        </button>
    }
    .into_any()
}
