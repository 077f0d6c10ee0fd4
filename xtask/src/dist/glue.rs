//! The JavaScript between the page and the module: wasm-bindgen's, wasm-split's and ours in one classic script.

use super::{
    module,
    split::{NAME, Parts},
};
use crate::{places, process};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What old webviews understand: Chromium 69 is the oldest seen in shopping apps in 2026, Safari 13.1 the oldest with
/// all of the needed platform.
pub const ENGINES: &str = "--target=chrome69,safari13.1,firefox68";

/// wasm-bindgen's output.
pub struct Glue {
    /// The main module, with short names and without exports that nothing calls.
    pub module: Vec<u8>,
    folder: PathBuf,
}

/// Makes the glue for the main module.
pub fn bind(parts: &Parts, work: &Path) -> Result<Glue> {
    let folder = work.join("glue");
    process::run_quietly(
        process::command("wasm-bindgen", work)
            .arg(&parts.main)
            .arg("--out-dir")
            .arg(&folder)
            .args(["--out-name", NAME, "--target", "web"])
            .args(["--keep-lld-exports", "--no-typescript"]),
    )?;
    let bound = fs::read_to_string(folder.join(NAME).with_extension("js"))?;
    let exports: Vec<&str> = bound.lines().filter_map(exported_function).collect();
    fs::write(folder.join("widget.js"), format!("export {{ {} }} from \"./{NAME}.js\";\n", exports.join(", ")))?;
    fs::write(folder.join("__wasm_split.js"), &parts.linker)?;
    for source in ["boot.js", "catalog.js", "runtime.js"] {
        let from = places::root()?.join("xtask/glue").join(source);
        fs::copy(&from, folder.join(source)).with_context(|| from.display().to_string())?;
    }

    let wasm = fs::read(folder.join(format!("{NAME}_bg.wasm")))?;
    let (bound, renamed) = shorten(&without_effects(&guarded(&bound)?), &module::names(&wasm)?);
    fs::write(folder.join(NAME).with_extension("js"), bound)?;

    let mut glue = Glue { module: vec![], folder };
    // The chunks' names are not known yet, and don't matter for what the glue calls.
    let called = words(&glue.bundle(&Map::new(), &Map::new(), &[])?);
    glue.module = module::with_names(&wasm, &renamed, |export| {
        let name = renamed.get(export).map_or(export, String::as_str);
        called.contains(name)
    })?;
    Ok(glue)
}

impl Glue {
    /// The whole script, minified. `chunks` maps wasm-split's names to file and integrity, `catalogs` languages.
    pub fn script(&self, chunks: &Map<String, Value>, catalogs: &Map<String, Value>) -> Result<Vec<u8>> {
        Ok(self.bundle(chunks, catalogs, &["--minify"])?.into_bytes())
    }

    fn bundle(&self, chunks: &Map<String, Value>, catalogs: &Map<String, Value>, settings: &[&str]) -> Result<String> {
        let mut esbuild = esbuild(&self.folder)?;
        esbuild
            .args(["boot.js", "--bundle", "--format=iife", ENGINES])
            // wasm-bindgen names wasm-split's script once for each function it imports from it.
            .arg("--log-override:duplicate-object-key=silent")
            // Only the path nobody takes (no module given) asks for it.
            .arg("--define:import.meta.url=\"\"")
            .arg(format!("--define:__CHUNKS__={}", json!(chunks)))
            .arg(format!("--define:__CATALOGS__={}", json!(catalogs)))
            .args(settings);
        process::read(&mut esbuild)
    }
}

/// esbuild from xtask/package.json, quiet about anything but warnings.
pub fn esbuild(folder: &Path) -> Result<Command> {
    let program = places::root()?.join("xtask/node_modules/.bin/esbuild");
    let mut esbuild = process::command(program, folder);
    esbuild.args(["--log-level=warning", "--charset=utf8", "--legal-comments=none"]);
    // Safari before 14.1 gets `[a, ...rest] = array` wrong (babel issue 17773), for which esbuild refuses all
    // destructuring. That one form is not used here.
    esbuild.arg("--supported:destructuring=true");
    Ok(esbuild)
}

/// `mount` in `export function mount(el) {`.
fn exported_function(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("export function ")?.split_once('(')?;
    Some(name)
}

/// Lets every call into the instance go through `guard`.
fn guarded(bound: &str) -> Result<String> {
    let old = "    wasm = instance.exports;\n";
    if bound.matches(old).count() != 1 {
        bail!("wasm-bindgen's JavaScript is not as expected: no single `{}`", old.trim());
    }
    let new = "    wasm = guardAll(instance.exports);\n";
    let bound = bound.replace(old, new);
    Ok(format!("import {{ guardAll }} from \"./runtime.js\";\n{bound}"))
}

/// Lets esbuild leave out the classes that nothing uses, and so with_names their exports and wasm-opt what is behind
/// them: leptos' server_fn brings three. Each is held by a line for `using` and by a registry, which look like effects.
fn without_effects(bound: &str) -> String {
    let lines = bound.lines().filter(|line| !line.starts_with("if (Symbol.dispose) "));
    let lines: Vec<_> = lines
        .map(|line| line.replace(": new FinalizationRegistry(", ": /* @__PURE__ */ new FinalizationRegistry("))
        .collect();
    lines.join("\n") + "\n"
}

/// Gives the names that wasm-bindgen made up short ones, in the JavaScript and (by the returned map) in the module:
/// each holds a hash, which compresses badly and is needed nowhere.
fn shorten(bound: &str, names: &[String]) -> (String, HashMap<String, String>) {
    let made_up =
        |name: &&String| ["__wbg_", "__wbindgen_", "wasm_bindgen_"].iter().any(|prefix| name.starts_with(prefix));
    let mut renamed: HashMap<String, String> = HashMap::new();
    for name in names.iter().filter(made_up) {
        let next = format!("_{}", renamed.len());
        renamed.entry(name.clone()).or_insert(next);
    }
    let mut short = String::with_capacity(bound.len());
    let mut rest = bound;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|it| !is_word(it)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        short.push_str(before);
        short.push_str(renamed.get(word).map_or(word, String::as_str));
        rest = after;
    }
    short.push_str(rest);

    let from = format!("./{NAME}_bg.js");
    let short = short.replace(&format!("\"{from}\""), "\"_\"");
    renamed.insert(from, "_".into());
    (short, renamed)
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '$')
}

/// Every identifier-like word of a script.
fn words(script: &str) -> HashSet<String> {
    script.split(|it| !is_word(it)).filter(|word| !word.is_empty()).map(String::from).collect()
}
