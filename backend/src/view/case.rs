//! Cases.

use aftercare_contract::case::{
    AllowedAction, Case, CaseItem, CaseMethod, NextStep, Refund, TimelineEntry, UpcomingStep,
};

use std::collections::BTreeMap;

use sqlx::AnyConnection;

use super::{View, money, phase};
use crate::{
    cases::allowed,
    label,
    policy::refund::Part,
    problem::Answer,
    store::{
        cases::{self, CaseItemRecord, EventRecord},
        orders::Order,
        sessions::SessionRecord,
    },
};

/// A case with everything that is shown with it.
#[derive(Clone, Debug)]
pub struct CasePage {
    pub case: cases::Case,
}

impl CasePage {
    /// The case with this id, as `session`'s shopper sees it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(connection: &mut AnyConnection, _session: &SessionRecord, id: &str) -> Answer<Option<Self>> {
        let Some(case) = cases::load(connection, id).await? else { return Ok(None) };
        Ok(Some(Self { case }))
    }
}

impl View<'_> {
    /// A case of an order.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn case(&self, order: &Order, page: &CasePage) -> Answer<Case> {
        let CasePage { case } = page;
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
            refund: self.refund(order, case)?,
            payment: None,
            adjustments: Vec::new(),
            method: self.case_method(order, case),
            methods: Vec::new(),
            booking: None,
            shipment_id: case.shipment_id.clone(),
            timeline: case.timeline.iter().map(|event| self.event(event)).collect::<Answer<_>>()?,
            upcoming: self.upcoming(order, case),
            allowed_actions: self.actions(case),
            owner: None,
            clocks: Vec::new(),
            offers: Vec::new(),
            escalation: None,
            messages: None,
            surveys: self.survey_refs(&case.surveys),
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
        let method = record.method.as_ref().filter(|_| record.phase == "awaiting_customer")?;
        Some(NextStep {
            code: hand_in(method).into(),
            title: self.voice.say("step", method),
            detail: self.voice.detail("step", method, &[]),
            due_at: record.due_at.map(|at| self.time(at)),
        })
    }

    fn refund(&self, order: &Order, case: &cases::Case) -> Answer<Option<Refund>> {
        let record = &case.record;
        let Some(refund) = record.refund else { return Ok(None) };
        let currency = &order.record.currency;
        let parts: Vec<Part> = serde_json::from_str(&record.breakdown)?;
        let alive = record.is_open() || record.paid_at.is_some();
        Ok(Some(Refund {
            amount: money(refund, currency),
            breakdown: self.breakdown(&parts, currency),
            speed: record.speed.clone(),
            speed_label: self.voice.say("speed", &record.speed),
            // A return that was given up has no day on which the money comes.
            expected_by: record.expected_by.filter(|_| alive).map(|at| self.time(at)),
            paid_at: record.paid_at.map(|at| self.time(at)),
            destination_label: self.destination(&order.record),
            instant: None,
        }))
    }

    fn case_method(&self, order: &Order, case: &cases::Case) -> Option<CaseMethod> {
        let record = &case.record;
        let code = record.method.as_ref()?;
        let method = CaseMethod {
            code: code.clone(),
            label: self.voice.say("method", code),
            detail: self.voice.detail("method", code, &[]),
            fee: self.fee(record.method_fee, &order.record.currency),
            code_label: None,
            qr: None,
            label_image_url: None,
            label_pdf_url: None,
        };
        // What lets items in ends with the case; a courier brings the label along.
        let Some(token) = record.label_token.as_ref().filter(|_| record.is_open()) else { return Some(method) };
        let printed = code != "pickup";
        let file = |ending: &str| format!("{}/files/labels/{token}.{ending}", self.app.public_url);
        Some(CaseMethod {
            code_label: record.drop_off_code.clone(),
            qr: label::qr_of(record),
            label_image_url: printed.then(|| file("svg")),
            label_pdf_url: printed.then(|| file("pdf")),
            ..method
        })
    }

    fn event(&self, event: &EventRecord) -> Answer<TimelineEntry> {
        let args: BTreeMap<String, String> =
            event.args.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
        let args: Vec<_> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(TimelineEntry {
            at: self.time(event.at),
            code: event.code.clone(),
            title: self.voice.say_with("event", &event.code, &args),
            detail: self.voice.detail("event", &event.code, &args),
            actor: event.actor.clone(),
        })
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
                let hand_in = record.method.as_deref().map_or("drop_off", hand_in);
                vec![step(hand_in, record.due_at), step("refund", record.expected_by)]
            }
            "in_progress" => vec![step("received", None), step("refund", record.expected_by)],
            _ => Vec::new(),
        }
    }

    fn actions(&self, case: &cases::Case) -> Vec<AllowedAction> {
        let action = |allowed: crate::cases::Allowed| AllowedAction {
            action: allowed.action.into(),
            label: self.voice.say("action", allowed.action),
            until: allowed.until.map(|at| self.time(at)),
        };
        allowed(case, self.app.clock.now()).into_iter().map(action).collect()
    }
}

/// What handing in is called for a method.
fn hand_in(method: &str) -> &'static str {
    if method == "pickup" { "hand_over" } else { "drop_off" }
}
