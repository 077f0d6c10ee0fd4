//! The test programs of the workspace: compiled once, all with the same features, then run one after another.

use super::{
    checks::{self, FEATURES},
    scratch::Scratch,
    tally::Tally,
};
use crate::{dist, places, process};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{
    cell::OnceCell,
    collections::HashMap,
    path::{Path, PathBuf},
    process::Command,
};

/// The program of the browser stories, which needs more around it than the others.
const STORIES: &str = "stories";

/// The test programs, compiled when first asked for.
pub struct Programs {
    compiled: OnceCell<Compiled>,
    scratch: Scratch,
}

struct Compiled {
    tests: Vec<Program>,
    /// The programs that tests start, by name.
    programs: HashMap<String, PathBuf>,
}

struct Program {
    name: String,
    file: PathBuf,
    /// The package's folder, which tests expect to be run in.
    folder: PathBuf,
}

impl Programs {
    pub fn new() -> Result<Self> {
        Ok(Programs { compiled: OnceCell::new(), scratch: Scratch::make()? })
    }

    /// Unit and integration tests of every package, contract checks among them.
    pub fn run_all_but_stories(&self) -> Result<Tally> {
        let mut tally = Tally::default();
        for program in self.compiled()?.tests.iter().filter(|it| it.name != STORIES) {
            println!("\n{} in {}", program.name, program.folder.display());
            tally += Tally::of_harness(&mut self.command(program))?;
        }
        Ok(tally)
    }

    /// The backend's tests once more, on PostgreSQL.
    pub fn run_backend_on_postgres(&self) -> Result<Tally> {
        let mut tally = Tally::default();
        for program in self.compiled()?.tests.iter().filter(|it| it.folder.ends_with("backend")) {
            println!("\n{} in {}", program.name, program.folder.display());
            tally += Tally::of_harness(self.command(program).env("AFTERCARE_TEST_DATABASE", "postgres"))?;
        }
        Ok(tally)
    }

    /// A program of the workspace, by its name.
    pub fn program(&self, name: &str) -> Result<PathBuf> {
        let program = self.compiled()?.programs.get(name);
        Ok(program.with_context(|| format!("cargo compiled no {name}: it does when its package has tests"))?.clone())
    }

    /// The browser stories, with the built widget and the real backend.
    pub fn run_stories(&self, arguments: &[String]) -> Result<Tally> {
        let site = checks::site()?;
        dist::refresh(&site)?;
        let compiled = self.compiled()?;
        let stories = compiled.tests.iter().find(|it| it.name == STORIES);
        let mut command = self.command(stories.context("no browser stories were compiled")?);
        command.args(arguments).env("AFTERCARE_DIST", site);
        command.env("AFTERCARE_BACKEND", self.program("aftercare-backend")?);
        Tally::of_harness(&mut command)
    }

    fn command(&self, program: &Program) -> Command {
        let mut command = process::command(&program.file, &program.folder);
        command.env("CARGO_MANIFEST_DIR", &program.folder);
        self.scratch.lend(&mut command);
        command
    }

    fn compiled(&self) -> Result<&Compiled> {
        if let Some(compiled) = self.compiled.get() {
            return Ok(compiled);
        }
        let compiled = compile()?;
        Ok(self.compiled.get_or_init(|| compiled))
    }
}

fn compile() -> Result<Compiled> {
    let mut cargo = process::command("cargo", &places::root()?);
    cargo
        .args(["test", "--workspace", "--no-run", "--locked"])
        .args(FEATURES)
        .arg("--message-format=json-render-diagnostics");
    let messages = process::read(&mut cargo)?;
    let mut tests = Vec::new();
    let mut programs = HashMap::new();
    for message in messages.lines() {
        let message: Value = serde_json::from_str(message)?;
        let Some(file) = message["executable"].as_str().map(PathBuf::from) else {
            continue;
        };
        let name = message["target"]["name"].as_str().context("a target without a name")?;
        let manifest = message["manifest_path"].as_str().context("a target of no package")?;
        if message["profile"]["test"] == true {
            let folder = Path::new(manifest).parent().context("a package of no folder")?;
            tests.push(Program { name: name.to_string(), file, folder: folder.to_path_buf() });
        } else {
            programs.insert(name.to_string(), file);
        }
    }
    tests.sort_by(|a, b| (&a.folder, &a.name).cmp(&(&b.folder, &b.name)));
    Ok(Compiled { tests, programs })
}
