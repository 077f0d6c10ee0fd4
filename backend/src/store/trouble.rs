//! Which of the database's errors pass by themselves.

use sqlx::{Error, postgres::PgDatabaseError};

use super::SqliteFault;

/// Whether the same request may succeed in a while: the database is locked, full, out of reach or restarting. The
/// others are mistakes of ours.
#[must_use]
pub fn passes(error: &Error) -> bool {
    match error {
        Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed | Error::Io(_) => true,
        Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            if error.try_downcast_ref::<PgDatabaseError>().is_some() {
                passes_in_postgres(&code)
            } else {
                error.try_downcast_ref::<SqliteFault>().is_some() && passes_in_sqlite(&code)
            }
        }
        _ => false,
    }
}

/// Whether another process is writing to the SQLite file.
#[must_use]
pub fn is_busy(error: &Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == 5)
}

/// By SQLSTATE (PostgreSQL's appendix A): 08 connections, 40 deadlocks, 53 no room, 55P03 a lock not granted in time,
/// 57 an operator's doing, 58 the system's; 25006 is a standby that took over and is not the primary yet.
fn passes_in_postgres(state: &str) -> bool {
    matches!(state, "55P03" | "25006") || matches!(state.get(..2), Some("08" | "40" | "53" | "57" | "58"))
}

/// By primary result code (sqlite.org/rescode.html): 5 busy, 6 locked, 7 no memory, 10 input or output, 13 full,
/// 14 can't open.
fn passes_in_sqlite(code: &str) -> bool {
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 7 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_from_what_is_wrong() {
        // SQLITE_BUSY_SNAPSHOT, SQLITE_IOERR_FSYNC, SQLITE_FULL; then SQLITE_CONSTRAINT_UNIQUE.
        for (code, passing) in [("517", true), ("1034", true), ("13", true), ("2067", false), ("", false)] {
            assert_eq!(passes_in_sqlite(code), passing, "{code}");
        }
        // Too many connections, disk full, admin shutdown, deadlock; then a unique violation and a syntax error.
        for (state, passing) in
            [("53300", true), ("53100", true), ("57P01", true), ("40P01", true), ("23505", false), ("42601", false)]
        {
            assert_eq!(passes_in_postgres(state), passing, "{state}");
        }
    }
}
