//! Debian packages: a C compiler when there is none, and the browsers the tests drive.

use super::say;
use crate::{places, process};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

/// A package, and the sign by which one sees that it, or a stand-in from elsewhere, is there.
pub struct Package {
    name: &'static str,
    sign: Sign,
    why: &'static str,
}

enum Sign {
    /// A program on the PATH.
    Program(&'static str),
    /// dpkg says that it is installed.
    Installed,
}

/// For crates with C inside (SQLite, ring) and for linking.
pub const FOR_COMPILING: [Package; 2] = [
    Package { name: "build-essential", sign: Sign::Program("cc"), why: "compiling SQLite and linking" },
    Package { name: "pkg-config", sign: Sign::Program("pkg-config"), why: "finding libraries while compiling" },
];

/// The three engines of the browser stories.
pub const FOR_BROWSERS: [Package; 10] = [
    browser("chromium", "the browser stories and the wasm tests"),
    browser("chromium-driver", "driving Chromium"),
    browser("firefox-esr", "the browser stories in Firefox"),
    browser("webkit2gtk-driver", "driving WebKit"),
    browser("libwebkit2gtk-4.1-0", "WebKit itself, the nearest to iOS webviews"),
    browser("xvfb", "a screen for WebKit, which has no headless mode"),
    browser("xauth", "access to that screen"),
    browser("dbus", "WebKit's processes"),
    browser("fonts-noto-cjk", "Chinese text in screenshots"),
    browser("fonts-dejavu-core", "Latin text in screenshots"),
];

/// The second database that the backend runs on.
pub const FOR_DATABASE: Package =
    Package { name: "postgresql", sign: Sign::Installed, why: "running the backend's tests on PostgreSQL too" };

/// For the tools that come from PyPI.
pub const FOR_PYTHON: Package =
    Package { name: "python3-venv", sign: Sign::Installed, why: "a place of their own for the tools from PyPI" };

/// For the bench of the backend. Of the load tools at hand it alone can give each request a key and a body of its own,
/// which one-tap returns need, and costs the measured program little of the processor.
pub const FOR_BENCH: Package = Package { name: "wrk", sign: Sign::Installed, why: "putting load on the backend" };

const fn browser(name: &'static str, why: &'static str) -> Package {
    Package { name, sign: Sign::Installed, why }
}

/// Installs those that are missing.
pub fn install(packages: &[Package]) -> Result<()> {
    let mut missing = Vec::new();
    for package in packages.iter().filter(|it| !it.is_there()) {
        say(&format!("Debian package {}", package.name), package.why);
        missing.push(package.name);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get update && apt-get install {}", missing.join(" "));
    if !on_path("apt-get") {
        bail!("this machine has no apt-get; install by hand what Debian gets with\n    {by_hand}");
    }
    let mut update = apt()?;
    let mut install = apt()?;
    process::run(update.args(["update", "-qq"]))
        .and_then(|()| {
            install.args(["install", "-qq", "--yes", "--no-install-recommends"]);
            process::run(install.args(&missing))
        })
        .with_context(|| format!("as root, this does the same:\n    {by_hand}"))
}

impl Package {
    /// Whether it need not be installed.
    pub fn is_there(&self) -> bool {
        match self.sign {
            Sign::Program(program) => on_path(program),
            Sign::Installed => {
                let mut query = Command::new("dpkg-query");
                query.args(["--show", "--showformat=${db:Status-Status}", self.name]);
                let answer = query.stderr(Stdio::null()).output();
                answer.is_ok_and(|it| it.stdout == b"installed")
            }
        }
    }
}

fn on_path(program: &str) -> bool {
    process::succeeds(Command::new("sh").args(["-c", &format!("command -v {program}")]))
}

/// apt-get, as root or through sudo.
fn apt() -> Result<Command> {
    let mut apt = as_root("apt-get")?;
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(apt)
}

/// A program run as root: by root itself, or through sudo.
pub fn as_root(program: &str) -> Result<Command> {
    let root = places::root()?;
    let user = process::read(process::command("id", &root).arg("-u"))?;
    if user.trim() == "0" {
        return Ok(process::command(program, &root));
    }
    let mut sudo = process::command("sudo", &root);
    sudo.arg(program);
    Ok(sudo)
}
