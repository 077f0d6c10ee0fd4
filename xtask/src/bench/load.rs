//! One run of wrk.

use crate::{places, process, server::Server};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::Path;

/// How many connections ask at once.
pub const CONNECTIONS: u32 = 64;

/// The load: whose requests, and for how long.
pub struct Load<'a> {
    /// What the backend's example `crowd` wrote.
    pub crowd: &'a Path,
    /// How many lines it has.
    pub lines: usize,
    pub seconds: u32,
}

/// What one run saw.
pub struct Measured {
    /// Answers a second.
    pub throughput: f64,
    /// Microseconds within which half of the answers came.
    pub p50: u64,
    /// Microseconds within which 99 of 100 came.
    pub p99: u64,
    /// Requests that were not answered, or with a status of 400 and above.
    pub failed: u64,
}

impl Load<'_> {
    /// Sends these requests, taking the lines of the crowd that belong to this round.
    pub fn put(&self, server: &Server, request: &str, round: usize, rounds: usize) -> Result<Measured> {
        let from = self.lines * round / rounds;
        let to = self.lines * (round + 1) / rounds;
        // One thread: wrk needs little, and the server has the rest of the machine, as in the other runs.
        let mut wrk = process::command("wrk", &places::root()?);
        wrk.args(["--threads", "1", "--timeout", "10s", "--script", "xtask/bench/load.lua"])
            .args(["--connections", &CONNECTIONS.to_string(), "--duration", &format!("{}s", self.seconds)])
            .args([server.origin(), "--", request])
            .arg(self.crowd)
            .args([from.to_string(), to.to_string()]);
        let output = process::read(&mut wrk)?;
        let last = output.lines().last().context("wrk said nothing")?;
        let result: Value = serde_json::from_str(last).with_context(|| output.clone())?;
        let number = |member: &str| result[member].as_u64().with_context(|| format!("no {member} in {last}"));
        if request == "return_" && number("lines")? > (to - from) as u64 {
            bail!("there are too few lines of orders: some were returned twice");
        }
        Ok(Measured {
            throughput: number("requests")? as f64 * 1e6 / number("microseconds")? as f64,
            p50: number("p50")?,
            p99: number("p99")?,
            failed: number("failed")?,
        })
    }
}

impl Measured {
    /// The run whose throughput is the middle one.
    pub fn middle(mut rounds: Vec<Measured>) -> Result<Measured> {
        rounds.sort_by(|a, b| a.throughput.total_cmp(&b.throughput));
        let middle = rounds.len() / 2;
        rounds.into_iter().nth(middle).context("nothing was measured")
    }
}
