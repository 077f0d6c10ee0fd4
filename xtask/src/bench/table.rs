//! The figures, for people.

use super::load::{CONNECTIONS, Measured};
use anyhow::{Context, Result};
use std::{fmt::Write, fs, thread};

/// A Markdown table; the first row is what the others are compared with.
pub fn table(measured: &[(&str, Measured)]) -> String {
    let mut table = String::from("| request | a second | p50 ms | p99 ms | of bare |\n|---|--:|--:|--:|--:|\n");
    let bare = measured.first().map_or(f64::NAN, |(_, it)| it.throughput);
    for (title, it) in measured {
        let [p50, p99] = [it.p50, it.p99].map(|micros| micros as f64 / 1000.0);
        let share = 100.0 * it.throughput / bare;
        // Writing to a String can't fail.
        let _ = writeln!(table, "| {title} | {:.0} | {p50:.1} | {p99:.1} | {share:.0} % |", it.throughput);
    }
    table
}

/// On what and how it was measured.
pub fn machine(seconds: u32) -> Result<String> {
    let processor = fs::read_to_string("/proc/cpuinfo").context("reading the processor's name")?;
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("processor of unknown name", |(_, name)| name.trim());
    let cores = thread::available_parallelism()?;
    Ok(format!(
        "{cores} cores of {model}, which wrk shares with the server; {CONNECTIONS} connections over loopback, \
         {seconds} s a run, the middle one of {} runs.",
        super::ROUNDS
    ))
}

/// What is to be known about the figures.
const REMARKS: &str = "\
No answer is kept in memory: each is made anew, of one moment, in the shopper's language, with an `ETag` of its \
content, and every request is logged. A bare hello does none of this. What was read from the database for one answer is \
used for the next as long as nothing about it is written; whoever writes reads anew. The middle run of the reads is one \
of what was read in an earlier run. A look-up is a read: the token that it gives is signed and says itself which order it \
opens, and what is counted is what is tried in vain.\n\n\
The aims were reads at 40 % of the bare hello, and 1,500 one-tap returns a second with a p99 of 50 ms.\n";

/// The text of BENCHMARKS.md.
pub fn document(seconds: u32, table: &str) -> Result<String> {
    Ok(format!(
        "# Benchmarks\n\n`cargo xtask bench backend --accept` measures the reference backend on SQLite, where every return \
         is on the disk before it is answered, and writes this file.\n\n{}\n\n{table}\n{REMARKS}",
        machine(seconds)?
    ))
}
