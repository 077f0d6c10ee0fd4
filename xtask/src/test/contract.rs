//! What holds the contract document and a backend together, by tools that others wrote.

use super::{programs::Programs, tally::Tally};
use crate::{documents, places, process, server::Server, setup::python};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::{
    ffi::{OsStr, OsString},
    fs,
    path::PathBuf,
};

/// An order of the sample shop, and whose it is.
const ORDER: &str = "10482";
const EMAIL: &str = "ada@example.com";

/// More orders of the same customer, which the session is to cover too.
const MORE_ORDERS: [&str; 4] = ["10477", "10460", "10440", "10455"];

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

/// Schemathesis: requests made from the document, valid and invalid, one by one and along its links, to the reference
/// backend. Its checks and how many requests it makes are in contract/schemathesis.toml.
pub fn schemathesis(programs: &Programs) -> Result<Tally> {
    let stage = Stage::build(programs, "schemathesis")?;
    let report = stage.folder.join("report.xml");
    let mut schemathesis = process::command(python::program("schemathesis")?, &places::root()?);
    schemathesis
        .args(["--config-file", "contract/schemathesis.toml", "run", "contract/openapi.yaml", "--url"])
        .arg(stage.api())
        .args(["--header", &format!("Authorization: Bearer {}", stage.token()?)])
        .arg("--report-junit-path")
        .arg(&report);
    // A failure is counted from the report.
    let run = process::run(&mut schemathesis);
    stage.tally(&report, run)
}

/// Our own audits of a backend, as a shop would run them.
pub fn conformance(programs: &Programs) -> Result<Tally> {
    let stage = Stage::build(programs, "conformance")?;
    let report = stage.folder.join("report.xml");
    let mut audits = process::command(programs.program("aftercare-conformance")?, &places::root()?);
    audits
        .arg(stage.api())
        .args(["--fixtures", "conformance/fixtures/sample.json", "--format", "junit", "--output"])
        .arg(&report);
    let run = process::run(&mut audits);
    stage.tally(&report, run)
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
    fn api(&self) -> OsString {
        format!("{}/api/v1", self.server.origin()).into()
    }

    /// A token that opens several orders of one customer.
    fn token(&self) -> Result<String> {
        let mut token = self.session(ORDER, None)?;
        for order in MORE_ORDERS {
            token = self.session(order, Some(&token))?;
        }
        Ok(token)
    }

    fn session(&self, order: &str, token: Option<&str>) -> Result<String> {
        let url = format!("{}/api/v1/sessions", self.server.origin());
        let mut request = ureq::post(&url);
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let proof = json!({ "order_lookup": { "order_number": order, "proof": { "email": EMAIL } } });
        let mut answer = request.content_type("application/json").send(proof.to_string())?;
        let session: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
        Ok(session["access_token"].as_str().context("a session without a token")?.to_string())
    }

    /// Counts a report. A program that ended badly counts as failed even when its report names no failure.
    fn tally(&self, report: &PathBuf, run: Result<()>) -> Result<Tally> {
        let report = fs::read_to_string(report).with_context(|| format!("{run:?}"))?;
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
