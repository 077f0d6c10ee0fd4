//! The database of a test: `AFTERCARE_TEST_DATABASE` says which, `sqlite` (unless told) or `postgres`.

use tempfile::TempDir;

use crate::cluster::{Cluster, Created};

/// An empty database that ends with its test.
pub enum Database {
    Sqlite(TempDir),
    Postgres(Created),
    /// One the test looks after itself.
    Elsewhere(String),
}

impl Database {
    /// One of the kind this run is about.
    pub fn new() -> Self {
        match std::env::var("AFTERCARE_TEST_DATABASE").as_deref() {
            Err(_) | Ok("sqlite") => Self::sqlite(),
            Ok("postgres") => Self::Postgres(Cluster::shared().database()),
            Ok(other) => panic!("AFTERCARE_TEST_DATABASE is {other:?}, neither sqlite nor postgres"),
        }
    }

    /// A SQLite file, for what only SQLite has.
    pub fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    /// What `--database` gets. The file's name is one that has to be escaped in a URL.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => folder.path().join("shop 100%.sqlite").to_str().unwrap().to_owned(),
            Self::Postgres(created) => created.url(),
            Self::Elsewhere(url) => url.clone(),
        }
    }
}
