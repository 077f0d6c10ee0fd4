//! What needs no compiler: the style sheet, the catalogs, and the pages of public/ that are served as they are.

use super::glue;
use crate::{places, process};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{fs, path::Path};

/// The files of public/ that become something else on the way: Trunk writes index.html, esbuild the loader, and
/// catalogs get a hash.
const MADE_ELSEWHERE: [&str; 3] = ["index.html", "aftercare.js", "locales"];

/// style/main.css with everything it imports, minified.
pub fn style() -> Result<Vec<u8>> {
    let mut esbuild = glue::esbuild(&places::root()?)?;
    esbuild.args(["style/main.css", "--bundle", "--minify", glue::ENGINES]);
    Ok(process::read(&mut esbuild)?.into_bytes())
}

/// The catalogs of public/locales, minified, by file name, in a stable order.
pub fn catalogs() -> Result<Vec<(String, Vec<u8>)>> {
    let folder = places::root()?.join("public/locales");
    let mut catalogs = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let text = fs::read_to_string(entry.path())?;
        let catalog: Value = serde_json::from_str(&text).with_context(|| entry.path().display().to_string())?;
        let name = entry.file_name().to_string_lossy().into_owned();
        catalogs.push((name, serde_json::to_vec(&catalog)?));
    }
    catalogs.sort();
    Ok(catalogs)
}

/// Copies the rest of public/ into the deployable folder.
pub fn copy(out: &Path) -> Result<()> {
    copy_folder(&places::root()?.join("public"), out, &MADE_ELSEWHERE)
}

fn copy_folder(from: &Path, to: &Path, except: &[&str]) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if except.iter().any(|it| name == *it) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to.join(&name), &[])?;
        } else {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}
