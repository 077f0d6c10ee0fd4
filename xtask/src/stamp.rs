//! Telling whether anything changed that something is made of.

use crate::{places, process};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What these files and folders (from the root of the clone) are now, together with the compiler and the npm tools: two
/// equal stamps, two equal builds.
pub fn stamp(inputs: &[&str]) -> Result<String> {
    let root = places::root()?;
    let mut all = Sha256::new();
    all.update(process::read(process::command("rustc", &root).arg("-vV"))?);
    all.update(fs::read(root.join("xtask/package-lock.json"))?);
    for input in inputs {
        let path = root.join(input);
        for file in files(&path).with_context(|| path.display().to_string())? {
            all.update(file.as_os_str().as_encoded_bytes());
            all.update(Sha256::digest(fs::read(&file)?));
        }
    }
    let digest = all.finalize();
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// All files at or below the path, in a stable order.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        entries.push(entry?.path());
    }
    entries.sort();
    let mut all = Vec::new();
    for entry in entries {
        all.extend(files(&entry)?);
    }
    Ok(all)
}
