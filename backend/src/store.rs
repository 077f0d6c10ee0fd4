//! The database: SQLite, or PostgreSQL when its URL says so.
//!
//! Both are asked with sqlx, in the types of its `Any` driver, by the same SQL, which keeps to what both understand: `$1`
//! placeholders, `TEXT` and `BIGINT` columns, JSON as text, moments as epoch milliseconds, `ON CONFLICT`, and
//! `CAST(SUM(…) AS BIGINT)`, because PostgreSQL sums `BIGINT`s to a `NUMERIC`. Where that is not enough, ask
//! [`Store::dialect`] or [`Writing::dialect`], and keep both spellings side by side. The tables are made by
//! `migrations/*.sql` on both; what can't be said in common (a search index) goes into `migrations/sqlite/` and
//! `migrations/postgres/`, each under the same number in both, and numbers are not used twice.
//!
//! - A write that decides by what it has read takes a [`Lock`] first. On SQLite, which has a single writer, that is
//!   free; PostgreSQL may have many instances of this backend, and there it is what makes the decision hold.
//! - SQLite: WAL, so that readers and the writer do not wait for each other; `foreign_keys` on. One connection writes,
//!   for everybody who waits for it at once, with `synchronous=NORMAL`, and a thread beside it syncs the log before
//!   anybody is told ([`group`]): so a case that was acknowledged survives a power cut, and what a reader sees may be
//!   some milliseconds ahead of the disk ([`Store::settle`]). A pool of other connections reads; all of them run in the
//!   thread that asks ([`sqlite`]). Writes begin with `BEGIN IMMEDIATE`: a transaction that reads first and then
//!   writes would fail with `SQLITE_BUSY_SNAPSHOT` when another process (a backup) wrote in between.
//! - SQLite: what shoppers look at again and again is kept in memory for as long as nothing about it is written
//!   ([`memory`], [`facts`]).
//! - PostgreSQL: writes in `READ COMMITTED`, so that what is read after a lock was granted is what its last holder
//!   committed; reads in `REPEATABLE READ`, so that an answer is of one moment.
//! - Errors that pass by themselves ([`trouble::passes`]) are answered with 503 and `Retry-After`.

pub mod articles;
pub mod bookings;
pub mod care;
pub mod cases;
pub mod challenges;
pub mod complaints;
mod connection;
pub mod customers;
pub mod desk;
pub mod facts;
mod group;
pub mod letters;
mod location;
pub mod market;
mod memory;
pub mod messages;
pub mod offers;
pub mod orders;
pub mod quotes;
mod reading;
pub mod receipts;
pub mod repairs;
pub mod reviews;
pub mod sessions;
pub mod settings;
pub mod shipments;
mod sqlite;
pub mod subscriptions;
pub mod surveys;
pub mod trouble;
mod turns;
pub mod uploads;
mod writing;

use std::{path::Path, sync::Arc, time::Duration};

use sqlx::{
    AnyConnection, AnyPool, Connection as _, Executor as _, any::AnyPoolOptions, migrate::Migrator,
    sqlite::SqliteConnectOptions,
};

pub use connection::Connection;
use group::{Disk, Folding, Groups};
pub use location::Location;
use memory::Memory;
use reading::Readers;
pub use reading::Reading;
pub use sqlite::{File, SqliteFault};
use turns::Turns;
pub use writing::{Lock, Writing};

/// For how long a request waits for a connection or a lock before it is answered with 503.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many connections read at once: enough that a slow one does not hold up the others.
const READERS: u32 = 4;

/// How many connections write at once on PostgreSQL. With the readers of ten instances it stays below PostgreSQL's
/// usual limit of a hundred.
const WRITERS: u32 = 6;

/// What is set on every SQLite connection. The log is folded into the file by the writer every 8,000 pages (32 MB) instead of
/// every 1,000: that holds everybody up, and most of it is folded before then ([`group`]). The first gigabyte of the file is read where the system has it in memory already,
/// instead of from a copy.
const SQLITE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                      PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 8000; PRAGMA mmap_size = 1073741824;";

/// What is set on the one that writes: who waits for it, or for the disk, does so outside SQLite ([`group`]).
const SQLITE_WRITER: &str = "PRAGMA busy_timeout = 0; PRAGMA synchronous = NORMAL;";

/// What is set on every PostgreSQL connection.
const POSTGRES: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s';";

/// Which SQL a database understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// What is set on every connection.
    fn settings(self) -> &'static str {
        match self {
            Self::Sqlite => SQLITE,
            Self::Postgres => POSTGRES,
        }
    }

    /// What makes the tables.
    fn migrator(self) -> Migrator {
        let common = sqlx::migrate!("./migrations");
        let own = match self {
            Self::Sqlite => sqlx::migrate!("./migrations/sqlite"),
            Self::Postgres => sqlx::migrate!("./migrations/postgres"),
        };
        Migrator::with_migrations(common.iter().chain(own.iter()).cloned().collect())
    }
}

