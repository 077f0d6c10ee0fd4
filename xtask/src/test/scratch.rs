//! Where tests keep what they throw away: in memory, where there is room. Databases that write each commit through, and
//! browsers that make a profile anew for each story, otherwise wait for the disk about as long as they work.

use crate::process;
use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Linux's file system in memory.
const MEMORY: &str = "/dev/shm";

/// What is to be free there, and of memory altogether, in bytes.
const ROOM: u64 = 4 << 30;

/// What the folders' names begin with, before the number of the process they belong to.
const PREFIX: &str = "aftercare-test-";

/// A folder that goes with this process.
pub struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    /// Makes the folder, and removes those of runs that were killed.
    pub fn make() -> Result<Self> {
        let place = if has_room() { PathBuf::from(MEMORY) } else { env::temp_dir() };
        for entry in fs::read_dir(&place).with_context(|| place.display().to_string())? {
            let path = entry?.path();
            let owner = path.file_name().and_then(|name| name.to_str()?.strip_prefix(PREFIX));
            if owner.is_some_and(|owner| !Path::new("/proc").join(owner).exists()) {
                // Another run may be doing the same.
                let _ = fs::remove_dir_all(path);
            }
        }
        let folder = place.join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(Scratch { folder })
    }

    /// Lets a program keep its temporary files here.
    pub fn lend(&self, command: &mut Command) {
        command.env("TMPDIR", &self.folder);
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What can't be removed now is by the next run.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn has_room() -> bool {
    let free = process::read(Command::new("df").args(["--output=avail", "--block-size=1", MEMORY])).ok();
    let free = free.and_then(|table| table.lines().last()?.trim().parse::<u64>().ok());
    let memory = fs::read_to_string("/proc/meminfo").ok();
    let memory = memory.and_then(|table| {
        let line = table.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
        line.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    });
    free.is_some_and(|bytes| bytes >= ROOM) && memory.is_some_and(|kilobytes| kilobytes >= ROOM >> 10)
}
