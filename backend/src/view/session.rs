//! Sessions and members.

use aftercare_contract::session::{Benefit, Member, Session};

use super::View;
use crate::store::sessions::SessionRecord;

impl View<'_> {
    /// A new session.
    #[must_use]
    pub fn session(&self, token: String, session: &SessionRecord, seconds: u32, tier: Option<&str>) -> Session {
        Session {
            access_token: token,
            token_type: "Bearer".into(),
            expires_in: seconds,
            scope: session.scope.code().into(),
            subject: session.subject.clone(),
            member: tier.map(|tier| self.member(tier)),
        }
    }

    fn member(&self, tier: &str) -> Member {
        let rule = self.app.shop.tier(Some(tier));
        let mut benefits = Vec::new();
        if rule.return_fee_waived {
            benefits.push(("free_return", String::new()));
        }
        if rule.extra_days > 0 {
            benefits.push(("longer_window", rule.extra_days.to_string()));
        }
        let benefit = |(code, days): (&str, String)| Benefit {
            code: code.into(),
            label: self.voice.say_with("benefit", code, &[("days", &days)]),
            until: None,
        };
        Member {
            tier: tier.into(),
            tier_label: self.voice.say("tier", tier),
            benefits: benefits.into_iter().map(benefit).collect(),
        }
    }
}
