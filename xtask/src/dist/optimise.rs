//! Making modules small, and low enough for old webviews.

use super::{
    split::{self, Parts},
    validate,
};
use crate::{places, process};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What the input may use. Named one by one: with `--all-features` wasm-opt 132 writes compact imports, which
/// browsers refuse.
const INPUT: [&str; 7] = [
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-call-indirect-overlong",
];

/// What takes the output down to the MVP with mutable globals.
const LOWERING: [&str; 3] =
    ["--signext-lowering", "--llvm-memory-copy-fill-lowering", "--llvm-nontrapping-fptoint-lowering"];

/// How to make it small: what counts is brotli, not the module's own size. Measured on the widget of issue 2, whose
/// main module was 187.1 kB with plain `-Oz`: without inlining a function into its only caller 164.6 kB (many small
/// functions that look alike compress better than a few large ones), with the other two 164.2 kB.
const SMALL: [&str; 4] = [
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    // Rust puts the stack first, so nothing lives in the first kilobyte.
    "--low-memory-unused",
    "--dae-optimizing",
];

/// A lazy chunk, ready to be served.
pub struct Chunk {
    /// wasm-split's name of it, which the glue uses.
    pub name: String,
    /// Its name in the table of sizes and in the file.
    pub label: String,
    /// The module.
    pub module: Vec<u8>,
}

/// The main module, optimised.
pub fn main(module: &[u8], work: &Path) -> Result<Vec<u8>> {
    let input = work.join("main.wasm");
    fs::write(&input, module)?;
    let optimised = optimise("main", &input, work)?;
    validate::main_module(&optimised)?;
    Ok(optimised)
}

/// The chunks, optimised.
pub fn chunks(parts: &Parts, work: &Path) -> Result<Vec<Chunk>> {
    let mut chunks = Vec::new();
    for split::Chunk { name, label, path } in &parts.chunks {
        chunks.push(Chunk { name: name.clone(), label: label.clone(), module: optimise(label, path, work)? });
    }
    Ok(chunks)
}

fn optimise(name: &str, input: &PathBuf, work: &Path) -> Result<Vec<u8>> {
    let output = work.join(format!("{name}.optimised.wasm"));
    let program = places::root()?.join("xtask/node_modules/.bin/wasm-opt");
    process::run_quietly(
        process::command(program, work)
            .arg(input)
            .arg("--output")
            .arg(&output)
            .args(INPUT)
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(LOWERING)
            .args(SMALL),
    )?;
    let module = fs::read(output)?;
    validate::module(&module).with_context(|| format!("the module `{name}`"))?;
    Ok(module)
}
