//! What is said and chosen, and what of it the shop still needs.

use aftercare_contract::{
    Id,
    filing::{CaseItemRequest, ComplaintRequest, GuideTrace},
    order::LineItem,
    read::Read,
    reason::Reason,
};
use serde::Serialize;

use crate::feature::evidence::Attached;

/// Kept as a draft until the shop has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(default)]
pub struct Grievance {
    /// Codes from the tree's top to the reason.
    pub reason: Vec<String>,
    /// The lines it is about; none when it is about the order as a whole.
    pub lines: Vec<Id>,
    pub text: String,
    /// What would put it right; the shop is to suggest something when nothing is named.
    pub wish: Option<String>,
    pub evidence: Vec<Attached>,
    /// The way through a guide that led here.
    pub guide: Option<GuideTrace>,
}

/// What keeps it from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Reason,
    FinerReason,
    Text,
    Photo,
    Video,
}

impl Grievance {
    /// The reason chosen, once it is one that has no finer ones.
    pub fn leaf<'a>(&self, tree: &'a [Reason]) -> Option<&'a Reason> {
        let (mut level, mut found) = (tree, None);
        for code in &self.reason {
            let reason = level.iter().find(|reason| reason.code == *code)?;
            (level, found) = (&reason.children, Some(reason));
        }
        found.filter(|reason| reason.children.is_empty())
    }

    /// The first thing missing. A shop that `takes_files` not is given none, whatever the reason asks for.
    pub fn missing(&self, tree: &[Reason], takes_files: bool) -> Option<Missing> {
        let Some(reason) = self.leaf(tree) else {
            // What was chosen on an earlier visit may not fit the order any more.
            let known = self.reason.first().is_some_and(|code| tree.iter().any(|reason| reason.code == *code));
            return Some(if known { Missing::FinerReason } else { Missing::Reason });
        };
        if self.text.trim().is_empty() {
            return Some(Missing::Text);
        }
        let lacks = |what: &str, family: &str| {
            let asked = takes_files && reason.requires.iter().any(|needed| needed == what);
            asked && !self.evidence.iter().any(|file| file.media_type.starts_with(family))
        };
        match () {
            () if lacks("photo", "image/") => Some(Missing::Photo),
            () if lacks("video", "video/") => Some(Missing::Video),
            () => None,
        }
    }

    /// What goes to the shop; nothing while there is no reason.
    pub fn request(&self, order_id: &Id, lines: &[LineItem], tree: &[Reason]) -> Option<ComplaintRequest> {
        let reason = self.leaf(tree)?;
        let meant = lines.iter().filter(|item| self.lines.contains(&item.id));
        let item = |item: &LineItem| CaseItemRequest {
            line_item_id: item.id.clone(),
            quantity: item.quantity.ordered,
            ..Default::default()
        };
        Some(ComplaintRequest {
            order_id: order_id.clone(),
            items: meant.map(item).collect(),
            reason_code: reason.code.clone(),
            text: self.text.trim().to_owned(),
            // Another reason than before may not allow it.
            wished_resolution: self.wish.clone().filter(|wish| reason.wishes.iter().any(|it| it.code == *wish)),
            attachments: self.evidence.iter().map(|file| file.id.clone()).collect(),
            guide: self.guide.clone(),
        })
    }
}

/// The way from the tree's top to the reason with this code.
pub fn way_to(tree: &[Reason], code: &str) -> Option<Vec<String>> {
    tree.iter().find_map(|reason| {
        if reason.code == code {
            return Some(vec![reason.code.clone()]);
        }
        let mut below = way_to(&reason.children, code)?;
        below.insert(0, reason.code.clone());
        Some(below)
    })
}

#[cfg(test)]
mod tests {
    use aftercare_contract::reason::Wish;

    use super::*;

    fn reason(code: &str, requires: &[&str], children: Vec<Reason>) -> Reason {
        Reason {
            code: code.into(),
            label: code.into(),
            category: "other".into(),
            children,
            requires: requires.iter().map(|it| (*it).to_owned()).collect(),
            resolutions: vec!["refund".into()],
            wishes: vec![Wish { code: "refund".into(), label: "A refund".into() }],
            fault: "merchant".into(),
        }
    }

    fn tree() -> Vec<Reason> {
        let goods = vec![reason("damaged", &["photo"], vec![]), reason("wrong", &[], vec![])];
        vec![reason("goods", &[], goods), reason("service", &[], vec![])]
    }

    fn photo() -> Attached {
        Attached {
            id: "upl_1".into(),
            name: "cup.jpg".into(),
            media_type: "image/jpeg".into(),
            size: 1,
            expires_at: String::new(),
        }
    }

    #[test]
    fn one_thing_after_the_other_is_asked_for() {
        let mut said = Grievance::default();
        assert_eq!(said.missing(&tree(), true), Some(Missing::Reason));
        said.reason = vec!["goods".into()];
        assert_eq!(said.missing(&tree(), true), Some(Missing::FinerReason));
        said.reason.push("damaged".into());
        said.text = " \n".into();
        assert_eq!(said.missing(&tree(), true), Some(Missing::Text));
        said.text = "Both cups are broken.".into();
        assert_eq!(said.missing(&tree(), true), Some(Missing::Photo));
        assert_eq!(said.missing(&tree(), false), None);
        said.evidence.push(photo());
        assert_eq!(said.missing(&tree(), true), None);
    }

    #[test]
    fn a_reason_that_no_longer_fits_is_asked_for_again() {
        let said = Grievance { reason: vec!["late_parcel".into()], text: "Where is it?".into(), ..Default::default() };
        assert_eq!(said.missing(&tree(), true), Some(Missing::Reason));
        assert_eq!(said.request(&"ord_1".into(), &[], &tree()), None);
    }

    #[test]
    fn a_wish_goes_along_only_where_the_reason_allows_it() {
        let wish = |wish: &str| {
            let said = Grievance { reason: vec!["service".into()], wish: Some(wish.into()), ..Default::default() };
            said.request(&"ord_1".into(), &[], &tree()).and_then(|request| request.wished_resolution)
        };
        assert_eq!(wish("refund").as_deref(), Some("refund"));
        assert_eq!(wish("repair"), None);
    }

    #[test]
    fn the_way_to_a_reason_is_found() {
        assert_eq!(way_to(&tree(), "wrong"), Some(vec!["goods".into(), "wrong".into()]));
        assert_eq!(way_to(&tree(), "service"), Some(vec!["service".into()]));
        assert_eq!(way_to(&tree(), "dragon"), None);
    }
}
