//! The database of a test: `AFTERCARE_TEST_DATABASE` says which, `sqlite` (unless told) or `postgres`.

use std::sync::OnceLock;

use aftercare_backend::{app::Limits, config::Config, server::Server};
use tempfile::TempDir;

use crate::{
    backend::clock,
    cluster::{Cluster, Created},
};

/// A database that ends with its test.
pub enum Database {
    Sqlite(TempDir),
    Postgres(Created),
    /// One the test looks after itself.
    Elsewhere(String),
}

impl Database {
    /// An empty one of the kind this run is about.
    pub fn new() -> Self {
        if on_postgres() { Self::Postgres(Cluster::shared().database()) } else { Self::sqlite() }
    }

    /// One with the sample shop, of the kind this run is about. The secrets of the shop are the same in all of them.
    pub fn with_sample() -> Self {
        if on_postgres() { Self::Postgres(Cluster::shared().copy(stock)) } else { Self::sqlite_with_sample() }
    }

    /// A SQLite file, for what only SQLite has.
    pub fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    /// A copy of a SQLite file that was filled for the first copy.
    fn sqlite_with_sample() -> Self {
        static FILLED: OnceLock<Vec<u8>> = OnceLock::new();
        let filled = FILLED.get_or_init(|| {
            let database = Self::sqlite();
            stock(database.url());
            std::fs::read(database.url()).unwrap()
        });
        let copy = Self::sqlite();
        std::fs::write(copy.url(), filled).unwrap();
        copy
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

fn on_postgres() -> bool {
    match std::env::var("AFTERCARE_TEST_DATABASE").as_deref() {
        Err(_) | Ok("sqlite") => false,
        Ok("postgres") => true,
        Ok(other) => panic!("AFTERCARE_TEST_DATABASE is {other:?}, neither sqlite nor postgres"),
    }
}

/// Brings an empty database to where a backend with the sample shop has it before its first request: each test's own
/// backend, started on a copy, finds nothing left to do.
fn stock(database: String) {
    let uploads = tempfile::tempdir().unwrap();
    let config = Config { sample: true, uploads: uploads.path().to_str().map(str::to_owned), ..Config::new(database) };
    // Who asks runs in a runtime already, and none may wait inside another.
    let filling = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let server = Server::bind(config, clock(), Limits::default()).await.unwrap();
            server.run(async {}).await;
        });
    });
    filling.join().unwrap();
}
