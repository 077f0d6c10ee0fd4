//! PostgreSQL's server programs, without a database of the machine's own.

use super::debian::{self, FOR_DATABASE};
use crate::process;
use anyhow::Result;

/// Read when Debian's package is first installed. Without it, the package makes a database for the whole machine and
/// starts it; the tests start their own in a temp folder.
const SETTINGS: &str = "/etc/postgresql-common/createcluster.d";

/// Installs it where it is missing.
pub fn install() -> Result<()> {
    if FOR_DATABASE.is_there() {
        return Ok(());
    }
    let file = format!("{SETTINGS}/aftercare.conf");
    as_root(&format!("mkdir -p {SETTINGS} && echo 'create_main_cluster = false' >{file}"))?;
    let installed = debian::install(&[FOR_DATABASE]);
    // Only this installation was to be without.
    as_root(&format!("rm -f {file}; rmdir --ignore-fail-on-non-empty {SETTINGS}"))?;
    installed
}

fn as_root(script: &str) -> Result<()> {
    process::run(debian::as_root("sh")?.args(["-c", script]))
}
