//! What the shopper has said about a line. Plain data: its rules are tested without a browser.

use aftercare_contract::{
    Id,
    filing::{CaseItemRequest, GuideTrace},
    read::Read,
    reason::Reason,
};
use serde::Serialize;

use super::tree::{asks_for, path_to};
use crate::{feature::evidence::Attached, state::Tried};

/// Kept as a draft of the line, so that every form about it finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(default)]
pub struct Said {
    pub quantity: u32,
    /// Codes from the tree's top to the reason chosen.
    pub reason: Vec<String>,
    pub note: String,
    pub serial: String,
    pub evidence: Vec<Attached>,
    /// The way through a guide that led here.
    pub guide: Option<GuideTrace>,
}

/// What a line still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Reason,
    FinerReason,
    Note,
    Serial,
    Photo,
    Video,
    /// A file is on its way.
    Upload,
}

impl Missing {
    /// Whether the shop can't say what it comes to before it has this. Proof it only wants with the case itself.
    pub fn holds_the_quote(self) -> bool {
        matches!(self, Self::Reason | Self::FinerReason | Self::Note)
    }
}

impl Said {
    /// The reasons chosen, from the top down. Another case type's tree may have the reason elsewhere, or not at all; codes
    /// that the tree does not have end the path, and stay for the one that has them.
    pub fn path<'a>(&self, tree: &'a [Reason]) -> Vec<&'a Reason> {
        let path = walk(tree, &self.reason);
        let moved = self.reason.last().filter(|_| path.len() < self.reason.len());
        match moved.and_then(|code| path_to(tree, code)) {
            Some(codes) => walk(tree, &codes),
            None => path,
        }
    }

    /// The reason, once it is a leaf.
    pub fn leaf<'a>(&self, tree: &'a [Reason]) -> Option<&'a Reason> {
        self.path(tree).last().copied().filter(|reason| reason.children.is_empty())
    }

    /// The first thing the shop asks for and the shopper has not given yet. A shop that `takes_files` not is given none,
    /// and says itself what that means.
    pub fn missing(&self, tree: &[Reason], reason_optional: bool, takes_files: bool) -> Option<Missing> {
        let reason = match self.path(tree).last() {
            None if reason_optional || tree.is_empty() => return None,
            None => return Some(Missing::Reason),
            Some(reason) if !reason.children.is_empty() => return Some(Missing::FinerReason),
            Some(reason) => *reason,
        };
        let has = |kind: &str| self.evidence.iter().any(|file| file.media_type.starts_with(kind));
        [
            ("note", Missing::Note, self.note.trim().is_empty()),
            ("serial", Missing::Serial, self.serial.trim().is_empty()),
            ("photo", Missing::Photo, takes_files && !has("image/")),
            ("video", Missing::Video, takes_files && !has("video/")),
        ]
        .into_iter()
        .find(|(what, _, is_missing)| *is_missing && asks_for(reason, what))
        .map(|(_, missing, _)| missing)
    }

    /// Takes what was tried for an answer: its reason in place of an older one, its words before any that are there.
    pub fn hear_of(&mut self, tried: Tried) {
        if let Some(code) = tried.prefill.reason_code {
            self.reason = vec![code];
        }
        let note = tried.prefill.note.unwrap_or_default();
        if !self.note.contains(&note) {
            self.note = [note.as_str(), &self.note].join("\n").trim().to_owned();
        }
        self.guide = Some(tried.guide);
    }

    /// Takes over another line's reason and words, where this line's tree has that reason.
    pub fn take_over(&mut self, other: &Self, code: &str, tree: &[Reason]) {
        let Some(path) = path_to(tree, code) else { return };
        self.reason = path;
        if self.note.trim().is_empty() {
            self.note.clone_from(&other.note);
        }
    }

    /// The line as a quote or a case wants it. Only what its reason asks for goes along, and a note there is.
    pub fn item(&self, line_item_id: Id, tree: &[Reason]) -> CaseItemRequest {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let reason = self.leaf(tree);
        let asks = |what: &str| reason.is_some_and(|reason| asks_for(reason, what));
        let proven = asks("photo") || asks("video");
        CaseItemRequest {
            line_item_id,
            quantity: self.quantity,
            reason_code: self.path(tree).last().map(|reason| reason.code.clone()),
            note: given(&self.note),
            attachments: self.evidence.iter().filter(|_| proven).map(|file| file.id.clone()).collect(),
            serial: given(&self.serial).filter(|_| asks("serial")),
            variant_id: None,
        }
    }
}

/// The reasons these codes lead along, as far as the tree has them.
fn walk<'a>(tree: &'a [Reason], codes: &[String]) -> Vec<&'a Reason> {
    let mut level = tree;
    let mut path = Vec::new();
    for code in codes {
        let Some(reason) = level.iter().find(|reason| reason.code == *code) else { break };
        path.push(reason);
        level = &reason.children;
    }
    path
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
