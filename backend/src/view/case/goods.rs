//! What cases about goods show beside what every case shows.

use aftercare_contract::{
    case::{Acknowledgement, Case, CaseItem, CaseMethod, NextStep, Payment, Refund, Replacement, UpcomingStep},
    eligibility::PriceDrop,
    quote::InstantTerms,
};

use super::{CasePage, View, money};
use crate::{
    cases::{
        Kind,
        details::{self, Details},
    },
    label,
    policy::{
        refund::{Method, Part},
        resolution::{Resolution, Room},
    },
    post,
    problem::Answer,
    store::{
        cases::{self, CaseRecord},
        orders::{Order, OrderRecord},
    },
};

impl View<'_> {
    /// Adds to a case what is known about its goods and its money.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub(super) fn add_goods(&self, shown: &mut Case, order: &Order, page: &CasePage) -> Answer<()> {
        let CasePage { case, .. } = page;
        let record = &case.record;
        let details = Details::of(record)?;
        let currency = order.record.currency.as_str();
        shown.keep_item = details.keep_item;
        shown.next_step = self.next_step(case);
        shown.upcoming = self.upcoming(order, case);
        shown.adjustments = case.adjustments.iter().map(|change| self.adjustment(order, change)).collect();
        if record.phase == "awaiting_customer" && details.ways.len() > 1 {
            shown.methods = details.ways.iter().map(|way| self.method(&order.record, way)).collect();
        }
        shown.replacement = details.replacement.as_ref().map(|replacement| self.replacement(shown, case, replacement));
        shown.payment = details.payment.filter(|_| !self.gift).map(|due| self.payment_due(record, due, currency));
        shown.acknowledgement = details.acknowledgement.as_ref().map(|sent| self.acknowledgement(record, sent));
        shown.price_drop = details.price_drop.filter(|_| !self.gift).map(|drop| PriceDrop {
            paid: money(drop.paid, currency),
            now: money(drop.now, currency),
            difference: money(record.refund.unwrap_or_default(), currency),
            until: self.time(drop.until),
        });
        if let (Some(refund), Some(room)) = (&mut shown.refund, details.instant) {
            refund.instant = Some(self.instant(room, record.due_at, currency));
        }
        Ok(())
    }

    /// How far money goes that is out before the goods are back.
    pub(in crate::view) fn instant(&self, room: Room, send_by: Option<i64>, currency: &str) -> InstantTerms {
        InstantTerms {
            limit: money(room.limit, currency),
            available: money(room.available, currency),
            condition_label: self.voice.say("instant", "condition"),
            send_by: send_by.map(|at| self.time(at)),
        }
    }

    fn replacement(&self, shown: &Case, case: &cases::Case, replacement: &details::Replacement) -> Replacement {
        let language = self.voice.locale.tag();
        let item = |item: &details::ReplacementItem| {
            let of = shown.items.iter().find(|shown| shown.line_item_id == item.line_id);
            CaseItem {
                line_item_id: item.line_id.clone(),
                title: of.map(|of| of.title.clone()).unwrap_or_default(),
                variant_label: item.labels.get(language).cloned().or_else(|| Some(item.variant_id.clone())),
                image_url: self.image(item.image.as_ref()),
                quantity: u32::try_from(item.quantity).unwrap_or(0),
                reason_label: None,
                note: None,
                attachments: Vec::new(),
                decision: String::new(),
                decision_label: String::new(),
            }
        };
        Replacement {
            items: replacement.items.iter().map(item).collect(),
            status: replacement.status.clone(),
            status_label: self.voice.say("replacement", &replacement.status),
            shipment_id: case.replacement_id.clone(),
        }
    }

    fn payment_due(&self, record: &CaseRecord, due: details::Payment, currency: &str) -> Payment {
        Payment {
            amount: money(due.amount, currency),
            label: self.voice.say("payment_due", if due.paid_at.is_some() { "paid" } else { "difference" }),
            due_at: Some(self.time(due.due_at)),
            url: due.paid_at.is_none().then(|| format!("{}{}", self.app.shop.payment_url, record.number)),
            paid_at: due.paid_at.map(|at| self.time(at)),
        }
    }

    fn acknowledgement(&self, record: &CaseRecord, sent: &details::Acknowledgement) -> Acknowledgement {
        let token = record.label_token.as_deref().unwrap_or_default();
        Acknowledgement {
            received_at: self.time(sent.received_at),
            text: sent.text.clone(),
            sent_to_label: post::masked(&sent.email),
            sent_at: Some(self.time(sent.received_at)),
            document_url: format!("{}/files/acknowledgements/{token}.txt", self.app.public_url),
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
            shipment_id: None,
        })
    }

    /// The money of a case, promised or paid; a gift's recipient is told of none.
    pub(super) fn refund(&self, order: &Order, case: &cases::Case) -> Answer<Option<Refund>> {
        let record = &case.record;
        let Some(refund) = record.refund.filter(|_| !self.gift) else { return Ok(None) };
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
            destination_label: self.destination_of(&order.record, &record.resolution),
            instant: None,
        }))
    }

    /// Where what settles a case goes.
    pub(in crate::view) fn destination_of(&self, order: &OrderRecord, resolution: &str) -> String {
        if resolution == Resolution::StoreCredit.code() {
            return self.voice.say("payment", resolution);
        }
        self.destination(order)
    }

    pub(super) fn case_method(&self, order: &Order, case: &cases::Case) -> Option<CaseMethod> {
        let record = &case.record;
        let code = record.method.as_ref()?;
        if record.kind == "repair" && !matches!(record.status.as_str(), "awaiting_item" | "in_transit") {
            // What is with the shop is not handed in any more, whatever else the shopper is waited for.
            return None;
        }
        let method = CaseMethod {
            code: code.clone(),
            label: self.voice.say("method", code),
            detail: self.voice.detail("method", code, &[]),
            fee: self.fee(Method::from_code(code), record.method_fee, &order.record.currency),
            code_label: None,
            qr: None,
            label_image_url: None,
            label_pdf_url: None,
        };
        // What lets items in begins when the shop has agreed, and ends when they have arrived, or with the case.
        let arrived = record.phase == "in_progress" && record.status != "in_transit";
        let usable = record.is_open() && record.phase != "in_review" && !arrived;
        let Some(token) = record.label_token.as_ref().filter(|_| usable) else { return Some(method) };
        // A courier brings the label along, and at the counter nobody needs one.
        let printed = code != "pickup" && code != "in_store";
        let file = |ending: &str| format!("{}/files/labels/{token}.{ending}", self.app.public_url);
        Some(CaseMethod {
            code_label: record.drop_off_code.clone(),
            qr: label::qr_of(record),
            label_image_url: printed.then(|| file("svg")),
            label_pdf_url: printed.then(|| file("pdf")),
            ..method
        })
    }

    fn upcoming(&self, order: &Order, case: &cases::Case) -> Vec<UpcomingStep> {
        let record = &case.record;
        let destination = self.destination_of(&order.record, &record.resolution);
        let step = |code: &str, due_at: Option<i64>| UpcomingStep {
            code: code.into(),
            title: self.voice.say("upcoming", code),
            detail: self.voice.detail("upcoming", code, &[("destination", &destination)]),
            due_at: due_at.map(|at| self.time(at)),
        };
        let settled = || {
            let waits = record.paid_at.is_none();
            match (record.kind.as_str(), record.resolution.as_str()) {
                (_, "exchange") => Some(step("replacement", record.expected_by)),
                (_, "store_credit") => waits.then(|| step("credit", record.expected_by)),
                _ => waits.then(|| step("refund", record.expected_by)),
            }
        };
        let mut steps = Vec::new();
        match (record.phase.as_str(), record.status.as_str()) {
            ("in_review", _) => steps.push(step("approval", None)),
            ("awaiting_customer", _) => {
                steps.push(step(record.method.as_deref().map_or("drop_off", hand_in), record.due_at));
            }
            ("in_progress", "in_transit") => steps.push(step("received", None)),
            ("in_progress", "inspecting") => steps.push(step("inspection", None)),
            ("in_progress", "replacement_shipped") => return vec![step("replacement_arrives", None)],
            ("in_progress", _) => {}
            _ => return steps,
        }
        steps.extend(settled());
        steps
    }
}

/// What handing in is called for a method.
fn hand_in(method: &str) -> &'static str {
    match method {
        "pickup" => "hand_over",
        "self_ship" => "ship",
        _ => "drop_off",
    }
}

/// Whether a case is about goods and the money for them.
pub(super) fn is_about_goods(record: &CaseRecord) -> bool {
    Kind::from_code(&record.kind).is_some_and(|kind| kind.sends_back() || kind == Kind::PriceProtection)
}
