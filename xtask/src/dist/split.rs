//! Taking the module apart: what `#[lazy]` and `#[wasm_split]` functions alone need goes into chunks of its own.

use super::{module, shared};
use crate::process;
use anyhow::{Context, Result, bail};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// The main module's name before it gets a hash; `glue/boot.js` imports `./aftercare.js`.
pub const NAME: &str = "aftercare";

/// What wasm-split made.
pub struct Parts {
    /// The main module, ready for wasm-bindgen.
    pub main: PathBuf,
    /// The generated JavaScript that loads chunks, calling into `glue/runtime.js`.
    pub linker: String,
    /// The chunks, in a stable order.
    pub chunks: Vec<Chunk>,
}

/// A module that is loaded when something in it is first called.
pub struct Chunk {
    /// Its name for the linker.
    pub name: String,
    /// Its name for people: the view's own, or one of [`shared::NAMES`].
    pub label: String,
    /// The module, not yet optimised.
    pub path: PathBuf,
}

/// Splits cargo's module, working in `work`.
pub fn split(compiled: &Path, work: &Path) -> Result<Parts> {
    let folder = work.join("split");
    process::run_quietly(process::command("wasm-split-cli", work).arg(compiled).arg(&folder).args([
        "--target",
        "web",
        "--out-name",
        NAME,
    ]))?;

    let main = folder.join(NAME).with_extension("wasm");
    // With this section wasm-bindgen 0.2.129 turns to externref, which needs Chrome 96.
    let stripped = module::without_custom_section(&fs::read(&main)?, "target_features")?;
    fs::write(&main, stripped)?;

    let mut shared_parts = Vec::new();
    let mut chunks = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let is_chunk = path.extension().is_some_and(|it| it == "wasm") && path != main;
        let Some(name) = path.file_stem().and_then(|it| it.to_str()).filter(|_| is_chunk).map(String::from) else {
            continue;
        };
        match name.strip_prefix("split_").map(without_hash) {
            Some(view) => chunks.push(Chunk { label: view.to_string(), name, path }),
            None => shared_parts.push(path),
        }
    }
    chunks.sort_by(|a, b| a.label.cmp(&b.label));
    let generated = fs::read_to_string(folder.join("__wasm_split.js"))?;
    let linker = adapt(&generated, &chunks)?;

    // The same bytes each time.
    shared_parts.sort();
    let places = places(&generated);
    for name in shared::NAMES {
        let stem = |path: &&PathBuf| path.file_stem().and_then(|it| it.to_str()).map(|it| format!("__{it}"));
        let goes_here = |path: &&PathBuf| stem(path).is_some_and(|part| places.get(part.as_str()) == Some(&name));
        let parts: Vec<PathBuf> = shared_parts.iter().filter(goes_here).cloned().collect();
        if let Some(path) = shared::merge(name, &parts, &folder)? {
            chunks.push(Chunk { name: name.into(), label: name.into(), path });
        }
    }
    Ok(Parts { main, linker, chunks })
}

/// `reviews` for `reviews_17419001926292036119`, as leptos' `#[lazy]` names it by its place in the source.
fn without_hash(view: &str) -> &str {
    match view.rsplit_once('_') {
        Some((name, hash)) if hash.len() > 9 && hash.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => view,
    }
}

/// Lets the generated code fetch through `runtime.js` (it knows only streaming, no integrity, and module URLs), and
/// each view wait for the shared modules.
///
/// The texts replaced are those of wasm_split_cli_support 0.2.4, and it is an error when one isn't there.
fn adapt(generated: &str, views: &[Chunk]) -> Result<String> {
    let mut linker = with_few_shared(generated)?;
    let mut replace = |old: &str, new: &str| -> Result<()> {
        if linker.matches(old).count() != 1 {
            bail!("wasm-split's JavaScript is not as expected: no single `{old}` in\n{generated}");
        }
        linker = linker.replace(old, new);
        Ok(())
    };
    for Chunk { name, .. } in views {
        replace(
            &format!(
                "() => {{\n    const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));\n    \
                 src.catch(() => {{}});\n    \
                 return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}"
            ),
            &format!("() => chunk(\"{name}\")"),
        )?;
    }
    let callback = "sharedImports.__wasm_split.__indirect_function_table.get(callbackIndex)";
    replace(callback, &format!("guard({callback})"))?;
    Ok(format!("import {{ chunk, guard }} from \"./runtime.js\";\n{linker}"))
}

