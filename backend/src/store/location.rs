//! Where the database is.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use super::Dialect;

/// What a path may not hold as it is in a database URL.
const PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'#').add(b'%').add(b'?');

/// A database that may or may not exist yet.
#[derive(Clone, Debug)]
pub struct Location {
    pub(super) url: String,
    pub(super) dialect: Dialect,
    file: Option<PathBuf>,
}

impl Location {
    /// From a path of a SQLite file, its URL (`sqlite://…`) or that of a PostgreSQL database (`postgres://…`).
    #[must_use]
    pub fn parse(database: &str) -> Self {
        let url = database.to_owned();
        if database.starts_with("postgres://") || database.starts_with("postgresql://") {
            return Self { url, dialect: Dialect::Postgres, file: None };
        }
        if database.contains("://") || database.starts_with("sqlite:") {
            return Self { url, dialect: Dialect::Sqlite, file: None };
        }
        let url = format!("sqlite://{}?mode=rwc", utf8_percent_encode(database, PATH));
        Self { url, dialect: Dialect::Sqlite, file: Some(database.into()) }
    }

    /// The folder of a SQLite file.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.file.as_deref().and_then(Path::parent)
    }

    /// Empties the database: removes a SQLite file with what SQLite keeps beside it; drops the tables of a PostgreSQL
    /// database that lie in its user's schema.
    ///
    /// # Errors
    /// When a file can't be removed, or the database is given as an SQLite URL; when PostgreSQL fails.
    pub async fn clear(&self) -> Result<(), sqlx::Error> {
        match self.dialect {
            Dialect::Sqlite => self.remove_file().map_err(sqlx::Error::Io),
            Dialect::Postgres => self.drop_tables().await,
        }
    }

    fn remove_file(&self) -> std::io::Result<()> {
        let Some(file) = &self.file else {
            return Err(std::io::Error::other("an SQLite database can be started afresh when it is given as a path"));
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

    async fn drop_tables(&self) -> Result<(), sqlx::Error> {
        sqlx::any::install_default_drivers();
        let mut connection = sqlx::AnyConnection::connect(&self.url).await?;
        let tables: Option<String> = sqlx::query_scalar(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = current_schema()",
        )
        .fetch_one(&mut connection)
        .await?;
        if let Some(tables) = tables {
            // Names PostgreSQL itself has quoted.
            connection.execute(AssertSqlSafe(format!("DROP TABLE {tables} CASCADE"))).await?;
        }
        connection.close().await
    }
}
