//! Evidence: photos, short videos and other files that a shopper adds to what they file, sent while the form is filled in.
//!
//! A part that several jobs share, in a chunk of its own: few filings need it, so nobody downloads it before.

mod delivery;
mod jpeg;
mod limits;
mod movie;
mod photo;
mod place;
mod rows;
mod tray;
mod video;

use std::rc::Rc;

use aftercare_contract::{Id, Timestamp, capabilities::UploadsCapability, read::Read};
use leptos::wasm_split::SplitLoaderError;
use serde::Serialize;
use web_sys::{Blob, Response, js_sys::Uint8Array};

use super::frame;
use crate::{
    client::ShopFront,
    erased::{Var, nothing, prelude::*},
    state::{Load, Remote, Shell},
};

/// What to ask for.
#[derive(Clone)]
pub struct Evidence {
    /// Tells this part from others in the same view: a line's id, for example.
    pub name: String,
    /// The heading.
    pub title: String,
    /// Which kinds the form has use for.
    pub wanted: Wanted,
    /// Set by the part: true while a file is on its way. The form waits, so that nothing is filed without it.
    pub busy: Var<bool>,
}

/// Kinds of files. What of them is taken is in the shop's capabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Photos,
    Videos,
    PhotosAndVideos,
    /// Whatever the shop takes.
    Files,
}

/// A file the shop has. Plain data, to be kept in a form's draft; its id goes into the request's `attachments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
pub struct Attached {
    pub id: Id,
    /// The file's own name.
    pub name: String,
    pub media_type: String,
    /// In bytes, as sent.
    pub size: u64,
    /// Until when the shop keeps it when nothing names it.
    pub expires_at: Timestamp,
}

/// A list of files with a button to add some. `attached` holds those the shop has, in the shopper's order.
///
/// A form that was refused because the shop no longer has a file takes it out of `attached`; it then goes from the
/// list, too.
pub fn evidence(shell: Shell, evidence: Evidence, attached: Var<Rc<Vec<Attached>>>) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, evidence.clone(), attached))
}

/// Whether the shop takes files at all, as far as that is known. Tracks.
pub fn is_taken(shell: Shell) -> bool {
    match shell.capabilities().map(Remote::get) {
        Some(Load::Ready(front)) => front.has("uploads"),
        _ => true,
    }
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(evidence, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, evidence: Evidence, attached: Var<Rc<Vec<Attached>>>) -> Result<AnyView, SplitLoaderError> {
    let Some(front) = shell.capabilities() else { return Ok(nothing()) };
    Ok(frame::show(shell, front, move |front: Rc<ShopFront>| {
        // A shop that takes no files is asked for none.
        let Some(shop) = front.can::<UploadsCapability>("uploads") else { return nothing() };
        let limits = limits::Limits::new(shop, evidence.wanted);
        rows::list(tray::Tray::new(shell, limits, attached, evidence.busy), &evidence)
    }))
}

/// Some of a file's bytes.
async fn read_part(file: &Blob, from: u64, to: u64) -> Option<Vec<u8>> {
    let part = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    // By a response, because a blob of before Chrome 76 can't be read by itself.
    let bytes = Response::new_with_opt_blob(Some(&part)).ok()?.array_buffer().ok()?.await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}
