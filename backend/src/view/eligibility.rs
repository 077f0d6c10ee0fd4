//! What can be done with each line, and with the order as a whole.

use aftercare_contract::{
    eligibility::{
        Barrier as Obstacle, CaseOption, Eligibility, Ineligible, LineEligibility, OneClick, OrderOption, PriceDrop,
    },
    filing::CaseItemRequest,
};

use super::{View, money};
use crate::{
    cases::Kind,
    clock::Millis,
    policy::{
        eligibility::{Assessment, Barrier},
        resolution::Resolution,
        withdrawal::Right,
    },
    problem::Answer,
    returns::{
        Asked, Promise, Wish, assess_line, exchangeable, goods, protection,
        withdrawal::{self, Standing},
    },
    store::{
        market::Market,
        orders::{Line, Order, pieces},
    },
};

impl View<'_> {
    /// What can be done with the order at the moment `now`.
    ///
    /// # Errors
    /// None that a shopper can cause.
    pub fn eligibility(&self, order: &Order, market: &Market, now: Millis) -> Answer<Eligibility> {
        let standing = withdrawal::standing(&self.app.shop, order, now);
        let mut lines = Vec::with_capacity(order.lines.len());
        for line in &order.lines {
            let assessment = assess_line(&self.app.shop, order, line, now);
            let mut options = vec![self.return_option(order, market, line, &assessment, now)?];
            options.extend(self.exchange_option(order, market, line, &assessment));
            options.extend(self.withdrawal_line(order, line, standing));
            options.extend(self.price_option(order, market, line, now));
            options.extend(self.repair_option(line));
            lines.push(LineEligibility { line_item_id: line.record.id.clone(), options });
        }
        let order_options =
            self.withdrawal_option(order, standing).into_iter().chain([self.complaint_option()]).collect();
        Ok(Eligibility { order_id: order.record.id.clone(), lines, order_options })
    }

    fn return_option(
        &self,
        order: &Order,
        market: &Market,
        line: &Line,
        assessment: &Assessment,
        now: Millis,
    ) -> Answer<CaseOption> {
        Ok(CaseOption {
            kind: Kind::Return.code().into(),
            eligible_quantity: assessment.eligible,
            deadline: assessment.deadline.map(|at| self.time(at)),
            no_reason_until: assessment.no_reason_until.map(|at| self.time(at)),
            one_click: self.one_click(order, market, line, assessment, now)?,
            price_drop: None,
            ineligible: self.ineligible(&assessment.barriers),
        })
    }

    /// The promise of one tap, made by the very function that will file it. One tap tells the amount, which a gift's
    /// recipient is not told.
    fn one_click(
        &self,
        order: &Order,
        market: &Market,
        line: &Line,
        assessment: &Assessment,
        now: Millis,
    ) -> Answer<Option<OneClick>> {
        if assessment.without_reason == 0 || self.gift {
            return Ok(None);
        }
        let item = CaseItemRequest {
            line_item_id: line.record.id.clone(),
            quantity: assessment.without_reason,
            ..CaseItemRequest::default()
        };
        let wish = Wish { items: &[item], asked: Asked::OneClick, gift: false };
        let promise = goods(&self.app.shop, order, market, wish, now)?.promise(None, None)?;
        Ok(Some(self.one_tap(order, &promise, assessment.without_reason)))
    }

    fn one_tap(&self, order: &Order, promise: &Promise, quantity: u32) -> OneClick {
        let method_label =
            if promise.keep_item() { String::new() } else { self.voice.say("method", promise.method.code()) };
        OneClick {
            quantity,
            refund: money(promise.total(), &order.record.currency),
            method_label,
            speed: promise.speed.clone(),
            speed_label: self.voice.say("speed", &promise.speed),
            keep_item: promise.keep_item(),
        }
    }

    /// What may go back may be exchanged, where the purchase allows it and there is something to exchange it for.
    fn exchange_option(
        &self,
        order: &Order,
        market: &Market,
        line: &Line,
        assessment: &Assessment,
    ) -> Option<CaseOption> {
        let offered = line.terms.resolutions().contains(&Resolution::Exchange);
        let mut variants = exchangeable(market, order, line)
            .filter(|(variant, difference)| {
                line.record.variant_id.as_ref() != Some(&variant.id) && (!self.gift || *difference == 0)
            })
            .peekable();
        if !offered || variants.peek().is_none() {
            return None;
        }
        let in_stock = variants.any(|(variant, _)| variant.stock > 0);
        let mut barriers = assessment.barriers.clone();
        if !in_stock && assessment.eligible > 0 {
            barriers.push((Barrier::SoldOut, assessment.eligible));
        }
        Some(CaseOption {
            kind: Kind::Exchange.code().into(),
            eligible_quantity: if in_stock { assessment.eligible } else { 0 },
            deadline: assessment.deadline.filter(|_| in_stock).map(|at| self.time(at)),
            no_reason_until: assessment.no_reason_until.filter(|_| in_stock).map(|at| self.time(at)),
            one_click: None,
            price_drop: None,
            ineligible: self.ineligible(&barriers),
        })
    }

    /// Where the line's order can be withdrawn from, so can the line.
    fn withdrawal_line(&self, order: &Order, line: &Line, standing: Standing) -> Option<CaseOption> {
        let Standing::Consumer(right) = standing else { return None };
        if self.gift {
            return None;
        }
        let ordered = pieces(line.record.ordered);
        let left = withdrawal::pieces(line);
        let (eligible, deadline, barrier) = match right {
            _ if order.record.cancelled_at.is_some() => (0, None, Barrier::OrderCancelled),
            Right::Open(deadline) => (left, deadline, withdrawal::barrier(line)),
            Right::Over(_) => (0, None, Barrier::WithdrawalOver),
        };
        let barred = ordered - eligible.min(ordered);
        Some(CaseOption {
            kind: Kind::Withdrawal.code().into(),
            eligible_quantity: eligible,
            deadline: deadline.filter(|_| eligible > 0).map(|at| self.time(at)),
            no_reason_until: None,
            one_click: None,
            price_drop: None,
            ineligible: if barred > 0 { self.ineligible(&[(barrier, barred)]) } else { Vec::new() },
        })
    }

    fn price_option(&self, order: &Order, market: &Market, line: &Line, now: Millis) -> Option<CaseOption> {
        if self.gift {
            return None;
        }
        let currency = &order.record.currency;
        let (facts, drop) = protection::assess(&self.app.shop, order, market, line, now)?;
        let ordered = pieces(line.record.ordered);
        let mut option = CaseOption {
            kind: Kind::PriceProtection.code().into(),
            eligible_quantity: 0,
            deadline: None,
            no_reason_until: None,
            one_click: None,
            price_drop: None,
            ineligible: Vec::new(),
        };
        match drop {
            Err(barrier) => option.ineligible = self.ineligible(&[(barrier, ordered)]),
            Ok(drop) => {
                let item = CaseItemRequest {
                    line_item_id: line.record.id.clone(),
                    quantity: drop.quantity,
                    ..CaseItemRequest::default()
                };
                let promise = protection::promise(&self.app.shop, order, market, &[item], now);
                option.eligible_quantity = drop.quantity;
                option.deadline = Some(self.time(drop.until));
                option.one_click = promise.ok().map(|promise| self.one_tap(order, &promise, drop.quantity));
                option.price_drop = Some(PriceDrop {
                    paid: money(facts.paid, currency),
                    now: money(facts.now, currency),
                    difference: money(drop.difference, currency),
                    until: self.time(drop.until),
                });
                let rest = ordered - drop.quantity.min(ordered);
                if rest > 0 {
                    let claimed = facts.adjusted > 0;
                    let barrier = if claimed { Barrier::AlreadyClaimed } else { Barrier::AlreadyReturned };
                    option.ineligible = self.ineligible(&[(barrier, rest)]);
                }
            }
        }
        Some(option)
    }

    /// The way into a withdrawal, in the words of the law, for as long as the period lasts.
    fn withdrawal_option(&self, order: &Order, standing: Standing) -> Option<OrderOption> {
        let left: u32 = order.lines.iter().map(withdrawal::pieces).sum();
        let (deadline, barrier) = match standing {
            Standing::Elsewhere => return None,
            _ if self.gift => return None,
            _ if order.record.cancelled_at.is_some() => (None, Some(Barrier::OrderCancelled)),
            Standing::Business => (None, Some(Barrier::NoWithdrawal)),
            Standing::Consumer(Right::Over(deadline)) => (Some(deadline), Some(Barrier::WithdrawalOver)),
            Standing::Consumer(Right::Open(deadline)) => {
                let taken = || {
                    let open = order.lines.iter().any(|line| line.claims.requested > 0);
                    if open { Barrier::AlreadyRequested } else { Barrier::AlreadyReturned }
                };
                (deadline, (left == 0).then(taken))
            }
        };
        Some(OrderOption {
            kind: Kind::Withdrawal.code().into(),
            label: match self.statutory.0 {
                Some(words) => words.enter.to_owned(),
                None => self.voice.say("withdrawal", "enter"),
            },
            language: self.statutory.0.map(|words| words.language.into()),
            eligible: barrier.is_none(),
            deadline: deadline.map(|at| self.time(at)),
            ineligible: barrier.map(|barrier| Obstacle {
                code: barrier.code().into(),
                label: self.voice.say("ineligible", barrier.sentence()),
            }),
        })
    }

    fn ineligible(&self, barriers: &[(Barrier, u32)]) -> Vec<Ineligible> {
        let ineligible = |(barrier, quantity): &(Barrier, u32)| Ineligible {
            code: barrier.code().into(),
            label: self.voice.say("ineligible", barrier.sentence()),
            quantity: *quantity,
        };
        barriers.iter().map(ineligible).collect()
    }
}
