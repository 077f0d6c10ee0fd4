//! The command line.

use std::{net::SocketAddr, path::PathBuf};

use clap::Parser;

/// Serves the Aftercare contract from a database of its own.
#[derive(Clone, Debug, Parser)]
#[command(version)]
pub struct Config {
    /// Address and port; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
    /// A SQLite file, created where it is missing, its URL (sqlite://…), or that of a PostgreSQL database
    /// (postgres://user@host/database).
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database: String,
    /// Fills an empty database with the sample shop.
    #[arg(long)]
    pub sample: bool,
    /// Empties the database first: removes the SQLite file, or drops PostgreSQL's tables.
    #[arg(long)]
    pub fresh: bool,
    /// An origin whose pages may use the API, for example https://shop.example. May be given several times.
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Vec<String>,
    /// Also serves this folder, so that shop page and API share an origin.
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Where the backend is reached from outside, for links to labels and pictures; unless told, where it listens.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
}

impl Config {
    /// A configuration that differs from the command line's defaults in the database only.
    #[must_use]
    pub fn new(database: impl Into<String>) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            database: database.into(),
            sample: false,
            fresh: false,
            allow_origin: Vec::new(),
            site: None,
            public_url: None,
        }
    }
}
