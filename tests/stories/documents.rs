//! The contract's pages, as a shop's developer reads them. In Chromium only: no shopper sees them.

use aftercare_tests::{browser::Browser, engine::Engine, stage::Stage, stories, suite::Story, wait};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 2] = in_chromium(stories![
    the_reference_names_every_operation_and_asks_nobody_else,
    the_guide_is_readable_on_a_phone_and_asks_nobody_else,
]);

const fn in_chromium(mut stories: [Story; 2]) -> [Story; 2] {
    stories[0].engines = &[Engine::Chromium];
    stories[1].engines = &[Engine::Chromium];
    stories
}

/// Remembers what a page complains of, from its first script on. That a layout took another frame, as on a busy machine,
/// is no complaint.
const LISTEN: &str = "window.complaints = [];
    addEventListener('error', (event) => {
        if (!event.message?.startsWith('ResizeObserver loop')) {
            complaints.push(event.message || `no ${event.target.src || event.target.href}`);
        }
    }, true);
    addEventListener('unhandledrejection', (event) => complaints.push(String(event.reason)));
    console.error = (...words) => complaints.push(words.join(' '));";

async fn the_reference_names_every_operation_and_asks_nobody_else(stage: &mut Stage, browser: &Browser) -> Result<()> {
    open(stage, browser, "reference.html").await?;
    let document = browser.eval_async("return await (await fetch('openapi.json')).json()", vec![]).await?;
    let operations = operations(&document)?;
    ensure!(operations.len() > 10, "openapi.json describes {} operations", operations.len());
    wait::until("every operation on the page", || async {
        let text = browser.eval("return document.body.textContent", vec![]).await?;
        let text = text.as_str().context("a page's text")?;
        let absent = operations.iter().find(|operation| !operation.iter().all(|words| text.contains(words)));
        ensure!(absent.is_none(), "the page does not name {absent:?}");
        Ok(Some(()))
    })
    .await?;
    let example = "return document.body.textContent.includes('\"order_number\"')";
    ensure!(browser.eval(example, vec![]).await? == true, "no example of a request is shown");
    asked_nobody_else(browser, "scalar.js").await
}

async fn the_guide_is_readable_on_a_phone_and_asks_nobody_else(stage: &mut Stage, browser: &Browser) -> Result<()> {
    open(stage, browser, "guide.html").await?;
    let diagrams = browser
        .eval(
            "return [...document.querySelectorAll('figure svg')].map(svg => svg.querySelectorAll('text').length)",
            vec![],
        )
        .await?;
    let diagrams = diagrams.as_array().context("the diagrams")?;
    ensure!(!diagrams.is_empty() && diagrams.iter().all(|words| *words != json!(0)), "diagrams say {diagrams:?}");
    let astray = "return [...document.querySelectorAll('a[href^=\"#\"]')].map(link => link.hash.slice(1))
        .filter(anchor => !document.getElementById(decodeURIComponent(anchor)))";
    let astray = browser.eval(astray, vec![]).await?;
    ensure!(astray == json!([]), "links lead nowhere: {astray}");
    asked_nobody_else(browser, "page.css").await
}

/// The summary and the path of each operation of an OpenAPI document.
fn operations(document: &Value) -> Result<Vec<[&str; 2]>> {
    const METHODS: [&str; 4] = ["get", "post", "put", "delete"];
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().context("openapi.json has no paths")? {
        for operation in METHODS.iter().filter_map(|method| item.get(method)) {
            let summary = operation["summary"].as_str().with_context(|| format!("{path} without a summary"))?;
            operations.push([summary, path.as_str()]);
        }
    }
    Ok(operations)
}

/// Opens one of the contract's pages, as wide as a phone.
async fn open(stage: &Stage, browser: &Browser, page: &str) -> Result<()> {
    browser.before_every_page(LISTEN).await?;
    browser.goto(&format!("{}/contract/{page}", stage.site.origin())).await?;
    browser.viewport(360, 740).await?;
    wait::until("a page no wider than the phone", || async {
        let over = "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
        let over = browser.eval(over, vec![]).await?;
        ensure!(over == 0, "it is {over} pixels wider");
        Ok(Some(()))
    })
    .await
}

/// Checks that the page complained of nothing and loaded what it needs, `own` among it, from its own origin alone.
async fn asked_nobody_else(browser: &Browser, own: &str) -> Result<()> {
    let complaints = browser.eval("return complaints", vec![]).await?;
    ensure!(complaints == json!([]), "the page complains: {complaints}");
    let asked =
        browser.eval("return performance.getEntriesByType('resource').map(entry => entry.name)", vec![]).await?;
    let asked: Vec<&str> = asked.as_array().context("what was loaded")?.iter().filter_map(Value::as_str).collect();
    ensure!(asked.iter().any(|url| url.ends_with(own)), "{own} was not seen: {asked:?}");
    let origin = browser.eval("return location.origin", vec![]).await?;
    let origin = origin.as_str().context("an origin")?;
    let foreign = asked.iter().find(|url| !url.starts_with(origin) && !url.starts_with("data:"));
    ensure!(foreign.is_none(), "the page asked {foreign:?}");
    Ok(())
}
