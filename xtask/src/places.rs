//! Where things are: the clone, cargo's target folder, and the tools kept outside the clone.

use anyhow::{Context, Result};
use std::{env, path::PathBuf};

/// The root of the clone. Read when run, not when compiled, so that a moved clone keeps working.
pub fn root() -> Result<PathBuf> {
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask`: cargo says where the clone is")?;
    let xtask = PathBuf::from(manifest);
    Ok(xtask.parent().context("xtask has no parent folder")?.to_path_buf())
}

/// Cargo's target folder.
pub fn target() -> Result<PathBuf> {
    let root = root()?;
    Ok(match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    })
}

/// The folder that the demo serves beside the built widget: below `gallery/` are the pictures that the stories took.
pub fn gallery() -> Result<PathBuf> {
    Ok(target()?.join("aftercare-gallery"))
}

/// The folder of tools shared by all clones: `$XDG_CACHE_HOME/aftercare`, by default `~/.cache/aftercare`.
pub fn cache() -> Result<PathBuf> {
    let caches = match env::var_os("XDG_CACHE_HOME").filter(|it| !it.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => {
            let home = env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?;
            PathBuf::from(home).join(".cache")
        }
    };
    Ok(caches.join("aftercare"))
}
