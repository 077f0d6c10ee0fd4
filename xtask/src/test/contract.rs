//! What holds the contract document and a backend together, by tools that others wrote.

use super::{
    programs::Programs,
    sandbox::{self, Customer, Known},
    tally::Tally,
};
use crate::{documents, places, process, server::Server, setup::python};
use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use std::{
    ffi::OsStr,
    fs::{self, File},
    path::PathBuf,
    process::{Child, Stdio},
};

/// Redocly's recommended rules, but for those that contract/redocly.yaml gives a reason against. Warnings count.
pub fn lint() -> Result<Tally> {
    let mut redocly = documents::redocly()?;
    redocly.args(["lint", "contract/openapi.yaml", "--config", "contract/redocly.yaml"]);
    let report = process::read(redocly.args(["--format", "json"]))?;
    let report: Value = serde_json::from_str(&report).context("Redocly's report")?;
    let problems = report["problems"].as_array().context("a report without problems")?;
    for problem in problems {
        let pointer = problem["location"][0]["pointer"].as_str().unwrap_or_default();
        println!("{}: {} ({pointer})", problem["ruleId"].as_str().unwrap_or_default(), problem["message"]);
    }
    Ok(if problems.is_empty() { Tally::PASSED } else { Tally::FAILED })
}

/// Schemathesis at work: requests made from the document, valid and invalid, one by one and along its links, to the
/// reference backend. Its checks and how many requests it makes are in contract/schemathesis.toml. It takes minutes and
/// little of the processor, so it runs beside steps that compile; dropping it ends it.
pub struct Schemathesis {
    child: Child,
    stage: Stage,
}

impl Schemathesis {
    pub fn start(programs: &Programs) -> Result<Self> {
        let stage = Stage::build(programs, "schemathesis")?;
        let customer = Customer::enter(&stage.api())?;
        let root = places::root()?;
        let settings = stage.folder.join("schemathesis.toml");
        let common = fs::read_to_string(root.join("contract/schemathesis.toml"))?;
        // What an earlier run found is no part of this one.
        let known = Known::gather(&customer)?;
        let own = known.dictionaries()? + "\n[cache]\nenabled = false\n";
        fs::write(&settings, common + &own)?;
        let document = stage.folder.join("openapi.yaml");
        fs::write(&document, known.put_into(&fs::read_to_string(root.join("contract/openapi.yaml"))?))?;
        let output = File::create(stage.output())?;
        let mut schemathesis = process::command(python::program("schemathesis")?, &root);
        schemathesis
            .arg("--config-file")
            .arg(settings)
            .arg("run")
            .arg(document)
            .args(["--no-color", "--url", &stage.api()])
            .args(["--header", &format!("Authorization: {}", customer.bearer())])
            .arg("--report-junit-path")
            .arg(stage.report())
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output);
        Ok(Schemathesis { child: schemathesis.spawn().context("could not start Schemathesis")?, stage })
    }

    /// Waits for it and shows what it says.
    pub fn finish(mut self) -> Result<Tally> {
        let status = self.child.wait()?;
        print!("{}", fs::read_to_string(self.stage.output())?);
        self.stage.tally(if status.success() { Ok(()) } else { Err(anyhow!("{status} from Schemathesis")) })
    }
}

impl Drop for Schemathesis {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Our own audits of a backend, as a shop would run them.
pub fn conformance(programs: &Programs) -> Result<Tally> {
    let stage = Stage::build(programs, "conformance")?;
    let root = places::root()?;
    let sample = fs::read_to_string(root.join("conformance/fixtures/sample.json"))?;
    let fixtures = stage.folder.join("fixtures.json");
    fs::write(&fixtures, sandbox::fixtures(stage.server.origin(), &stage.api(), &sample)?.to_string())?;
    let mut audits = process::command(programs.program("aftercare-conformance")?, &root);
    audits.arg(stage.api()).arg("--fixtures").arg(fixtures).args(["--format", "junit", "--output"]).arg(stage.report());
    let run = process::run(&mut audits);
    stage.tally(run)
}

/// The reference backend with the sample shop, on a database of its own.
struct Stage {
    folder: PathBuf,
    server: Server,
}

impl Stage {
    fn build(programs: &Programs, name: &str) -> Result<Self> {
        let folder = places::target()?.join(format!("aftercare-{name}"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let database = folder.join("shop.sqlite");
        let mut arguments: Vec<&OsStr> = ["--listen", "127.0.0.1:0", "--sample", "--sandbox"].map(OsStr::new).into();
        arguments.extend(["--allow-origin", "https://shop.example", "--database"].map(OsStr::new));
        arguments.push(database.as_os_str());
        let server = Server::start(&programs.program("aftercare-backend")?, &arguments, &folder.join("backend.log"))?;
        Ok(Stage { folder, server })
    }

    /// What a script tag names as data-api.
    fn api(&self) -> String {
        format!("{}/api/v1", self.server.origin())
    }

    fn report(&self) -> PathBuf {
        self.folder.join("report.xml")
    }

    fn output(&self) -> PathBuf {
        self.folder.join("output.txt")
    }

    /// Counts the report. A program that ended badly counts as failed even when its report names no failure.
    fn tally(&self, run: Result<()>) -> Result<Tally> {
        let report = fs::read_to_string(self.report()).with_context(|| format!("{run:?}"))?;
        let tally = Tally::of_junit(&report)?;
        if !tally.is_clean() {
            println!("the backend's log ends with\n{}", self.server.log());
        } else if let Err(error) = run {
            println!("{error:?}");
            return Ok(Tally::FAILED);
        }
        Ok(tally)
    }
}
