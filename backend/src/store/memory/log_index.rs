//! The state of SQLite's write-ahead log, which every commit changes, whoever makes it.
//!
//! Beside the log SQLite keeps its index, `-shm`, in memory that all processes share. It begins with a header
//! (sqlite.org/walformat.html, "The WAL-Index Header") that a commit writes as the last thing it does: until then nobody
//! can read what is new, and from then on everybody does. To look at it costs a fraction of the shortest query.

use std::{fs::File, io, os::unix::fs::FileExt as _, path::Path};

/// The version of the index that is read here.
const VERSION: u32 = 3_007_000;

/// Where the index is.
///
/// The file is never closed. A process that closes a file loses its locks on it, whichever part of it has taken them
/// (fcntl(2)), and SQLite's are on this one.
#[derive(Clone, Copy)]
pub struct LogIndex(&'static File);

/// What the log holds, for comparing only: no two commits leave the same.
pub type State = u64;

/// Where the index is not made, or not of the form that is read here.
pub const NONE: State = 0;

impl LogIndex {
    /// The index of the database at `path`, which is open and in WAL mode.
    ///
    /// # Errors
    /// When it can't be opened.
    pub fn of_database(path: &Path) -> io::Result<Self> {
        // SQLite keeps the index beside what a link leads to.
        let mut index = path.canonicalize()?.into_os_string();
        index.push("-shm");
        Ok(Self(Box::leak(Box::new(File::open(index)?))))
    }

    /// The state now.
    #[must_use]
    pub fn state(self) -> State {
        let mut header = [0; 48];
        let read = self.0.read_exact_at(&mut header, 0);
        let word =
            |from: usize| u32::from_ne_bytes([header[from], header[from + 1], header[from + 2], header[from + 3]]);
        if read.is_err() || word(0) != VERSION || header[12] != 1 {
            return NONE;
        }
        // The number of the commit; and a checksum of the header, in case somebody has made the index anew.
        State::from(word(8)) << 32 | State::from(word(44))
    }
}
