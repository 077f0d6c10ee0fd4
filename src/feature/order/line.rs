//! One line of an order and what the shop lets the shopper do with it.

use aftercare_contract::{
    eligibility::{CaseOption, LineEligibility, OneClick, PriceDrop},
    filing::{CaseItemRequest, CaseRequest, PriceProtectionRequest, ReturnRequest},
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
    options: Option<&LineEligibility>,
    open_case: Option<&OrderCase>,
    is_main: bool,
) -> AnyView {
    let i18n = shell.i18n_now();
    let option = options.and_then(|options| returns(options));
    let price_drop = options.and_then(|options| price_drop(shell, order, item, options));
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
            {price_drop}
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
    let (id, number, kind) = (case.id.clone(), case.number.clone(), case.kind.clone());
    let open = move || {
        let (id, number, kind) = (id.clone(), number.clone(), kind.clone());
        shell.views.push(View::Case { id, number, kind, opened: None, just_filed: false })
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
    let request = CaseRequest::Return(ReturnRequest {
        order_id: order.id.clone(),
        items: vec![pieces(item, offer.quantity)],
        one_click: true,
        expected_refund: Some(offer.refund.clone()),
        ..Default::default()
    });
    let filing = filing(order, item, offer, &request);
    let words = i18n.fill("order.return_for", &[("amount", &i18n.money(&offer.refund))]);
    view! {
        <button
            type="button"
            part=if is_main { "one-tap primary" } else { "one-tap" }
            class="button"
            class:soft=!is_main
            on:click=tap(move || file(shell, &filing))
        >
            {words}
        </button>
    }
    .into_any()
}

/// It costs less now, and the shop gives the difference back: shown without being asked for.
fn price_drop(shell: Shell, order: &Order, item: &LineItem, options: &LineEligibility) -> Option<AnyView> {
    let option = options.options.iter().find(|option| option.kind == "price_protection")?;
    let (PriceDrop { paid, now, until, .. }, offer) = (option.price_drop.as_ref()?, option.one_click.as_ref()?);
    let i18n = shell.i18n_now();
    let request = CaseRequest::PriceProtection(PriceProtectionRequest {
        order_id: order.id.clone(),
        items: vec![pieces(item, offer.quantity)],
        one_click: true,
        expected_refund: Some(offer.refund.clone()),
        quote_id: None,
    });
    let filing = filing(order, item, offer, &request);
    let places = [("paid", i18n.money(paid)), ("now", i18n.money(now)), ("date", i18n.day(until))];
    let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
    let words = i18n.fill("order.price_back", &[("amount", &i18n.money(&offer.refund))]);
    let offered = view! {
        <div part="price-drop" class="line-actions price-drop">
            <p>{i18n.fill("order.price_drop", &places)}</p>
            <button type="button" part="claim" class="button soft" on:click=tap(move || file(shell, &filing))>
                {words}
            </button>
        </div>
    };
    Some(offered.into_any())
}

fn pieces(item: &LineItem, quantity: u32) -> CaseItemRequest {
    CaseItemRequest { line_item_id: item.id.clone(), quantity, ..Default::default() }
}

fn filing(order: &Order, item: &LineItem, offer: &OneClick, request: &CaseRequest) -> Filing {
    Filing {
        key: String::new(),
        at: 0,
        order_id: order.id.clone(),
        title: item.title.clone(),
        refund: Some(offer.refund.clone()),
        request: json::write(request),
        draft: None,
    }
}

/// Each tap is a filing of its own, unless the same one is still on its way.
fn file(shell: Shell, filing: &Filing) {
    shell.file(Filing { key: idempotency_key(), at: now(), ..filing.clone() });
}

/// What can be done about sending the line back.
pub fn returns(line: &LineEligibility) -> Option<&CaseOption> {
    line.options.iter().find(|option| option.kind == "return")
}
