//! aftercare.js: the one file with a stable URL. It names each first-open artefact with its integrity.

use super::{
    assets::{Asset, Assets, Kind},
    glue,
};
use crate::{places, process};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

/// Minifies public/aftercare.js, lowers it to old webviews, and fills in `__BUILD__`:
///
/// ```text
/// { v: "<build>", glue: [file, integrity], wasm: […], css: […], locales: { "en": […], … } }
/// ```
///
/// Files are relative to the loader's own URL. Lazy chunks are pinned by the glue, not here.
pub fn write(assets: &mut Assets) -> Result<()> {
    let mut locales = Map::new();
    for catalog in assets.of(Kind::Catalog) {
        let language = catalog.name.strip_suffix(".json").context("a catalog that is not .json")?;
        locales.insert(language.to_string(), pinned(catalog));
    }
    let build = json!({
        "v": assets.version(),
        "glue": pinned(assets.only(Kind::Glue)?),
        "wasm": pinned(assets.only(Kind::Module)?),
        "css": pinned(assets.only(Kind::Style)?),
        "locales": locales,
    });
    let mut esbuild = glue::esbuild(&places::root()?)?;
    esbuild
        .args(["public/aftercare.js", "--bundle", "--minify", "--format=iife", glue::ENGINES])
        .arg(format!("--define:__BUILD__={build}"));
    let script = process::read(&mut esbuild)?;
    assets.add_loader("aftercare.js", script.as_bytes())?;
    Ok(())
}

fn pinned(asset: &Asset) -> Value {
    json!([asset.file, asset.integrity])
}
