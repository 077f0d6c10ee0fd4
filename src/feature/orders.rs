//! Home: what needs the shopper first, then their orders, newest first.
//!
//! In the chunk `orders`, which comes while the shopper is still typing an order number.

use std::rc::Rc;

use aftercare_contract::{
    case::Case,
    order::{OrderStatus, OrderSummary},
};
use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};

use super::frame;
use crate::{
    client::{Abort, both},
    erased::{Var, live, nothing, tap, words},
    i18n::{I18n, days_left},
    state::{Remote, Shell, View},
    ui::{Icon, Tone, icon, picture, section, tag},
};

/// What home shows, read in one go.
struct Home {
    orders: Vec<OrderSummary>,
    next_cursor: Option<String>,
    waiting: Vec<Case>,
}

pub fn orders(shell: Shell) -> AnyView {
    frame::chunk(shell, preload, move || split(shell))
}

#[leptos::wasm_split::wasm_split(orders, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(shell: Shell) -> Result<AnyView, SplitLoaderError> {
    let home = Remote::remembered(shell, "home".into(), |client, abort| async move {
        let (page, waiting) = both(client.orders(None, &abort), client.waiting_cases(&abort)).await;
        let page = page?;
        // What waits for the shopper is a courtesy here; each order says it too. So its failure costs only itself.
        let waiting = waiting.map_or_else(|_| Vec::new(), |page| page.data);
        Ok(Home { orders: page.data, next_cursor: page.next_cursor, waiting })
    });
    Ok(frame::show(shell, home, move |home| list(shell, &home)))
}

fn list(shell: Shell, home: &Rc<Home>) -> AnyView {
    let i18n = shell.i18n_now();
    let orders = Var::new(home.orders.clone());
    let next = Var::new(home.next_cursor.clone());
    let attention: Vec<_> = home.waiting.iter().filter_map(|case| attention(shell, &i18n, case)).collect();
    let empty = home.orders.is_empty().then(|| {
        view! {
            <div part="empty" class="empty">
                {icon(Icon::Parcel)}
                <p>{i18n.t("orders.empty")}</p>
            </div>
        }
        .into_any()
    });
    let add = i18n.t("orders.add");
    view! {
        <div class="stack">
            {attention}
            {empty}
            {live(move || groups(shell, &orders.get()).into_any())}
            {live(move || next.get().map_or_else(nothing, |cursor| more(shell, cursor, orders, next)))}
            <button
                type="button"
                part="add-order"
                class="button outline"
                on:click=tap(move || shell.views.push(View::AddOrder))
            >
                {add}
            </button>
        </div>
    }
    .into_any()
}

/// One of the shopper's own things to do, with its date.
fn attention(shell: Shell, i18n: &I18n, case: &Case) -> Option<AnyView> {
    let step = case.next_step.as_ref()?;
    let title = match &step.due_at {
        Some(due) => i18n.fill("case.step_by", &[("step", &step.title), ("date", &i18n.day(due))]),
        None => step.title.clone(),
    };
    let about = i18n.of_kind("kind.title.{}", &case.kind, &[("number", &case.number)]);
    let about = format!("{about} · {}", i18n.fill("title.order", &[("number", &case.order_number)]));
    let (id, number, kind) = (case.id.clone(), case.number.clone(), case.kind.clone());
    let open = move || {
        let (id, number, kind) = (id.clone(), number.clone(), kind.clone());
        shell.views.push(View::Case { id, number, kind, opened: None, just_filed: false })
    };
    Some(
        view! {
            <button type="button" part="attention" class="card row attention" on:click=tap(open)>
                <span class="grow">
                    <span class="row-title">{title}</span>
                    <span class="muted">{about}</span>
                </span>
                {icon(Icon::Forward)}
            </button>
        }
        .into_any(),
    )
}

/// The orders under headings, a heading once only, in the order the shop sent them.
fn groups(shell: Shell, orders: &[OrderSummary]) -> Vec<AnyView> {
    let i18n = shell.i18n_now();
    let headings = ["orders.group.moving", "orders.group.delivered", "orders.group.preparing", "orders.group.earlier"];
    headings
        .into_iter()
        .filter_map(|heading| {
            let rows: Vec<_> = orders
                .iter()
                .filter(|order| heading_of(order.status) == heading)
                .map(|order| row(shell, &i18n, order))
                .collect();
            (!rows.is_empty())
                .then(|| section(i18n.t(heading), view! { <div class="card rows">{rows}</div> }.into_any()).into_any())
        })
        .collect()
}

fn heading_of(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Shipped | OrderStatus::PartlyShipped => "orders.group.moving",
        OrderStatus::Delivered => "orders.group.delivered",
        OrderStatus::Processing => "orders.group.preparing",
        OrderStatus::Cancelled | OrderStatus::Unknown => "orders.group.earlier",
    }
}

fn row(shell: Shell, i18n: &I18n, order: &OrderSummary) -> AnyView {
    let title = match order.line_count {
        0 | 1 => order.title.clone(),
        lines => {
            let more = i18n.number(lines - 1);
            i18n.fill("orders.and_more", &[("title", &order.title), ("count", &more)])
        }
    };
    let when = match (order.status, &order.delivered_at) {
        (OrderStatus::Delivered, Some(at)) => i18n.fill("order.delivered", &[("day", &i18n.near_day(at))]),
        _ => order.status_label.clone(),
    };
    let about = i18n.fill("orders.about", &[("number", &order.number), ("status", &when)]);
    let left = order.return_until.as_deref().and_then(days_left).map(|days| i18n.count("orders.days_left", days));
    let moving = matches!(order.status, OrderStatus::Shipped | OrderStatus::PartlyShipped);
    let price = order.total.as_ref().map(|total| i18n.money(total));
    let (id, number) = (order.id.clone(), order.number.clone());
    let open = move || shell.views.push(View::Order { id: id.clone(), number: number.clone() });
    view! {
        <button type="button" part="order-row" class="row" data-order=order.number.clone() on:click=tap(open)>
            {picture(order.image_url.clone())}
            <span class="grow">
                <span class="row-title">{title}</span>
                <span class="muted">{about}</span>
                {left.map(|left| view! { <span class="muted">{left}</span> }.into_any())}
            </span>
            <span class="row-end">
                <span class="figure">{price}</span>
                {moving.then(|| tag("order-status", Tone::Brand, order.status_label.clone()))}
            </span>
        </button>
    }
    .into_any()
}

/// The next page, put below what is there. A failure leaves the button for another try.
fn more(shell: Shell, cursor: String, orders: Var<Vec<OrderSummary>>, next: Var<Option<String>>) -> AnyView {
    let asking = Var::new(false);
    let load = move || {
        if asking.now() {
            return;
        }
        asking.set(true);
        let (client, cursor) = (shell.client(), cursor.clone());
        let (abort, guard) = Abort::pair();
        spawn_local(async move {
            let page = client.orders(Some(&cursor), &abort).await;
            drop(guard);
            match page {
                Ok(page) => {
                    orders.update(|all| all.extend(page.data));
                    next.set(page.next_cursor);
                }
                Err(failure) => {
                    shell.notice(&failure);
                    asking.set(false);
                }
            }
        });
    };
    view! {
        <button
            type="button"
            part="more"
            class="button outline"
            aria-disabled=words(move || asking.get().to_string())
            on:click=tap(load)
        >
            {words(move || shell.i18n_now().t(if asking.get() { "state.loading" } else { "orders.more" }))}
        </button>
    }
    .into_any()
}
