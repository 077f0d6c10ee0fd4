//! What shoppers look at again and again: from memory where all of it is there, else from the database, and either way
//! of one moment.

mod look_up;
mod told;

use std::{fmt::Debug, sync::Arc};

use look_up::Attempts;
pub use look_up::{Entrance, Found};
pub use told::Telling;
use told::Told;

use super::{
    Connection, Store,
    market::Market,
    memory::{Attention, Fact, Recall, Shelf, Weigh},
    orders::{self, Order},
    sessions::{self, SessionRecord},
};
use crate::{clock::Millis, shop::Shop, token};

/// How many bytes of facts of one kind are kept, about.
const MOST: u64 = 128 << 20;

/// How many bytes a fact takes, about.
const USUAL: usize = 1_000;

/// How many of a session's orders are looked at for one of them.
const FEW: usize = 21;

/// Where facts are kept.
pub struct Shelves {
    attempts: Shelf<Attempts>,
    entrances: Shelf<Entrance>,
    sessions: Shelf<SessionRecord>,
    opened: Shelf<Opened>,
    orders: Shelf<Order>,
    markets: Shelf<Market>,
    told: Shelf<Told>,
}

/// What a session opens, newest first, up to some length.
#[derive(Debug)]
struct Opened {
    orders: Vec<(String, Millis)>,
    /// Whether there are no others.
    whole: bool,
}

impl Opened {
    /// The newest; absent when that is not known.
    fn newest(&self, most: usize) -> Option<&[(String, Millis)]> {
        self.orders.get(..most).or_else(|| self.whole.then_some(&self.orders))
    }

    /// Whether the order is one of them; absent when that is not known.
    fn opens(&self, id: &str) -> Option<bool> {
        let found = self.orders.iter().any(|(order, _)| order == id);
        (found || self.whole).then_some(found)
    }
}

impl Default for Shelves {
    fn default() -> Self {
        Self {
            attempts: shelf(),
            entrances: shelf(),
            sessions: shelf(),
            opened: shelf(),
            orders: shelf(),
            markets: shelf(),
            told: shelf(),
        }
    }
}

/// An empty shelf.
fn shelf<T: Fact>() -> Shelf<T> {
    Shelf::with_weighter(MOST as usize / USUAL, MOST, Weigh)
}

impl Fact for SessionRecord {
    fn shelf(shelves: &Shelves) -> &Shelf<Self> {
        &shelves.sessions
    }

    fn weight(&self) -> u64 {
        500
    }
}

impl Fact for Opened {
    fn shelf(shelves: &Shelves) -> &Shelf<Self> {
        &shelves.opened
    }

    fn weight(&self) -> u64 {
        300 + 50 * self.orders.len() as u64
    }
}

impl Fact for Order {
    fn shelf(shelves: &Shelves) -> &Shelf<Self> {
        &shelves.orders
    }

    fn weight(&self) -> u64 {
        700 + 1_000 * self.lines.len() as u64
    }
}

impl Fact for Market {
    fn shelf(shelves: &Shelves) -> &Shelf<Self> {
        &shelves.markets
    }

    fn weight(&self) -> u64 {
        500 + 100 * self.prices.len() as u64 + 500 * self.variants.len() as u64
    }
}

/// Orders with the places of a list.
pub type Listed = (Vec<(String, Millis)>, Vec<Arc<Order>>);

