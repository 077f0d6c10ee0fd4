//! Taking the module apart: what `#[lazy]` and `#[wasm_split]` functions alone need goes into chunks of its own.

use super::module;
use crate::process;
use anyhow::{Context, Result, bail};
use std::{
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
    /// wasm-split's name of it, which the linker uses.
    pub name: String,
    /// A name that stays while the same views use it: `reviews`, or `shared-orders-reviews` for what both need.
    pub label: String,
    /// The module as wasm-split wrote it.
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

    let generated = fs::read_to_string(folder.join("__wasm_split.js"))?;
    let mut chunks = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let is_chunk = path.extension().is_some_and(|it| it == "wasm") && path != main;
        if let Some(name) = path.file_stem().and_then(|it| it.to_str()).filter(|_| is_chunk) {
            let label = label(name, &generated)?;
            chunks.push(Chunk { name: name.to_string(), label, path: path.clone() });
        }
    }
    chunks.sort_by(|a, b| a.label.cmp(&b.label));

    let linker = adapt(&generated, &chunks)?;
    Ok(Parts { main, linker, chunks })
}

/// The label of a chunk: `split_reviews` is one view's own; `chunk_3` is shared, and the generated JavaScript says in
/// a comment by which.
fn label(name: &str, generated: &str) -> Result<String> {
    if let Some(view) = name.strip_prefix("split_") {
        return Ok(without_hash(view).to_string());
    }
    let declaration = format!("const __{name} = ");
    let mut lines = generated.lines().zip(generated.lines().skip(1));
    let comment = lines.find(|(_, line)| line.starts_with(&declaration)).map(|(comment, _)| comment);
    let views = comment.and_then(|it| it.strip_prefix("/* ")?.strip_suffix(" */"));
    let views = views.with_context(|| format!("wasm-split's JavaScript does not say what shares `{name}`"))?;
    let views: Vec<&str> = views.split(", ").map(without_hash).collect();
    Ok(format!("shared-{}", views.join("-")))
}

/// `reviews` for `reviews_17419001926292036119`, as leptos' `#[lazy]` names it by its place in the source.
fn without_hash(view: &str) -> &str {
    match view.rsplit_once('_') {
        Some((name, hash)) if hash.len() > 9 && hash.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => view,
    }
}

/// Lets the generated code fetch through `runtime.js`: it knows only streaming, no integrity, and module URLs.
///
/// The texts replaced are those of wasm_split_cli_support 0.2.4, and it is an error when one isn't there.
fn adapt(generated: &str, chunks: &[Chunk]) -> Result<String> {
    let mut linker = format!("import {{ chunk, guard }} from \"./runtime.js\";\n{generated}");
    let mut replace = |old: &str, new: &str| -> Result<()> {
        if linker.matches(old).count() != 1 {
            bail!("wasm-split's JavaScript is not as expected: no single `{old}` in\n{generated}");
        }
        linker = linker.replace(old, new);
        Ok(())
    };
    for Chunk { name, .. } in chunks {
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
    Ok(linker)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATED: &str = "/* case_17419001926292036119, orders */\nconst __chunk_4 = makeLoad(() => {}, []);\n";

    #[test]
    fn a_chunk_keeps_its_label_when_its_place_changes() -> Result<()> {
        assert_eq!(label("split_return_form", GENERATED)?, "return_form");
        assert_eq!(label("split_reviews_17419001926292036119", GENERATED)?, "reviews");
        assert_eq!(label("chunk_4", GENERATED)?, "shared-case-orders");
        assert!(label("chunk_5", GENERATED).is_err());
        Ok(())
    }

    #[test]
    fn unexpected_javascript_is_an_error() {
        assert!(adapt("export const nothing = 1;", &[]).is_err());
    }
}
