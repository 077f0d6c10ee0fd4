//! Taking the module apart: what `#[lazy]` and `#[wasm_split]` functions alone need goes into chunks of its own.

use super::module;
use crate::process;
use anyhow::{Result, bail};
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
    /// The chunks by their name in the linker, in a stable order.
    pub chunks: Vec<(String, PathBuf)>,
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

    let mut chunks = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let is_chunk = path.extension().is_some_and(|it| it == "wasm") && path != main;
        if let Some(name) = path.file_stem().and_then(|it| it.to_str()).filter(|_| is_chunk) {
            chunks.push((name.to_string(), path.clone()));
        }
    }
    chunks.sort();

    let generated = fs::read_to_string(folder.join("__wasm_split.js"))?;
    let linker = adapt(&generated, &chunks)?;
    Ok(Parts { main, linker, chunks })
}

/// Lets the generated code fetch through `runtime.js`: it knows only streaming, no integrity, and module URLs.
///
/// The texts replaced are those of wasm_split_cli_support 0.2.4, and it is an error when one isn't there.
fn adapt(generated: &str, chunks: &[(String, PathBuf)]) -> Result<String> {
    let mut linker = format!("import {{ chunk, guard }} from \"./runtime.js\";\n{generated}");
    let mut replace = |old: &str, new: &str| -> Result<()> {
        if linker.matches(old).count() != 1 {
            bail!("wasm-split's JavaScript is not as expected: no single `{old}` in\n{generated}");
        }
        linker = linker.replace(old, new);
        Ok(())
    };
    for (name, _) in chunks {
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
