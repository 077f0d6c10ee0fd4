//! One order: its lines with what can be done, its parcels, its cases. In the chunk `orders`.

mod line;
mod parcel;
mod warranty;

use std::rc::Rc;

use aftercare_contract::{
    Id,
    eligibility::{Eligibility, OrderOption},
    order::{LineItem, Order, OrderCase},
};
use leptos::wasm_split::SplitLoaderError;

use self::line::Standing;
use super::{frame, opinion};
use crate::{
    client::both,
    erased::{Var, live, prelude::*, tap, watch},
    i18n::I18n,
    state::{Ahead, Matter, Remote, Shell, View},
    ui::{Icon, icon, section},
};

/// An order together with what the shop allows for it now.
struct OrderPage {
    order: Order,
    eligibility: Eligibility,
}

impl OrderPage {
    /// Whether the shop opens a case of this type for the order as a whole.
    fn leads_to(&self, kind: &str) -> bool {
        self.eligibility.order_options.iter().any(|option| option.eligible && option.kind == kind)
    }
}

pub fn order(shell: Shell, id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, id.clone()))
}

#[leptos::wasm_split::wasm_split(orders, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, id: Id) -> Result<AnyView, SplitLoaderError> {
    let watched = id.clone();
    let page = Remote::remembered(shell, id.clone(), move |client, abort| {
        let id = id.clone();
        async move {
            let (order, eligibility) = both(client.order(&id, &abort), client.eligibility(&id, &abort)).await;
            Ok(OrderPage { order: order?, eligibility: eligibility? })
        }
    });
    follow_filings(shell, page, watched.clone());
    Ok(view! {
        <div class="stack">
            {live(move || waiting(shell, &watched))}
            {frame::show(shell, page, move |page| whole(shell, &page))}
        </div>
    }
    .into_any())
}

fn whole(shell: Shell, page: &Rc<OrderPage>) -> AnyView {
    let i18n = shell.i18n_now();
    let order = &page.order;
    // One primary button a screen: with several lines to choose from, none of them is the obvious one.
    let returnable: Vec<_> =
        page.eligibility.lines.iter().filter_map(line::returns).filter(|it| it.eligible_quantity > 0).collect();
    // What they all say alike is said once.
    let helpers: Vec<_> = returnable.iter().map(|option| line::helper(&i18n, option)).collect();
    let helper = match helpers.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && rest.iter().all(|it| it == first) => first.clone(),
        _ => None,
    };
    let standing = Standing { is_main: returnable.len() == 1, is_helped: helper.is_some() };
    let lines: Views = order
        .lines
        .iter()
        .map(|item| {
            let options = page.eligibility.lines.iter().find(|line| line.line_item_id == item.id);
            line::line(shell, order, item, options, open_case_of(order, item), standing)
        })
        .collect();
    let parcels = (!order.shipments.is_empty())
        .then(|| section(i18n.t("order.parcels"), parcel::parcels(shell, &order.shipments)));
    let said = order.policies.iter().map(|policy| ("policy", policy.label.clone()));
    let said = said.chain(prices_refused(&i18n, page).into_iter().map(|words| ("price-refusal", words)));
    let policies: Views = said.map(|(part, words)| view! { <li part=part>{words}</li> }.into_any()).collect();
    let policies = (!policies.is_empty())
        .then(|| section(i18n.t("order.policies"), view! { <ul class="card notes">{policies}</ul> }.into_any()));
    shell.ahead.set(leads_to(page));
    let options = options(shell, page);
    let rows = |part, cases: Vec<&OrderCase>, title: &str| {
        let rows: Views = cases.into_iter().map(|case| line::case_row(shell, part, case)).collect();
        (!rows.is_empty()).then(|| section(i18n.t(title), view! { <div class="card rows">{rows}</div> }.into_any()))
    };
    let open = rows("open-case", other_cases(order).collect(), "order.open");
    let past = order.cases.iter().filter(|case| case.phase.is_terminal()).collect();
    let past = rows("past-case", past, "order.past");
    let mut placed = i18n.fill("order.placed", &[("day", &i18n.day(&order.placed_at))]);
    if let Some(total) = &order.total {
        placed.push_str(" · ");
        placed.push_str(&i18n.money(total));
    }
    view! {
        <div class="stack">
            <p class="muted">{placed} {helper.map(|words| view! { <span class="muted">{words}</span> }.into_any())}</p>
            {open}
            {lines}
            {parcels}
            {options}
            {past}
            {policies}
            {frame::aid(shell, Some(matter(order)))}
            // Last: it comes late, and must not move what is about to be tapped.
            {opinion::of_order(shell, order)}
        </div>
    }
    .into_any()
}

/// What a shopper who asks for help here is in the middle of.
fn matter(order: &Order) -> Matter {
    Matter {
        order_id: order.id.clone(),
        order_number: order.number.clone(),
        line_item_id: None,
        case: None,
        tried: Vec::new(),
    }
}

