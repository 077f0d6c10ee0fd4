//! Packages from npm: tools only, nothing that reaches a shopper.

use super::{notes, say};
use crate::{places, process};
use anyhow::{Context, Result};
use std::fs;

/// Installs what the lock file in `folder` (relative to the clone) says, unless it did so last time.
pub fn install(folder: &str, why: &str) -> Result<()> {
    let place = places::root()?.join(folder);
    let lock = place.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| lock.display().to_string())?;
    let note = notes()?.join(format!("{}.npm-lock", folder.replace('/', "-")));
    let is_there = place.join("node_modules").exists();
    if is_there && fs::read(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(&format!("npm packages of {folder}/"), why);
    // esbuild's script would only replace its launcher by the program; the launcher does as well.
    process::run(process::command("npm", &place).args(["ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]))
        .context("Node 20 with npm is what the set-up starts from")?;
    fs::write(&note, wanted)?;
    Ok(())
}
