//! Product care.

use aftercare_contract::{
    care::{Care, CareTip, Coverage, Manual, RepairMode},
    content::{Block, ListItem, Span},
};

use super::View;
use crate::{clock::Millis, policy::cover::ModeRule, store::care::OwnedRecord};

impl View<'_> {
    /// What belongs to a product of which the shopper owns `pieces`.
    #[must_use]
    pub fn care(&self, product_id: &str, pieces: &[OwnedRecord], now: Millis) -> Care {
        let rules = &self.app.shop.care;
        let first = pieces.first();
        let category = first.map(|piece| piece.category.as_str()).unwrap_or_default();
        let title = first.map(|piece| piece.title.clone()).unwrap_or_default();
        let manual = rules.has_manual(product_id).then(|| Manual {
            title: self.voice.say_with("care", "manual", &[("product", &title)]),
            url: format!("{}/media/{product_id}.pdf", self.app.public_url),
            media_type: "application/pdf".into(),
        });
        Care {
            product_id: product_id.to_owned(),
            title,
            coverages: pieces.iter().flat_map(|piece| self.coverages(piece, now)).collect(),
            manuals: Vec::from_iter(manual),
            tips: rules.tips(product_id, category).into_iter().map(|code| self.tip(code)).collect(),
            repair_modes: rules.modes(category).into_iter().map(|mode| self.repair_mode(mode)).collect(),
        }
    }

    /// A way to have something repaired.
    #[must_use]
    pub fn repair_mode(&self, mode: &ModeRule) -> RepairMode {
        RepairMode {
            code: mode.code.clone(),
            label: self.voice.say("mode", &mode.code),
            detail: self.voice.detail("mode", &mode.code, &[]),
            needs_slot: mode.needs_slot,
        }
    }

    fn coverages(&self, piece: &OwnedRecord, now: Millis) -> Vec<Coverage> {
        let covers = self.app.shop.care.covers(piece.bought(), self.app.shop.calendar(), now).into_iter();
        covers
            .map(|cover| Coverage {
                order_id: piece.order_id.clone(),
                line_item_id: piece.line_id.clone(),
                code: cover.code.into(),
                label: self.voice.say("cover", cover.code),
                covered: cover.holds,
                until: Some(self.time(cover.until)),
                detail: self.voice.detail("cover", cover.code, &[]),
            })
            .collect()
    }

    /// A paragraph, and steps as many as there are.
    fn tip(&self, code: &str) -> CareTip {
        let span = |text: String| vec![Span { text, url: None, strong: false }];
        let steps = (1..).map_while(|step| self.voice.find(&format!("tip-{code}-step{step}"), &[]));
        let items: Vec<_> = steps.map(|step| ListItem { spans: span(step) }).collect();
        let mut blocks = vec![Block { spans: span(self.voice.detail("tip", code, &[])), ..block("paragraph") }];
        if !items.is_empty() {
            blocks.push(Block { items, ..block("list") });
        }
        CareTip { title: self.voice.say("tip", code), blocks }
    }
}

fn block(kind: &str) -> Block {
    Block { kind: kind.into(), spans: Vec::new(), items: Vec::new(), ordered: false, rows: Vec::new(), image: None }
}