/// Why nothing comes of the prices that are looked after, a sentence for each reason: said below the order, where who
/// wonders finds it, and not line for line.
fn prices_refused(i18n: &I18n, page: &OrderPage) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for item in &page.order.lines {
        let line = page.eligibility.lines.iter().find(|line| line.line_item_id == item.id);
        let why = line.and_then(|line| line::price_refused(line, open_case_of(&page.order, item)));
        let Some(why) = why else { continue };
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, titles)) => titles.push(&item.title),
            None => reasons.push((why, vec![&item.title])),
        }
    }
    let sentence = |(reason, titles): (&str, Vec<&str>)| {
        if titles.len() == page.order.lines.len() {
            return i18n.fill("order.price_refused", &[("reason", reason)]);
        }
        i18n.fill("order.price_refused.some", &[("lines", &titles.join(" · ")), ("reason", reason)])
    };
    reasons.into_iter().map(sentence).collect()
}

/// Which views the page has a way to.
fn leads_to(page: &OrderPage) -> Rc<[Ahead]> {
    let offers = |kind: &str| {
        let mut options = page.eligibility.lines.iter().flat_map(|line| &line.options);
        options.any(|option| option.kind == kind && option.eligible_quantity > 0)
    };
    let ways = [
        (Ahead::Return, offers("return")),
        (Ahead::Exchange, offers("exchange")),
        (Ahead::Parcel, !page.order.shipments.is_empty()),
        (Ahead::Withdrawal, page.leads_to("withdrawal")),
        (Ahead::Complaint, page.leads_to("complaint")),
    ];
    ways.into_iter().filter(|(_, is_there)| *is_there).map(|(way, _)| way).collect()
}

/// What can be done with the order as a whole, as far as this widget knows how.
fn options(shell: Shell, page: &Rc<OrderPage>) -> Vec<AnyView> {
    let offered = page.eligibility.order_options.iter().filter(|option| option.eligible);
    offered.filter_map(|option| Some(way_in(shell, option, way(&page.order.id, option)?))).collect()
}

/// Where a case type for the whole order leads, with the part its way in is known by.
fn way(order_id: &Id, option: &OrderOption) -> Option<(&'static str, View)> {
    let order_id = order_id.clone();
    let OrderOption { label, language, .. } = option.clone();
    match option.kind.as_str() {
        "withdrawal" => Some(("withdraw", View::Withdrawal { order_id, label, language })),
        "complaint" => Some(("complain", View::Complaint { order_id, line_item_ids: Vec::new(), reason_code: None })),
        _ => None,
    }
}

fn way_in(shell: Shell, option: &OrderOption, (part, view): (&'static str, View)) -> AnyView {
    let i18n = shell.i18n_now();
    let until = option.deadline.as_ref().map(|at| i18n.fill("case.by", &[("date", &i18n.day(at))]));
    view! {
        <button type="button" part=part class="card row" on:click=tap(move || shell.views.push(view.clone()))>
            <span class="grow">
                <span class="row-title" lang=i18n.lang(option.language.clone())>
                    {option.label.clone()}
                </span>
                <span class="muted">{until}</span>
            </span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}

/// Reads the order again when something about it has reached the shop meanwhile: what can be done is another then.
fn follow_filings(shell: Shell, page: Remote<OrderPage>, order_id: Id) {
    let count = move || shell.outbox.entries().iter().filter(|entry| entry.filing.order_id == order_id).count();
    let before = Var::new(0);
    watch(move || {
        let now = count();
        if now < before.now() {
            page.refresh();
        }
        before.set(now);
    });
}

/// What is still on its way to the shop about this order.
fn waiting(shell: Shell, order_id: &str) -> AnyView {
    let words = shell.i18n_now().t("filing.tag");
    let rows: Views = shell
        .outbox
        .entries()
        .iter()
        .filter(|entry| entry.filing.order_id == order_id)
        .map(|entry| {
            let key = entry.filing.key.clone();
            let open = move || shell.views.push(View::Filing { key: key.clone() });
            view! {
                <button type="button" part="waiting-filing" class="card row attention" on:click=tap(open)>
                    <span class="grow">
                        <span class="row-title">{words.clone()}</span>
                        <span class="muted">{entry.filing.title.clone()}</span>
                    </span>
                    {icon(Icon::Forward)}
                </button>
            }
            .into_any()
        })
        .collect();
    rows.into_any()
}

/// The newest case that is still going on with a line's goods. Where people only talk about them, nothing is under way.
fn open_case_of<'a>(order: &'a Order, item: &LineItem) -> Option<&'a OrderCase> {
    let mut open = order.cases.iter().filter(|case| !case.phase.is_terminal() && case.kind != "complaint");
    open.find(|case| case.line_item_ids.contains(&item.id))
}

/// The open cases that no line shows.
fn other_cases(order: &Order) -> impl Iterator<Item = &OrderCase> {
    let shown: Vec<&Id> = order.lines.iter().filter_map(|item| Some(&open_case_of(order, item)?.id)).collect();
    order.cases.iter().filter(move |case| !case.phase.is_terminal() && !shown.contains(&&case.id))
}
