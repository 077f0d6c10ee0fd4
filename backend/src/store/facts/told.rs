//! Answers: what is said of facts, for as long as nothing about them is written and the hour lasts.

use std::sync::Arc;

use axum::body::Bytes;
use futures_util::future::BoxFuture;

use super::{Shelf, Shelves, Store};
use crate::store::memory::Fact;

/// An answer as it goes out.
#[derive(Debug)]
pub struct Told {
    /// The hour in which it is true, see [`crate::clock::hour`].
    hour: i64,
    pub json: Bytes,
    pub tag: String,
}

/// An answer just made.
pub struct Telling {
    pub json: Vec<u8>,
    pub tag: String,
    /// What it hangs on.
    pub ids: Vec<String>,
}

impl Told {
    /// The answer, if it is one of this hour.
    pub fn of(self: Arc<Self>, hour: i64) -> Option<Arc<Self>> {
        Some(self).filter(|told| told.hour == hour)
    }
}

impl Fact for Told {
    fn shelf(shelves: &Shelves) -> &Shelf<Self> {
        &shelves.told
    }

    fn weight(&self) -> u64 {
        500 + self.json.len() as u64
    }
}

impl Store {
    /// The answer with this name, which names all that it depends on but facts and the hour; what `tell` says, where it is
    /// not remembered. In a debug build what is remembered is held against what `tell` says now.
    ///
    /// # Errors
    /// What keeps `tell` from answering.
    pub async fn told<'a, E>(
        &self,
        name: &str,
        hour: i64,
        tell: impl Fn() -> BoxFuture<'a, Result<Telling, E>>,
    ) -> Result<Arc<Told>, E> {
        let before = cfg!(debug_assertions).then(|| self.memory.attend());
        if let Some(told) = self.memory.recall(|recall| recall.fact::<Told>(name)?.of(hour)) {
            if let Some(before) = before
                && let Ok(fresh) = tell().await
                && before.holds()
            {
                assert_eq!(told.json, fresh.json, "what is remembered is not what would be said");
            }
            return Ok(told);
        }
        let attention = self.memory.attend();
        let Telling { json, tag, ids } = tell().await?;
        let told = Arc::new(Told { hour, json: json.into(), tag });
        attention.keep(name, &told, ids.iter().map(String::as_str));
        Ok(told)
    }
}
