//! Offers: the shop makes them, the shopper accepts or declines them, time ends them.

use aftercare_contract::money::MAX_AMOUNT;

use crate::{
    clock::Millis,
    desk::Handling,
    problem::{Answer, Refusal},
    receipts::Proof,
    store::{
        cases::Event,
        desk::End,
        offers::{self, OfferRecord},
        repairs,
    },
    token,
    view::money,
};

/// What the shop offers.
#[derive(Clone, Debug, Default)]
pub struct NewOffer {
    /// `refund`, `partial_refund`, `store_credit`, `replacement`, `repair` … (open).
    pub resolution: String,
    /// Minor units of the order's currency; negative when the shopper pays.
    pub amount: Option<i64>,
    pub message: String,
    /// When it ends; the shop's usual days unless told.
    pub expires_at: Option<Millis>,
}

impl NewOffer {
    /// Whether money comes back with it.
    fn pays_back(&self) -> bool {
        matches!(self.resolution.as_str(), "refund" | "partial_refund" | "store_credit")
    }
}

impl Handling<'_> {
    /// Makes an offer. It stands beside those that are open already.
    ///
    /// # Errors
    /// 409 `action_not_allowed` when the case is settled or over; 409 `refund_changed` when more is offered than is
    /// left of what was paid; 422 for an amount that does not go with the resolution.
    pub async fn offer(&mut self, new: NewOffer) -> Answer<()> {
        if !self.case.is_open() || self.is_settled() {
            return Err(Refusal::Conflict("action_not_allowed"));
        }
        let fits = match new.amount {
            Some(amount) => amount.abs() <= MAX_AMOUNT && new.pays_back() == (amount > 0),
            None => !new.pays_back(),
        };
        if !fits {
            return Err(Refusal::Invalid(vec![crate::problem::Fault::at("/amount", "out_of_range")]));
        }
        if new.amount.unwrap_or_default() > self.payable().await? {
            return Err(Refusal::Conflict("refund_changed"));
        }
        let record = OfferRecord {
            id: token::id("off"),
            resolution: new.resolution,
            amount: new.amount,
            message: new.message,
            offered_at: self.now,
            expires_at: new.expires_at.or_else(|| Some(self.in_days(self.rules().offer_days))),
            status: "open".into(),
        };
        offers::insert(self.connection, &self.case.id, &record).await?;
        self.end_clocks(Some("first_answer"), End::Met).await?;
        self.step("awaiting_customer", "offer_made", Event::by_shop("offer_made")).await
    }

    /// The open offer with this id.
    async fn open_offer(&mut self, id: &str) -> Answer<OfferRecord> {
        let offers = offers::of_case(self.connection, &self.case.id).await?;
        let offer = offers.into_iter().find(|offer| offer.id == id && offer.is_open());
        offer.ok_or(Refusal::Conflict("offer_closed"))
    }

    /// Accepts an offer: what it promises is recorded, with a receipt, and the others are off the table.
    ///
    /// # Errors
    /// 409 `offer_closed` when it is not open any more, `refund_changed` when there is not as much left to give back.
    pub async fn accept(&mut self, id: &str) -> Answer<()> {
        let offer = self.open_offer(id).await?;
        offers::answer(self.connection, &offer.id, "accepted", self.now).await?;
        offers::close_all(self.connection, &self.case.id, "declined", self.now).await?;
        for clock in ["resolution", "decision"] {
            self.end_clocks(Some(clock), End::Met).await?;
        }
        let accepted = Event::by_customer("offer_accepted");
        let resolution = offer.resolution.as_str();
        let words = self.view.voice.say("settlement", resolution);
        let proof = Proof { code: "offer_accepted", words: &words, ..Proof::default() };
        match offer.amount {
            Some(amount) if amount > 0 && resolution == "store_credit" => {
                let amount = self.promise(resolution, amount, Some(self.now)).await?;
                self.pay("credit", amount.amount).await?;
                self.receipt(Proof { amount: Some(amount), due_at: Some(self.now), ..proof }).await?;
                self.note(accepted).await?;
                self.settle("system").await
            }
            Some(amount) if amount > 0 => {
                let by = self.in_days(self.rules().payout_days);
                let amount = self.promise(resolution, amount, Some(by)).await?;
                self.receipt(Proof { amount: Some(amount), due_at: Some(by), ..proof }).await?;
                self.step("in_progress", "refund_promised", accepted).await
            }
            Some(price) if price < 0 => {
                let until = self.in_days(self.rules().pay_days);
                repairs::ask_price(self.connection, &self.case.id, -price, until).await?;
                self.wait_until(Some(until)).await?;
                let price = money(price, &self.order.currency);
                self.receipt(Proof { amount: Some(price), due_at: Some(until), ..proof }).await?;
                self.step("awaiting_customer", "payment_due", accepted).await
            }
            _ => {
                self.receipt(proof).await?;
                let status = if self.case.kind == "repair" { "repairing" } else { "agreed" };
                self.step("in_progress", status, accepted).await
            }
        }
    }

    /// Declines an offer.
    ///
    /// # Errors
    /// 409 `offer_closed` when it is not open any more.
    pub async fn decline(&mut self, id: &str) -> Answer<()> {
        let offer = self.open_offer(id).await?;
        offers::answer(self.connection, &offer.id, "declined", self.now).await?;
        self.without_offer("offer_declined", Event::by_customer("offer_declined")).await
    }

    /// Ends the offers whose time is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_offers(&mut self) -> Answer<()> {
        offers::expire(self.connection, &self.case.id, self.now).await?;
        self.without_offer("offer_expired", Event::by_system("offer_expired")).await
    }

    /// Goes on after an offer that came to nothing: with the others, or without.
    async fn without_offer(&mut self, status: &str, event: Event<'_>) -> Answer<()> {
        let offers = offers::of_case(self.connection, &self.case.id).await?;
        if offers.iter().any(OfferRecord::is_open) {
            return self.note(event).await;
        }
        if self.case.kind == "repair" {
            // Nothing is done to it, so it comes back as it is.
            return self.step("in_progress", "returning_unrepaired", event).await;
        }
        self.step("in_review", status, event).await
    }
}
