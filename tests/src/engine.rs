//! The three engines: where their programs are, how to get them, and how a session is asked for.

use std::{
    env, fmt,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use crate::{process::Process, profile};

/// A browser engine the stories run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK's MiniBrowser, the nearest there is to an iOS webview.
    WebKit,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// A driver that listens, and the display it draws on.
///
/// Fields are dropped in this order: the driver first, then the display under it.
#[derive(Debug)]
pub struct Driver {
    /// Where it takes WebDriver commands.
    pub url: String,
    _driver: Process,
    _display: Option<Process>,
}

/// How often chromedriver may find its port taken.
const DRIVER_STARTS: usize = 5;

impl Engine {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Checks that the engine's programs are here.
    ///
    /// # Errors
    /// Names what is missing and the command that brings it.
    pub fn check(self) -> Result<()> {
        match self {
            Self::Chromium => {
                program("chromium", "apt-get install chromium")?;
                program("chromedriver", "apt-get install chromium-driver")?;
            }
            Self::Firefox => {
                program("firefox-esr", "apt-get install firefox-esr")?;
                program("geckodriver", "cargo install geckodriver --version 0.37.1 --locked")?;
            }
            Self::WebKit => {
                program("WebKitWebDriver", "apt-get install webkit2gtk-driver")?;
                program("Xvfb", "apt-get install xvfb")?;
                mini_browser()?;
            }
        }
        Ok(())
    }

    /// Starts the engine's driver on a free port; `folder` takes profiles and logs. WebKit takes pictures only where it
    /// is to be `pictured`.
    ///
    /// # Errors
    /// When a program is missing or does not start.
    pub fn start_driver(self, folder: &Path, pictured: bool) -> Result<Driver> {
        self.check()?;
        match self {
            Self::Chromium => {
                let ready =
                    |line: &str| line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok();
                // It takes a free port of IPv6 and then wants the same of IPv4, where somebody may have it already;
                // then it ends ("IPv4 port not available") and another one finds another port.
                let mut outcome = Err(anyhow!("chromedriver was not started"));
                for _ in 0..DRIVER_STARTS {
                    let mut command = Command::new(program("chromedriver", "")?);
                    command.arg("--port=0");
                    outcome = start(command, folder, None, ready);
                    if outcome.is_ok() {
                        break;
                    }
                }
                outcome
            }
            Self::Firefox => {
                let mut command = Command::new(program("geckodriver", "")?);
                command.args(["--port", "0"]);
                start(command, folder, None, |line| line.split_once("Listening on 127.0.0.1:")?.1.trim().parse().ok())
            }
            Self::WebKit => {
                let mut display = Command::new(program("Xvfb", "")?);
                display.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
                display.stderr(log(folder, "xvfb")?);
                let mut display = Process::start(display)?;
                let number: u32 = display.line(|line| line.trim().parse().ok())?;
                // It has no way of choosing a port itself and says nothing once it listens.
                let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
                let mut command = Command::new(program("WebKitWebDriver", "")?);
                command
                    .arg(format!("--port={port}"))
                    .env("DISPLAY", format!(":{number}"))
                    .env_remove("WAYLAND_DISPLAY")
                    .env_remove("DBUS_SESSION_BUS_ADDRESS")
                    .env("GSETTINGS_BACKEND", "memory")
                    .env("NO_AT_BRIDGE", "1")
                    .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
                    // With compositing off (WEBKIT_DISABLE_COMPOSITING_MODE) it never answers a request for a screenshot.
                    .env("LIBGL_ALWAYS_SOFTWARE", "1")
                    // What runs for two seconds is over before it would be compiled a second time to run faster, which
                    // takes a fifth of a story's time all the same.
                    .env("JSC_useOMGJIT", "0")
                    .env("JSC_useFTLJIT", "0")
                    .env("JSC_useDFGJIT", "0")
                    .env("HOME", folder)
                    .env("XDG_RUNTIME_DIR", folder)
                    .env("XDG_CACHE_HOME", folder.join("cache"))
                    .env("XDG_CONFIG_HOME", folder.join("config"))
                    .env("XDG_DATA_HOME", folder.join("data"))
                    .stderr(log(folder, "driver")?);
                if !pictured {
                    // Without the renderer that pictures are taken from a page needs one second of a core less, of three.
                    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
                }
                Ok(Driver {
                    url: format!("http://127.0.0.1:{port}"),
                    _driver: Process::start(command)?,
                    _display: Some(display),
                })
            }
        }
    }

    /// The capabilities of a new session with a fresh profile under `folder`.
    ///
    /// # Errors
    /// When a program is missing.
    pub fn capabilities(self, folder: &Path) -> Result<Value> {
        Ok(match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": {
                    "binary": program("chromium", "")?,
                    "args": [
                        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-quic",
                        "--disable-sync",
                        "--force-color-profile=srgb", "--lang=en-US", "--window-size=1100,900",
                        "--js-flags=--expose-gc", "--enable-precise-memory-info",
                        format!("--user-data-dir={}", profile::within(folder).display()),
                    ],
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": program("firefox-esr", "")?,
                    "args": ["-headless", "--width=1100", "--height=900", "-profile", profile::within(folder)],
                    "prefs": {
                        "intl.locale.requested": "en-US",
                        "app.normandy.enabled": false,
                        "datareporting.policy.dataSubmissionEnabled": false,
                        // Tab reaches buttons and links as well, as it does on Linux and Windows by default.
                        "accessibility.tabfocus": 7,
                        // No animation to wait for.
                        "ui.prefersReducedMotion": 1,
                        // No process for a tab that nobody opens, nor for a start page that nobody sees.
                        "dom.ipc.processPrelaunch.enabled": false,
                        "browser.newtab.preload": false,
                        "browser.newtabpage.enabled": false,
                        "browser.startup.page": 0,
                        "browser.tabs.remote.separatePrivilegedContentProcess": false,
                        "media.rdd-process.enabled": false,
                        "network.process.enabled": false,
                        "extensions.webextensions.remote": false,
                    },
                },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": {"binary": mini_browser()?, "args": ["--automation"]},
            }),
        })
    }
}

