//! The widget's tests that need a browser's DOM, in headless Chromium.

use super::tally::Tally;
use crate::{dist::module, places, process};
use anyhow::Result;
use serde_json::Value;
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// The module that lazily loaded functions are imported from until wasm-split has been at work.
const UNSPLIT: &str = "__wasm_split_placeholder__";

/// Compiles and runs them.
pub fn run() -> Result<Tally> {
    let root = places::root()?;
    let mut cargo = process::command("cargo", &root);
    cargo.args(["test", "--package", "aftercare", "--lib", "--tests", "--no-run", "--locked"]).args([
        "--target",
        "wasm32-unknown-unknown",
        "--message-format=json-render-diagnostics",
    ]);
    let mut tally = Tally::default();
    for message in process::read(&mut cargo)?.lines() {
        let message: Value = serde_json::from_str(message)?;
        let Some(compiled) = message["executable"].as_str() else {
            continue;
        };
        let mut runner = process::command("wasm-bindgen-test-runner", &root);
        runner
            .arg(without_chunks(Path::new(compiled))?)
            .env("CHROMEDRIVER", "chromedriver")
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", root.join("xtask/webdriver.json"));
        tally += Tally::of_harness(&mut runner)?;
    }
    Ok(tally)
}

/// A copy of the module that a browser can load although nothing split it: the functions that would load chunks throw.
/// (What is in the chunks is tested by the browser stories, in the build that shoppers get.)
fn without_chunks(compiled: &Path) -> Result<PathBuf> {
    let content = fs::read(compiled)?;
    let names = module::names(&content)?;
    let loaders = names.iter().filter(|name| name.starts_with("__wasm_split_"));
    let exports: Vec<String> = loaders.map(|name| format!("f as {name}")).collect();
    let stub = format!("data:text/javascript,const f=()=>{{throw 0}};export{{{}}}", exports.join(","));
    let renamed = HashMap::from([(UNSPLIT.to_string(), stub)]);
    let folder = places::target()?.join("aftercare-wasm-tests");
    fs::create_dir_all(&folder)?;
    let copy = folder.join(compiled.file_name().unwrap_or_default());
    fs::write(&copy, module::with_names(&content, &renamed, |_| true)?)?;
    Ok(copy)
}
