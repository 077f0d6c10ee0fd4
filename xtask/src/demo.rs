//! A demo shop on this machine: the built widget on a page, the reference backend behind it.

use crate::{dist, places, process, setup};
use anyhow::{Context, Result};
use std::{fs, os::unix::process::CommandExt, path::Path};

/// Builds what changed and runs the backend until Ctrl-C. What was filed is kept in the target folder, unless `fresh`.
pub fn demo(fresh: bool, port: u16) -> Result<()> {
    let root = places::root()?;
    setup::for_building()?;
    let site = root.join("dist");
    dist::refresh(&site)?;

    println!("building the reference backend");
    // Unoptimised: it compiles in half the time, and one shopper won't notice.
    let mut build = process::command("cargo", &root);
    process::run(build.args(["build", "--quiet", "--locked", "--package", "aftercare-backend"]))?;

    let data = places::target()?.join("demo");
    fs::create_dir_all(&data)?;
    let program = places::target()?.join("debug/aftercare-backend");
    let mut backend = process::command(&program, &root);
    backend
        .args(["--listen", &format!("127.0.0.1:{port}"), "--sample"])
        .arg("--database")
        .arg(data.join("aftercare.sqlite"))
        .arg("--site")
        .arg(Path::new(&site));
    if fresh {
        backend.arg("--fresh");
    }
    let origin = format!("http://127.0.0.1:{port}");
    println!("\nThe demo shop is at {origin}/ once the next line says it listens. Ctrl-C stops it.");
    if !fresh {
        println!("What was filed in earlier demos is still there; `cargo xtask demo --fresh` forgets it and starts over.");
    }
    println!("The contract: {origin}/contract/reference.html, and {origin}/contract/guide.html to implement it.\n");
    // The backend takes this process's place, so that Ctrl-C is its own to handle.
    Err(backend.exec()).with_context(|| program.display().to_string())
}
