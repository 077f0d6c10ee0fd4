//! Child processes that never outlive their trial.
//!
//! Browsers start helpers, and some of those leave their parent's process group or are adopted by init. So a child
//! carries a mark in its environment, which its descendants inherit, and the end of a trial ends everything that
//! carries the mark or descends from it.

use std::{
    collections::HashSet,
    fs,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use anyhow::{Context, Result, anyhow, bail, ensure};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

/// The environment variable that marks our processes.
const MARK: &str = "AFTERCARE_STORY";

/// How long a program may take until it says that it listens.
const START_LIMIT: Duration = Duration::from_secs(30);

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The mark all processes of this run begin with.
fn run_mark() -> String {
    format!("run-{}-", std::process::id())
}

/// A running program; dropping it kills it and all it started.
#[derive(Debug)]
pub struct Process {
    child: Child,
    mark: String,
    lines: Option<mpsc::Receiver<String>>,
}

impl Process {
    /// Starts `command` in a process group of its own. Its standard output can be read by [`Process::line`].
    ///
    /// # Errors
    /// When the program can't be started.
    pub fn start(mut command: Command) -> Result<Self> {
        let mark = format!("{}{}.", run_mark(), NEXT.fetch_add(1, Ordering::Relaxed));
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .env(MARK, &mark)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("starting {name}"))?;
        let stdout = child.stdout.take().context("a piped standard output")?;
        let (sender, lines) = mpsc::channel();
        // Reads to the end even when nobody listens, so that a full pipe never stops the program.
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Ok(Self { child, mark, lines: Some(lines) })
    }

    /// The first line of the program's standard output for which `pick` gives something.
    ///
    /// # Errors
    /// When the program ends or 30 seconds pass before such a line.
    pub fn line<T>(&mut self, pick: impl Fn(&str) -> Option<T>) -> Result<T> {
        let lines = self.lines.as_ref().context("the program's output")?;
        let mut seen = Vec::new();
        loop {
            match lines.recv_timeout(START_LIMIT) {
                Ok(line) => match pick(&line) {
                    Some(found) => return Ok(found),
                    None => seen.push(line),
                },
                Err(error) => {
                    bail!("the program did not say it is ready ({error}); it said {seen:?}")
                }
            }
        }
    }

    /// Whether the program still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// SIGTERM; returns when the program has ended by itself.
    ///
    /// # Errors
    /// When it does not end well.
    pub fn stop(mut self) -> Result<()> {
        kill(Pid::from_raw(self.child.id().try_into()?), Signal::SIGTERM)?;
        let status = self.child.wait()?;
        ensure!(status.success(), "{status} after SIGTERM");
        Ok(())
    }

    /// SIGKILL, now, to the program and all it started; returns when it is gone.
    pub fn kill(&mut self) {
        end_marked(&self.mark);
        let _ = self.child.kill();
        let _ = self.child.wait();
        // What was being forked during the first sweep.
        end_marked(&self.mark);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Ends every process of this run, for when the run is interrupted.
pub fn end_all() {
    end_marked(&run_mark());
}

/// Arranges that an interrupted run (Ctrl-C, SIGTERM) leaves no process behind, and whatever `clear` clears.
///
/// # Errors
/// When the handler can't be installed.
pub fn end_all_on_interrupt(clear: fn()) -> Result<()> {
    ctrlc::set_handler(move || {
        end_all();
        clear();
        std::process::exit(130);
    })
    .map_err(|error| anyhow!("installing the interrupt handler: {error}"))
}

/// Kills every process whose mark starts with `mark`, and their descendants.
fn end_marked(mark: &str) {
    let needle = format!("{MARK}={mark}");
    let processes: Vec<(i32, i32)> = all_processes();
    let mut doomed: HashSet<i32> = processes
        .iter()
        .map(|(pid, _)| *pid)
        .filter(|pid| {
            fs::read(format!("/proc/{pid}/environ"))
                .is_ok_and(|environ| environ.split(|byte| *byte == 0).any(|entry| entry.starts_with(needle.as_bytes())))
        })
        .collect();
    loop {
        let before = doomed.len();
        doomed.extend(
            processes.iter().filter(|(_, parent)| doomed.contains(parent)).map(|(pid, _)| *pid).collect::<Vec<_>>(),
        );
        if doomed.len() == before {
            break;
        }
    }
    for pid in doomed {
        let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
    }
}

/// Every process with its parent.
fn all_processes() -> Vec<(i32, i32)> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| {
            let pid: i32 = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            // After the name in brackets, which may hold anything: the state, then the parent.
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((pid, parent))
        })
        .collect()
}
