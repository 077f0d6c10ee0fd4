//! One write: a transaction with the locks it needs.

use std::ops::{Deref, DerefMut};

use sha2::{Digest as _, Sha256};
use sqlx::{Any, Transaction};

use super::{Connection, Dialect, group::Member};

/// What writes that read before they write keep others away from, so that what they have read stays true until they
/// commit.
///
/// SQLite has one writer, so nothing needs a lock there; PostgreSQL has many, on many instances. Whoever decides by
/// what is stored (is this piece still free? was this key used? is this slot open?) takes the lock of what the decision
/// is about *before reading it*.
///
/// **The order is the order of this list**, and of the ids within one kind: two writes that take their locks in the
/// same order never wait for each other in a circle. A debug build panics at a lock out of order, on both databases, so
/// that the tests find it. Take every lock before the first change: a changed row is a lock as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lock {
    /// What a deployment makes once: the sample shop.
    Deployment,
    /// Attempts that are limited together, by the bucket they are counted in.
    Attempts,
    /// A shopper's idempotency key; taken by [`crate::idempotency::Attempt::replay`].
    Key,
    /// What is one customer's: profile, subscriptions, reviews.
    Customer,
    /// An order with everything that belongs to it: its lines' claims, its cases with their timelines and messages,
    /// its quotes, its shipments.
    Order,
    /// A pickup or repair slot.
    Slot,
}

/// A transaction to write in; undone unless committed. Reads and writes through it as through a connection.
pub struct Writing {
    inner: Inner,
    dialect: Dialect,
    #[cfg(debug_assertions)]
    last: Option<(Lock, String)>,
}

enum Inner {
    /// A transaction of its own (PostgreSQL).
    Alone(Box<Connection>),
    /// A part of a transaction that several share (SQLite).
    Grouped(Member),
}

impl Writing {
    pub(super) fn alone(transaction: Transaction<'static, Any>) -> Self {
        Self::new(Inner::Alone(Box::new(Connection::ServerTransaction(transaction))), Dialect::Postgres)
    }

    pub(super) fn grouped(member: Member) -> Self {
        Self::new(Inner::Grouped(member), Dialect::Sqlite)
    }

    fn new(inner: Inner, dialect: Dialect) -> Self {
        Self {
            inner,
            dialect,
            #[cfg(debug_assertions)]
            last: None,
        }
    }

    /// Which SQL the database understands, for the little that is not the same.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Keeps other writes with the same lock out until this one ends. See [`Lock`] for when and in which order.
    ///
    /// # Errors
    /// When the lock is not granted in time.
    ///
    /// # Panics
    /// In debug builds, when locks are taken out of order.
    pub async fn lock(&mut self, lock: Lock, id: &str) -> sqlx::Result<()> {
        #[cfg(debug_assertions)]
        {
            let next = (lock, id.to_owned());
            assert!(self.last.as_ref().is_none_or(|last| *last <= next), "{next:?} after {:?}", self.last);
            self.last = Some(next);
        }
        if self.dialect == Dialect::Postgres {
            let digest = Sha256::digest(format!("{lock:?}\n{id}"));
            let mut number = [0; 8];
            number.copy_from_slice(&digest[..8]);
            sqlx::query("SELECT pg_advisory_xact_lock($1)")
                .bind(i64::from_be_bytes(number))
                .execute(&mut **self)
                .await?;
        }
        Ok(())
    }

    /// Returns when everything this write has read is as durable as a commit makes it. To be called before answering
    /// with what an earlier write has stored: in a group, that write may not be on the disk yet. Gives up what this
    /// write has changed so far.
    ///
    /// # Errors
    /// When the earlier writes are lost.
    pub async fn settle(&mut self) -> sqlx::Result<()> {
        match &mut self.inner {
            Inner::Alone(_) => Ok(()),
            Inner::Grouped(member) => member.settle().await,
        }
    }

    /// Makes the write durable; returns when it is.
    ///
    /// # Errors
    /// When it can't be: then nothing of it has happened, as far as anybody knows.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self.inner {
            Inner::Alone(connection) => match *connection {
                Connection::ServerTransaction(transaction) => transaction.commit().await,
                _ => unreachable!("a write alone is a transaction"),
            },
            Inner::Grouped(member) => member.commit().await,
        }
    }
}

impl Deref for Writing {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match &self.inner {
            Inner::Alone(transaction) => transaction,
            Inner::Grouped(member) => member,
        }
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut Connection {
        match &mut self.inner {
            Inner::Alone(transaction) => transaction,
            Inner::Grouped(member) => member,
        }
    }
}
