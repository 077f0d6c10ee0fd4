//! What the shop does with a case people talk about. Its own back office would call these; here the sandbox does.

use crate::{
    desk::Handling,
    problem::{Answer, Refusal},
    store::{cases::Event, desk::End, offers, orders, repairs},
};

impl Handling<'_> {
    /// Says that the case is solved.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when it is settled or over already, or when money is still to be paid.
    pub async fn resolve(&mut self) -> Answer<()> {
        self.must_be_under_way()?;
        self.must(!matches!(self.case.status.as_str(), "refund_promised" | "payment_due"))?;
        self.settle("shop").await
    }

    /// Refuses what was asked. On the last rung that is the end; below it the shopper has some days to escalate.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when it is settled or over already, or when something was agreed.
    pub async fn refuse(&mut self) -> Answer<()> {
        self.must_be_under_way()?;
        self.must(self.case.phase != "in_progress")?;
        for clock in ["first_answer", "resolution", "decision"] {
            self.end_clocks(Some(clock), End::Met).await?;
        }
        if !self.rules().can_escalate(self.level()) {
            return self.finish("rejected", "rejected", Event::by_shop("rejected")).await;
        }
        offers::close_all(self.connection, &self.case.id, "expired", self.now).await?;
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

    /// What is to be repaired is there: in the workshop, or with whoever came for it.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when it is there already, or the case is over.
    pub async fn take_in(&mut self) -> Answer<()> {
        let waiting = matches!(
            self.case.status.as_str(),
            "awaiting_item" | "in_transit" | "appointment_booked" | "in_review" | "answered" | "reopened" | "escalated"
        );
        self.must(waiting && self.case.kind == "repair")?;
        self.wait_until(None).await?;
        self.end_clocks(Some("first_answer"), End::Met).await?;
        self.start("repair").await?;
        self.step("in_progress", "received", Event::by_shop("received")).await
    }

    /// Looks for what is wrong, and notes whether the cover pays where that is known by now.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when it is not there.
    pub async fn diagnose(&mut self, covered: Option<bool>) -> Answer<()> {
        self.must(matches!(self.case.status.as_str(), "received" | "diagnosing"))?;
        if let Some(covered) = covered {
            repairs::cover(self.connection, &self.case.id, covered).await?;
        }
        self.step("in_progress", "diagnosing", Event::by_shop("diagnosing")).await
    }

    /// Repairs it.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when nobody has looked at it yet, or nobody pays for it.
    pub async fn mend(&mut self) -> Answer<()> {
        let repair = repairs::find(self.connection, &self.case.id).await?;
        let paid_for = repair.is_some_and(|repair| repair.covered == Some(1) || repair.paid_at.is_some());
        self.must(self.case.status == "diagnosing" && paid_for)?;
        self.step("in_progress", "repairing", Event::by_shop("repairing")).await
    }

    /// The shopper has paid for the repair.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when nothing is to be paid.
    pub async fn take_price(&mut self) -> Answer<()> {
        self.must(self.case.status == "payment_due")?;
        let repair = repairs::find(self.connection, &self.case.id).await?;
        let price = repair.and_then(|repair| repair.price).ok_or(Refusal::Internal)?;
        repairs::paid(self.connection, &self.case.id, self.now).await?;
        orders::adjust(self.connection, &self.order.id, None, "payment", Some(price), self.now).await?;
        self.wait_until(None).await?;
        self.step("in_progress", "repairing", Event::by_customer("price_paid")).await
    }

    /// It is back with the shopper, repaired or as it was.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when it is not being repaired or returned.
    pub async fn give_back(&mut self) -> Answer<()> {
        self.must(matches!(self.case.status.as_str(), "repairing" | "returning_unrepaired"))?;
        self.note(Event::by_shop("returned")).await?;
        self.settle("shop").await
    }

    fn must(&self, holds: bool) -> Answer<()> {
        if holds { Ok(()) } else { Err(Refusal::Conflict("action_not_allowed")) }
    }

    fn must_be_under_way(&self) -> Answer<()> {
        self.must(self.case.is_open() && !self.is_settled())
    }
}