/// In which merged module each shared part goes, by the names of wasm-split's JavaScript. That says above each part which
/// views share it.
fn places(generated: &str) -> HashMap<&str, &'static str> {
    let lines = generated.lines().zip(generated.lines().skip(1));
    let place = |(views, part): (&str, &'_ str)| {
        let views = views.strip_prefix("/* ")?.strip_suffix(" */")?;
        Some(shared::place_of(views.split(", "))).filter(|_| part.starts_with("const __chunk_"))
    };
    lines.filter_map(|(views, part)| Some((part.split(' ').nth(1)?, place((views, part))?))).collect()
}

/// Puts the merged modules in the place of the many that wasm-split declares, and of the lists of them.
fn with_few_shared(generated: &str) -> Result<String> {
    let Some(start) = generated.find("const __chunk_") else {
        return Ok(generated.to_string());
    };
    let places = places(generated);
    let (before, rest) = generated.split_at(start);
    let views = rest.find("export const ").context("wasm-split's JavaScript declares no view after what they share")?;
    let mut linker = before.to_string();
    for name in shared::NAMES.iter().filter(|name| places.values().any(|place| place == *name)) {
        linker += &format!("const __{name} = makeLoad(() => chunk(\"{name}\"), []);\n");
    }
    for line in rest[views..].lines() {
        match line.strip_prefix(", [").and_then(|list| list.strip_suffix("]));")).filter(|list| !list.is_empty()) {
            Some(list) => {
                let needed: Vec<_> = list.split(", ").filter_map(|part| places.get(part)).collect();
                let names = shared::NAMES.iter().filter(|name| needed.contains(name)).map(|name| format!("__{name}"));
                linker += &format!(", [{}]));", names.collect::<Vec<_>>().join(", "));
            }
            None => linker += line,
        }
        linker.push('\n');
    }
    Ok(linker)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATED: &str = "\
/* case, orders */
const __chunk_4 = makeLoad(() => {}
, []);
/* exchange, returns */
const __chunk_5 = makeLoad(() => {}
, []);
export const __wasm_split_load_case = wrapAsyncCb(makeLoad(() => {}
, [__chunk_4]));
export const __wasm_split_load_returns = wrapAsyncCb(makeLoad(() => {}
, [__chunk_4, __chunk_5]));
export const __wasm_split_load_help = wrapAsyncCb(makeLoad(() => {}
, []));
";

    #[test]
    fn views_wait_for_the_merged_modules_that_they_need() -> Result<()> {
        let linker = with_few_shared(GENERATED)?;
        assert!(linker.contains("const __shared = makeLoad(() => chunk(\"shared\"), []);"), "{linker}");
        assert!(linker.contains("load_case = wrapAsyncCb(makeLoad(() => {}\n, [__shared]));"), "{linker}");
        assert!(
            linker.contains("load_returns = wrapAsyncCb(makeLoad(() => {}\n, [__shared, __shared_later]));"),
            "{linker}"
        );
        assert!(linker.contains("load_help = wrapAsyncCb(makeLoad(() => {}\n, []));"), "{linker}");
        assert!(!linker.contains("__chunk_"), "{linker}");
        Ok(())
    }

    #[test]
    fn a_view_keeps_its_label_when_its_place_changes() {
        assert_eq!(without_hash("return_form"), "return_form");
        assert_eq!(without_hash("reviews_17419001926292036119"), "reviews");
    }

    #[test]
    fn unexpected_javascript_is_an_error() {
        assert!(adapt("export const nothing = 1;", &[]).is_err());
    }
}
