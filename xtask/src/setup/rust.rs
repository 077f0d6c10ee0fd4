//! Parts of the Rust toolchain in use. Never another toolchain.

use super::say;
use crate::{places, process};
use anyhow::{Context, Result};

/// A part that rustup installs.
pub struct Part {
    /// `target` or `component`.
    kind: &'static str,
    name: &'static str,
    why: &'static str,
}

/// For compiling the widget.
pub const FOR_BUILDING: [Part; 2] = [
    Part { kind: "target", name: "wasm32-unknown-unknown", why: "compiling the widget to WebAssembly" },
    Part { kind: "component", name: "rust-src", why: "rebuilding the standard library smaller" },
];

/// For checking the source.
pub const FOR_TESTING: [Part; 2] = [
    Part { kind: "component", name: "rustfmt", why: "checking the format" },
    Part { kind: "component", name: "clippy", why: "the lints" },
];

/// Installs those that are missing.
pub fn install(parts: &[Part]) -> Result<()> {
    let root = places::root()?;
    for part in parts {
        let mut list = process::command("rustup", &root);
        let installed = process::read(list.args([part.kind, "list", "--installed"]))
            .context("rustup is what the set-up starts from: https://rustup.rs")?;
        // Components that depend on the host are listed with it: clippy-x86_64-unknown-linux-gnu.
        let is_there = installed.lines().any(|line| line == part.name || line.starts_with(&format!("{}-", part.name)));
        if !is_there {
            say(&format!("Rust {} {}", part.kind, part.name), part.why);
            process::run(process::command("rustup", &root).args([part.kind, "add", part.name]))?;
        }
    }
    Ok(())
}
