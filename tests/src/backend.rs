//! The reference backend as a process of the trial's own.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result};

use crate::process::Process;

/// A running backend on a database in the trial's folder.
#[derive(Debug)]
pub struct Backend {
    process: Process,
    origin: String,
    settings: Settings,
}

/// What it is started with, the same each time.
#[derive(Clone, Debug)]
struct Settings {
    database: PathBuf,
    log: PathBuf,
    /// The page's origin, for CORS.
    allow: String,
    /// What the widget believes the backend's origin to be.
    public_url: String,
}

impl Backend {
    /// Starts it with the sample shop.
    ///
    /// # Errors
    /// When `AFTERCARE_BACKEND` is not set or the program does not start.
    pub fn start(folder: &Path, allow: String, public_url: String) -> Result<Self> {
        let settings =
            Settings { database: folder.join("shop.sqlite"), log: folder.join("backend.log"), allow, public_url };
        fs::write(&settings.database, settings.filled()?)?;
        let (process, origin) = settings.run()?;
        Ok(Self { process, origin, settings })
    }

    /// `http://127.0.0.1:PORT`; another port after each restart.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// SIGKILL, as when the machine loses power.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts it again on the same database.
    ///
    /// # Errors
    /// When it does not start.
    pub fn restart(&mut self) -> Result<()> {
        self.process.kill();
        let (process, origin) = self.settings.run()?;
        self.process = process;
        self.origin = origin;
        Ok(())
    }

    /// What it has written to its log.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(&self.settings.log).unwrap_or_default()
    }
}

impl Settings {
    /// The database as a first start leaves it: made once an hour and copied for each trial, because filling it takes
    /// longer than many a story. The shop's days, which the sample counts back, begin at a full hour.
    fn filled(&self) -> Result<Arc<[u8]>> {
        static FILLED: Mutex<Option<(u64, Arc<[u8]>)>> = Mutex::new(None);
        let hour = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 3600;
        let mut filled = FILLED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, database)) = filled.as_ref().filter(|(made, _)| *made == hour) {
            return Ok(Arc::clone(database));
        }
        let folder = tempfile::tempdir()?;
        let database = folder.path().join("shop.sqlite");
        let first = Self { database: database.clone(), log: folder.path().join("backend.log"), ..self.clone() };
        first.run()?.0.stop()?;
        let database: Arc<[u8]> = fs::read(database)?.into();
        *filled = Some((hour, Arc::clone(&database)));
        Ok(database)
    }

    fn run(&self) -> Result<(Process, String)> {
        let program = env::var_os("AFTERCARE_BACKEND")
            .context("AFTERCARE_BACKEND must name the backend's binary; `cargo xtask test` sets it")?;
        let log = fs::OpenOptions::new().create(true).append(true).open(&self.log)?;
        let mut command = Command::new(program);
        command
            .args(["--listen", "127.0.0.1:0", "--sample", "--sandbox", "--database"])
            .arg(&self.database)
            .args(["--allow-origin", &self.allow, "--public-url", &self.public_url])
            .stderr(log);
        let mut process = Process::start(command)?;
        let origin = process.line(|line| line.strip_prefix("listening on ").map(|origin| origin.trim().to_owned()))?;
        Ok((process, origin))
    }
}
