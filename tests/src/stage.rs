//! Everything one trial stands on.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::{
    backend::Backend, browser::Browser, engine::Engine, faults::FaultProxy, host::Host, page::Page, shopper::Shopper,
};

/// The trial's servers. Fields are dropped in order, the folder under them last.
pub struct Stage {
    pub engine: Engine,
    backend: Backend,
    /// Between the page and the backend.
    pub faults: FaultProxy,
    /// The merchant's pages.
    pub site: Host,
    /// The widget's files.
    pub widget_host: Host,
    folder: TempDir,
}

impl Stage {
    /// Builds the stage.
    ///
    /// # Errors
    /// When something it needs is not there; the message says how to get it.
    pub async fn build(engine: Engine) -> Result<Self> {
        let dist = dist()?;
        let folder = tempfile::Builder::new().prefix("story-").tempdir_in(run_folder()?)?;
        let faults = FaultProxy::start().await?;
        let site = Host::of_pages(&dist).await?;
        let widget_host = Host::of_widget(&dist).await?;
        let backend = Backend::start(folder.path(), site.origin(), faults.origin())?;
        faults.lead_to(backend.origin());
        Ok(Self { engine, backend, faults, site, widget_host, folder })
    }

    /// The trial's own folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The backend itself, past the proxy.
    #[must_use]
    pub fn backend_origin(&self) -> &str {
        self.backend.origin()
    }

    /// Kills the backend and starts it again on the same database; the widget's address for it stays.
    ///
    /// # Errors
    /// When it does not start.
    pub fn kill_and_restart_backend(&mut self) -> Result<()> {
        self.backend.kill();
        self.backend.restart()?;
        self.faults.lead_to(self.backend.origin());
        Ok(())
    }

    /// Kills the backend.
    pub fn kill_backend(&mut self) {
        self.backend.kill();
    }

    /// What the backend has logged.
    #[must_use]
    pub fn backend_log(&self) -> String {
        self.backend.log()
    }

    /// A shopper in front of this page, in `browser`.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn visit<'b>(&self, browser: &'b Browser, page: Page) -> Result<Shopper<'b>> {
        browser.goto(&page.url(self)).await?;
        Ok(Shopper::new(browser))
    }
}

/// Where this run's trials have their folders.
fn run_path() -> PathBuf {
    env::temp_dir().join(format!("aftercare-run-{}", std::process::id()))
}

/// The folder of this run, which ends with it.
///
/// # Errors
/// When it can't be made.
pub fn run_folder() -> Result<PathBuf> {
    let folder = run_path();
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    Ok(folder)
}

/// Removes what interrupted trials of this run have left.
pub fn clear() {
    // Gone already, or never made: both are fine.
    let _ = fs::remove_dir_all(run_path());
}

/// The built widget.
fn dist() -> Result<PathBuf> {
    let dist = env::var_os("AFTERCARE_DIST")
        .map(PathBuf::from)
        .context("AFTERCARE_DIST must name the built widget's folder; `cargo xtask test` sets it")?;
    ensure!(dist.join("aftercare.js").is_file(), "{} holds no aftercare.js; run `cargo xtask dist`", dist.display());
    Ok(dist)
}
