//! Group commit: SQLite's one writer commits once for everybody who is waiting for it.
//!
//! A commit costs the same however much is in it. So each write is a savepoint inside a transaction that several share:
//! a member writes, hands the connection on to the next who waits, and is told when the transaction they are all in is
//! on the disk. The connection does not wait for that ([`disk`]): the next group writes meanwhile.
//!
//! ```text
//! BEGIN IMMEDIATE; SAVEPOINT member  -- the first member
//! RELEASE member; SAVEPOINT member   -- the next one, when the one before committed
//! ROLLBACK TO member                 -- … or when it was dropped
//! COMMIT                             -- the closer, then the disk, then everybody is told
//! ```
//!
//! What is committed can be read a moment before it is on the disk. That does no harm to whoever only looks; but
//! whoever is *promised* something waits ([`Member::commit`], [`Member::settle`], [`Groups::settle`]).
//!
//! Who opens the transaction also queues the closer, a task, for the connection. The queue is fair, so the members are
//! those who waited when it was opened, and whoever comes later is in the next one; with nobody waiting the closer is
//! next. That holds however requests end, because the closer is no request: nobody can hang up on it. The statements
//! above run without a pause in which one could; a request that is dropped half-way leaves at worst its own savepoint,
//! which the next in the queue rolls back to.

mod disk;
mod folding;

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

pub use disk::Disk;
pub use folding::Folding;

use super::{Connection, PATIENCE, memory::Memory, sqlite::File, trouble::is_busy};
use disk::Waiting;

/// The most members of a transaction: a bound on what the first of them waits for.
const MOST: usize = 128;

/// How long until another process that writes is asked again.
const PAUSE: Duration = Duration::from_millis(5);

/// The one connection that writes, and the queue for it.
#[derive(Clone)]
pub struct Groups {
    turn: Arc<Mutex<Turn>>,
    disk: Disk,
}

/// What whoever's turn it is has in hands.
struct Turn {
    connection: Connection,
    disk: Disk,
    memory: Memory,
    folding: Option<Folding>,
    /// Whether the shared transaction is open.
    open: bool,
    /// Whether the savepoint of the member before is to be kept. Nobody else may have it before the member says so:
    /// one that is dropped says nothing.
    kept: bool,
    /// Those who wait for the transaction's end.
    members: Waiting,
}

/// A write of its own inside the shared transaction.
pub struct Member {
    /// Absent only while [`Member::settle`] runs.
    turn: Option<OwnedMutexGuard<Turn>>,
    groups: Groups,
}

impl Groups {
    /// Takes the connection over. `disk` is its database's, and so are `memory` and `folding`.
    #[must_use]
    pub fn new(connection: File, disk: Disk, memory: Memory, folding: Option<Folding>) -> Self {
        let connection = Connection::File(connection);
        let (disk_of_turn, members) = (disk.clone(), Vec::new());
        let turn = Turn { connection, disk: disk_of_turn, memory, folding, open: false, kept: false, members };
        Self { turn: Arc::new(Mutex::new(turn)), disk }
    }

    /// Waits for the connection and begins a write.
    ///
    /// # Errors
    /// [`sqlx::Error::PoolTimedOut`] when the queue is longer than `patience`; when SQLite is locked by another
    /// process; when the disk has failed.
    pub async fn join(&self, patience: Duration) -> sqlx::Result<Member> {
        let turn = tokio::time::timeout(patience, self.turn.clone().lock_owned()).await;
        self.admit(turn.map_err(|_| sqlx::Error::PoolTimedOut)?, patience).await
    }

    /// Begins the next member's savepoint. While another process writes, it is asked again instead of waited for: a
    /// wait in SQLite would hold the thread.
    async fn admit(&self, mut turn: OwnedMutexGuard<Turn>, patience: Duration) -> sqlx::Result<Member> {
        if turn.members.len() >= MOST {
            turn.end();
        }
        let began = Instant::now();
        loop {
            match turn.follow() {
                Ok(false) => break,
                Ok(true) => {
                    tokio::spawn(self.clone().close());
                    break;
                }
                Err(error) if is_busy(&error) && began.elapsed() < patience => tokio::time::sleep(PAUSE).await,
                Err(error) => return Err(error),
            }
        }
        Ok(Member { turn: Some(turn), groups: self.clone() })
    }

