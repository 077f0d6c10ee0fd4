//! Where files' bytes are: a folder, or a bucket of any S3-compatible store.
//!
//! Every file has a place below its id. In a folder its bytes come through the backend, under a new name with each
//! `PUT`; in a bucket they come straight from the browser to the name [`DIRECT`] and are copied to one of their own
//! before they are attached, because their address keeps taking bytes for a while.
//!
//! A bucket is named by object_store's URLs (`s3://bucket/prefix`) and opened by AWS's environment variables:
//! `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT` and `AWS_ALLOW_HTTP` where it is not
//! Amazon's. Its CORS rules have to let the shop's pages `PUT` with a `Content-Type`. Its addresses are for one type, not
//! for one size (object_store signs no `Content-Length`): what is larger than announced arrives, is never attached, and
//! is cleared away with the rest.

use std::{path::PathBuf, sync::Arc, time::Duration};

use axum::body::{BodyDataStream, Bytes};
use futures_util::TryStreamExt as _;
use object_store::{
    Error, GetOptions, GetRange, GetResult, ObjectStore, ObjectStoreExt as _, ObjectStoreScheme, WriteMultipart,
    aws::{AmazonS3, AmazonS3Builder},
    local::LocalFileSystem,
    path::Path,
    signer::{HeaderValue, Method, SignedUrlOptions, Signer as _, Url},
};

use super::magic;
use crate::{
    problem::{Answer, Refusal},
    store::uploads::UploadRecord,
    token,
};

/// The name below a file's id that a bucket takes bytes at.
const DIRECT: &str = "direct";

/// How much of a file is in memory at once, per writing step.
const PART: usize = 256 * 1024;

/// For how long one file may take to come through the backend.
const PATIENCE: Duration = Duration::from_secs(600);

/// The open storage. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Storage(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    Folder { root: PathBuf, store: LocalFileSystem },
    Bucket { store: AmazonS3, prefix: Path },
}

impl Storage {
    /// Opens a folder, given by its path or a `file:` URL and created where it is missing, or a bucket.
    ///
    /// # Errors
    /// When the folder can't be made or the URL is not one of a folder or a bucket.
    pub fn open(place: &str) -> Result<Self, Error> {
        let url = place.contains("://").then(|| Url::parse(place)).transpose();
        let url = url.map_err(|error| Error::Generic { store: "uploads", source: Box::new(error) })?;
        let Some(url) = url else { return Self::folder(place.into()) };
        let (scheme, prefix) = ObjectStoreScheme::parse(&url).map_err(Error::from)?;
        match scheme {
            ObjectStoreScheme::Local => {
                let path = url.to_file_path();
                Self::folder(path.map_err(|()| unfit("a file: URL needs an absolute path"))?)
            }
            ObjectStoreScheme::AmazonS3 => {
                let store = AmazonS3Builder::from_env().with_url(place).build()?;
                Ok(Self(Arc::new(Kind::Bucket { store, prefix })))
            }
            _ => Err(unfit("only folders and S3-compatible buckets are known")),
        }
    }

    fn folder(root: PathBuf) -> Result<Self, Error> {
        std::fs::create_dir_all(&root).map_err(|error| Error::Generic { store: "uploads", source: error.into() })?;
        // What a shopper was told has arrived survives a power cut.
        let store = LocalFileSystem::new_with_prefix(&root)?.with_fsync(true);
        Ok(Self(Arc::new(Kind::Folder { root, store })))
    }

    /// Whether bytes go past the backend.
    #[must_use]
    pub fn is_remote(&self) -> bool {
        matches!(*self.0, Kind::Bucket { .. })
    }

