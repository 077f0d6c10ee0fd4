//! How large the artefacts are, and whether that is what sizes.toml says.

use super::assets::{Kind, MANIFEST};
use crate::places;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{collections::BTreeMap, fmt::Write, fs, path::Path};
use toml::Table;

/// The committed sizes, at the root of the clone.
const SIZES: &str = "sizes.toml";

/// One artefact's sizes in bytes.
struct Line {
    kind: Kind,
    name: String,
    bytes: usize,
    brotli: usize,
}

/// The sizes of a deployable folder.
pub struct Report {
    lines: Vec<Line>,
}

impl Report {
    /// Reads what the build wrote to `dist`.
    pub fn read(dist: &Path) -> Result<Report> {
        let manifest = dist.join(MANIFEST);
        let text = fs::read_to_string(&manifest)
            .with_context(|| format!("no {}: did the build end well?", manifest.display()))?;
        let entries: Vec<Value> = serde_json::from_str(&text)?;
        let mut lines = Vec::new();
        for entry in &entries {
            let text = |key: &str| entry[key].as_str().context("manifest entry without a text");
            let number = |key: &str| {
                let number = entry[key].as_u64().context("manifest entry without a size")?;
                anyhow::Ok(usize::try_from(number)?)
            };
            lines.push(Line {
                kind: Kind::from_word(text("kind")?)?,
                name: text("name")?.to_string(),
                bytes: number("bytes")?,
                brotli: number("brotli")?,
            });
        }
        Ok(Report { lines })
    }

    /// Prints the table and, last, the sums.
    pub fn print(&self) {
        println!("\n{:<28}{:>10}{:>10}", "artefact", "bytes", "brotli");
        for line in &self.lines {
            println!("{:<28}{:>10}{:>10}", line.name, line.bytes, line.brotli);
        }
        println!("\nfirst open: glue, module, style and the largest catalog");
        println!("whole: everything one shopper can ever load, so all chunks, but one catalog\n");
        let sums: Vec<String> = self.sums().iter().map(|(name, sum)| format!("{name} {sum}")).collect();
        println!("{}", sums.join(", "));
    }

    /// The three sums in brotli bytes.
    fn sums(&self) -> [(&'static str, usize); 3] {
        let sum = |kind: Kind| -> usize { self.lines.iter().filter(|it| it.kind == kind).map(|it| it.brotli).sum() };
        let catalogs = self.lines.iter().filter(|it| it.kind == Kind::Catalog);
        let catalog = catalogs.map(|it| it.brotli).max().unwrap_or(0);
        let loader = sum(Kind::Loader);
        let first = sum(Kind::Glue) + sum(Kind::Module) + sum(Kind::Style) + catalog;
        let whole = loader + first + sum(Kind::Chunk);
        [("loader", loader), ("first open", first), ("whole", whole)]
    }

    /// An error naming each size that is not the committed one, each that is above its limit, and each artefact that
    /// came or went.
    pub fn check(&self) -> Result<()> {
        let committed = read_committed()?;
        let now = self.numbers();
        let mut faults = String::new();
        for (table, sizes) in &now {
            let before = committed.get(*table).and_then(|it| it.as_table());
            for (name, size) in sizes {
                let before = before.and_then(|it| it.get(name)).and_then(|it| it.as_integer());
                if before != Some(*size) {
                    let before = before.map_or("nothing".into(), |it| it.to_string());
                    writeln!(faults, "[{table}] was {before}, now:  \"{name}\" = {size}")?;
                }
            }
            for name in before.into_iter().flat_map(Table::keys) {
                if !sizes.contains_key(name) {
                    writeln!(faults, "[{table}] \"{name}\" is no more")?;
                }
            }
        }
        for (name, limit) in limits(&committed)? {
            let sum = now["sums"].get(&name).with_context(|| format!("no sum `{name}`"))?;
            if *sum > limit {
                writeln!(faults, "{name} is {sum} bytes of brotli, {} above its limit", sum - limit)?;
            }
        }
        if !faults.is_empty() {
            bail!("{faults}If that is on purpose, edit {SIZES} or run `cargo xtask dist --accept-sizes`");
        }
        Ok(())
    }

    /// Writes today's sizes, keeping the limits.
    pub fn accept(&self) -> Result<()> {
        let limits = limits(&read_committed()?)?;
        let mut text = String::from(
            "# Exact brotli bytes (quality 11, window 22) of each artefact. `cargo xtask test` fails on any drift until\n\
             # this file says the same; `cargo xtask dist --accept-sizes` writes it.\n\n[limits]\n",
        );
        for (name, limit) in limits {
            writeln!(text, "\"{name}\" = {limit}")?;
        }
        for (table, sizes) in self.numbers() {
            writeln!(text, "\n[{table}]")?;
            for (name, size) in sizes {
                writeln!(text, "\"{name}\" = {size}")?;
            }
        }
        fs::write(places::root()?.join(SIZES), text)?;
        Ok(())
    }

    /// The tables of sizes.toml but the limits.
    fn numbers(&self) -> BTreeMap<&'static str, BTreeMap<String, i64>> {
        let artefacts = self.lines.iter().map(|it| (it.name.clone(), it.brotli as i64));
        let sums = self.sums().map(|(name, sum)| (name.to_string(), sum as i64));
        BTreeMap::from([("artefacts", artefacts.collect()), ("sums", sums.into_iter().collect())])
    }
}

fn read_committed() -> Result<Table> {
    let text = fs::read_to_string(places::root()?.join(SIZES)).context(SIZES)?;
    text.parse().context(SIZES)
}

fn limits(committed: &Table) -> Result<Vec<(String, i64)>> {
    let table = committed.get("limits").and_then(|it| it.as_table()).context("no [limits]")?;
    let limit = |(name, limit): (&String, &toml::Value)| Some((name.clone(), limit.as_integer()?));
    Ok(table.iter().filter_map(limit).collect())
}
