//! Cargo's part: one wasm module of the whole widget, with what wasm-split needs to take it apart.

use crate::{places, process};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

/// rustc's flags, each with its reason. Measured on the widget in brotli bytes: rebuilding the standard library with
/// the last four saves a fifth.
const FLAGS: [&str; 6] = [
    // wasm-split moves functions between modules and needs the relocations to follow them.
    "-Clink-args=--emit-relocs",
    "-Cstrip=none",
    "-Zunstable-options",
    // A panic is a trap without unwinding or message: the glue notices the trap.
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// leptos' own switch: the types of an element's children and attributes are erased, so a view's building, rebuilding
/// and unmounting is not compiled anew for each shape of element. Measured in brotli bytes with what views share already
/// in one module: what is loaded after the first open goes from 115.4 to 97.2 kB, the main module stays as it is.
const ERASED: &str = "--cfg=erase_components";

/// Prepares a command (cargo, or Trunk that calls it) so that the module comes out the same for both.
///
/// The unstable switches of the stable compiler are opened by RUSTC_BOOTSTRAP: a nightly would be a second toolchain.
pub fn environment(command: &mut Command) -> Result<()> {
    let root = places::root()?;
    let mut flags: Vec<String> = FLAGS.map(String::from).to_vec();
    // The same bytes from every clone.
    flags.push(format!("--remap-path-prefix={}=.", root.display()));
    flags.push(ERASED.to_string());
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_PROFILE_RELEASE_STRIP", "none")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env_remove("RUSTFLAGS");
    Ok(())
}

/// Builds the widget, or finds it built by Trunk a moment ago, and returns the module's path.
pub fn compile() -> Result<PathBuf> {
    let root = places::root()?;
    let mut cargo = process::command("cargo", &root);
    environment(&mut cargo)?;
    cargo
        .args(["build", "--release", "--locked"])
        .args(["--target", "wasm32-unknown-unknown"])
        .arg("--message-format=json-render-diagnostics")
        .stdin(Stdio::null());
    let messages = process::read(&mut cargo)?;
    let modules: Vec<PathBuf> = messages.lines().flat_map(modules).collect();
    match modules.as_slice() {
        [module] => Ok(module.clone()),
        _ => bail!("cargo made {} modules, expected one", modules.len()),
    }
}

/// The .wasm files of the package `aftercare` that one of cargo's messages speaks of.
fn modules(message: &str) -> Vec<PathBuf> {
    let artefact = || -> Result<Vec<PathBuf>> {
        let message: Value = serde_json::from_str(message)?;
        if message["reason"] != "compiler-artifact" || message["target"]["name"] != "aftercare" {
            return Ok(vec![]);
        }
        let files = message["filenames"]
            .as_array()
            .context("no file names")?
            .iter()
            .filter_map(Value::as_str)
            .filter(|name| name.ends_with(".wasm"))
            .map(PathBuf::from);
        Ok(files.collect())
    };
    artefact().unwrap_or_default()
}