    /// The closer: commits when the queue comes to it.
    async fn close(self) {
        self.turn.lock_owned().await.end();
    }

    /// See [`super::Store::settle`].
    pub async fn settle(&self) -> sqlx::Result<()> {
        let (done, outcome) = oneshot::channel();
        self.disk.tell(vec![done]);
        outcome.await.map_err(|_| lost())
    }

    /// Ends what is under way, folding beside the writer for good, and hands the connection to `work`.
    pub async fn end<T>(&self, work: impl FnOnce(&mut File) -> T) -> T {
        let mut turn = self.turn.lock().await;
        turn.end();
        turn.folding = None;
        work(turn.file())
    }
}

impl Turn {
    /// Begins a savepoint, in the open transaction or in a new one. Returns whether it is new.
    fn follow(&mut self) -> sqlx::Result<bool> {
        if self.disk.has_failed() {
            return Err(lost());
        }
        if self.open {
            let boundary = if self.kept { "RELEASE member; SAVEPOINT member" } else { "ROLLBACK TO member" };
            self.kept = false;
            match self.file().run(boundary) {
                Ok(()) => return Ok(false),
                // SQLite gives a whole transaction up when the disk is full or fails.
                Err(error) => self.lose(&error),
            }
        }
        if let Err(error) = self.file().wait_for("BEGIN IMMEDIATE; SAVEPOINT member") {
            self.roll_back();
            return Err(error);
        }
        self.open = true;
        Ok(true)
    }

    /// Ends the transaction and lets its members be told.
    fn end(&mut self) {
        if !self.open {
            return;
        }
        let kept = std::mem::take(&mut self.kept);
        let undone = if kept { Ok(()) } else { self.file().run("ROLLBACK TO member") };
        let ended = match undone {
            Ok(()) => self.file().wait_for("COMMIT"),
            Err(error) => Err(error),
        };
        match ended {
            Ok(()) => {
                self.open = false;
                self.forget();
                self.disk.tell(std::mem::take(&mut self.members));
                if let Some(folding) = &mut self.folding {
                    folding.committed();
                }
            }
            Err(error) => self.lose(&error),
        }
    }

    /// Gives the transaction up. Its members hear it by being dropped.
    fn lose(&mut self, error: &sqlx::Error) {
        tracing::error!(%error, writes = self.members.len(), "a group of writes was not committed");
        self.roll_back();
        self.open = false;
        self.forget();
        self.members.clear();
    }

    /// What is remembered of what was written is true no more.
    fn forget(&mut self) {
        let memory = self.memory.clone();
        memory.committed(self.file());
    }

    fn roll_back(&mut self) {
        // An error says that SQLite has done so already.
        let _ = self.file().wait_for("ROLLBACK");
    }

    fn file(&mut self) -> &mut File {
        match &mut self.connection {
            Connection::File(file) => file,
            _ => unreachable!("it was made of a file"),
        }
    }
}

impl Member {
    /// See [`super::Writing::settle`].
    pub async fn settle(&mut self) -> sqlx::Result<()> {
        let Some(mut turn) = self.turn.take() else { return Err(lost()) };
        let (done, outcome) = oneshot::channel();
        turn.members.push(done);
        turn.end();
        let settled = outcome.await;
        self.turn = self.groups.admit(turn, PATIENCE).await?.turn.take();
        settled.map_err(|_| lost())
    }

    /// See [`super::Writing::commit`].
    pub async fn commit(mut self) -> sqlx::Result<()> {
        let (done, outcome) = oneshot::channel();
        if let Some(mut turn) = self.turn.take() {
            turn.kept = true;
            turn.members.push(done);
        }
        outcome.await.map_err(|_| lost())
    }
}

/// What a member is told whose group did not get onto the disk; the log says why.
fn lost() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::other("the transaction this write was part of is not on the disk"))
}

impl Deref for Member {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match &self.turn {
            Some(turn) => &turn.connection,
            None => unreachable!("settling borrows the member"),
        }
    }
}

impl DerefMut for Member {
    fn deref_mut(&mut self) -> &mut Connection {
        match &mut self.turn {
            Some(turn) => &mut turn.connection,
            None => unreachable!("settling borrows the member"),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
