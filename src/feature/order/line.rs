//! One line of an order and what the shop lets the shopper do with it.

use aftercare_contract::{
    desk::Author,
    eligibility::{CaseOption, LineEligibility, OneClick, PriceDrop},
    filing::{CaseItemRequest, CaseRequest, PriceProtectionRequest, ReturnRequest},
    order::{LineItem, Order, OrderCase},
};

use super::warranty;
use crate::{
    client::{idempotency_key, json},
    erased::{prelude::*, tap},
    i18n::I18n,
    state::{Filing, Shell, View, now, read_of},
    ui::{Icon, Tone, icon, picture, tag},
};

/// What a line is among the others.
#[derive(Clone, Copy)]
pub struct Standing {
    /// Its one tap is the main thing on this screen.
    pub is_main: bool,
    /// What a tap means has been said for all lines.
    pub is_helped: bool,
}

/// A card for the line.
pub fn line(
    shell: Shell,
    order: &Order,
    item: &LineItem,
    options: Option<&LineEligibility>,
    open_case: Option<&OrderCase>,
    Standing { is_main, is_helped }: Standing,
) -> AnyView {
    let i18n = shell.i18n_now();
    let option = options.and_then(|options| returns(options));
    let exchange = options.and_then(|options| of_kind(options, "exchange"));
    let price = options.and_then(|options| of_kind(options, "price_protection"));
    let price_drop = price.and_then(|option| price_drop(shell, order, item, option));
    let eligible = option.filter(|option| option.eligible_quantity > 0);
    let exchangeable = exchange.filter(|option| option.eligible_quantity > 0);
    let actions = Actions { shell, order, item, is_main, is_helped };
    let offered =
        (eligible.is_some() || exchangeable.is_some()).then(|| actions.show(eligible, exchangeable.is_some()));
    let mut said = Vec::new();
    let refusals: Views = option
        .into_iter()
        .chain(exchange)
        .flat_map(|option| &option.ineligible)
        // The row of the case under way says the same and leads there.
        .filter(|refusal| open_case.is_none() || refusal.code != "already_requested")
        .filter(|refusal| {
            let is_new = !said.contains(&&refusal.label);
            said.push(&refusal.label);
            is_new
        })
        .map(|refusal| view! { <p part="refusal" class="refusal">{refusal.label.clone()}</p> }.into_any())
        .collect();
    let under_way = open_case.map(|case| case_row(shell, "case-row", case));
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
            {offered}
            {price_drop}
            {refusals}
            {warranty::row(shell, order, item, options)}
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

/// A case about the order, which leads to its own page.
pub fn case_row(shell: Shell, part: &'static str, case: &OrderCase) -> AnyView {
    let (id, number, kind) = (case.id.clone(), case.number.clone(), case.kind.clone());
    let open = move || {
        let (id, number, kind) = (id.clone(), number.clone(), kind.clone());
        shell.views.push(View::Case { id, number, kind, opened: None, just_filed: false })
    };
    let i18n = shell.i18n_now();
    let title = i18n.of_kind("kind.title.{}", &case.kind, &[("number", &case.number)]);
    let unread = has_unread(shell, case).then(|| tag("unread", Tone::Brand, i18n.t("desk.new")));
    view! {
        <button type="button" part=part class="row" on:click=tap(open)>
            <span class="grow">
                <span class="row-title">{title}</span>
                <span class="muted">{case.status_label.clone()}</span>
            </span>
            {unread}
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}

/// Whether somebody else has said something since the shopper last looked, on this device.
fn has_unread(shell: Shell, case: &OrderCase) -> bool {
    let said = case.messages.as_ref().filter(|said| said.last_author != Some(Author::Customer));
    said.is_some_and(|said| said.last_id.is_some() && said.last_id != shell.drafts().find(&read_of(&case.id)))
}

/// What can be done with a line's goods.
#[derive(Clone, Copy)]
struct Actions<'a> {
    shell: Shell,
    order: &'a Order,
    item: &'a LineItem,
    is_main: bool,
    is_helped: bool,
}

impl Actions<'_> {
    /// The one tap first, the ways that take choices beside each other below it, and what the tap means.
    fn show(self, returns: Option<&CaseOption>, exchangeable: bool) -> AnyView {
        let one_click = returns.and_then(|option| option.one_click.as_ref());
        let choices = returns.map(|_| self.choices(one_click.is_some()));
        let exchange = exchangeable.then(|| self.exchange());
        let words = returns.filter(|_| !self.is_helped).and_then(|option| helper(&self.shell.i18n_now(), option));
        view! {
            <div class="line-actions">
                {one_click.map(|offer| self.one_tap(offer))}
                <div class="pair">{choices} {exchange}</div>
                {one_click.and_then(|offer| self.perk(offer))}
                {words.map(|words| view! { <p class="muted center">{words}</p> }.into_any())}
            </div>
        }
        .into_any()
    }

    fn choices(self, beside_one_tap: bool) -> AnyView {
        let (shell, order_id, line_item_id) = (self.shell, self.order.id.clone(), self.item.id.clone());
        let choose = move || {
            shell.views.push(View::Return { order_id: order_id.clone(), line_item_id: line_item_id.clone() });
        };
        let words = if beside_one_tap { "order.more_choices" } else { "order.return_with_reason" };
        let is_primary = self.is_main && !beside_one_tap;
        view! {
            <button
                type="button"
                part=if is_primary { "choices primary" } else { "choices" }
                class="button"
                class:outline=!is_primary
                on:click=tap(choose)
            >
                {shell.i18n_now().t(words)}
            </button>
        }
        .into_any()
    }

    fn exchange(self) -> AnyView {
        let (shell, order_id, line_item_id) = (self.shell, self.order.id.clone(), self.item.id.clone());
        let open = move || {
            shell.views.push(View::Exchange { order_id: order_id.clone(), line_item_id: line_item_id.clone() });
        };
        view! {
            <button type="button" part="exchange" class="button outline" on:click=tap(open)>
                {shell.i18n_now().t("order.exchange")}
            </button>
        }
        .into_any()
    }

    /// What the shop does beyond the usual: money first, or nothing to send back.
    fn perk(self, offer: &OneClick) -> Option<AnyView> {
        let words = match (offer.keep_item, offer.speed.as_str()) {
            (true, _) => "order.keep",
            (false, "instant") => "order.instant",
            _ => return None,
        };
        let words = self.shell.i18n_now().t(words);
        Some(view! { <p class="center">{tag("perk", Tone::Good, words)}</p> }.into_any())
    }

    /// The product's main job: one tap files the return with the server's defaults.
    fn one_tap(self, offer: &OneClick) -> AnyView {
        let Self { shell, order, item, is_main, .. } = self;
        let request = CaseRequest::Return(ReturnRequest {
            order_id: order.id.clone(),
            items: vec![pieces(item, offer.quantity)],
            one_click: true,
            expected_refund: Some(offer.refund.clone()),
            ..Default::default()
        });
        let filing = filing(order, item, offer, &request);
        let i18n = shell.i18n_now();
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
}

/// What one tap means, or until when the line can go back.
pub fn helper(i18n: &I18n, option: &CaseOption) -> Option<String> {
    Some(match (&option.one_click, &option.no_reason_until, &option.deadline) {
        (Some(_), Some(until), _) => i18n.fill("order.one_tap_until", &[("date", &i18n.day(until))]),
        (Some(_), None, _) => i18n.t("order.one_tap"),
        (None, _, Some(until)) => i18n.fill("order.return_until", &[("date", &i18n.day(until))]),
        (None, _, None) => return None,
    })
}

/// It costs less now, and the shop gives the difference back: shown without being asked for.
fn price_drop(shell: Shell, order: &Order, item: &LineItem, option: &CaseOption) -> Option<AnyView> {
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

/// Why nothing comes of a price that is looked after; with a case under way the price is that case's matter.
pub fn price_refused<'a>(line: &'a LineEligibility, open_case: Option<&OrderCase>) -> Option<&'a str> {
    let option = of_kind(line, "price_protection").filter(|_| open_case.is_none())?;
    let is_offered = option.price_drop.is_some() && option.one_click.is_some();
    option.ineligible.first().filter(|_| !is_offered).map(|reason| reason.label.as_str())
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
        line_item_ids: vec![item.id.clone()],
    }
}

/// Each tap is a filing of its own, unless the same one is still on its way.
fn file(shell: Shell, filing: &Filing) {
    shell.file(Filing { key: idempotency_key(), at: now(), ..filing.clone() });
}

/// What can be done about sending the line back.
pub fn returns(line: &LineEligibility) -> Option<&CaseOption> {
    of_kind(line, "return")
}

fn of_kind<'a>(line: &'a LineEligibility, kind: &str) -> Option<&'a CaseOption> {
    line.options.iter().find(|option| option.kind == kind)
}