    /// Empties a folder of files; a bucket stays as it is.
    ///
    /// # Errors
    /// When a file can't be removed.
    pub fn empty(&self) -> std::io::Result<()> {
        let Kind::Folder { root, .. } = &*self.0 else { return Ok(()) };
        for entry in std::fs::read_dir(root)? {
            let entry = entry?;
            if entry.file_name().as_encoded_bytes().starts_with(b"upl_") {
                std::fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    /// The address at which a bucket takes a file of this type until it ends; absent when the backend takes it.
    ///
    /// # Errors
    /// When the bucket's credentials can't be had.
    pub async fn address(&self, upload: &UploadRecord, holds: Duration) -> Answer<Option<String>> {
        let Kind::Bucket { store, prefix } = &*self.0 else { return Ok(None) };
        let mut options = SignedUrlOptions::default();
        let media_type = HeaderValue::from_str(&upload.media_type).map_err(|_| Refusal::Internal)?;
        options.signed_headers.insert("content-type", media_type);
        let path = at(prefix, &object(&upload.id, DIRECT));
        let url = store.signed_url_opts(Method::PUT, &path, holds, &options).await.map_err(failed)?;
        Ok(Some(url.into()))
    }

    /// Takes a file's bytes as they come and returns where they are. Nothing is left of a file that is not what was
    /// announced.
    ///
    /// # Errors
    /// 413 when there are more bytes than announced, 409 `upload_mismatch` when there are fewer, when they are not of
    /// the type announced, or when they stop coming.
    pub async fn take(&self, upload: &UploadRecord, bytes: BodyDataStream) -> Answer<String> {
        let Kind::Folder { store, .. } = &*self.0 else { return Err(Refusal::NotFound) };
        let object = object(&upload.id, &token::id("put"));
        let parts = store.put_multipart(&Path::from(object.as_str())).await.map_err(failed)?;
        let mut writer = WriteMultipart::new_with_chunk_size(parts, PART);
        let came = tokio::time::timeout(PATIENCE, pour(upload, bytes, &mut writer)).await;
        match came.unwrap_or(Err(Refusal::Conflict("upload_mismatch"))) {
            Ok(()) => {
                writer.finish().await.map_err(failed)?;
                Ok(object)
            }
            Err(refusal) => {
                // What can't be removed now is removed with the file.
                if let Err(error) = writer.abort().await {
                    tracing::warn!(%error, "part of a file stayed behind");
                }
                Err(refusal)
            }
        }
    }

    /// Copies what has arrived at a bucket's address to where no address leads, checks it there, and returns where it
    /// is; absent when nothing has arrived.
    ///
    /// # Errors
    /// 409 `upload_mismatch` when it is not what was announced.
    pub async fn set_aside(&self, upload: &UploadRecord) -> Answer<Option<String>> {
        let Kind::Bucket { store, prefix } = &*self.0 else { return Ok(None) };
        let kept = object(&upload.id, &token::id("put"));
        let (arrived, path) = (at(prefix, &object(&upload.id, DIRECT)), at(prefix, &kept));
        match store.head(&arrived).await {
            Err(Error::NotFound { .. }) => return Ok(None),
            found => {
                if !fits(upload, found.map_err(failed)?.size) {
                    return Err(Refusal::Conflict("upload_mismatch"));
                }
            }
        }
        store.copy(&arrived, &path).await.map_err(failed)?;
        let options = GetOptions { range: Some(GetRange::Bounded(0..magic::TELLING as u64)), ..Default::default() };
        let head = store.get_opts(&path, options).await.map_err(failed)?;
        let size = head.meta.size;
        let head = head.bytes().await.map_err(failed)?;
        // Other bytes may have come between the two looks.
        if fits(upload, size) && magic::is(&upload.media_type, &head) {
            return Ok(Some(kept));
        }
        store.delete(&path).await.map_err(failed)?;
        Err(Refusal::Conflict("upload_mismatch"))
    }

    /// A file's bytes, or a range of them.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn get(&self, object: &str, range: Option<std::ops::Range<u64>>) -> Answer<GetResult> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..Default::default() };
        let result = match &*self.0 {
            Kind::Folder { store, .. } => store.get_opts(&Path::from(object), options).await,
            Kind::Bucket { store, prefix } => store.get_opts(&at(prefix, object), options).await,
        };
        match result {
            Err(Error::NotFound { .. }) => Err(Refusal::NotFound),
            result => result.map_err(failed),
        }
    }

    /// Removes everything below a file's id but `kept`.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn clear(&self, id: &str, kept: Option<&str>) -> Answer<()> {
        match &*self.0 {
            // By the file system itself: what was being written when the process died is hidden from the listing.
            Kind::Folder { root, .. } => {
                let (folder, kept) = (root.join(id), kept.map(|kept| root.join(kept)));
                let cleared = tokio::task::spawn_blocking(move || clear_folder(&folder, kept.as_deref())).await;
                cleared.map_err(|_| Refusal::Internal)?.map_err(|error| {
                    tracing::error!(%error, "a file could not be removed");
                    Refusal::Internal
                })
            }
            Kind::Bucket { store, prefix } => {
                let kept = kept.map(|kept| at(prefix, kept));
                let found: Vec<_> = store.list(Some(&at(prefix, id))).try_collect().await.map_err(failed)?;
                for found in found.into_iter().filter(|found| Some(&found.location) != kept.as_ref()) {
                    store.delete(&found.location).await.map_err(failed)?;
                }
                Ok(())
            }
        }
    }
}

fn fits(upload: &UploadRecord, size: u64) -> bool {
    i64::try_from(size) == Ok(upload.size)
}

/// Writes bytes as they come, and checks them.
async fn pour(upload: &UploadRecord, mut bytes: BodyDataStream, writer: &mut WriteMultipart) -> Answer<()> {
    let announced = u64::try_from(upload.size).unwrap_or(0);
    let mut head = Vec::new();
    let mut size = 0_u64;
    let broken = |_| Refusal::Conflict("upload_mismatch");
    while let Some(chunk) = bytes.try_next().await.map_err(broken)? {
        size += chunk.len() as u64;
        if size > announced {
            return Err(Refusal::TooLarge);
        }
        remember(&mut head, &chunk);
        writer.wait_for_capacity(1).await.map_err(failed)?;
        writer.put(chunk);
    }
    let fits = size == announced && magic::is(&upload.media_type, &head);
    if fits { Ok(()) } else { Err(Refusal::Conflict("upload_mismatch")) }
}

fn remember(head: &mut Vec<u8>, chunk: &Bytes) {
    let missing = magic::TELLING - head.len();
    head.extend_from_slice(&chunk[..chunk.len().min(missing)]);
}

fn clear_folder(folder: &std::path::Path, kept: Option<&std::path::Path>) -> std::io::Result<()> {
    let gone = |result: std::io::Result<()>| match result {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        result => result,
    };
    let Some(kept) = kept else { return gone(std::fs::remove_dir_all(folder)) };
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path != kept {
            gone(std::fs::remove_file(path))?;
        }
    }
    Ok(())
}

fn object(id: &str, name: &str) -> String {
    format!("{id}/{name}")
}

fn at(prefix: &Path, object: &str) -> Path {
    Path::from(format!("{prefix}/{object}"))
}

fn unfit(why: &'static str) -> Error {
    Error::Generic { store: "uploads", source: why.into() }
}

/// A storage that does not serve may do so in a while.
fn failed(error: Error) -> Refusal {
    tracing::error!(%error, "the storage failed");
    Refusal::Busy(5)
}