impl Store {
    /// The stored session of a token, expired ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, token: &str) -> sqlx::Result<Option<Arc<SessionRecord>>> {
        let hash = &token::filed(token);
        let recall = |recall: &Recall<'_>| recall.fact(hash).map(Some);
        self.look(recall, async |reading, attention| {
            let session = sessions::find(reading, hash).await?.map(Arc::new);
            if let Some(session) = &session {
                attention.keep(hash, session, [hash.as_str()]);
            }
            Ok(session)
        })
        .await
    }

    /// The places of the newest `most` orders that the session opens, and the first `wanted` of the orders.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_orders(&self, session: &SessionRecord, wanted: usize, most: usize) -> sqlx::Result<Listed> {
        let recall = |recall: &Recall<'_>| {
            let opened = recall.fact::<Opened>(&session.opener)?;
            let places = opened.newest(most)?;
            let orders = places.iter().take(wanted).map(|(id, _)| recall.fact(id)).collect::<Option<_>>()?;
            Some((places.to_vec(), orders))
        };
        self.look(recall, async |reading, attention| {
            let opened = opened(reading, attention, session, most).await?;
            let mut orders = Vec::with_capacity(opened.orders.len());
            for (id, _) in opened.orders.iter().take(wanted) {
                orders.extend(order(reading, attention, id).await?);
            }
            Ok((opened.orders.clone(), orders))
        })
        .await
    }

    /// The same of the orders after `after`, and of those that hold `text`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn some_orders(
        &self,
        session: &SessionRecord,
        text: Option<&str>,
        after: Option<&(Millis, String)>,
        wanted: usize,
        most: usize,
    ) -> sqlx::Result<Listed> {
        let mut reading = self.read().await?;
        let places = orders::page(&mut reading, &session.opener, text, after, most as i64).await?;
        let mut orders = Vec::with_capacity(places.len());
        for (id, _) in places.iter().take(wanted) {
            orders.extend(orders::load(&mut reading, id).await?.map(Arc::new));
        }
        Ok((places, orders))
    }

    /// An order that the session opens, and what is true of the shop for it; absent when it does not open it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_in_market(
        &self,
        shop: &Shop,
        session: &SessionRecord,
        id: &str,
    ) -> sqlx::Result<Option<(Arc<Order>, Arc<Market>)>> {
        let recall = |recall: &Recall<'_>| match recall.fact::<Opened>(&session.opener)?.opens(id)? {
            true => Some(Some((recall.fact(id)?, recall.fact(id)?))),
            false => Some(None),
        };
        self.look(recall, async |reading, attention| {
            let opens = match opened(reading, attention, session, FEW).await?.opens(id) {
                Some(opens) => opens,
                None => sessions::opens(reading, session, id).await?,
            };
            if !opens {
                return Ok(None);
            }
            let Some(order) = order(reading, attention, id).await? else { return Ok(None) };
            let market = Arc::new(Market::of(reading, shop, &order).await?);
            let products = order.lines.iter().map(|line| line.record.product_id.as_str());
            attention.keep(id, &market, products.chain([id, &order.record.customer_id]));
            Ok(Some((order, market)))
        })
        .await
    }

    /// What is remembered, else what is read.
    async fn look<T: Debug>(
        &self,
        recall: impl FnOnce(&Recall<'_>) -> Option<T>,
        read: impl AsyncFnOnce(&mut Connection, &Attention<'_>) -> sqlx::Result<T> + Copy,
    ) -> sqlx::Result<T> {
        if let Some(facts) = self.remembered(recall, read).await {
            return Ok(facts);
        }
        // In a box, as it is large and seldom needed: whoever asks is moved about with room for it.
        Box::pin(async {
            let attention = self.memory.attend();
            read(&mut *self.read().await?, &attention).await
        })
        .await
    }

    /// What is remembered. In a debug build it is held against the database, so that the tests find what a fact should
    /// hang on and does not.
    async fn remembered<T: Debug>(
        &self,
        recall: impl FnOnce(&Recall<'_>) -> Option<T>,
        read: impl AsyncFnOnce(&mut Connection, &Attention<'_>) -> sqlx::Result<T>,
    ) -> Option<T> {
        let before = cfg!(debug_assertions).then(|| self.memory.attend());
        let facts = self.memory.recall(recall)?;
        if let Some(before) = before
            && let Ok(mut reading) = self.read().await
            && let Ok(found) = Box::pin(read(&mut reading, &before)).await
            && before.holds()
        {
            assert_eq!(format!("{facts:?}"), format!("{found:?}"), "what is remembered is not what there is");
        }
        Some(facts)
    }
}

/// What the session opens, `most` at most.
async fn opened(
    reading: &mut Connection,
    attention: &Attention<'_>,
    session: &SessionRecord,
    most: usize,
) -> sqlx::Result<Arc<Opened>> {
    let opener = session.opener.as_str();
    let orders = orders::page(reading, opener, None, None, most as i64).await?;
    let opened = Arc::new(Opened { whole: orders.len() < most, orders });
    let ids = opened.orders.iter().map(|(id, _)| id.as_str()).chain(session.customer_id.as_deref());
    attention.keep(opener, &opened, ids.chain([opener]));
    Ok(opened)
}

/// The order.
async fn order(reading: &mut Connection, attention: &Attention<'_>, id: &str) -> sqlx::Result<Option<Arc<Order>>> {
    let order = orders::load(reading, id).await?.map(Arc::new);
    if let Some(order) = &order {
        attention.keep(id, order, [id, &order.record.customer_id]);
    }
    Ok(order)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
