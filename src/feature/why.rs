//! Why a line goes back or is exchanged, how many pieces of it, and what proves it. Said once, whichever of the two it
//! becomes in the end.
//!
//! A part that several jobs share. What asks for it is in a chunk of its own; what was said is in the form's.

mod pieces;
mod proof;
mod reasons;
mod said;
mod tree;

use std::rc::Rc;

use aftercare_contract::{
    Id,
    filing::CaseItemRequest,
    reason::{Reason, ReasonList},
};
use leptos::{task::spawn_local, wasm_split::SplitLoaderError};

pub use pieces::quantity;
pub use said::Missing;

use super::{evidence::Attached, frame};
use crate::{
    erased::{Var, prelude::*, watch},
    i18n::I18n,
    state::{Load, Remote, Shell, Tried, said_of},
    ui::block,
};
use said::Said;

/// What is said about one line, for one case type. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Why {
    pub shell: Shell,
    /// The line's.
    pub id: Var<Id>,
    pub said: Var<Said>,
    /// The shop's reasons, for this case type and line.
    pub reasons: Remote<ReasonList>,
    /// Whether the shop does without a reason.
    pub optional: Var<bool>,
    /// The files the shop has.
    attached: Var<Rc<Vec<Attached>>>,
    /// Whether a file is on its way.
    busy: Var<bool>,
}

impl Why {
    /// Takes up what was said before, of `most` pieces at the most. Reasons that are not `known` are read when asked for.
    pub fn new(shell: Shell, kind: &'static str, id: &Id, most: u32, known: Option<Vec<Reason>>) -> Self {
        let mut said: Said = shell.drafts().find(&said_of(id)).unwrap_or_default();
        if let Some(tried) = Tried::take(&shell.drafts(), kind, id) {
            said.hear_of(tried);
            shell.drafts().keep(&said_of(id), &said);
        }
        said.quantity = if said.quantity == 0 { most } else { said.quantity.min(most) };
        let id = Var::new(id.clone());
        let reasons = Remote::idle(shell, move |client, abort| {
            let id = id.now();
            async move { client.reasons(kind, &id, &abort).await }
        });
        if let Some(data) = known {
            reasons.know(ReasonList { data });
        }
        let attached = Var::new(Rc::new(said.evidence.clone()));
        let why = Self {
            shell,
            id,
            said: Var::new(said),
            reasons,
            optional: Var::new(false),
            attached,
            busy: Var::new(false),
        };
        watch(move || {
            let files = attached.get();
            if why.said.now().evidence != *files {
                why.change(|said| said.evidence = files.to_vec());
            }
        });
        why
    }

    /// Changes what is said and keeps it as a draft.
    pub fn change(self, change: impl FnOnce(&mut Said)) {
        self.said.update(change);
        self.shell.drafts().keep(&said_of(&self.id.now()), &self.said.now());
    }

    /// The shop no longer has the files.
    pub fn let_go_of_files(self) {
        self.attached.set(Rc::default());
    }

    /// The first thing the shop asks for that is not there. Tracks.
    pub fn missing(self) -> Option<Missing> {
        let Load::Ready(tree) = self.reasons.get() else { return Some(Missing::Reason) };
        let takes_files = match self.shell.capabilities().map(Remote::get) {
            Some(Load::Ready(front)) => front.has("uploads"),
            _ => true,
        };
        let missing = self.said.get().missing(&tree.data, self.optional.get(), takes_files);
        match missing {
            None if self.busy.get() => Some(Missing::Upload),
            _ => missing,
        }
    }

    /// The line as a quote or a case wants it. Tracks.
    pub fn item(self) -> CaseItemRequest {
        let tree = match self.reasons.get() {
            Load::Ready(tree) => tree,
            _ => Rc::new(ReasonList { data: Vec::new() }),
        };
        self.said.get().item(self.id.now(), &tree.data)
    }
}

/// What is missing, as the button says it.
pub fn missing(i18n: &I18n, missing: Missing) -> String {
    i18n.t(match missing {
        Missing::Reason => "return.missing.reason",
        Missing::FinerReason => "return.missing.finer",
        Missing::Note => "return.missing.note",
        Missing::Serial => "return.missing.serial",
        Missing::Photo => "return.missing.photo",
        Missing::Video => "return.missing.video",
        Missing::Upload => "return.missing.upload",
    })
}

/// Fetches the chunk, so that it is there when the form is.
pub fn warm() {
    spawn_local(async {
        // One that does not come is fetched again by the part that needs it.
        let _ = preload().await;
    });
}

/// The shop's reasons to choose from, and what the one chosen asks for. `name` tells this part from others in the view.
pub fn why(why: Why, name: String) -> AnyView {
    frame::chunk(why.shell, preload, move || split(why, name.clone()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(why, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(why: Why, name: String) -> Result<AnyView, SplitLoaderError> {
    Ok(block("said stack", vec![reasons::reasons(why, name), proof::proof(why)].into_any()))
}
