//! Evidence: photos, short videos and papers that a shopper adds to what they file, sent while the form is filled in.
//!
//! A part that several jobs share, in a chunk of its own: few filings need it, so nobody downloads it before.

use std::rc::Rc;

use aftercare_contract::{Id, Timestamp};
use leptos::{prelude::*, wasm_split::SplitLoaderError};
use serde::{Deserialize, Serialize};

use super::frame;
use crate::{
    erased::{Var, nothing},
    state::Shell,
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
    AnyFiles,
}

/// A file the shop has. Plain data, to be kept in a form's draft; its id goes into the request's `attachments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(evidence, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(_shell: Shell, _evidence: Evidence, _attached: Var<Rc<Vec<Attached>>>) -> Result<AnyView, SplitLoaderError> {
    Ok(nothing())
}
