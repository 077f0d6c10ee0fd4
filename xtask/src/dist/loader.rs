//! aftercare.js: the one file with a stable URL. It names each first-open artefact with its integrity.

use super::{
    assets::{Asset, Assets, Kind},
    glue,
};
use crate::{places, process};
use anyhow::Result;
use serde_json::{Value, json};

/// Minifies public/aftercare.js, lowers it to old webviews, and fills in `__BUILD__`:
///
/// ```text
/// { v: "<build>", glue: [file, integrity], wasm: […], css: […] }
/// ```
///
/// Files are relative to the loader's own URL. Lazy chunks and catalogs are pinned by the glue, not here: their
/// number grows with the product, and the loader is paid for by every visitor of every page.
pub fn write(assets: &mut Assets) -> Result<()> {
    let build = json!({
        "v": assets.version(),
        "glue": pinned(assets.only(Kind::Glue)?),
        "wasm": pinned(assets.only(Kind::Module)?),
        "css": pinned(assets.only(Kind::Style)?),
    });
    let mut esbuild = glue::esbuild(&places::root()?)?;
    esbuild
        .args(["public/aftercare.js", "--bundle", "--minify", "--format=iife", glue::ENGINES])
        .arg(format!("--define:__BUILD__={build}"));
    let script = process::read(&mut esbuild)?;
    // The workspace has one version for all.
    assets.add_loader("aftercare.js", env!("CARGO_PKG_VERSION"), script.as_bytes())?;
    Ok(())
}

fn pinned(asset: &Asset) -> Value {
    json!([asset.file, asset.integrity])
}
