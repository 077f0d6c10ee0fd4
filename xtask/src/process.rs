//! Running other programs: what they say goes to the terminal, and a failure names the whole command.

use crate::setup::tools;
use anyhow::{Context, Result, bail};
use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Output, Stdio},
};

/// A command to be run in `folder`, finding the tools that set-up installed before any others.
pub fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    if let Some(path) = tools::search_path() {
        command.env("PATH", path);
    }
    command
}

/// Runs to the end; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", spelled(command)))?;
    if !status.success() {
        bail!("{status} from {}", spelled(command));
    }
    Ok(())
}

/// Runs to the end, showing standard error and returning standard output as text.
pub fn read(command: &mut Command) -> Result<String> {
    let output = finish(command.stderr(Stdio::inherit()))?;
    if !output.status.success() {
        bail!("{} from {}", output.status, spelled(command));
    }
    String::from_utf8(output.stdout).with_context(|| format!("output of {} is not UTF-8", spelled(command)))
}

/// Runs to the end without showing anything unless it fails, when all of it becomes the error.
pub fn run_quietly(command: &mut Command) -> Result<()> {
    let output = finish(command.stderr(Stdio::piped()))?;
    if !output.status.success() {
        bail!(
            "{} from {}\n{}{}",
            output.status,
            spelled(command),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

/// Whether the program can be started and ends well; says nothing.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn finish(command: &mut Command) -> Result<Output> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .output()
        .with_context(|| format!("could not start {}", spelled(command)))
}

/// The command as one would type it.
fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}
