//! Making modules small, and low enough for old webviews.

use super::{split::Parts, validate};
use crate::{places, process};
use anyhow::{Context, Result, anyhow};
use std::{
    collections::BTreeMap,
    fs, iter,
    num::NonZero,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
};

/// What the input may use. Named one by one: with `--all-features` wasm-opt 132 writes compact imports, which
/// browsers refuse.
pub const INPUT: [&str; 7] = [
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
///
/// Not `--directize` with an immutable table: the slots that other modules fill look empty to it, and it makes traps of
/// the calls through them.
const SMALL: [&str; 7] = [
    // What LLVM nested is laid out flat and nested anew: 27.1 instead of 27.4 kB of what the first views share.
    "--flatten",
    "--rereloop",
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    // What is about as small as a call goes in its place: with the 2 of -Oz a view is 4 to 7 % larger.
    "--always-inline-max-function-size=7",
    // Rust puts the stack first, so nothing lives in the first kilobyte.
    "--low-memory-unused",
    "--dae-optimizing",
];

/// First of all, functions of one kind come together, where brotli sees that they are alike: it saves 1.0 kB of the
/// main module and 0.5 kB of what views share. A view's own are too few to gain from it.
const ORDER: &str = "--reorder-functions-by-name";

/// A lazy chunk, ready to be served.
pub struct Chunk {
    /// wasm-split's name of it, which the glue uses.
    pub name: String,
    /// Its name in the table of sizes and in the file.
    pub label: String,
    /// The module.
    pub module: Vec<u8>,
}

/// The main module and the chunks, optimised, as many at a time as there are processors: wasm-opt uses one.
pub fn all(main: &[u8], parts: &Parts, work: &Path) -> Result<(Vec<u8>, Vec<Chunk>)> {
    let path = work.join("main.wasm");
    fs::write(&path, main)?;
    // The longest first.
    let inputs = iter::once(("main", &path)).chain(parts.chunks.iter().map(|it| (it.label.as_str(), &it.path)));
    let queue = Mutex::new(inputs.enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work_off = || -> Result<Vec<(usize, Vec<u8>)>> {
        iter::from_fn(next).map(|(place, (name, input))| Ok((place, optimise(name, input, work)?))).collect()
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let done = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work_off)).collect();
        let done = workers.into_iter().map(|worker| worker.join().map_err(|_| anyhow!("a worker panicked"))?);
        done.collect::<Result<Vec<_>>>()
    })?;
    let mut modules: BTreeMap<usize, Vec<u8>> = done.into_iter().flatten().collect();
    let main = modules.remove(&0).context("the main module is missing")?;
    validate::main_module(&main)?;
    let chunks = parts.chunks.iter().zip(modules.into_values());
    let chunks = chunks.map(|(it, module)| Chunk { name: it.name.clone(), label: it.label.clone(), module }).collect();
    Ok((main, chunks))
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
            .args((name == "main" || super::shared::NAMES.contains(&name)).then_some(ORDER))
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(LOWERING)
            .args(SMALL),
    )?;
    let module = fs::read(output)?;
    validate::module(&module).with_context(|| format!("the module `{name}`"))?;
    Ok(module)
}
