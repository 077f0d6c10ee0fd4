//! The figures, for people.

use super::{Row, load::CONNECTIONS};
use anyhow::{Context, Result};
use std::{fmt::Write, fs, thread};

/// A Markdown table; the first row is what the others are compared with.
pub fn table(rows: &[Row]) -> String {
    let mut table = String::from(
        "| request | a second | p50 ms | p99 ms | of bare | the first time, of bare |\n|---|--:|--:|--:|--:|--:|\n",
    );
    let bare = rows.first().map_or(f64::NAN, |row| row.measured.throughput);
    for Row { title, measured, first } in rows {
        let [p50, p99] = [measured.p50, measured.p99].map(|micros| micros as f64 / 1000.0);
        let share = |throughput: f64| format!("{:.0} %", 100.0 * throughput / bare);
        let first = first.as_ref().map(|first| share(first.throughput)).unwrap_or_default();
        let (second, share) = (measured.throughput, share(measured.throughput));
        // Writing to a String can't fail.
        let _ = writeln!(table, "| {title} | {second:.0} | {p50:.1} | {p99:.1} | {share} | {first} |");
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
         {seconds} s a run, the middle one of {} runs, each after {} s of the same.",
        super::ROUNDS,
        super::WARM_UP
    ))
}

/// What is to be known about the figures.
const REMARKS: &str = "\
An order list and an eligibility are made in the shopper's language and of one moment, with an `ETag` of their content, and \
are said again to the same shopper until something about them is written or the hour is over: all periods end with one. \
What was read from the database for one answer is used for others by the same rule; whoever writes reads anew. Every \
request's token is checked, and every request is logged. A bare hello does none of this. Before each round all but everything \
was written to, so the last column is what most of the answers cost that are read from the database. A look-up is a read: the token that it gives is signed and says itself which order it \
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
