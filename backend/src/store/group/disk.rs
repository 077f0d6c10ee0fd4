//! The disk's part of a group commit: one sync for everybody whose commit it covers.
//!
//! With `synchronous=NORMAL` a commit appends to SQLite's write-ahead log and does not wait for the disk. This thread
//! syncs the log and only then tells those who wait; the next group writes meanwhile, and whoever comes during a sync
//! shares the next one.
//!
//! - The log is read after a power cut up to the first frame that is not whole, so a sync covers every commit before it
//!   began, in whatever order it is told.
//! - When SQLite starts the log anew, in the same file, it has synced the log, copied it into the database and synced
//!   that: what was in the log before needs it no more.
//! - A sync that fails is not tried again. The system reports a page it could not write once and takes it for written
//!   from then on, so a second sync would say yes to what is lost. Whoever waits is told no, and so is everybody after
//!   them until the program is started again: then the log is folded into the database, or cut where it is broken.

use std::{fs::File, io, path::Path, thread};

use tokio::sync::{mpsc, oneshot};

/// Those who wait for the disk. Whoever is not told has no promise: their sender is dropped.
pub type Waiting = Vec<oneshot::Sender<()>>;

/// The thread that syncs the log. It ends with the last of its handles, or with the first failure.
#[derive(Clone)]
pub struct Disk(mpsc::UnboundedSender<Waiting>);

impl Disk {
    /// Syncs the log of the database at `path`, which is open and in WAL mode: there is a log.
    ///
    /// # Errors
    /// When the log can't be opened or its name can't be written to the disk.
    pub fn of_database(path: &Path) -> io::Result<Self> {
        // SQLite keeps the log beside what a link leads to.
        let path = path.canonicalize()?;
        let mut log = path.clone().into_os_string();
        log.push("-wal");
        let log = File::open(log)?;
        // A file is only as safe as its name.
        File::open(path.parent().unwrap_or(&path))?.sync_all()?;
        Self::new(move || log.sync_data())
    }

    /// Calls `sync` for those who wait.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn new(sync: impl FnMut() -> io::Result<()> + Send + 'static) -> io::Result<Self> {
        let (sender, queue) = mpsc::unbounded_channel();
        thread::Builder::new().name("disk".into()).spawn(move || serve(queue, sync))?;
        Ok(Self(sender))
    }

    /// Tells `waiting` when what is committed by now is on the disk.
    pub fn tell(&self, waiting: Waiting) {
        // Where nobody syncs any more, dropping them tells them.
        let _ = self.0.send(waiting);
    }

    /// Whether a sync has failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.0.is_closed()
    }
}

fn serve(mut queue: mpsc::UnboundedReceiver<Waiting>, mut sync: impl FnMut() -> io::Result<()>) {
    while let Some(mut waiting) = queue.blocking_recv() {
        while let Ok(more) = queue.try_recv() {
            waiting.extend(more);
        }
        if let Err(error) = sync() {
            tracing::error!(%error, writes = waiting.len(), "the disk failed: nothing is written until the next start");
            // Before anybody hears of it: whoever does may ask at once.
            queue.close();
            return;
        }
        for member in waiting {
            // Whoever does not listen any more has hung up.
            let _ = member.send(());
        }
    }
}
