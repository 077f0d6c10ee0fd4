//! Writing artefacts under names that hold a hash of their content, with their integrity and their compressed form.

use super::optimise::Chunk;
use crate::compress;
use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The list of artefacts in the deployable folder.
pub const MANIFEST: &str = "manifest.json";

/// What an artefact is for; decides which sums it counts in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// aftercare.js, which every page view loads.
    Loader,
    /// The script that starts the main module.
    Glue,
    /// The main module.
    Module,
    /// A module loaded when its view is first opened.
    Chunk,
    /// The style sheet.
    Style,
    /// One language's texts.
    Catalog,
}

impl Kind {
    const ALL: [(Kind, &str); 6] = [
        (Kind::Loader, "loader"),
        (Kind::Glue, "glue"),
        (Kind::Module, "module"),
        (Kind::Chunk, "chunk"),
        (Kind::Style, "style"),
        (Kind::Catalog, "catalog"),
    ];

    fn word(self) -> &'static str {
        Kind::ALL.iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// The kind that the manifest calls so.
    pub fn from_word(word: &str) -> Result<Kind> {
        let found = Kind::ALL.iter().find(|it| it.1 == word);
        Ok(found.with_context(|| format!("no kind of artefact is called `{word}`"))?.0)
    }
}

/// One written artefact.
pub struct Asset {
    /// What it is for.
    pub kind: Kind,
    /// A name that stays the same from build to build, as `aftercare.wasm`.
    pub name: String,
    /// Path from the deployable folder, as `assets/aftercare-Ab3dEf9_h0.wasm`.
    pub file: String,
    /// For the `integrity` attribute. SHA-256 rather than 384: the loader carries several, and they don't compress.
    pub integrity: String,
    /// Size as it is.
    pub bytes: usize,
    /// Size in brotli.
    pub brotli: usize,
}

/// The artefacts written so far.
pub struct Assets {
    folder: PathBuf,
    list: Vec<Asset>,
    chunks: Map<String, Value>,
}

impl Assets {
    /// None yet in this folder.
    pub fn new(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder.join("assets"))?;
        Ok(Assets { folder: folder.to_path_buf(), list: vec![], chunks: Map::new() })
    }

    /// Writes an artefact whose stable name is `name`, to a file whose name holds a hash of it.
    pub fn add(&mut self, kind: Kind, name: &str, content: &[u8]) -> Result<&Asset> {
        let digest = STANDARD.encode(Sha256::digest(content));
        let (stem, ending) = name.split_once('.').context("an artefact without an ending")?;
        let ending = ending.rsplit('.').next().unwrap_or(ending);
        // The same letters as in the integrity, where they fit in a file name: so brotli pays for them once.
        let hash = digest[..10].replace('+', "-").replace('/', "_");
        let file = format!("assets/{stem}-{hash}.{ending}");
        self.write(kind, name, file, content, &digest)
    }

    /// Writes the loader, the only artefact whose name never changes, and the same under the names that say which
    /// version it is: `aftercare-v0.js` moves on within a major version, `aftercare-v0.1.0.js` never changes once it is
    /// published, so a page may pin it with the `integrity` that the manifest tells.
    pub fn add_loader(&mut self, name: &str, version: &str, content: &[u8]) -> Result<&Asset> {
        let digest = STANDARD.encode(Sha256::digest(content));
        let (stem, ending) = name.split_once('.').context("a loader without an ending")?;
        let major = version.split('.').next().unwrap_or(version);
        for version in [major, version] {
            let file = format!("{stem}-v{version}.{ending}");
            fs::write(self.folder.join(&file), content)?;
            fs::write(self.folder.join(format!("{file}.br")), compress::brotli(content)?)?;
        }
        self.write(Kind::Loader, name, name.to_string(), content, &digest)
    }

    /// Writes a lazy chunk and remembers it for the glue.
    pub fn add_chunk(&mut self, chunk: &Chunk) -> Result<()> {
        let name = format!("{}.wasm", chunk.label);
        let asset = self.add(Kind::Chunk, &name, &chunk.module)?;
        let pinned = json!([asset.file, asset.integrity]);
        self.chunks.insert(chunk.name.clone(), pinned);
        Ok(())
    }

    fn write(&mut self, kind: Kind, name: &str, file: String, content: &[u8], digest: &str) -> Result<&Asset> {
        if self.list.iter().any(|it| it.name == name) {
            bail!("two artefacts are called `{name}`");
        }
        let compressed = compress::brotli(content)?;
        fs::write(self.folder.join(&file), content)?;
        fs::write(self.folder.join(format!("{file}.br")), &compressed)?;
        self.list.push(Asset {
            kind,
            name: name.to_string(),
            file,
            integrity: format!("sha256-{digest}"),
            bytes: content.len(),
            brotli: compressed.len(),
        });
        self.list.last().context("nothing was written")
    }

    /// The chunks for the glue: wasm-split's name to file and integrity.
    pub fn chunks(&self) -> &Map<String, Value> {
        &self.chunks
    }

    /// The catalogs for the glue: language to file and integrity.
    pub fn catalogs(&self) -> Result<Map<String, Value>> {
        let pinned = |it: &Asset| {
            let language = it.name.strip_suffix(".json").context("a catalog that is not .json")?;
            Ok((language.to_string(), json!([it.file, it.integrity])))
        };
        self.of(Kind::Catalog).map(pinned).collect()
    }

    /// All of one kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Asset> {
        self.list.iter().filter(move |it| it.kind == kind)
    }

    /// The only one of its kind.
    pub fn only(&self, kind: Kind) -> Result<&Asset> {
        let mut all = self.of(kind);
        match (all.next(), all.next()) {
            (Some(asset), None) => Ok(asset),
            _ => bail!("not one but several or no artefacts of the kind {}", kind.word()),
        }
    }

    /// Ten characters that differ when any artefact written so far does.
    pub fn version(&self) -> String {
        let all: Vec<&str> = self.list.iter().map(|it| it.integrity.as_str()).collect();
        let digest = STANDARD.encode(Sha256::digest(all.concat()));
        digest[..10].replace('+', "-").replace('/', "_")
    }

    /// Writes the list for those who publish the folder and for the size check.
    pub fn write_manifest(&self) -> Result<()> {
        let entries: Vec<Value> = self
            .list
            .iter()
            .map(|it| {
                json!({
                    "name": it.name, "kind": it.kind.word(), "file": it.file,
                    "integrity": it.integrity, "bytes": it.bytes, "brotli": it.brotli,
                })
            })
            .collect();
        let text = serde_json::to_string_pretty(&entries)? + "\n";
        fs::write(self.folder.join(MANIFEST), text)?;
        Ok(())
    }
}
