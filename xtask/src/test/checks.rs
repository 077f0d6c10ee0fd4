//! The steps that are one command each.

use super::tally::Tally;
use crate::{dist::Report, places, process};
use anyhow::{Context, Result};
use std::{
    env,
    fs::{self, File},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// Features that only tests and tools turn on; the same in every step, so that crates compile once.
pub const FEATURES: [&str; 2] = ["--features", "aftercare-contract/spec"];

/// The old V8s of xtask/old-engines/package.json.
const OLD_ENGINES: [&str; 2] = ["node-12", "node-16"];

/// The deployable folder that the tests build and use.
pub fn site() -> Result<PathBuf> {
    Ok(places::root()?.join("dist"))
}

fn cargo(arguments: &[&str]) -> Result<Command> {
    let mut cargo = process::command("cargo", &places::root()?);
    cargo.args(arguments);
    Ok(cargo)
}

pub fn format() -> Result<Tally> {
    let check = process::run(&mut cargo(&["fmt", "--all", "--check"])?);
    Ok(Tally::of(check))
}

pub fn lint() -> Result<Tally> {
    let mut clippy = cargo(&["clippy", "--workspace", "--all-targets", "--locked"])?;
    let check = process::run(clippy.args(FEATURES).args(["--", "-D", "warnings"]));
    Ok(Tally::of(check))
}

/// The widget as it is compiled for shoppers: code for wasm alone is invisible to the native lint.
pub fn lint_wasm() -> Result<Tally> {
    let mut clippy = cargo(&["clippy", "--package", "aftercare", "--all-targets", "--locked"])?;
    clippy.args(["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]);
    Ok(Tally::of(process::run(&mut clippy)))
}

pub fn doc_tests() -> Result<Tally> {
    let mut tests = cargo(&["test", "--workspace", "--doc", "--locked", "--no-fail-fast"])?;
    Tally::of_harness(tests.args(FEATURES))
}

/// The deployable folder in the making; the build itself checks that every module is old WebAssembly. For most of the
/// time one rustc works alone, so it goes on beside other steps; dropping it ends it.
pub struct Dist {
    child: Child,
    output: PathBuf,
}

impl Dist {
    pub fn start() -> Result<Self> {
        let output = places::target()?.join("aftercare-dist.log");
        let log = File::create(&output)?;
        let mut refresh = Command::new(env::current_exe()?);
        refresh.arg("refresh").stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        Ok(Dist { child: refresh.spawn()?, output })
    }

    /// Waits for it and shows what it says.
    pub fn finish(mut self) -> Result<Tally> {
        let status = self.child.wait()?;
        print!("{}", fs::read_to_string(&self.output)?);
        Ok(if status.success() { Tally::PASSED } else { Tally::FAILED })
    }
}

impl Drop for Dist {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn sizes() -> Result<Tally> {
    let report = Report::read(&site()?)?;
    report.print();
    Ok(Tally::of(report.check()))
}

/// Compiles each script and module in each old engine.
pub fn old_engines() -> Result<Tally> {
    let folder = places::root()?.join("xtask/old-engines");
    let site = site()?;
    let mut files = vec![site.join("aftercare.js")];
    for entry in fs::read_dir(site.join("assets")).context("the folder was not built")? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "js" || it == "wasm") {
            files.push(path);
        }
    }
    files.sort();
    let mut tally = Tally::default();
    for engine in OLD_ENGINES {
        let program = folder.join("node_modules").join(engine).join("bin/node");
        for file in &files {
            let mut node = process::command(&program, &folder);
            let check = process::run_quietly(node.arg("compile.js").arg(file));
            let check = check.with_context(|| format!("{engine} refuses {}", file.display()));
            tally += Tally::of(check);
        }
    }
    Ok(tally)
}
