//! `GET /orders`, `GET /orders/{id}` and `GET /orders/{id}/eligibility`.

use aftercare_contract::list::Page;
use futures_util::FutureExt as _;
use serde::Deserialize;

use crate::{
    clock::Millis,
    paging::{self, Paging},
    problem::{Answer, Refusal},
    reader::Reader,
    request::{Named, Search},
    store::{cases, facts::Listed, messages, orders, shipments, surveys},
    view::order::OrderPage,
};

/// The most characters to search for.
const LONGEST_SEARCH: usize = 200;

/// `?q=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// Part of a number, a title or a variant.
    q: Option<String>,
}

/// The orders the session opens, newest first.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    if wanted.q.as_ref().is_some_and(|wanted| wanted.chars().count() > LONGEST_SEARCH) {
        return Err(Refusal::Malformed("invalid_query"));
    }
    let wanted = wanted.q.as_deref().map(str::trim).filter(|wanted| !wanted.is_empty());
    let (store, session) = (&reader.app.store, &reader.shopper.0);
    let page = &|(mut rows, orders): Listed, now: Millis| -> Answer<_> {
        let next_cursor = paging::cut(&mut rows, limit)?;
        let data = orders.iter().map(|order| reader.view().order_summary(order, now)).collect();
        let ids = orders.iter().flat_map(|order| [order.record.id.clone(), order.record.customer_id.clone()]);
        Ok((Page { data, next_cursor }, ids.collect()))
    };
    if wanted.is_none() && after.is_none() {
        let newest = |now| async move { page(store.newest_orders(session, limit, limit + 1).await?, now) }.boxed();
        return reader.tell(&["orders\n", &limit.to_string()].concat(), newest).await;
    }
    let some = store.some_orders(session, wanted, after.as_ref(), limit, limit + 1).await?;
    reader.answer(&page(some, reader.app.clock.now())?.0)
}

/// A whole order.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    reader.shopper.must_open(&mut reading, &id).await?;
    let order = orders::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    let shipments = shipments::of_order(&mut reading, &id).await?;
    let adjustments = orders::adjustments(&mut reading, &id).await?;
    let mut cases = cases::of_order(&mut reading, &id).await?;
    if reader.shopper.is_gift() {
        cases.retain(|case| case.record.gift != 0);
    }
    let mut said = Vec::with_capacity(cases.len());
    for case in &cases {
        said.push(messages::last(&mut reading, &case.record.id).await?);
    }
    let surveys = surveys::of_order(&mut reading, &id).await?;
    let page = OrderPage {
        order: &order,
        shipments: &shipments,
        adjustments: &adjustments,
        cases: &cases,
        said: &said,
        surveys: &surveys,
    };
    reader.answer(&reader.view().order(&page))
}

/// What can be done with each line now.
pub async fn eligibility(reader: Reader, Named(id): Named<String>) -> Answer {
    let Reader { app, shopper, .. } = &reader;
    let (reader, id) = (&reader, &id);
    let say = |now| {
        async move {
            let known = app.store.order_in_market(&app.shop, &shopper.0, id).await?;
            let (order, market) = known.ok_or(Refusal::NotFound)?;
            let products = order.lines.iter().map(|line| line.record.product_id.clone());
            let ids = products.chain([id.clone(), order.record.customer_id.clone()]).collect();
            Ok((reader.view().eligibility(&order, &market, now)?, ids))
        }
        .boxed()
    };
    reader.tell(&["eligibility\n", id].concat(), say).await
}
