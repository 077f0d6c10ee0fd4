//! What must agree across files that no compiler reads together.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod catalogs;
mod contrast;
mod figures;

use std::{fs, path::PathBuf};

/// A file or folder of the clone.
fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(relative)
}

fn read(relative: &str) -> String {
    fs::read_to_string(path(relative)).unwrap_or_else(|e| panic!("{relative}: {e}"))
}
