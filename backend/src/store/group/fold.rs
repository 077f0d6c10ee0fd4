//! Folding the log into the database, beside the writer.
//!
//! SQLite would do it in the commit that makes the log too long, and everybody in the queue would wait for it. A
//! passive checkpoint on another connection copies what is committed, waits for nobody and holds nobody up. The log
//! starts anew only in a moment when all of it is copied and nobody reads it, which may not come while much is written:
//! for that the writer has a limit of its own (`wal_autocheckpoint`), and little is left to copy when it is reached.

use std::{io, sync::mpsc, thread};

use crate::store::File;

/// The thread that folds. It ends with the last of its handles.
pub struct Folding(mpsc::SyncSender<()>);

impl Folding {
    /// Takes a connection of its own.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn start(mut connection: File) -> io::Result<Self> {
        let (sender, wanted) = mpsc::sync_channel(1);
        let fold = move || {
            while wanted.recv().is_ok() {
                if let Err(error) = connection.run("PRAGMA wal_checkpoint(PASSIVE)") {
                    tracing::warn!(%error, "the log was not folded into the database, and will be the next time");
                }
            }
        };
        thread::Builder::new().name("fold".into()).spawn(fold)?;
        Ok(Self(sender))
    }

    /// Lets what is in the log be folded soon.
    pub fn soon(&self) {
        // Where it is wanted already, once is enough.
        let _ = self.0.try_send(());
    }
}
