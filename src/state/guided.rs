//! Fixing something by oneself: what for, how far it has come, and what of it goes along to the shop.

use aftercare_contract::Id;

use super::{Drafts, Tried};

/// What a guide is walked through for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guided {
    pub guide_id: Id,
    /// What is wrong, in the shopper's words.
    pub title: String,
    pub order_id: Id,
    pub order_number: String,
    pub line_item_id: Id,
    /// The item's name.
    pub item: String,
}

impl Guided {
    /// The choices taken on an earlier visit.
    #[must_use]
    pub fn path(&self, drafts: &Drafts) -> Vec<Id> {
        drafts.find(&self.draft()).unwrap_or_default()
    }

    pub fn keep_path(&self, drafts: &Drafts, path: &Vec<Id>) {
        if path.is_empty() { drafts.clear(&self.draft()) } else { drafts.keep(&self.draft(), path) }
    }

    fn draft(&self) -> String {
        format!("guide:{}:{}", self.line_item_id, self.guide_id)
    }
}

/// From the guide's last tap until the case's form takes it, it lies with the drafts, so that no reload in between loses
/// it.
impl Tried {
    pub fn leave(&self, drafts: &Drafts, line_item_id: &str) {
        drafts.keep(&slot(line_item_id), self);
    }

    /// Takes what was left for a form of this kind about the line; the next to ask finds nothing.
    #[must_use]
    pub fn take(drafts: &Drafts, kind: &str, line_item_id: &str) -> Option<Self> {
        let found = drafts.find(&slot(line_item_id)).filter(|it: &Self| it.prefill.kind == kind)?;
        drafts.clear(&slot(line_item_id));
        Some(found)
    }
}

fn slot(line_item_id: &str) -> String {
    format!("tried:{line_item_id}")
}
