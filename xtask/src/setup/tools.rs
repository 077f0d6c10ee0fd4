//! Programs from crates.io, each of one exact version, in a cache that all clones share.

use super::say;
use crate::{places, process};
use anyhow::Result;
use std::{env, ffi::OsString, path::PathBuf};

/// A program to install with cargo.
pub struct Tool {
    package: &'static str,
    version: &'static str,
    program: &'static str,
    features: &'static [&'static str],
    why: &'static str,
}

/// For building the widget. The versions of wasm-bindgen here, in Cargo.toml and in Trunk.toml must be the same.
pub const FOR_BUILDING: [Tool; 3] = [
    Tool {
        package: "wasm-bindgen-cli",
        version: "0.2.129",
        program: "wasm-bindgen",
        features: &[],
        why: "the JavaScript around the widget's module",
    },
    Tool {
        package: "wasm_split_cli_support",
        version: "0.2.4",
        program: "wasm-split-cli",
        features: &["--features", "build-binary"],
        why: "taking lazily loaded views out of the main module",
    },
    Tool {
        package: "trunk",
        version: "0.21.14",
        program: "trunk",
        // Nothing is downloaded through it, so it needs no TLS.
        features: &["--no-default-features"],
        why: "building the widget",
    },
];

/// For the tests in browsers.
pub const FOR_TESTING: [Tool; 2] = [
    Tool {
        package: "wasm-bindgen-cli",
        version: "0.2.129",
        program: "wasm-bindgen-test-runner",
        features: &[],
        why: "the wasm tests",
    },
    Tool {
        package: "geckodriver",
        version: "0.37.1",
        program: "geckodriver",
        features: &[],
        why: "driving Firefox, for which Debian has no driver",
    },
];

/// Installs those that are missing.
pub fn install(tools: &[Tool]) -> Result<()> {
    let root = places::root()?;
    for tool in tools {
        let folder = tool.folder()?;
        if folder.join("bin").join(tool.program).exists() {
            continue;
        }
        say(
            &format!("{} {} into {}", tool.program, tool.version, folder.display()),
            &format!("{} (compiles for one to three minutes, once)", tool.why),
        );
        process::run(
            process::command("cargo", &root)
                .args(["install", "--quiet", "--locked", "--force", tool.package])
                .args(["--version", tool.version, "--bin", tool.program])
                .args(tool.features)
                .arg("--root")
                .arg(&folder)
                // The tools run for seconds, so their own build matters more than their speed.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
                .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
                // One folder for all, so that crates they share compile once.
                .env("CARGO_TARGET_DIR", build_folder()?),
        )?;
    }
    Ok(())
}

/// Where the tools are compiled.
pub fn build_folder() -> Result<PathBuf> {
    Ok(places::cache()?.join("build"))
}

/// `PATH` with the tools first; none when there is no place for the cache.
pub fn search_path() -> Option<OsString> {
    let tools = FOR_BUILDING.iter().chain(&FOR_TESTING);
    let mut folders = Vec::new();
    for tool in tools {
        folders.push(tool.folder().ok()?.join("bin"));
    }
    folders.extend(env::split_paths(&env::var_os("PATH")?));
    env::join_paths(folders).ok()
}

impl Tool {
    fn folder(&self) -> Result<PathBuf> {
        let name = format!("{}-{}", self.program, self.version);
        Ok(places::cache()?.join("tools").join(name))
    }
}
