//! What can be done with each line.

use aftercare_contract::eligibility::{CaseOption, Eligibility, Ineligible, LineEligibility, OneClick};

use super::{View, money};
use crate::{
    clock::Millis,
    policy::eligibility::Assessment,
    problem::Answer,
    returns::{Asked, assess_line, promise},
    store::orders::{Line, Order},
};

impl View<'_> {
    /// What can be done with each line of the order.
    ///
    /// # Errors
    /// None that a shopper can cause.
    pub fn eligibility(&self, order: &Order, now: Millis) -> Answer<Eligibility> {
        let mut lines = Vec::with_capacity(order.lines.len());
        for line in &order.lines {
            let assessment = assess_line(&self.app.shop, order, line, now);
            let option = CaseOption {
                kind: "return".into(),
                eligible_quantity: assessment.eligible,
                deadline: assessment.deadline.map(|at| self.time(at)),
                no_reason_until: assessment.no_reason_until.map(|at| self.time(at)),
                one_click: self.one_click(order, line, &assessment, now)?,
                price_drop: None,
                ineligible: self.ineligible(&assessment),
            };
            lines.push(LineEligibility { line_item_id: line.record.id.clone(), options: vec![option] });
        }
        Ok(Eligibility { order_id: order.record.id.clone(), lines, order_options: Vec::new() })
    }

    /// The promise of one tap, made by the very function that will file it.
    fn one_click(&self, order: &Order, line: &Line, assessment: &Assessment, now: Millis) -> Answer<Option<OneClick>> {
        if assessment.without_reason == 0 {
            return Ok(None);
        }
        let item = aftercare_contract::filing::CaseItemRequest {
            line_item_id: line.record.id.clone(),
            quantity: assessment.without_reason,
            ..Default::default()
        };
        let promise = promise(&self.app.shop, order, &[item], Asked::OneClick, now)?;
        Ok(Some(OneClick {
            quantity: assessment.without_reason,
            refund: money(promise.total(), &order.record.currency),
            method_label: self.voice.say("method", promise.method.code()),
            speed: promise.speed.clone(),
            speed_label: self.voice.say("speed", &promise.speed),
            keep_item: false,
        }))
    }

    fn ineligible(&self, assessment: &Assessment) -> Vec<Ineligible> {
        let ineligible = |(barrier, quantity): &(crate::policy::eligibility::Barrier, u32)| Ineligible {
            code: barrier.code().into(),
            label: self.voice.say("ineligible", barrier.sentence()),
            quantity: *quantity,
        };
        assessment.barriers.iter().map(ineligible).collect()
    }
}
