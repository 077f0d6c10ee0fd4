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
    /// Adds endpoints below /sandbox/v1 that act as the shop, the carrier and the time, for demos and tests. They ask for
    /// no token: never in production.
    #[arg(long)]
    pub sandbox: bool,
    /// Empties the database first: removes the SQLite file, or drops PostgreSQL's tables.
    #[arg(long)]
    pub fresh: bool,
    /// Where shoppers' files go: a folder, or a bucket of any S3-compatible store (s3://bucket/prefix, opened by the
    /// usual AWS_… variables). Unless told, a folder beside the SQLite file, or `uploads` where the backend was started.
    #[arg(long, value_name = "URL")]
    pub uploads: Option<String>,
    /// A file with a public key, as PEM or JWK, Ed25519 or P-256, that the shop signs merchant tokens with. May be given
    /// several times.
    #[arg(long, value_name = "FILE")]
    pub merchant_key: Vec<PathBuf>,
    /// A program that sends letters (one-time codes and the like): started for each, with the letter as JSON on its
    /// standard input (channel, address, subject, text). Without it letters are only counted in the log.
    #[arg(long, value_name = "PROGRAM")]
    pub post_command: Option<PathBuf>,
    /// How many proxies before the backend append to X-Forwarded-For whom they heard from. Attempts are limited by that
    /// address then; without proxies the header is anybody's to forge.
    #[arg(long, value_name = "PROXIES", default_value_t = 0)]
    pub trust_forwarded_for: usize,
    /// An origin whose pages may use the API, for example https://shop.example. May be given several times.
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Vec<String>,
    /// Also serves this folder, so that shop page and API share an origin. May be given several times: the first folder
    /// that has a file gives it.
    #[arg(long, value_name = "DIR")]
    pub site: Vec<PathBuf>,
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
            sandbox: false,
            fresh: false,
            uploads: None,
            merchant_key: Vec::new(),
            post_command: None,
            trust_forwarded_for: 0,
            allow_origin: Vec::new(),
            site: Vec::new(),
            public_url: None,
        }
    }

    /// Where shoppers' files go, given or by default.
    #[must_use]
    pub fn storage(&self) -> String {
        let is_file = !self.database.contains("://") && !self.database.starts_with("sqlite:");
        let default = || if is_file { format!("{}-uploads", self.database) } else { "uploads".to_owned() };
        self.uploads.clone().unwrap_or_else(default)
    }
}
