//! Turns at the doors that may be tried so often: whoever may be trying in vain has a door to themselves until that is
//! counted, so that many at once can't slip through together. Whoever is known to be right goes through beside others.
//!
//! The turns are this instance's, the count is the database's ([`super::Lock::Attempts`]): of several instances each lets
//! one try at a time, and each of them is counted.

use std::hash::{BuildHasher as _, RandomState};

use tokio::{
    sync::{RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::timeout,
};

use super::PATIENCE;

/// How many doors are told apart.
const DOORS: usize = 1024;

/// The doors.
pub struct Turns {
    doors: Vec<RwLock<()>>,
    places: RandomState,
}

/// Held by who is alone at some doors.
pub struct Turn<'a> {
    _doors: Vec<RwLockWriteGuard<'a, ()>>,
}

/// Held by who goes through beside others.
pub struct Passage<'a> {
    _doors: Vec<RwLockReadGuard<'a, ()>>,
}

impl Default for Turns {
    fn default() -> Self {
        Self { doors: (0..DOORS).map(|_| RwLock::default()).collect(), places: RandomState::new() }
    }
}

impl Turns {
    /// Waits until nobody is alone at one of these doors.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn pass(&self, names: &[(String, i64)]) -> sqlx::Result<Passage<'_>> {
        let mut doors = Vec::with_capacity(names.len());
        for door in self.doors(names) {
            doors.push(match door.try_read() {
                Ok(open) => open,
                Err(_) => timeout(PATIENCE, door.read()).await.map_err(|_| sqlx::Error::PoolTimedOut)?,
            });
        }
        Ok(Passage { _doors: doors })
    }

    /// Waits until nobody else is at these doors.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn take(&self, names: &[(String, i64)]) -> sqlx::Result<Turn<'_>> {
        let mut doors = Vec::with_capacity(names.len());
        for door in self.doors(names) {
            doors.push(timeout(PATIENCE, door.write()).await.map_err(|_| sqlx::Error::PoolTimedOut)?);
        }
        Ok(Turn { _doors: doors })
    }

    /// Each of the doors once, and for everybody in the same order: nobody waits in a circle.
    fn doors(&self, names: &[(String, i64)]) -> impl Iterator<Item = &RwLock<()>> {
        let mut places: Vec<usize> =
            names.iter().map(|(name, _)| self.places.hash_one(name) as usize % DOORS).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| &self.doors[place])
    }
}
