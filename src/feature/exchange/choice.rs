//! What the shopper has chosen so far. Plain data: its rules are tested without a browser.

use aftercare_contract::{Id, filing::CaseItemRequest, reason::Reason};
use serde::{Deserialize, Serialize};

use crate::feature::evidence::Attached;

/// The form's contents, kept as a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExchangeChoice {
    pub quantity: u32,
    pub variant: Option<Wanted>,
    /// A leaf of the reason tree.
    pub reason: Option<String>,
    pub note: String,
    pub serial: String,
    pub attached: Vec<Attached>,
    pub method: Option<String>,
}

/// The variant wanted instead, with its name: it must still be named when the shop has no more of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    pub id: Id,
    pub label: String,
}

/// What is still missing before the shop can quote or the form can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Reason,
    Note,
    Variant,
    Evidence,
    Serial,
}

/// A reason that can be chosen, under the names of the groups it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    pub group: String,
    pub reason: &'a Reason,
}

/// The tree's leaves, in its order.
pub fn leaves(tree: &[Reason]) -> Vec<Leaf<'_>> {
    fn walk<'a>(level: &'a [Reason], group: &str, found: &mut Vec<Leaf<'a>>) {
        for reason in level {
            if reason.children.is_empty() {
                found.push(Leaf { group: group.to_owned(), reason });
            } else {
                let name = if group.is_empty() { reason.label.clone() } else { format!("{group} · {}", reason.label) };
                walk(&reason.children, &name, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(tree, "", &mut found);
    found
}

impl ExchangeChoice {
    /// The reason chosen, as long as the tree still has it.
    pub fn reason<'a>(&self, tree: &'a [Reason]) -> Option<&'a Reason> {
        let code = self.reason.as_ref()?;
        leaves(tree).into_iter().map(|leaf| leaf.reason).find(|reason| reason.code == *code)
    }

    /// Whether the reason chosen asks for this beside it.
    pub fn asks(&self, tree: &[Reason], what: &[&str]) -> bool {
        self.reason(tree).is_some_and(|reason| reason.requires.iter().any(|asked| what.contains(&asked.as_str())))
    }

    /// What the shop needs to know before it can name a price.
    pub fn missing_to_quote(&self, tree: &[Reason], reason_asked: bool) -> Option<Missing> {
        if reason_asked && !tree.is_empty() && self.reason(tree).is_none() {
            return Some(Missing::Reason);
        }
        (self.asks(tree, &["note"]) && self.note.trim().is_empty()).then_some(Missing::Note)
    }

    /// What it needs to know beyond that before the exchange can be filed.
    pub fn missing_to_send(&self, tree: &[Reason]) -> Option<Missing> {
        if self.variant.is_none() {
            return Some(Missing::Variant);
        }
        if self.asks(tree, &["photo", "video"]) && self.attached.is_empty() {
            return Some(Missing::Evidence);
        }
        (self.asks(tree, &["serial"]) && self.serial.trim().is_empty()).then_some(Missing::Serial)
    }

    /// The line as a quote or a case wants it.
    pub fn item(&self, line_item_id: &str, tree: &[Reason]) -> CaseItemRequest {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        CaseItemRequest {
            line_item_id: line_item_id.to_owned(),
            quantity: self.quantity,
            reason_code: self.reason(tree).map(|reason| reason.code.clone()),
            note: given(&self.note),
            serial: given(&self.serial),
            attachments: self.attached.iter().map(|file| file.id.clone()).collect(),
            variant_id: self.variant.as_ref().map(|wanted| wanted.id.clone()),
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
            label: code.to_uppercase(),
            category: "other".into(),
            children,
            requires: requires.iter().map(|what| (*what).to_owned()).collect(),
            resolutions: vec![],
            fault: "customer".into(),
        }
    }

    fn tree() -> Vec<Reason> {
        let faulty =
            reason("faulty", &[], vec![reason("broken", &["photo"], vec![]), reason("odd", &["note"], vec![])]);
        vec![reason("fit", &[], vec![]), faulty]
    }

    fn chosen(reason: &str) -> ExchangeChoice {
        ExchangeChoice { quantity: 1, reason: Some(reason.into()), ..Default::default() }
    }

    #[test]
    fn leaves_keep_the_trees_order_and_name_their_group() {
        let tree = tree();
        let leaves: Vec<_> = leaves(&tree).into_iter().map(|leaf| (leaf.group, leaf.reason.code.as_str())).collect();
        assert_eq!(leaves, [(String::new(), "fit"), ("FAULTY".into(), "broken"), ("FAULTY".into(), "odd")]);
    }

    #[test]
    fn no_reason_is_missing_where_none_is_asked_or_none_is_known() {
        let nothing = ExchangeChoice::default();
        assert_eq!(nothing.missing_to_quote(&tree(), false), None);
        assert_eq!(nothing.missing_to_quote(&[], true), None);
        assert_eq!(nothing.missing_to_quote(&tree(), true), Some(Missing::Reason));
        assert_eq!(chosen("faulty").missing_to_quote(&tree(), true), Some(Missing::Reason), "a group is no reason");
        assert_eq!(chosen("odd").missing_to_quote(&tree(), true), Some(Missing::Note));
    }

    #[test]
    fn the_variant_comes_first_then_what_proves_the_reason() {
        let mut choice = chosen("broken");
        assert_eq!(choice.missing_to_send(&tree()), Some(Missing::Variant));
        choice.variant = Some(Wanted { id: "xl".into(), label: "XL".into() });
        assert_eq!(choice.missing_to_send(&tree()), Some(Missing::Evidence));
        assert_eq!(choice.item("l1", &tree()).variant_id.as_deref(), Some("xl"));
        choice.reason = Some("fit".into());
        assert_eq!(choice.missing_to_send(&tree()), None);
    }

    #[test]
    fn a_reason_the_tree_no_longer_has_is_not_sent() {
        let item = chosen("gone").item("l1", &tree());
        assert_eq!((item.reason_code, item.note), (None, None));
    }
}
