//! Connections that read, and what is read with one.

use std::ops::{Deref, DerefMut};

use deadpool::{
    Runtime,
    unmanaged::{Object, Pool, PoolConfig},
};
use sqlx::AnyPool;

use super::{Connection, PATIENCE, sqlite::File};

/// Begins a transaction in which PostgreSQL shows one moment.
const OF_ONE_MOMENT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The connections that read.
#[derive(Clone)]
pub enum Readers {
    /// SQLite's.
    Files(Pool<Connection>),
    /// PostgreSQL's.
    Server(AnyPool),
}

/// A connection to read with: everything read with it is of one moment.
pub struct Reading(Lent);

enum Lent {
    File(Object<Connection>),
    Server(Connection),
}

impl Readers {
    /// These connections to a file.
    #[must_use]
    pub fn of_file(connections: Vec<File>) -> Self {
        let pool = Pool::from_config(&PoolConfig {
            max_size: connections.len(),
            timeout: Some(PATIENCE),
            runtime: Some(Runtime::Tokio1),
        });
        for connection in connections {
            // There is room for as many as there are.
            let _ = pool.try_add(Connection::File(connection));
        }
        Self::Files(pool)
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// When none is free in time.
    pub async fn read(&self) -> sqlx::Result<Reading> {
        match self {
            Self::Files(pool) => {
                let mut lent = pool.get().await.map_err(|_| sqlx::Error::PoolTimedOut)?;
                if let Connection::File(file) = &mut *lent {
                    file.run_again("BEGIN")?;
                }
                Ok(Reading(Lent::File(lent)))
            }
            Self::Server(pool) => {
                let transaction = pool.begin_with(OF_ONE_MOMENT).await?;
                Ok(Reading(Lent::Server(Connection::ServerTransaction(transaction))))
            }
        }
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Files(pool) => {
                for _ in 0..pool.status().size {
                    let Ok(connection) = pool.get().await else { break };
                    drop(Object::take(connection));
                }
                pool.close();
            }
            Self::Server(pool) => pool.close().await,
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Lent::File(lent) = &mut self.0
            && let Connection::File(file) = &mut **lent
            && let Err(error) = file.run_again("ROLLBACK")
        {
            tracing::warn!(%error, "a reading was not ended");
        }
    }
}

impl Deref for Reading {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match &self.0 {
            Lent::File(lent) => lent,
            Lent::Server(connection) => connection,
        }
    }
}

impl DerefMut for Reading {
    fn deref_mut(&mut self) -> &mut Connection {
        match &mut self.0 {
            Lent::File(lent) => lent,
            Lent::Server(connection) => connection,
        }
    }
}
