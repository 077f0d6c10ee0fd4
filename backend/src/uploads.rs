//! Files from shoppers: photos, videos and papers that go with a case, a message or a review.
//!
//! 1. `POST /uploads` announces a file and answers with an address of its own for the bytes ([`address`]).
//! 2. The browser puts the bytes there: into the backend, or, when the storage is a bucket, straight into that
//!    ([`storage`]). What is there once a file is attached is never what a later `PUT` brings.
//! 3. Whatever takes attachments calls [`collect`] before its transaction and [`attach`] inside it.
//!
//! A file nobody attaches ends after [`Rules::keep_minutes`]. Whatever is left behind by a client that hung up or a
//! process that died lies below the file's own id in the storage, and [`tidy`] clears that after the end.

pub mod address;
pub mod magic;
pub mod storage;

use serde::Deserialize;

use crate::{
    app::App,
    clock::{HOUR, Millis},
    problem::{Answer, Refusal},
    store::Connection,
    store::uploads::{self, Owner, UploadRecord},
};

/// For how long after a file's end bytes may still be on their way into the storage.
const GRACE: Millis = HOUR;

/// What the shop takes.
#[derive(Clone, Debug, Deserialize)]
pub struct Rules {
    /// The largest file, in bytes.
    pub max_bytes: u64,
    /// All of them known to [`magic`].
    pub media_types: Vec<String>,
    /// How many files one message, item or review may have.
    pub max_files: u32,
    /// The longest video, in seconds; said to the shopper, not checked.
    pub max_video_seconds: u32,
    /// For how long an address takes bytes and an unattached file is kept.
    pub keep_minutes: i64,
    /// How many files that belong to nothing yet one shopper may have, and their bytes together.
    pub pending_files: i64,
    pub pending_bytes: i64,
}

/// Looks after files that went straight to a bucket: takes those that have arrived out of the reach of their address
/// and checks what they are. To be called before the transaction that attaches them, because it waits for the bucket;
/// free when the files came through the backend.
///
/// # Errors
/// 409 `upload_mismatch` when a file is not what was announced.
pub async fn collect(app: &App, subject: &str, ids: &[String]) -> Answer<()> {
    if !app.storage.is_remote() {
        return Ok(());
    }
    for id in ids.iter().take(app.shop.uploads.max_files as usize) {
        let mut reading = app.store.read().await?;
        let upload = uploads::find(&mut reading, id).await?;
        drop(reading);
        let now = app.clock.now();
        let Some(upload) = upload.filter(|upload| upload.subject == subject && upload.is_pending(now)) else {
            continue;
        };
        let Some(kept) = app.storage.set_aside(&upload).await? else { continue };
        let mut writing = app.store.write().await?;
        uploads::complete(&mut writing, id, &kept, now).await?;
        writing.commit().await?;
    }
    Ok(())
}

/// Attaches `subject`'s files to what `owner` names, in this order.
///
/// # Errors
/// 409 `too_many_files`; 409 `upload_unknown` for a file that is not the shopper's, has ended or belongs to something
/// already; 409 `upload_incomplete` for one whose bytes have not come.
pub async fn attach(
    app: &App,
    connection: &mut Connection,
    subject: &str,
    ids: &[String],
    owner: Owner<'_>,
) -> Answer<()> {
    let now = app.clock.now();
    if ids.len() > app.shop.uploads.max_files as usize {
        return Err(Refusal::Conflict("too_many_files"));
    }
    for (position, id) in (0_i64..).zip(ids) {
        if uploads::attach(&mut *connection, subject, id, owner, position, now).await? {
            continue;
        }
        let upload = uploads::find(&mut *connection, id).await?;
        let known = upload.is_some_and(|upload| upload.subject == subject && upload.is_pending(now));
        return Err(Refusal::Conflict(if known { "upload_incomplete" } else { "upload_unknown" }));
    }
    Ok(())
}

/// What is attached to something, for [`crate::view::View::attachments`].
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &mut Connection, owner: Owner<'_>) -> sqlx::Result<Vec<UploadRecord>> {
    uploads::of(connection, owner).await
}

/// Clears away files that were attached to nothing and whatever else is left of those that have ended. Stopped at any
/// point, it does the rest the next time.
///
/// # Errors
/// When the database or the storage fails.
pub async fn tidy(app: &App) -> Answer<()> {
    let mut reading = app.store.read().await?;
    let ended = uploads::untidy(&mut reading, app.clock.now() - GRACE).await?;
    drop(reading);
    for upload in ended {
        let kept = upload.object.as_deref().filter(|_| upload.owner_id.is_some());
        app.storage.clear(&upload.id, kept).await?;
        let mut writing = app.store.write().await?;
        uploads::tidied(&mut writing, &upload.id).await?;
        writing.commit().await?;
    }
    Ok(())
}
