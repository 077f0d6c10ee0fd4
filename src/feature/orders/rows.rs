//! The rows of a page of orders, under headings.

use aftercare_contract::order::{OrderStatus, OrderSummary};

use super::{listing::Listing, shelf::Shelf};
use crate::{
    erased::{prelude::*, tap},
    i18n::{I18n, days_left},
    state::View,
    ui::{Tone, picture, section, tag},
};

/// The first page tells what moves from what has come. Further down only the time matters, and what is added there
/// must not come in above.
pub fn page(shelf: Shelf, listing: &Listing, place: usize) -> AnyView {
    let i18n = shelf.shell.i18n_now();
    let Some(page) = listing.pages.get(place) else { return ().into_any() };
    let rows = Rows { shelf, i18n: &i18n, listing, place };
    let groups: Vec<_> = if place == 0 && listing.wanted.is_empty() {
        let headings =
            ["orders.group.moving", "orders.group.delivered", "orders.group.preparing", "orders.group.earlier"];
        let of = |heading: &&str| page.orders.iter().filter(|order| heading_of(order.status) == *heading).collect();
        headings.into_iter().map(|heading| (i18n.t(heading), of(&heading))).collect()
    } else {
        let mut months: Vec<(String, Vec<&OrderSummary>)> = Vec::new();
        for order in &*page.orders {
            let month = i18n.month(&order.placed_at);
            match months.last_mut() {
                Some((last, orders)) if *last == month => orders.push(order),
                _ => months.push((month, vec![order])),
            }
        }
        if joins(&i18n, listing, place)
            && let Some((heading, _)) = months.first_mut()
        {
            heading.clear();
        }
        months
    };
    let mut above = listing.above(place);
    let groups: Views = groups
        .into_iter()
        .filter(|(_, orders)| !orders.is_empty())
        .map(|(heading, orders)| {
            above += orders.len();
            rows.group(heading, &orders, above - orders.len())
        })
        .collect();
    groups.into_any()
}

/// Whether a page goes on in the month in which the one above ended.
pub fn joins(i18n: &I18n, listing: &Listing, place: usize) -> bool {
    let grouped = usize::from(listing.wanted.is_empty());
    let edge = place.checked_sub(1).filter(|above| *above >= grouped).map(|above| {
        let (above, below) = (listing.pages.get(above)?, listing.pages.get(place)?);
        Some(i18n.month(&above.orders.last()?.placed_at) == i18n.month(&below.orders.first()?.placed_at))
    });
    edge.flatten().unwrap_or_default()
}

fn heading_of(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Shipped | OrderStatus::PartlyShipped => "orders.group.moving",
        OrderStatus::Delivered => "orders.group.delivered",
        OrderStatus::Processing => "orders.group.preparing",
        OrderStatus::Cancelled | OrderStatus::Unknown => "orders.group.earlier",
    }
}

struct Rows<'a> {
    shelf: Shelf,
    i18n: &'a I18n,
    listing: &'a Listing,
    place: usize,
}

impl Rows<'_> {
    fn group(&self, heading: String, orders: &[&OrderSummary], above: usize) -> AnyView {
        let rows: Views = (above + 1..).zip(orders).map(|(position, order)| self.row(order, position)).collect();
        let rows = view! { <ul class="card rows">{rows}</ul> }.into_any();
        if heading.is_empty() {
            return view! { <section class="section">{rows}</section> }.into_any();
        }
        section(heading, rows)
    }

    /// `position` counts from 1 through the whole list, of which only a part is on the page.
    fn row(&self, order: &OrderSummary, position: usize) -> AnyView {
        let i18n = self.i18n;
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
        let of = if self.listing.next.is_none() { self.listing.count().to_string() } else { "-1".to_owned() };
        let (shelf, place) = (self.shelf, self.place);
        let (id, number) = (order.id.clone(), order.number.clone());
        let open = move || {
            let view = View::Order { id: id.clone(), number: number.clone() };
            shelf.leave(Some((place, id.clone())), view);
        };
        view! {
            <li aria-posinset=position.to_string() aria-setsize=of>
                <button
                    type="button"
                    part="order-row"
                    class="row"
                    data-order=order.number.clone()
                    data-id=order.id.clone()
                    on:click=tap(open)
                >
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
            </li>
        }
        .into_any()
    }
}
