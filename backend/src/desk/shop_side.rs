//! What the shop does with a case people talk about. Its own back office would call these; here the sandbox does.

use crate::{
    desk::Handling,
    problem::{Answer, Refusal},
    store::{cases::Event, desk::End},
};

impl Handling<'_> {
    /// Says that the case is solved.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when it is settled or over already, or when money is still to be paid.
    pub async fn resolve(&mut self) -> Answer<()> {
        self.must_be_under_way()?;
        if self.case.status == "refund_promised" {
            return Err(Refusal::Conflict("action_not_allowed"));
        }
        self.settle("shop").await
    }

    /// Refuses what was asked. On the last rung that is the end; below it the shopper has some days to escalate.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when it is settled or over already, or when something was agreed.
    pub async fn refuse(&mut self) -> Answer<()> {
        self.must_be_under_way()?;
        if self.case.phase == "in_progress" {
            return Err(Refusal::Conflict("action_not_allowed"));
        }
        for clock in ["first_answer", "resolution", "decision"] {
            self.end_clocks(Some(clock), End::Met).await?;
        }
        if !self.rules().can_escalate(self.level()) {
            return self.finish("rejected", "rejected", Event::by_shop("rejected")).await;
        }
        crate::store::offers::close_all(self.connection, &self.case.id, "expired", self.now).await?;
        self.wait_for_objections("refused", Event::by_shop("refused")).await
    }

    /// Pays what was agreed.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when nothing is to be paid.
    pub async fn pay_out(&mut self) -> Answer<()> {
        let amount = self.case.refund.filter(|_| self.case.status == "refund_promised" && self.case.is_open());
        let amount = amount.ok_or(Refusal::Conflict("action_not_allowed"))?;
        self.pay("refund", amount).await?;
        self.note(Event::by_shop("refunded")).await?;
        self.settle("shop").await
    }

    fn must_be_under_way(&self) -> Answer<()> {
        let under_way = self.case.is_open() && self.desk.reopen_until.is_none();
        if under_way { Ok(()) } else { Err(Refusal::Conflict("action_not_allowed")) }
    }
}
