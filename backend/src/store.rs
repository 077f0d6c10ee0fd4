//! The database.
//!
//! SQLite, and nothing else yet. It is reached through sqlx's `Any` driver, and the SQL keeps to what PostgreSQL
//! understands as well (`$1` placeholders, `TEXT` and `BIGINT` columns, JSON as text, moments as epoch milliseconds,
//! `ON CONFLICT`), for one reason that lies ahead: a `DATABASE_URL` that names a PostgreSQL server is to be served by
//! this same code. Whoever adds it has to lock an order's row before reading what is claimed of it: here, having a
//! single writer does that.
//!
//! - WAL, so that readers and the writer do not wait for each other; `synchronous=FULL`, so that a case that was
//!   acknowledged survives a power cut (WAL's usual `NORMAL` may lose the last commits); `foreign_keys` on.
//! - One connection writes and a pool of others reads. SQLite has a single writer anyway: queueing for it in the
//!   pool is fair and ends in a timeout we can answer with 503, where busy-waiting in SQLite would be neither.
//! - Writes begin with `BEGIN IMMEDIATE`: what a write has read stays true until it commits, so that two claims on the
//!   same pieces follow each other. A deferred transaction that reads first and then writes fails with
//!   `SQLITE_BUSY_SNAPSHOT` when another process (a second backend, a backup) wrote in between.

pub mod cases;
pub mod orders;
pub mod quotes;
pub mod sessions;
pub mod settings;
pub mod shipments;

use std::{path::Path, time::Duration};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sqlx::{
    AnyConnection, AnyPool, Executor as _, Transaction,
    any::{Any, AnyPoolOptions},
};

/// What a path may not hold as it is in a database URL.
const PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'#').add(b'%').add(b'?');

/// For how long a request waits for a connection before it is answered with 503.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many connections read at once: enough that a slow one does not hold up the others.
const READERS: u32 = 4;

/// The open database.
#[derive(Clone)]
pub struct Store {
    writer: AnyPool,
    reader: AnyPool,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Location {
    url: String,
    file: Option<std::path::PathBuf>,
}

impl Location {
    /// From a path of a SQLite file or its URL (`sqlite://…`).
    #[must_use]
    pub fn parse(database: &str) -> Self {
        if database.contains("://") || database.starts_with("sqlite:") {
            return Self { url: database.to_owned(), file: None };
        }
        let url = format!("sqlite://{}?mode=rwc", utf8_percent_encode(database, PATH));
        Self { url, file: Some(database.into()) }
    }

    /// Removes the database file and what SQLite keeps beside it.
    ///
    /// # Errors
    /// When a file can't be removed, or the database is not a file of ours.
    pub fn remove(&self) -> std::io::Result<()> {
        let Some(file) = &self.file else {
            return Err(std::io::Error::other("only a database given as a file path can be started afresh"));
        };
        for suffix in ["", "-wal", "-shm"] {
            let mut name = file.clone().into_os_string();
            name.push(suffix);
            match std::fs::remove_file(&name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Store {
    /// Opens the database, creates it where it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// When it can't be opened or a migration fails.
    pub async fn open(location: &Location) -> Result<Self, sqlx::Error> {
        sqlx::any::install_default_drivers();
        if let Some(folder) = location.file.as_deref().and_then(Path::parent) {
            std::fs::create_dir_all(folder)?;
        }
        let writer = pool(&location.url, 1).await?;
        sqlx::migrate!("./migrations").run(&writer).await?;
        let reader = pool(&location.url, READERS).await?;
        Ok(Self { writer, reader })
    }

    /// A transaction to read in: everything in it is of one moment.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn read(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.reader.begin().await
    }

    /// A transaction to write in; it is undone unless committed.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn write(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Waits for what is under way, folds the write-ahead log into the file, and closes every connection.
    pub async fn close(&self) {
        self.reader.close().await;
        // SQLite would do it itself when the last connection goes, but that is a thread's work which the end of the
        // program does not wait for. What can't be folded now is read from the log at the next start.
        if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writer).await {
            tracing::warn!(%error, "the log was not folded into the database");
        }
        self.writer.close().await;
    }
}

async fn pool(url: &str, connections: u32) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection: &mut AnyConnection, _| {
            Box::pin(async move {
                connection
                    .execute(
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                         PRAGMA busy_timeout = 5000;",
                    )
                    .await?;
                Ok(())
            })
        })
        .connect(url)
        .await
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The pragmas are settings of a connection, not of the file: every connection has to have them.
    #[tokio::test]
    async fn every_connection_keeps_what_it_acknowledges_and_minds_references() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Location::parse(folder.path().join("shop.sqlite").to_str().unwrap())).await.unwrap();
        let mut connections = vec![store.write().await.unwrap()];
        for _ in 0..READERS {
            connections.push(store.read().await.unwrap());
        }
        for connection in &mut connections {
            let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut **connection).await.unwrap();
            let foreign_keys: i64 =
                sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&mut **connection).await.unwrap();
            let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut **connection).await.unwrap();
            // 2 is FULL.
            assert_eq!((journal.as_str(), foreign_keys, synchronous), ("wal", 1, 2));
        }
        drop(connections);
        store.close().await;
    }
}
