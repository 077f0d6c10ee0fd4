//! Reason trees.

use aftercare_contract::reason::{Reason, Wish};

use super::View;
use crate::{
    policy::{Terms, complaint::ComplaintRule, resolution::Resolution},
    shop::ReasonRule,
};

impl View<'_> {
    /// The tree for a purchase on these terms; with `wanted`, of the reasons that can be settled so.
    #[must_use]
    pub fn reasons(&self, rules: &[ReasonRule], terms: &Terms, wanted: Option<Resolution>) -> Vec<Reason> {
        let proven = terms.choices.as_ref().is_some_and(|choices| choices.evidence);
        let mut reasons = Vec::with_capacity(rules.len());
        for rule in rules {
            let children = self.reasons(&rule.children, terms, wanted);
            let offered = |resolution: &&Resolution| {
                rule.allows(**resolution) && !(self.gift && **resolution == Resolution::Refund)
            };
            let resolutions: Vec<Resolution> = terms.resolutions().iter().filter(offered).copied().collect();
            let leads_nowhere = if rule.children.is_empty() {
                wanted.is_some_and(|wanted| !resolutions.contains(&wanted))
            } else {
                children.is_empty()
            };
            if leads_nowhere {
                continue;
            }
            let evidence = rule.evidence.iter().filter(|_| proven);
            reasons.push(Reason {
                code: rule.code.clone(),
                label: self.voice.say("reason", &rule.code),
                category: rule.category.clone(),
                children,
                requires: rule.requires.iter().chain(evidence).cloned().collect(),
                resolutions: resolutions.iter().map(|resolution| resolution.code().into()).collect(),
                wishes: Vec::new(),
                fault: rule.fault.code().into(),
            });
        }
        reasons
    }

    /// What may be wrong with what is to be repaired.
    #[must_use]
    pub fn symptoms(&self, rules: &[ReasonRule]) -> Vec<Reason> {
        let reason = |rule: &ReasonRule| Reason {
            code: rule.code.clone(),
            label: self.voice.say("reason", &rule.code),
            category: rule.category.clone(),
            children: self.symptoms(&rule.children),
            requires: rule.requires.clone(),
            resolutions: vec!["repair".into()],
            wishes: Vec::new(),
            fault: rule.fault.code().into(),
        };
        rules.iter().map(reason).collect()
    }

    /// What can be complained about.
    #[must_use]
    pub fn complaint_reasons<'a>(&self, rules: impl Iterator<Item = &'a ComplaintRule>) -> Vec<Reason> {
        let wish = |code: &String| Wish { code: code.clone(), label: self.voice.say("settlement", code) };
        let reason = |rule: &ComplaintRule| Reason {
            code: rule.code.clone(),
            label: self.voice.say("complaint", &rule.code),
            category: rule.category.clone(),
            children: Vec::new(),
            requires: rule.requires.clone(),
            resolutions: rule.resolutions.clone(),
            wishes: rule.resolutions.iter().map(wish).collect(),
            fault: rule.fault.code().into(),
        };
        rules.map(reason).collect()
    }
}
