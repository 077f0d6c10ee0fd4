//! The program itself, as a process of its own.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

/// What starts the program with the signal ignored that a file larger than allowed brings: it shall see the error.
const UNLIMITED: &str = r#"trap '' XFSZ; exec "$0" "$@""#;

/// The running program; ended with the test whatever happens.
pub struct Program {
    child: Child,
    pub address: String,
    /// Where it was started, and what it leaves there unless told otherwise.
    _folder: TempDir,
}

impl Program {
    /// Starts it and keeps its log, which should stay short: nobody reads it before the end.
    pub fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aftercare-backend"));
        Self::launch(command.args(arguments).stderr(Stdio::piped()))
    }

    /// Starts it for much work, with a log of warnings that goes where the test's goes.
    pub fn work(arguments: &[&str]) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", UNLIMITED, env!("CARGO_BIN_EXE_aftercare-backend")]);
        Self::launch(command.args(arguments).env("RUST_LOG", "off").stderr(Stdio::inherit()))
    }

    /// Starts it with these variables in its environment.
    pub fn start_in(environment: &[(&str, &str)], arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aftercare-backend"));
        Self::launch(
            command.args(arguments).envs(environment.iter().copied()).env("RUST_LOG", "error").stderr(Stdio::inherit()),
        )
    }

    fn launch(command: &mut Command) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = command.current_dir(folder.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("said {line:?}"));
        Self { address: address.to_owned(), child, _folder: folder }
    }

    pub fn id(&self) -> String {
        self.child.id().to_string()
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.id()]).status().unwrap();
        assert!(status.success());
    }

    /// Ends it as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The exit code and the log.
    pub fn end(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
