//! Cases.

use aftercare_contract::case::{
    AllowedAction, Case, CaseItem, CaseMethod, NextStep, Refund, TimelineEntry, UpcomingStep,
};

use super::{View, money, phase};
use crate::{
    label,
    policy::refund::Part,
    problem::Answer,
    returns::{Action, allowed_actions, is_open},
    store::{
        cases::{self, CaseItemRecord, EventRecord},
        orders::Order,
    },
};

impl View<'_> {
    /// A case of an order.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn case(&self, order: &Order, case: &cases::Case) -> Answer<Case> {
        let record = &case.record;
        Ok(Case {
            id: record.id.clone(),
            number: record.number.clone(),
            kind: record.kind.clone(),
            phase: phase(&record.phase),
            status: record.status.clone(),
            status_label: self.voice.say("case", &record.status),
            order_id: record.order_id.clone(),
            order_number: order.record.number.clone(),
            created_at: self.time(record.created_at),
            updated_at: self.time(record.updated_at),
            complaint: None,
            repair: None,
            replacement: None,
            acknowledgement: None,
            price_drop: None,
            items: case.items.iter().map(|item| self.case_item(order, item)).collect(),
            resolution: record.resolution.clone(),
            keep_item: false,
            next_step: self.next_step(case),
            refund: Some(self.refund(order, case)?),
            payment: None,
            adjustments: Vec::new(),
            method: Some(self.case_method(order, case)),
            methods: Vec::new(),
            booking: None,
            shipment_id: case.shipment_id.clone(),
            timeline: case.timeline.iter().map(|event| self.event(event)).collect(),
            upcoming: self.upcoming(order, case),
            allowed_actions: self.actions(case),
            owner: None,
            clocks: Vec::new(),
            offers: Vec::new(),
            escalation: None,
            messages: None,
            surveys: Vec::new(),
            rewards: Vec::new(),
            subscriptions: Vec::new(),
        })
    }

    fn case_item(&self, order: &Order, item: &CaseItemRecord) -> CaseItem {
        let line = order.line(&item.line_id).map(|line| &line.record);
        CaseItem {
            line_item_id: item.line_id.clone(),
            title: line.map(|line| line.title.clone()).unwrap_or_default(),
            variant_label: line.and_then(|line| line.variant.clone()),
            image_url: self.image(line.and_then(|line| line.image.as_ref())),
            quantity: u32::try_from(item.quantity).unwrap_or(0),
            reason_label: item.reason.as_deref().map(|reason| self.voice.say("reason", reason)),
            note: item.note.clone(),
            attachments: Vec::new(),
            decision: String::new(),
            decision_label: String::new(),
        }
    }

    fn next_step(&self, case: &cases::Case) -> Option<NextStep> {
        let record = &case.record;
        (record.phase == "awaiting_customer").then(|| NextStep {
            code: hand_in(&record.method).into(),
            title: self.voice.say("step", &record.method),
            detail: self.voice.detail("step", &record.method, &[]),
            due_at: record.due_at.map(|at| self.time(at)),
        })
    }

    fn refund(&self, order: &Order, case: &cases::Case) -> Answer<Refund> {
        let record = &case.record;
        let currency = &order.record.currency;
        let parts: Vec<Part> = serde_json::from_str(&record.breakdown)?;
        let alive = is_open(&record.phase) || record.paid_at.is_some();
        Ok(Refund {
            amount: money(record.refund, currency),
            breakdown: self.breakdown(&parts, currency),
            speed: record.speed.clone(),
            speed_label: self.voice.say("speed", &record.speed),
            // A return that was given up has no day on which the money comes.
            expected_by: record.expected_by.filter(|_| alive).map(|at| self.time(at)),
            paid_at: record.paid_at.map(|at| self.time(at)),
            destination_label: self.destination(&order.record),
            instant: None,
        })
    }

    fn case_method(&self, order: &Order, case: &cases::Case) -> CaseMethod {
        let record = &case.record;
        let method = CaseMethod {
            code: record.method.clone(),
            label: self.voice.say("method", &record.method),
            detail: self.voice.detail("method", &record.method, &[]),
            fee: self.fee(record.method_fee, &order.record.currency),
            code_label: None,
            qr: None,
            label_image_url: None,
            label_pdf_url: None,
        };
        // What lets items in ends with the case; a courier brings the label along.
        if !is_open(&record.phase) {
            return method;
        }
        let printed = record.method != "pickup";
        let file = |ending: &str| format!("{}/files/labels/{}.{ending}", self.app.public_url, record.label_token);
        CaseMethod {
            code_label: Some(record.drop_off_code.clone()),
            qr: label::qr_of(record),
            label_image_url: printed.then(|| file("svg")),
            label_pdf_url: printed.then(|| file("pdf")),
            ..method
        }
    }

    fn event(&self, event: &EventRecord) -> TimelineEntry {
        TimelineEntry {
            at: self.time(event.at),
            code: event.code.clone(),
            title: self.voice.say("event", &event.code),
            detail: self.voice.detail("event", &event.code, &[]),
            actor: String::new(),
        }
    }

    fn upcoming(&self, order: &Order, case: &cases::Case) -> Vec<UpcomingStep> {
        let record = &case.record;
        let destination = self.destination(&order.record);
        let step = |code: &str, due_at: Option<i64>| UpcomingStep {
            code: code.into(),
            title: self.voice.say("upcoming", code),
            detail: self.voice.detail("upcoming", code, &[("destination", &destination)]),
            due_at: due_at.map(|at| self.time(at)),
        };
        match record.phase.as_str() {
            "awaiting_customer" => {
                vec![step(hand_in(&record.method), record.due_at), step("refund", record.expected_by)]
            }
            "in_progress" => vec![step("received", None), step("refund", record.expected_by)],
            _ => Vec::new(),
        }
    }

    fn actions(&self, case: &cases::Case) -> Vec<AllowedAction> {
        let action = |action: &Action| AllowedAction {
            action: action.code().into(),
            label: self.voice.say("action", action.code()),
            until: case.record.due_at.map(|at| self.time(at)),
        };
        allowed_actions(&case.record).iter().map(action).collect()
    }
}

/// What handing in is called for a method.
fn hand_in(method: &str) -> &'static str {
    if method == "pickup" { "hand_over" } else { "drop_off" }
}
