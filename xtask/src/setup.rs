//! Set-up: what a machine with rustup, Node 20 and git still lacks. Each part looks first, and installs only what is
//! missing, saying what and why.

mod debian;
mod npm;
mod postgres;
pub mod python;
mod rust;
pub mod tools;

use crate::places;
use anyhow::{Context, Result};
use std::fs;

/// What `dist` and `demo` need: no browsers.
pub fn for_building() -> Result<()> {
    debian::install(&debian::FOR_COMPILING)?;
    rust::install(&rust::FOR_BUILDING)?;
    for_documents()?;
    tools::install(&tools::FOR_BUILDING)
}

/// What the contract's pages need.
pub fn for_documents() -> Result<()> {
    npm::install("xtask", "wasm-opt and esbuild, which make the widget small, and what renders and judges the contract")
}

/// What `test` needs: the above, three browsers with their drivers, old engines to compile with, PostgreSQL,
/// and Schemathesis.
pub fn for_testing() -> Result<()> {
    for_building()?;
    rust::install(&rust::FOR_TESTING)?;
    npm::install("tests", "axe-core, which judges accessibility in the browser stories")?;
    npm::install("xtask/old-engines", "V8 7.8 and 9.0, which stand for old webviews")?;
    debian::install(&debian::FOR_BROWSERS)?;
    postgres::install()?;
    python::install()?;
    tools::install(&tools::FOR_TESTING)?;
    // Nothing is left to compile for which the tools' common crates would be of use.
    let build = tools::build_folder()?;
    if build.exists() {
        fs::remove_dir_all(&build).with_context(|| build.display().to_string())?;
    }
    Ok(())
}

/// What `bench` needs.
pub fn for_bench() -> Result<()> {
    debian::install(&debian::FOR_COMPILING)?;
    debian::install(&[debian::FOR_BENCH])
}

/// Says what is being installed and why, in one form for all parts.
fn say(what: &str, why: &str) {
    println!("set-up: {what}, for {why}");
}

/// The folder in which set-up remembers what it did for this clone.
fn notes() -> Result<std::path::PathBuf> {
    let folder = places::target()?.join("aftercare-setup");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
