//! Reason trees.

use aftercare_contract::reason::Reason;

use super::View;
use crate::shop::ReasonRule;

impl View<'_> {
    /// The reason tree.
    #[must_use]
    pub fn reasons(&self, rules: &[ReasonRule]) -> Vec<Reason> {
        let reason = |rule: &ReasonRule| Reason {
            code: rule.code.clone(),
            label: self.voice.say("reason", &rule.code),
            category: rule.category.clone(),
            children: self.reasons(&rule.children),
            requires: rule.requires.clone(),
            resolutions: vec!["refund".into()],
            fault: rule.fault.code().into(),
        };
        rules.iter().map(reason).collect()
    }
}
