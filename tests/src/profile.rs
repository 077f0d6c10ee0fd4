//! Firefox's profiles: each trial's own and fresh, but for what Firefox has compiled of its own scripts, which takes it
//! longer than many a story takes to be told.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use tokio::sync::OnceCell;

use crate::{browser::Browser, engine::Engine, stage};

/// What it has compiled, and for which Firefox that was.
const COMPILED: &str = "startupCache";
const COMPATIBLE_WITH: &str = "compatibility.ini";

/// Where a trial's profile is in its folder.
#[must_use]
pub fn within(folder: &Path) -> PathBuf {
    folder.join("profile")
}

/// Makes the trial's profile in its folder.
///
/// # Errors
/// When Firefox does not start, or files can't be copied.
pub async fn make(folder: &Path) -> Result<()> {
    static WARM: OnceCell<PathBuf> = OnceCell::const_new();
    let warm = WARM.get_or_try_init(warm).await?;
    let (from, to) = (warm.join(COMPILED), within(folder).join(COMPILED));
    fs::create_dir_all(&to)?;
    for entry in fs::read_dir(&from).with_context(|| format!("Firefox has compiled nothing to {}", from.display()))? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    fs::copy(warm.join(COMPATIBLE_WITH), within(folder).join(COMPATIBLE_WITH))?;
    Ok(())
}

/// A profile that Firefox was started with once, and ended by itself: it writes what it has compiled at its end.
async fn warm() -> Result<PathBuf> {
    let folder = stage::run_folder()?.join("firefox");
    fs::create_dir_all(within(&folder))?;
    Browser::start_with(Engine::Firefox, &folder, false).await?.quit().await?;
    Ok(within(&folder))
}