/// The open database.
#[derive(Clone)]
pub struct Store {
    dialect: Dialect,
    writer: Writer,
    readers: Readers,
    memory: Memory,
    turns: Arc<Turns>,
}

#[derive(Clone)]
enum Writer {
    /// SQLite's one.
    Groups(Groups),
    Pool(AnyPool),
}

impl Store {
    /// Opens the database, creates a SQLite file where it is missing, and brings the tables up to date.
    ///
    /// # Errors
    /// When it can't be opened or a migration fails.
    pub async fn open(location: &Location) -> Result<Self, sqlx::Error> {
        sqlx::any::install_default_drivers();
        if let Some(folder) = location.folder() {
            std::fs::create_dir_all(folder)?;
        }
        let Location { dialect, url, .. } = location;
        let mut first = AnyConnection::connect(url).await?;
        first.execute(dialect.settings()).await?;
        dialect.migrator().run(&mut first).await?;
        first.close().await?;
        let (writer, readers, memory) = match dialect {
            Dialect::Sqlite => {
                let options = url.parse::<SqliteConnectOptions>()?;
                let path = options.get_filename();
                let readers = (0..READERS).map(|_| open_file(path)).collect::<sqlx::Result<_>>()?;
                let mut writer = open_file(path)?;
                writer.run(SQLITE_WRITER)?;
                let memory = Memory::of_database(path, &mut writer)?;
                let folding = Folding::with(open_file(path)?)?;
                let groups = Groups::new(writer, Disk::of_database(path)?, memory.clone(), Some(folding));
                (Writer::Groups(groups), Readers::of_file(readers), memory)
            }
            Dialect::Postgres => {
                let (writer, readers) = (pool(url, WRITERS).await?, pool(url, READERS).await?);
                (Writer::Pool(writer), Readers::Server(readers), Memory::default())
            }
        };
        Ok(Self { dialect: *dialect, writer, readers, memory, turns: Arc::default() })
    }

    /// Which SQL the database understands, for the little that is not the same.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// A connection to read with: everything read with it is of one moment.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn read(&self) -> sqlx::Result<Reading> {
        self.readers.read().await
    }

    /// A transaction to write in; it is undone unless committed.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn write(&self) -> Result<Writing, sqlx::Error> {
        match &self.writer {
            Writer::Groups(groups) => Ok(Writing::grouped(groups.join(PATIENCE).await?)),
            Writer::Pool(pool) => Ok(Writing::alone(pool.begin().await?)),
        }
    }

    /// Waits until everything that could be read before is on the disk. To be called before handing out what somebody may
    /// rely on although they have written nothing themselves: a signed receipt.
    ///
    /// # Errors
    /// When it is lost.
    pub async fn settle(&self) -> sqlx::Result<()> {
        match &self.writer {
            Writer::Groups(groups) => groups.settle().await,
            // PostgreSQL shows nothing before it is on the disk.
            Writer::Pool(_) => Ok(()),
        }
    }

    /// Waits for what is under way, folds SQLite's write-ahead log into the file, and closes every connection.
    pub async fn close(&self) {
        self.readers.close().await;
        match &self.writer {
            Writer::Pool(pool) => pool.close().await,
            Writer::Groups(groups) => groups.end(fold).await,
        }
    }
}

/// Folds the log into the file. SQLite would do it itself when the last connection goes, but not if somebody else has
/// the file open. What can't be folded now is read from the log at the next start.
fn fold(file: &mut File) {
    if let Err(error) = file.wait_for("PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "the log was not folded into the database");
    }
}

fn open_file(path: &Path) -> sqlx::Result<File> {
    let mut file = File::open(path)?;
    file.run(SQLITE)?;
    Ok(file)
}

async fn pool(url: &str, connections: u32) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection: &mut AnyConnection, _| {
            Box::pin(async move { connection.execute(POSTGRES).await.map(drop) })
        })
        .connect(url)
        .await
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What `PRAGMA synchronous` says.
    const NORMAL: i64 = 1;
    const FULL: i64 = 2;

    /// The pragmas are settings of a connection, not of the file: every connection has to have them.
    #[tokio::test]
    async fn every_connection_minds_references_and_only_the_one_with_a_disk_thread_leaves_the_disk_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Location::parse(folder.path().join("shop.sqlite").to_str().unwrap())).await.unwrap();
        let mut writing = store.write().await.unwrap();
        let mut readings = Vec::new();
        for _ in 0..READERS {
            readings.push(store.read().await.unwrap());
        }
        let mut connections: Vec<(&mut Connection, i64)> = vec![(&mut writing, NORMAL)];
        connections.extend(readings.iter_mut().map(|reading| (&mut **reading, FULL)));
        for (connection, expected) in connections {
            let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *connection).await.unwrap();
            let foreign_keys: i64 =
                sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&mut *connection).await.unwrap();
            let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *connection).await.unwrap();
            assert_eq!((journal.as_str(), foreign_keys, synchronous), ("wal", 1, expected));
        }
        drop((writing, readings));
        store.close().await;
    }
}
