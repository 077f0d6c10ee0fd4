//! The contract for people: `contract/` in the deployable folder.
//!
//! ```text
//! reference.html  every operation and type, drawn by Scalar from openapi.json
//! guide.html      contract/guide/*.md, each a chapter; diagrams are drawn here, not in the browser
//! openapi.yaml    the document itself
//! openapi.json    the same as JSON
//! ```
//!
//! Nothing in them asks another host for anything.

mod chapter;
mod guide;

use crate::{places, process};
use anyhow::{Context, Result};
use std::{fs, path::Path, process::Command};

/// Files and folders of which they are made, from the root of the clone.
pub const INPUTS: [&str; 4] = ["contract/openapi.yaml", "contract/guide", "xtask/documents", "xtask/src/documents"];

/// Their sources that are not made from anything else.
const SOURCES: &str = "xtask/documents";

/// Scalar in one file. This package, made for another server, carries it; the package it comes from would bring
/// hundreds that only building it needs.
const SCALAR: &str = "xtask/node_modules/@scalar/fastify-api-reference/dist/js/standalone.js";

/// Writes them to `contract/` in the deployable folder.
pub fn write(site: &Path) -> Result<()> {
    let root = places::root()?;
    let out = site.join("contract");
    fs::create_dir_all(&out)?;
    copy(&root.join("contract/openapi.yaml"), &out.join("openapi.yaml"))?;
    let json = out.join("openapi.json");
    process::run_quietly(redocly()?.args(["bundle", "contract/openapi.yaml", "--output"]).arg(&json))?;

    let sources = root.join(SOURCES);
    copy(&sources.join("page.css"), &out.join("page.css"))?;
    copy(&sources.join("reference.html"), &out.join("reference.html"))?;
    copy(&root.join(SCALAR), &out.join("scalar.js"))?;
    let script = fs::read_to_string(sources.join("reference.js"))?;
    let script = script.replace("content: __DOCUMENT__", &format!("content: {}", fs::read_to_string(&json)?.trim()));
    fs::write(out.join("reference.js"), script)?;

    fs::write(out.join("guide.html"), guide::page(&root.join("contract/guide"))?)?;
    Ok(())
}

/// Redocly's command-line tool, which judges and converts OpenAPI documents; told to keep to itself.
pub fn redocly() -> Result<Command> {
    let root = places::root()?;
    let mut redocly = process::command(root.join("xtask/node_modules/.bin/redocly"), &root);
    redocly.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    Ok(redocly)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| from.display().to_string())?;
    Ok(())
}
