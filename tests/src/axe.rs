//! axe-core in the page: what a machine can tell about accessibility.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use crate::widget::Widget;

/// Where `npm ci` puts it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/axe-core/axe.min.js");

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary", default)]
    summary: String,
}

/// Checks the page's widgets against axe's rules, once they stand still.
///
/// # Errors
/// When something serious or critical is found; the message names rule, element and remedy. Also when axe is not
/// installed (`npm ci` in `tests/`).
pub async fn check(widget: &Widget<'_>, what: &str) -> Result<()> {
    let script = std::fs::read_to_string(Path::new(AXE)).context("axe-core is missing; run `npm ci` in tests/")?;
    // Half-way through fading in, any text is too pale.
    widget.settled().await?;
    let browser = widget.browser;
    if browser.eval("return typeof window.axe", vec![]).await? != "object" {
        browser.run(&script, vec![]).await?;
    }
    let found = browser
        .eval_async(
            "const result = await window.axe.run({include: ['aftercare-widget']}, {resultTypes: ['violations']});
             if (!result.passes.length && !result.violations.length) throw new Error('axe checked nothing');
             return result.violations.map(({id, impact, help, nodes}) =>
               ({id, impact, help, nodes: nodes.map(({html, failureSummary}) => ({html, failureSummary}))}))",
            vec![json!(null)],
        )
        .await?;
    let violations: Vec<Violation> = serde_json::from_value(found)?;
    let grave: Vec<String> = violations
        .iter()
        .filter(|violation| matches!(violation.impact.as_deref(), Some("serious" | "critical")))
        .flat_map(|violation| {
            violation.nodes.iter().map(move |node| {
                format!("{} ({}): {}\n    {}", violation.id, violation.help, node.html, node.summary.replace('\n', " "))
            })
        })
        .collect();
    ensure!(grave.is_empty(), "{what}: axe finds\n  {}", grave.join("\n  "));
    Ok(())
}
