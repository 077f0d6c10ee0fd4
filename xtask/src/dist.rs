//! The deployable folder: Trunk builds, and its hook turns cargo's module into what a shopper downloads.
//!
//! ```text
//! cargo → one module with relocations        compile.rs
//!       → main module and lazy chunks         split.rs, shared.rs
//!       → JavaScript glue                     glue.rs
//!       → chunks and main optimised, lowered  optimise.rs, validate.rs
//!       → content hashes and integrity        assets.rs
//!       → aftercare.js, which pins them all   loader.rs
//!       → the contract for people to read     ../documents.rs
//! ```

mod assets;
mod compile;
mod glue;
mod loader;
pub mod module;
mod optimise;
mod pages;
mod report;
mod shared;
mod split;
mod validate;

pub use report::Report;

use crate::{documents, places, process, stamp};
use anyhow::{Context, Result};
use assets::{Assets, Kind};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The environment variable by which the hook finds this very program, so that Trunk's environment, made for
/// building the widget, does not build xtask anew.
const XTASK: &str = "AFTERCARE_XTASK";

/// Files and folders of which the widget's part of the deployable folder is made, from the root of the clone.
const INPUTS: [&str; 13] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo",
    "src",
    "style",
    "public",
    "contract/Cargo.toml",
    "contract/src",
    "macros/Cargo.toml",
    "macros/src",
    "xtask/src",
    "xtask/glue",
];

/// Builds the deployable folder at `out` (relative to the clone) and measures it.
pub fn dist(out: &Path) -> Result<Report> {
    let out = places::root()?.join(out);
    process::run(trunk()?.args(["build", "--dist"]).arg(&out))?;
    Report::read(&out)
}

/// Builds the deployable folder unless it is there and nothing it is made of changed since.
pub fn refresh(out: &Path) -> Result<Report> {
    let target = places::target()?;
    let widget = Note { file: target.join("aftercare-dist.stamp"), now: now(&INPUTS, out)? };
    let contract = Note { file: target.join("aftercare-documents.stamp"), now: now(&documents::INPUTS, out)? };
    if widget.holds()
        && let Ok(report) = Report::read(out)
    {
        println!("the widget is up to date");
        if !contract.holds() {
            documents::write(out)?;
            contract.write()?;
        }
        return Ok(report);
    }
    let report = dist(out)?;
    widget.write()?;
    contract.write()?;
    Ok(report)
}

/// What was built last time, and what would be built now.
struct Note {
    file: PathBuf,
    now: String,
}

impl Note {
    fn holds(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|before| before == self.now)
    }

    fn write(&self) -> Result<()> {
        Ok(fs::write(&self.file, &self.now)?)
    }
}

fn now(inputs: &[&str], out: &Path) -> Result<String> {
    Ok(format!("{} {}", stamp::stamp(inputs)?, out.display()))
}

/// Runs `trunk serve` with the environment of the build.
pub fn serve(arguments: &[String]) -> Result<()> {
    process::run(trunk()?.arg("serve").args(arguments))
}

fn trunk() -> Result<Command> {
    let mut trunk = process::command("trunk", &places::root()?);
    compile::environment(&mut trunk)?;
    trunk.env(XTASK, env::current_exe()?);
    // Some machines set NO_COLOR=1, which Trunk 0.21.14 refuses to read as true.
    trunk.env_remove("NO_COLOR");
    Ok(trunk)
}

/// Trunk's post_build hook. Trunk itself can't split a module, nor pin what it hashes, so this starts again from
/// cargo's output (which is fresh: the environment is the same) and replaces what Trunk made of it.
pub fn hook() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("`hook` is for Trunk to call: there is no TRUNK_STAGING_DIR")?;
    let work = places::target()?.join("aftercare-dist");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    remove_what_trunk_made(&staging)?;

    let compiled = compile::compile()?;
    let parts = split::split(&compiled, &work)?;
    let glue = glue::bind(&parts, &work)?;
    let mut assets = Assets::new(&staging)?;
    let (main, chunks) = optimise::all(&glue.module, &parts, &work)?;
    for chunk in &chunks {
        assets.add_chunk(chunk)?;
    }
    assets.add(Kind::Module, "aftercare.wasm", &main)?;
    assets.add(Kind::Style, "aftercare.css", &pages::style()?)?;
    for (name, catalog) in pages::catalogs()? {
        assets.add(Kind::Catalog, &name, &catalog)?;
    }
    let script = glue.script(assets.chunks(), &assets.catalogs()?)?;
    assets.add(Kind::Glue, "aftercare.glue.js", &script)?;
    pages::copy(&staging)?;
    loader::write(&mut assets)?;
    assets.write_manifest()?;
    documents::write(&staging)
}

/// Takes away Trunk's own module and glue, and from its page the element that told it what to build.
fn remove_what_trunk_made(staging: &Path) -> Result<()> {
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|it| it.to_str());
        if matches!(ending, Some("js" | "wasm")) {
            fs::remove_file(&path)?;
        }
    }
    let page = staging.join("index.html");
    let html = fs::read_to_string(&page)?;
    let lines = html.lines().filter(|line| !line.contains("data-trunk"));
    fs::write(&page, lines.collect::<Vec<_>>().join("\n") + "\n")?;
    Ok(())
}
