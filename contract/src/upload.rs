//! Files: the shop says where to put one, the browser puts it there, and its id is attached.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, read::Read};

/// `POST /uploads`: a file about to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadRequest {
    /// One of the capabilities' `media_types`.
    pub media_type: String,
    /// Its exact size in bytes, at most the capabilities' `max_bytes`.
    pub size: u64,
    /// The file's own name, shown to the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Where to send it: one `PUT` (or what `method` says) of the bytes to `url` with exactly `headers`, and without the
/// bearer token. A resent upload replaces the earlier bytes until it is attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Upload {
    pub id: Id,
    pub url: String,
    pub method: String,
    pub headers: Vec<UploadHeader>,
    /// Until when `url` takes the bytes, and until when an upload that is attached to nothing is kept.
    pub expires_at: Timestamp,
}

/// A header of the upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct UploadHeader {
    pub name: String,
    pub value: String,
}

/// A file that belongs to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Attachment {
    pub id: Id,
    pub media_type: String,
    pub size: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A link that stands alone and ends after a while; ask again for a fresh one.
    pub url: String,
}
