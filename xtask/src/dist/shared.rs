//! What several views need, in two modules.
//!
//! wasm-split makes a module of each combination of views that share something: 24 for the widget's first five views,
//! of which a view waited for 14, and many small files compress badly. Merged they are one, which comes with the first
//! view: 28.6 instead of 43.2 kB in brotli. Moving what four of the five use into the main module would save 5.5 kB of
//! the whole and cost every shopper 18 kB at the first open. What none of the first views needs is merged into another,
//! so that only those wait for it who go further.

use super::module;
use crate::{places, process};
use anyhow::{Result, bail};
use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
};
use wasmparser::{Parser, Payload, TypeRef};

/// The merged modules' names: what one of the first views needs, and what only later ones do.
pub const NAMES: [&str; 2] = ["shared", "shared_later"];

/// The views that most shoppers see, and see first.
const FIRST: [&str; 3] = ["case", "orders", "tracking"];

/// In which of the merged modules a part goes that these views share.
pub fn place_of<'v>(mut views: impl Iterator<Item = &'v str>) -> &'static str {
    let [first, later] = NAMES;
    if views.any(|view| FIRST.contains(&view)) { first } else { later }
}

/// What wasm-split's modules import from: the linker's object.
const LINKER: &str = "__wasm_split";

/// The same for the merged module while it is being merged: its own parts import from `LINKER`.
const OUTSIDE: &str = "outside";

/// Merges modules that wasm-split wrote into one of this name, working in `folder`; none if there are none.
pub fn merge(name: &str, parts: &[PathBuf], folder: &Path) -> Result<Option<PathBuf>> {
    if parts.is_empty() {
        return Ok(None);
    }
    let gate = folder.join(format!("{name}_gate.wat"));
    fs::write(&gate, gate_of(parts)?)?;
    let merged = folder.join(format!("{name}_merged.wasm"));
    let mut merge = process::command(places::root()?.join("xtask/node_modules/.bin/wasm-merge"), folder);
    merge.arg(&gate).arg(LINKER);
    for part in parts {
        merge.arg(part).arg(part.file_stem().unwrap_or_default());
    }
    process::run_quietly(merge.args(super::optimise::INPUT).args(["--debuginfo", "--output"]).arg(&merged))?;

    let renamed = HashMap::from([(OUTSIDE.to_string(), LINKER.to_string())]);
    let path = folder.join(name).with_extension("wasm");
    fs::write(&path, module::with_names(&fs::read(merged)?, &renamed, |_| false)?)?;
    Ok(Some(path))
}

/// A module that imports once what each part imports, and hands it on: wasm-merge would keep an import for each part,
/// and a module has but one memory and one table.
fn gate_of(parts: &[PathBuf]) -> Result<String> {
    let mut lines = BTreeSet::new();
    for part in parts {
        for payload in Parser::new(0).parse_all(&fs::read(part)?) {
            let Payload::ImportSection(section) = payload? else {
                continue;
            };
            for import in section.into_imports() {
                let import = import?;
                let (kind, shape) = shape(import.ty)?;
                let name = import.name;
                lines.insert(format!(
                    "(import \"{OUTSIDE}\" \"{name}\" ({kind} ${name} {shape})) (export \"{name}\" ({kind} ${name}))\n"
                ));
            }
        }
    }
    Ok(format!("(module\n{})\n", lines.into_iter().collect::<String>()))
}

/// An import in WebAssembly's text: its kind and the rest of its type.
fn shape(ty: TypeRef) -> Result<(&'static str, String)> {
    Ok(match ty {
        TypeRef::Memory(memory) => ("memory", memory.initial.to_string()),
        TypeRef::Table(table) => ("table", format!("{} funcref", table.initial)),
        TypeRef::Global(global) if global.mutable => ("global", format!("(mut {})", global.content_type)),
        TypeRef::Global(global) => ("global", global.content_type.to_string()),
        other => bail!("wasm-split's modules import {other:?}, which they did not before"),
    })
}
