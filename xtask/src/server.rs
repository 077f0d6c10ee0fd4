//! A server of this workspace as a child process, on a free port of 127.0.0.1.

use crate::{places, process};
use anyhow::{Context, Result, bail};
use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
};

/// What its standard output begins with once it listens; the rest is its origin.
const SIGN: &str = "listening on ";

/// A running server; dropping it kills it.
pub struct Server {
    child: Child,
    origin: String,
    log: PathBuf,
}

impl Server {
    /// Starts the program with these arguments and waits until it says where it listens. What it writes to standard
    /// error goes to the file `log`.
    pub fn start(program: &Path, arguments: &[&OsStr], log: &Path) -> Result<Self> {
        let mut command = process::command(program, &places::root()?);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(log)?);
        // The database is the one given, whatever the shell that called knows.
        command.env_remove("DATABASE_URL");
        let mut child = command.spawn().with_context(|| program.display().to_string())?;
        let output = child.stdout.take().context("no output to read")?;
        let mut server = Server { child, origin: String::new(), log: log.to_path_buf() };
        let mut lines = BufReader::new(output).lines();
        for line in lines.by_ref() {
            if let Some(origin) = line?.strip_prefix(SIGN) {
                server.origin = origin.trim().to_string();
                break;
            }
        }
        if server.origin.is_empty() {
            bail!("{} did not start:\n{}", program.display(), server.log());
        }
        // A full pipe would stop it.
        thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }

    /// `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The last lines of its log.
    pub fn log(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
