//! The reference backend as it is.

use std::collections::BTreeSet;

use aftercare_conformance::{
    audits,
    report::{Format, Report, Verdict},
    run,
};
use libtest_mimic::{Failed, Trial};

use crate::{block_on, proxy::Behaviour, shop::Shop};

const HONEST: Behaviour = |backend, asked| Box::pin(async move { backend.answer(&asked).await });

pub fn trials() -> impl Iterator<Item = Trial> {
    [
        Trial::test("sound: every audit passes", || block_on(everything_passes())),
        Trial::test("sound: a read-only run changes nothing", || block_on(read_only_is_read_only())),
        Trial::test("sound: the codes are unique", codes_are_unique),
        Trial::test("sound: who is not let in has found nothing", || block_on(not_let_in())),
        Trial::test("sound: the program ends with what it found", || block_on(ends_with_its_finding())),
    ]
    .into_iter()
}

/// The reference backend declares every capability, and the sample shop serves for everything: nothing is skipped.
async fn everything_passes() -> Result<(), Failed> {
    let shop = Shop::start(HONEST).await;
    let report = run::run(shop.plan(), |_| {}).await?;
    let unwell: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.verdict != Verdict::Pass)
        .map(|finding| format!("{} {:?}: {}", finding.code, finding.verdict, finding.message))
        .collect();
    if !unwell.is_empty() {
        return Err(format!("{}\n{}", unwell.join("\n"), report.write(Format::Text)?).into());
    }
    well_written(&report)
}

/// Every format can be written and says the same.
fn well_written(report: &Report) -> Result<(), Failed> {
    let json: serde_json::Value = serde_json::from_str(&report.write(Format::Json)?)?;
    assert_eq!(json["summary"]["verdict"], "pass");
    assert_eq!(json["findings"].as_array().unwrap().len(), report.findings.len());
    let junit = report.write(Format::Junit)?;
    assert_eq!(junit.matches("<testcase ").count(), report.findings.len());
    let html = report.write(Format::Html)?;
    assert_eq!(html.matches("<article ").count(), report.findings.len());
    assert!(!html.contains("<script") && !html.contains("http-equiv"));
    Ok(())
}

async fn read_only_is_read_only() -> Result<(), Failed> {
    const CHANGES: Behaviour = |backend, asked| {
        Box::pin(async move {
            let harmless = asked.method == "GET" || asked.method == "OPTIONS" || asked.is("PUT", "/capabilities");
            let door = asked.is("POST", "/sessions") || asked.is("POST", "/sessions/challenges/*");
            if !harmless && !door && !asked.is("POST", "/quotes") {
                backend.count("changes", 1);
            }
            let mut told = backend.answer(&asked).await;
            told.set("x-changes", &backend.count("changes", 0).to_string());
            told
        })
    };
    let shop = Shop::start(CHANGES).await;
    let mut plan = shop.plan();
    plan.read_only = true;
    let report = run::run(plan, |_| {}).await?;
    assert!(report.holds(), "{}", report.write(Format::Text)?);
    assert!(report.count(Verdict::Pass) > 30);
    let last = changes(&shop.url).await;
    assert_eq!(last, "0", "a read-only run has written");
    Ok(())
}

/// How many changes the proxy has counted.
async fn changes(url: &str) -> String {
    let response = reqwest::get(format!("{url}/capabilities")).await.unwrap();
    response.headers()["x-changes"].to_str().unwrap().to_owned()
}

async fn not_let_in() -> Result<(), Failed> {
    let shop = Shop::start(HONEST).await;
    let mut plan = shop.plan();
    plan.only = vec!["LIMIT-01".into()];
    assert!(run::run(plan.clone(), |_| {}).await?.holds());
    let again = run::run(plan, |_| {}).await;
    assert!(matches!(again, Err(run::RunError::NotLetIn(_))));
    Ok(())
}

/// The program's exit code with these arguments.
async fn program(arguments: &[&str]) -> i32 {
    let program = tokio::process::Command::new(env!("CARGO_BIN_EXE_aftercare-conformance")).args(arguments).output();
    program.await.unwrap().status.code().unwrap()
}

async fn ends_with_its_finding() -> Result<(), Failed> {
    const UNCACHED: Behaviour = |backend, asked| {
        Box::pin(async move {
            let mut told = backend.answer(&asked).await;
            told.set("cache-control", "no-store");
            told
        })
    };
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/sample.json");
    let folder = tempfile::tempdir()?;
    let output = folder.path().join("report.json");
    let output = output.to_str().unwrap();
    let (sound, broken) = (Shop::start(HONEST).await, Shop::start(UNCACHED).await);
    let run = async |url: &str| {
        program(&[url, "--fixtures", fixtures, "--audit", "CAP-01", "--format", "json", "--output", output]).await
    };
    assert_eq!(run(&sound.url).await, 0);
    assert_eq!(run(&broken.url).await, 1);
    let report: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(output)?)?;
    assert_eq!(report["summary"]["fail"], 1);
    assert!(report["findings"][0]["evidence"][0]["curl"].as_str().unwrap().contains("/capabilities"));
    assert_eq!(run("http://127.0.0.1:1/api").await, 2);
    assert_eq!(program(&[&sound.url, "--fixtures", "/no/such/file.json"]).await, 2);
    assert_eq!(program(&["--init"]).await, 0);
    assert_eq!(program(&["--list"]).await, 0);
    Ok(())
}

fn codes_are_unique() -> Result<(), Failed> {
    let mut codes = BTreeSet::new();
    for audit in audits::in_order() {
        assert!(codes.insert(audit.code), "{} is there twice", audit.code);
    }
    Ok(())
}
