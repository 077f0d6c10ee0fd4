//! A case in somebody's hands: read under its order's lock and moved on step by step.

use aftercare_contract::money::Money;

use crate::{
    app::App,
    clock::Millis,
    desk::rules::{Consequence, Rules},
    locale::Locale,
    policy::refund::Part,
    problem::{Answer, Refusal},
    receipts::{self, Proof},
    store::{
        Connection,
        cases::{self, CaseRecord, Event, Step},
        desk::{self, DeskRecord, End, GoodwillRecord},
        offers,
        orders::{self, OrderRecord},
    },
    surveys,
    view::{View, money},
};

/// A case of the desk, read under its order's lock. Every method moves the case in the database and here alike.
pub struct Handling<'a> {
    /// In the language the case was opened in.
    pub view: View<'a>,
    pub connection: &'a mut Connection,
    pub case: CaseRecord,
    pub order: OrderRecord,
    pub desk: DeskRecord,
    /// The moment at which things happen.
    pub now: Millis,
}

impl<'a> Handling<'a> {
    /// Takes a case up again; absent when it has no desk. The caller holds the order's lock.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        app: &'a App,
        connection: &'a mut Connection,
        case: &CaseRecord,
        order: &OrderRecord,
        now: Millis,
    ) -> Answer<Option<Self>> {
        let Some(desk) = desk::find(&mut *connection, &case.id).await? else { return Ok(None) };
        let view = View::new(app, Locale::negotiate(&desk.locale));
        Ok(Some(Self { view, connection, case: case.clone(), order: order.clone(), desk, now }))
    }

    /// Gives a new case its first owner, who keeps it to the end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(
        view: View<'a>,
        connection: &'a mut Connection,
        case: &CaseRecord,
        order: &OrderRecord,
        now: Millis,
    ) -> Answer<Self> {
        let staff = &view.app.shop.desk.staff;
        let taken = usize::try_from(desk::count(&mut *connection).await?).unwrap_or_default();
        let desk = DeskRecord {
            case_id: case.id.clone(),
            owner: staff.get(taken % staff.len().max(1)).cloned().ok_or(Refusal::Internal)?,
            since: now,
            level: 0,
            locale: view.voice.locale.tag().to_owned(),
            waits_until: None,
        };
        desk::insert(&mut *connection, &desk).await?;
        Ok(Self { view, connection, case: case.clone(), order: order.clone(), desk, now })
    }

    /// The shop's promises.
    #[must_use]
    pub fn rules(&self) -> &'a Rules {
        &self.view.app.shop.desk
    }

    /// The rung in force.
    #[must_use]
    pub fn level(&self) -> usize {
        usize::try_from(self.desk.level).unwrap_or_default()
    }

    /// 23:59:59 on the day so many days from now.
    #[must_use]
    pub fn in_days(&self, days: i64) -> Millis {
        self.view.app.shop.calendar().end_of_day(self.now, days)
    }

    /// Moves the case on.
    ///
    /// # Errors
    /// 412 when somebody else moved it, which the lock prevents.
    pub async fn step(&mut self, phase: &str, status: &str, event: Event<'_>) -> Answer<()> {
        let step = Step { phase, status, event };
        if !cases::advance(self.connection, &self.case.id, self.case.version, step, self.now).await? {
            return Err(Refusal::Stale);
        }
        self.case.version += 1;
        self.case.phase = phase.to_owned();
        self.case.status = status.to_owned();
        Ok(())
    }

    /// Notes that something happened to the case where it is.
    ///
    /// # Errors
    /// As [`Handling::step`].
    pub async fn note(&mut self, event: Event<'_>) -> Answer<()> {
        let (phase, status) = (self.case.phase.clone(), self.case.status.clone());
        self.step(&phase, &status, event).await
    }

    /// Ends the case: nothing runs any more and nothing can be accepted.
    ///
    /// # Errors
    /// As [`Handling::step`].
    pub async fn finish(&mut self, phase: &str, status: &str, event: Event<'_>) -> Answer<()> {
        offers::close_all(self.connection, &self.case.id, "expired", self.now).await?;
        self.end_clocks(None, End::Stopped).await?;
        self.wait_until(None).await?;
        self.step(phase, status, event).await
    }

    /// Whether the shop has done its part and only waits for objections.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.case.status.as_str(), "settled" | "refused")
    }

    /// Sets until when the case waits for the shopper by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wait_until(&mut self, until: Option<Millis>) -> Answer<()> {
        desk::set_waits_until(self.connection, &self.case.id, until).await?;
        self.desk.waits_until = until;
        Ok(())
    }

    /// Writes a receipt.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn receipt(&mut self, proof: Proof<'_>) -> Answer<()> {
        receipts::issue(&self.view, self.connection, &self.case, &self.order.number, proof, self.now).await
    }

    /// Starts a clock, with a receipt for the promise it is. A clock the shop does not have is not started.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start(&mut self, clock: &str) -> Answer<()> {
        let tier = self.order.tier.as_deref();
        let Some(due_at) = self.rules().due(clock, self.level(), tier, self.now) else { return Ok(()) };
        desk::start_clock(self.connection, &self.case.id, clock, due_at).await?;
        let words = self.view.voice.say("clock", clock);
        self.receipt(Proof { code: "clock_promised", words: &words, due_at: Some(due_at), ..Proof::default() }).await
    }

    /// Ends the running clocks of a kind, or all of them. Returns whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_clocks(&mut self, clock: Option<&str>, end: End) -> Answer<bool> {
        let mut ended = false;
        for running in desk::clocks(self.connection, &self.case.id).await? {
            if clock.is_none_or(|clock| clock == running.code) {
                ended |= desk::end_clock(self.connection, &self.case.id, running.position, end, self.now).await?;
            }
        }
        Ok(ended)
    }

    /// Takes the case to the next rung, whose time to decide begins.
    ///
    /// # Errors
    /// 409 when there is none.
    pub async fn escalate(&mut self, actor: &str) -> Answer<()> {
        if !self.rules().can_escalate(self.level()) {
            return Err(Refusal::Conflict("action_not_allowed"));
        }
        self.end_clocks(Some("decision"), End::Stopped).await?;
        self.desk.level += 1;
        desk::reach(self.connection, &self.case.id, self.desk.level, self.now).await?;
        self.start("decision").await?;
        let rung = self.rules().ladder[self.level()].code.clone();
        let event = Event { code: "escalated", actor, args: &[("rung", &rung)] };
        // Whatever is agreed or offered goes on meanwhile.
        if !self.is_settled() && self.case.phase != "in_review" {
            return self.note(event).await;
        }
        self.wait_until(None).await?;
        self.step("in_review", "escalated", event).await
    }

    /// What happens by itself when a clock has run out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn suffer(&mut self, clock: &str) -> Answer<()> {
        let consequences = self.rules().consequences(clock, self.level());
        self.note(Event { code: "clock_breached", actor: "system", args: &[("clock", clock)] }).await?;
        for consequence in consequences {
            match consequence {
                Consequence::Escalate => self.escalate("system").await?,
                Consequence::Credit => self.compensate().await?,
            }
        }
        Ok(())
    }

    /// Gives a credit for a broken promise.
    async fn compensate(&mut self) -> Answer<()> {
        let currency = self.order.currency.clone();
        let Some(amount) = self.rules().goodwill(&currency) else { return Ok(()) };
        let gift = GoodwillRecord { code: "store_credit".into(), amount, granted_at: self.now };
        desk::grant(self.connection, &self.case.id, &gift).await?;
        let written = self.view.voice.money(amount, &currency);
        self.note(Event { code: "credit_granted", actor: "system", args: &[("amount", &written)] }).await?;
        let amount = Some(money(amount, &currency));
        self.receipt(Proof { code: "goodwill_granted", amount, ..Proof::default() }).await
    }

    /// What of the order's price no case has promised back yet, minor units.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payable(&mut self) -> Answer<i64> {
        let (paid, promised) = desk::paid_and_promised(self.connection, &self.order.id, &self.case.id).await?;
        Ok(paid - promised)
    }

    /// Records what the shopper gets.
    ///
    /// # Errors
    /// 409 `refund_changed` when it is more than is left of what was paid.
    pub async fn promise(&mut self, resolution: &str, amount: i64, expected_by: Option<Millis>) -> Answer<Money> {
        if amount > self.payable().await? {
            return Err(Refusal::Conflict("refund_changed"));
        }
        let parts = serde_json::to_string(&[Part { code: "settlement".into(), amount }])?;
        sqlx::query(
            "UPDATE cases SET resolution = $1, refund = $2, breakdown = $3, speed = $4, expected_by = $5 WHERE id = $6",
        )
        .bind(resolution)
        .bind(amount)
        .bind(&parts)
        .bind("agreed")
        .bind(expected_by)
        .bind(&self.case.id)
        .execute(&mut *self.connection)
        .await?;
        Ok(money(amount, &self.order.currency))
    }

    /// Pays what was promised.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pay(&mut self, kind: &str, amount: i64) -> Answer<()> {
        sqlx::query("UPDATE cases SET paid_at = $1 WHERE id = $2")
            .bind(self.now)
            .bind(&self.case.id)
            .execute(&mut *self.connection)
            .await?;
        orders::adjust(self.connection, &self.order.id, None, kind, Some(amount), self.now).await?;
        Ok(())
    }

    /// Says that the shop has done its part. For some days the shopper may see it otherwise.
    ///
    /// # Errors
    /// As [`Handling::step`].
    pub async fn settle(&mut self, actor: &str) -> Answer<()> {
        for clock in ["first_answer", "resolution", "decision", "repair"] {
            self.end_clocks(Some(clock), End::Met).await?;
        }
        offers::close_all(self.connection, &self.case.id, "expired", self.now).await?;
        let about = surveys::About::Case { id: &self.case.id, kind: &self.case.kind };
        surveys::ask(self.connection, &self.view.app.shop, &self.order.id, about, self.now).await?;
        self.wait_for_objections("settled", Event { code: "settled", actor, args: &[] }).await
    }

    /// Waits some days for the shopper to reopen or escalate.
    ///
    /// # Errors
    /// As [`Handling::step`].
    pub async fn wait_for_objections(&mut self, status: &str, event: Event<'_>) -> Answer<()> {
        self.wait_until(Some(self.in_days(self.rules().reopen_days))).await?;
        self.step("awaiting_customer", status, event).await
    }

    /// Takes a settled case up again.
    ///
    /// # Errors
    /// As [`Handling::step`].
    pub async fn reopen(&mut self) -> Answer<()> {
        self.wait_until(None).await?;
        self.start("resolution").await?;
        self.step("in_review", "reopened", Event { code: "reopened", actor: "customer", args: &[] }).await
    }
}
