//! Look-ups: whom what was typed lets in, and how often it was typed in vain.
//!
//! What has let somebody in is remembered under all that was typed. Whoever types anything else finds nothing there and
//! is looked up in the database, whether there is such an order or not: time does not tell. And who has tried too often
//! is told so before anything is looked up.

use std::sync::Arc;

use super::{Connection, Recall, Shelf, Shelves, Store};
use crate::{
    clock::Millis,
    store::{
        customers::CustomerRecord,
        memory::{Attention, Fact},
        sessions,
        turns::Turn,
    },
};

/// Whom a look-up lets in.
#[derive(Clone, Debug)]
pub struct Entrance {
    pub order_id: String,
    /// Who has bought it.
    pub customer: CustomerRecord,
}

/// When something was tried in vain, oldest first.
#[derive(Debug)]
pub struct Attempts(Vec<Millis>);

/// What there is of a look-up.
#[derive(Debug)]
pub enum Found {
    /// Too many attempts, the first of them then.
    Exhausted(Millis),
    Entrance(Arc<Entrance>),
    Nothing,
}

impl Attempts {
    /// The first after `since`, when they are `most` or more.
    fn exhausted(&self, most: i64, since: Millis) -> Option<Found> {
        let counted = self.0.get(self.0.partition_point(|at| *at <= since)..)?;
        let first = *counted.first()?;
        (counted.len() as i64 >= most).then_some(Found::Exhausted(first))
    }
}

impl Fact for Attempts {
    fn shelf(shelves: &Shelves) -> &Shelf<Self> {
        &shelves.attempts
    }

    fn weight(&self) -> u64 {
        200 + 8 * self.0.len() as u64
    }
}

impl Fact for Entrance {
    fn shelf(shelves: &Shelves) -> &Shelf<Self> {
        &shelves.entrances
    }

    fn weight(&self) -> u64 {
        400
    }
}

impl Store {
    /// Whom the look-up named `typed` lets in, as `find` finds it, unless there were too many attempts after `since` on one
    /// of the `buckets`, each of which has the most of its own. With nothing found the turn is the caller's, until the
    /// attempt is counted.
    ///
    /// # Errors
    /// When the database fails or others take too long.
    pub async fn look_up(
        &self,
        typed: &str,
        buckets: &[(String, i64)],
        since: Millis,
        find: impl AsyncFnOnce(&mut Connection) -> sqlx::Result<Option<Entrance>> + Copy,
    ) -> sqlx::Result<(Found, Option<Turn<'_>>)> {
        let recall = |recall: &Recall<'_>| {
            for (bucket, most) in buckets {
                let attempts: Arc<Attempts> = recall.fact(bucket)?;
                if let Some(exhausted) = attempts.exhausted(*most, since) {
                    return Some(exhausted);
                }
            }
            Some(Found::Entrance(recall.fact(typed)?))
        };
        let read = async move |reading: &mut Connection, attention: &Attention<'_>| {
            for (bucket, most) in buckets {
                let attempts = Arc::new(Attempts(sessions::all_attempts(reading, bucket).await?));
                attention.keep(bucket, &attempts, [bucket.as_str()]);
                if let Some(exhausted) = attempts.exhausted(*most, since) {
                    return Ok(exhausted);
                }
            }
            let Some(entrance) = find(reading).await?.map(Arc::new) else { return Ok(Found::Nothing) };
            attention.keep(typed, &entrance, [entrance.order_id.as_str(), &entrance.customer.id]);
            Ok(Found::Entrance(entrance))
        };
        let passage = self.turns.pass(buckets).await?;
        if let Some(found) = self.remembered(recall, read).await {
            return Ok((found, None));
        }
        drop(passage);
        let turn = Box::pin(self.turns.take(buckets)).await?;
        Ok((self.look(recall, read).await?, Some(turn)))
    }
}