fn start(
    mut command: Command,
    folder: &Path,
    display: Option<Process>,
    port: impl Fn(&str) -> Option<u16>,
) -> Result<Driver> {
    // Chromium's profile lock and shared-memory files stay in the trial's folder.
    command.env("TMPDIR", folder).stderr(log(folder, "driver")?);
    let mut driver = Process::start(command)?;
    let port = driver.line(port)?;
    Ok(Driver { url: format!("http://127.0.0.1:{port}"), _driver: driver, _display: display })
}

fn log(folder: &Path, name: &str) -> Result<Stdio> {
    let path = folder.join(format!("{name}.log"));
    Ok(std::fs::File::create(&path).with_context(|| format!("creating {}", path.display()))?.into())
}

/// Finds a program in `AFTERCARE_TOOLS` (a folder), then on `PATH`.
fn program(name: &str, how: &str) -> Result<PathBuf> {
    let tools = env::var_os("AFTERCARE_TOOLS").map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let found =
        tools.into_iter().chain(env::split_paths(&path)).map(|folder| folder.join(name)).find(|file| file.is_file());
    match found {
        Some(file) => Ok(file),
        None => bail!("{name} is missing; get it with `{how}`, or let `cargo xtask test` do it"),
    }
}

/// WebKitGTK's browser for automation, in the library folder of the machine's own architecture.
fn mini_browser() -> Result<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").context("reading /usr/lib")?;
    let found = folders
        .filter_map(|entry| Some(entry.ok()?.path().join("webkit2gtk-4.1/MiniBrowser")))
        .find(|file| file.is_file());
    match found {
        Some(file) => Ok(file),
        None => bail!("WebKitGTK's MiniBrowser is missing; get it with `apt-get install libwebkit2gtk-4.1-0`"),
    }
}
