//! Folding the log into the database beside the writer. SQLite would do it within a commit, and everybody would wait.
//!
//! While others write, never all of the log gets folded, and SQLite begins it anew only when all is. So the writer still
//! folds what is left when the log has grown large ([`super::super::SQLITE`]), which is little then.

use std::{
    io,
    sync::mpsc::{self, Receiver, SyncSender},
    thread::{self, JoinHandle},
};

use crate::store::sqlite::File;

/// After how many commits something is folded: little at a time, so that nobody waits long for the disk. Measured with one-tap
/// returns at 64 connections, three runs each in turn: p99 of 34 to 38 ms with 4, 37 to 43 with 16, 50 to 53 with 64, all as
/// many a second.
const EVERY: u32 = 4;

/// The thread that folds. It ends, with what it is at, when this is dropped.
pub struct Folding {
    commits: u32,
    ask: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Folding {
    /// Folds with a connection of its own.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn with(mut connection: File) -> io::Result<Self> {
        let (ask, asked) = mpsc::sync_channel(1);
        let thread = thread::Builder::new().name("folding".into()).spawn(move || serve(&mut connection, &asked))?;
        Ok(Self { commits: 0, ask: Some(ask), thread: Some(thread) })
    }

    /// Something was committed.
    pub fn committed(&mut self) {
        self.commits += 1;
        if self.commits >= EVERY
            && let Some(ask) = &self.ask
        {
            self.commits = 0;
            // Where one is asked for already, that one folds this as well.
            let _ = ask.try_send(());
        }
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            // One that has panicked has ended.
            let _ = thread.join();
        }
    }
}

fn serve(connection: &mut File, asked: &Receiver<()>) {
    while asked.recv().is_ok() {
        // What can't be folded now is folded with what comes next, by the writer at the latest, who then says so.
        if let Err(error) = connection.run("PRAGMA wal_checkpoint(PASSIVE)") {
            tracing::warn!(%error, "the log was not folded beside the writer");
        }
    }
}
