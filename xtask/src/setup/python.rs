//! Tools from PyPI, in a virtual environment of their own: exact versions, each file checked against its hash.

use super::{debian, say};
use crate::{places, process};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{fs, path::PathBuf};

/// What is installed, made from requirements.in by
/// `uv pip compile --universal --python-version 3.11 --generate-hashes --no-header requirements.in`.
const REQUIREMENTS: &str = "xtask/requirements.txt";

/// Installs what the requirements say, unless this very list was installed before.
pub fn install() -> Result<()> {
    let folder = folder()?;
    // Written last, so that an interrupted installation is done again.
    let done = folder.join("complete");
    if done.exists() {
        return Ok(());
    }
    debian::install(&[debian::FOR_PYTHON])?;
    say(
        &format!("PyPI packages of {REQUIREMENTS} into {}", folder.display()),
        "Schemathesis, which tests the contract",
    );
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let root = places::root()?;
    // Debian's own: another Python on the PATH may lack what a virtual environment takes.
    process::run(process::command("/usr/bin/python3", &root).args(["-m", "venv"]).arg(&folder))?;
    let mut pip = process::command(folder.join("bin/pip"), &root);
    pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]);
    process::run(pip.args(["--require-hashes", "--requirement", REQUIREMENTS]))?;
    fs::write(done, "")?;
    Ok(())
}

/// The virtual environment; another list of packages, another folder.
fn folder() -> Result<PathBuf> {
    let list = places::root()?.join(REQUIREMENTS);
    let list = fs::read(&list).with_context(|| list.display().to_string())?;
    let hash: String = Sha256::digest(list).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(places::cache()?.join("tools").join(format!("python-{hash}")))
}

/// The path of a program of the environment.
pub fn program(name: &str) -> Result<PathBuf> {
    Ok(folder()?.join("bin").join(name))
}
