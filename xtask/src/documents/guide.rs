//! The guide: all chapters on one page, so that one search finds what is in any of them.

use super::{SOURCES, chapter::Chapter};
use crate::{places, process};
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::{collections::HashSet, fmt::Write, fs, io, path::Path};

/// The page made of the chapters in this folder, in the order of their file names.
pub fn page(folder: &Path) -> Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "md") {
            files.push(path);
        }
    }
    files.sort();
    let texts = files.iter().map(fs::read_to_string).collect::<io::Result<Vec<String>>>()?;
    let mut chapters = Vec::new();
    for (file, text) in files.iter().zip(&texts) {
        let name = file.file_stem().and_then(|it| it.to_str()).context("a file without a name")?;
        chapters.push(Chapter::read(name, text).with_context(|| file.display().to_string())?);
    }
    let anchors: HashSet<&str> = chapters.iter().flat_map(Chapter::anchors).collect();
    for (file, chapter) in files.iter().zip(&chapters) {
        if let Some(astray) = chapter.links().find(|link| !anchors.contains(link)) {
            bail!("{}: a link leads to `#{astray}`, which no heading has", file.display());
        }
    }

    let mut contents = String::new();
    let mut text = String::new();
    let mut drawings = draw(&chapters)?.into_iter();
    for chapter in &chapters {
        chapter.list(&mut contents)?;
        writeln!(text, "<section>")?;
        chapter.write(&mut text, &mut drawings)?;
        writeln!(text, "</section>")?;
    }
    Ok(format!(
        "<!doctype html>
<html lang=\"en\">
  <head>
    <meta charset=\"utf-8\" />
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />
    <title>Aftercare: implement it in a day</title>
    <link rel=\"icon\" href=\"data:,\" />
    <link rel=\"stylesheet\" href=\"page.css\" />
  </head>
  <body>
    <header class=\"bar\"><strong>Aftercare contract</strong><a href=\"reference.html\">Reference</a><a href=\"openapi.yaml\">openapi.yaml</a><a href=\"openapi.json\">openapi.json</a></header>
    <div class=\"guide\">
<nav aria-label=\"Contents\"><ol>
{contents}</ol></nav>
<main>
{text}</main>
    </div>
  </body>
</html>
"
    ))
}

/// The SVG of each diagram of the chapters, in their order.
fn draw(chapters: &[Chapter]) -> Result<Vec<String>> {
    let sources: Vec<&str> = chapters.iter().flat_map(Chapter::diagrams).collect();
    let file = places::target()?.join("aftercare-diagrams.json");
    fs::write(&file, json!(sources).to_string())?;
    let folder = places::root()?.join(SOURCES);
    let drawn = process::read(process::command("node", &folder).arg("diagrams.mjs").arg(&file))?;
    let drawn: Vec<String> = serde_json::from_str(&drawn)?;
    if drawn.len() != sources.len() {
        bail!("{} diagrams became {}", sources.len(), drawn.len());
    }
    Ok(drawn)
}
