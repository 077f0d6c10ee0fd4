//! The database.
//!
//! Written for sqlx's `Any` driver in SQL that SQLite and PostgreSQL both understand: `$1` placeholders, `TEXT` and
//! `BIGINT` columns, JSON as text, moments as epoch milliseconds, `ON CONFLICT`.
//!
//! On SQLite:
//! - WAL, so that readers and the writer do not wait for each other; `synchronous=FULL`, so that a case that was
//!   acknowledged survives a power cut (WAL's usual `NORMAL` may lose the last commits); `foreign_keys` on.
//! - One connection writes and a pool of others reads. SQLite has a single writer anyway: queueing for it in the
//!   pool is fair and ends in a timeout we can answer with 503, where busy-waiting in SQLite would be neither.
//! - Writes begin with `BEGIN IMMEDIATE`. A deferred transaction that reads first and then writes fails with
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

/// The open database.
#[derive(Clone)]
pub struct Store {
    writer: AnyPool,
    reader: AnyPool,
    begin_write: &'static str,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Location {
    url: String,
    file: Option<std::path::PathBuf>,
}

impl Location {
    /// From a path of a SQLite file or a database URL.
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
        let sqlite = location.url.starts_with("sqlite:");
        let writer = pool(&location.url, sqlite, if sqlite { 1 } else { 8 }).await?;
        sqlx::migrate!("./migrations").run(&writer).await?;
        let reader = pool(&location.url, sqlite, 4).await?;
        Ok(Self { writer, reader, begin_write: if sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" } })
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
        self.writer.begin_with(self.begin_write).await
    }

    /// Waits for what is under way and closes every connection; SQLite then folds the log into the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

async fn pool(url: &str, sqlite: bool, connections: u32) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection: &mut AnyConnection, _| {
            Box::pin(async move {
                if sqlite {
                    connection
                        .execute(
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                             PRAGMA busy_timeout = 5000;",
                        )
                        .await?;
                }
                Ok(())
            })
        })
        .connect(url)
        .await
}
