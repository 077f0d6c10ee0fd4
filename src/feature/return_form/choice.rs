//! What the shopper has chosen so far. Plain data: its rules are tested without a browser.

use aftercare_contract::{Id, filing::CaseItemRequest, reason::Reason};
use serde::{Deserialize, Serialize};

use crate::feature::evidence::Attached;

/// The form's contents, kept as a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReturnChoice {
    /// What goes back, the line the form was opened for first.
    pub lines: Vec<LineChoice>,
    /// The shop's default unless chosen.
    pub resolution: Option<String>,
    /// The shop's default unless chosen.
    pub method: Option<String>,
}

/// One line that goes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineChoice {
    pub line_item_id: Id,
    /// Codes from the tree's top to the reason chosen.
    pub reason: Vec<String>,
    pub quantity: u32,
    pub note: String,
    pub serial: String,
    pub evidence: Vec<Attached>,
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
}

impl Missing {
    /// Whether the shop can't say what it comes to before it has this. Proof it only wants with the case itself.
    pub fn holds_the_quote(self) -> bool {
        matches!(self, Self::Reason | Self::FinerReason | Self::Note)
    }
}

impl ReturnChoice {
    pub fn line(&self, id: &str) -> Option<&LineChoice> {
        self.lines.iter().find(|line| line.line_item_id == id)
    }

    pub fn line_mut(&mut self, id: &str) -> Option<&mut LineChoice> {
        self.lines.iter_mut().find(|line| line.line_item_id == id)
    }

    /// Takes a line in, or leaves it out again. What was said about it goes with it.
    pub fn flip(&mut self, id: &str, quantity: u32) {
        let before = self.lines.len();
        self.lines.retain(|line| line.line_item_id != id);
        if self.lines.len() == before {
            self.lines.push(LineChoice { line_item_id: id.to_owned(), quantity, ..LineChoice::default() });
        }
    }
}

impl LineChoice {
    /// The reasons chosen, from the top down. Codes the tree no longer has end the path.
    pub fn path<'a>(&self, tree: &'a [Reason]) -> Vec<&'a Reason> {
        let mut level = tree;
        let mut path = Vec::new();
        for code in &self.reason {
            let Some(reason) = level.iter().find(|reason| reason.code == *code) else { break };
            path.push(reason);
            level = &reason.children;
        }
        path
    }

    /// The reason, once it is a leaf.
    pub fn leaf<'a>(&self, tree: &'a [Reason]) -> Option<&'a Reason> {
        self.path(tree).last().copied().filter(|reason| reason.children.is_empty())
    }

    /// The first thing the shop said a return needs and the shopper has not given yet.
    pub fn missing(&self, tree: &[Reason], reason_optional: bool) -> Option<Missing> {
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
            ("photo", Missing::Photo, !has("image/")),
            ("video", Missing::Video, !has("video/")),
        ]
        .into_iter()
        .find(|(what, _, is_missing)| *is_missing && asks_for(reason, what))
        .map(|(_, missing, _)| missing)
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
    pub fn item(&self, tree: &[Reason]) -> CaseItemRequest {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let reason = self.leaf(tree);
        let asks = |what: &str| reason.is_some_and(|reason| asks_for(reason, what));
        let proven = asks("photo") || asks("video");
        CaseItemRequest {
            line_item_id: self.line_item_id.clone(),
            quantity: self.quantity,
            reason_code: self.path(tree).last().map(|reason| reason.code.clone()),
            note: given(&self.note),
            attachments: self.evidence.iter().filter(|_| proven).map(|file| file.id.clone()).collect(),
            serial: given(&self.serial).filter(|_| asks("serial")),
            variant_id: None,
        }
    }
}

pub fn asks_for(reason: &Reason, what: &str) -> bool {
    reason.requires.iter().any(|required| required == what)
}

/// The codes from the tree's top to a leaf.
pub fn path_to(tree: &[Reason], code: &str) -> Option<Vec<String>> {
    tree.iter().find_map(|reason| {
        if reason.children.is_empty() {
            return (reason.code == code).then(|| vec![reason.code.clone()]);
        }
        let mut path = path_to(&reason.children, code)?;
        path.insert(0, reason.code.clone());
        Some(path)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
