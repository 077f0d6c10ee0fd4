//! What the shopper has chosen so far. Plain data: its rules are tested without a browser.

use aftercare_contract::{filing::CaseItemRequest, reason::Reason};
use serde::{Deserialize, Serialize};

/// The form's contents, kept as a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnChoice {
    /// Codes from the tree's top to the reason chosen.
    pub reason: Vec<String>,
    pub quantity: u32,
    pub note: String,
    pub method: Option<String>,
}

/// What is still missing before the shop can quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Reason,
    FinerReason,
    Note,
}

impl ReturnChoice {
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

    /// Chooses a reason on a level of the tree; what was chosen below it is gone.
    pub fn choose_reason(&mut self, level: usize, code: &str) {
        self.reason.truncate(level);
        self.reason.push(code.to_owned());
    }

    /// What the shop said a return needs and the shopper has not given yet.
    pub fn missing(&self, tree: &[Reason], reason_optional: bool) -> Option<Missing> {
        match self.path(tree).last() {
            None if reason_optional || tree.is_empty() => None,
            None => Some(Missing::Reason),
            Some(reason) if !reason.children.is_empty() => Some(Missing::FinerReason),
            Some(reason) if reason.requires.iter().any(|what| what == "note") && self.note.trim().is_empty() => {
                Some(Missing::Note)
            }
            Some(_) => None,
        }
    }

    /// The line as a quote or a case wants it.
    pub fn item(&self, line_item_id: &str, tree: &[Reason]) -> CaseItemRequest {
        let note = self.note.trim();
        CaseItemRequest {
            line_item_id: line_item_id.to_owned(),
            quantity: self.quantity,
            reason_code: self.path(tree).last().map(|reason| reason.code.clone()),
            note: (!note.is_empty()).then(|| note.to_owned()),
            ..Default::default()
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn reason(code: &str, requires: &[&str], children: Vec<Reason>) -> Reason {
        Reason {
            code: code.into(),
            label: code.into(),
            category: "other".into(),
            children,
            requires: requires.iter().map(|what| (*what).to_owned()).collect(),
            resolutions: vec![],
            fault: "customer".into(),
        }
    }

    fn tree() -> Vec<Reason> {
        vec![
            reason("fit", &[], vec![reason("too_small", &[], vec![]), reason("too_big", &[], vec![])]),
            reason("broken", &["note"], vec![]),
        ]
    }

    #[test]
    fn a_group_is_not_a_reason_yet() {
        let mut choice = ReturnChoice::default();
        assert_eq!(choice.missing(&tree(), false), Some(Missing::Reason));
        choice.choose_reason(0, "fit");
        assert_eq!(choice.missing(&tree(), false), Some(Missing::FinerReason));
        choice.choose_reason(1, "too_big");
        assert_eq!(choice.missing(&tree(), false), None);
        assert_eq!(choice.item("l1", &tree()).reason_code.as_deref(), Some("too_big"));
    }

    #[test]
    fn choosing_higher_up_forgets_what_was_below() {
        let mut choice = ReturnChoice { reason: vec!["fit".into(), "too_big".into()], ..ReturnChoice::default() };
        choice.choose_reason(0, "broken");
        assert_eq!(choice.reason, ["broken"]);
    }

    #[test]
    fn a_note_of_blanks_is_no_note() {
        let mut choice = ReturnChoice { reason: vec!["broken".into()], note: "  ".into(), ..ReturnChoice::default() };
        assert_eq!(choice.missing(&tree(), false), Some(Missing::Note));
        choice.note = " chipped ".into();
        assert_eq!(choice.missing(&tree(), false), None);
        assert_eq!(choice.item("l1", &tree()).note.as_deref(), Some("chipped"));
    }

    #[test]
    fn where_the_shop_asks_no_reason_none_is_missing() {
        assert_eq!(ReturnChoice::default().missing(&tree(), true), None);
    }

    #[test]
    fn a_draft_from_an_older_tree_is_read_as_far_as_it_goes() {
        let choice = ReturnChoice { reason: vec!["fit".into(), "gone".into()], ..ReturnChoice::default() };
        assert_eq!(choice.missing(&tree(), false), Some(Missing::FinerReason));
    }
}
