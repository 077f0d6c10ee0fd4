//! Orders, whole and in lists.

use std::collections::BTreeSet;

use aftercare_contract::{
    case::{NextStep, Phase},
    order::{Adjustment, LineItem, LineQuantity, Order, OrderCase, OrderStatus, OrderSummary, PolicySnapshot},
};

use super::{View, phase};
use crate::{
    clock::Millis,
    returns::assess_line,
    store::{
        cases::Case,
        messages::MessageRecord,
        orders::{self, AdjustmentRecord, Line},
        shipments::Parcel,
        surveys::SurveyRecord,
    },
};

/// Everything about an order.
pub struct OrderPage<'a> {
    pub order: &'a orders::Order,
    pub shipments: &'a [Parcel],
    pub adjustments: &'a [AdjustmentRecord],
    pub cases: &'a [Case],
    /// How much was said in each of them, and what last.
    pub said: &'a [(i64, Option<MessageRecord>)],
    /// What is asked about its deliveries.
    pub surveys: &'a [SurveyRecord],
}

impl View<'_> {
    /// An order in a list.
    #[must_use]
    pub fn order_summary(&self, order: &orders::Order, now: Millis) -> OrderSummary {
        let status = status(order);
        let first = order.lines.first().map(|line| &line.record);
        let delivered_at = order.lines.iter().flat_map(|line| &line.parcels).filter_map(|parcel| parcel.delivered_at);
        let return_until =
            order.lines.iter().filter_map(|line| assess_line(&self.app.shop, order, line, now).deadline).max();
        OrderSummary {
            id: order.record.id.clone(),
            number: order.record.number.clone(),
            placed_at: self.time(order.record.placed_at),
            status,
            status_label: self.order_status_label(status),
            total: self.amount(order.total(), &order.record.currency),
            title: first.map(|line| line.title.clone()).unwrap_or_default(),
            image_url: self.image(first.and_then(|line| line.image.as_ref())),
            line_count: u32::try_from(order.lines.len()).unwrap_or(u32::MAX),
            delivered_at: delivered_at.max().map(|at| self.time(at)),
            return_until: return_until.map(|at| self.time(at)),
            next_step: self.waiting(order),
        }
    }

    /// What its parcels wait for, of several what ends first.
    fn waiting(&self, order: &orders::Order) -> Option<NextStep> {
        let first = order.waiting.iter().min_by_key(|parcel| parcel.wanted.due_at.unwrap_or(Millis::MAX))?;
        let carrier = self.voice.say("carrier", &first.carrier);
        Some(NextStep {
            code: first.wanted.code.into(),
            title: self.voice.say("step", first.wanted.code),
            detail: self.voice.detail("alert", first.wanted.code, &[("carrier", &carrier)]),
            due_at: first.wanted.due_at.map(|at| self.time(at)),
            shipment_id: Some(first.shipment_id.clone()),
        })
    }

    /// A whole order.
    #[must_use]
    pub fn order(&self, page: &OrderPage<'_>) -> Order {
        let OrderPage { order, shipments, adjustments, cases, said, surveys } = page;
        let status = status(order);
        Order {
            id: order.record.id.clone(),
            number: order.record.number.clone(),
            placed_at: self.time(order.record.placed_at),
            status,
            status_label: self.order_status_label(status),
            total: self.amount(order.total(), &order.record.currency),
            lines: order.lines.iter().map(|line| self.line(order, line)).collect(),
            shipments: shipments.iter().map(|parcel| self.shipment_summary(parcel)).collect(),
            policies: self.policies(order),
            // Money that came and went is the giver's.
            adjustments: adjustments
                .iter()
                .filter(|_| !self.gift)
                .map(|adjustment| self.adjustment(order, adjustment))
                .collect(),
            cases: cases.iter().zip(*said).map(|(case, said)| self.order_case(case, said)).collect(),
            surveys: self.survey_refs(surveys),
        }
    }

    fn order_status_label(&self, status: OrderStatus) -> String {
        let code = match status {
            OrderStatus::Processing | OrderStatus::Unknown => "processing",
            OrderStatus::PartlyShipped => "partly_shipped",
            OrderStatus::Shipped => "shipped",
            OrderStatus::Delivered => "delivered",
            OrderStatus::Cancelled => "cancelled",
        };
        self.voice.say("order", code)
    }

    fn line(&self, order: &orders::Order, line: &Line) -> LineItem {
        let record = &line.record;
        let currency = &order.record.currency;
        let ordered = orders::pieces(record.ordered);
        let current =
            if order.record.cancelled_at.is_some() { 0 } else { ordered.saturating_sub(line.claims.returned) };
        let delivered = line.parcels.iter().filter(|parcel| parcel.delivered_at.is_some());
        LineItem {
            id: record.id.clone(),
            product_id: record.product_id.clone(),
            title: record.title.clone(),
            variant_label: record.variant.clone(),
            image_url: self.image(record.image.as_ref()),
            quantity: LineQuantity { ordered, current, fulfilled: delivered.map(|parcel| parcel.quantity).sum() },
            unit_price: self.amount(record.unit_price, currency),
            total: self.amount(record.total, currency),
        }
    }

    /// The policies that some line was bought under, each once.
    fn policies(&self, order: &orders::Order) -> Vec<PolicySnapshot> {
        let mut known = BTreeSet::new();
        let mut add = |code: &'static str, days: i64| {
            let label = self.voice.say_with("policy", code, &[("days", &days.to_string())]);
            known.insert((code, days, label));
        };
        for terms in order.lines.iter().map(|line| &line.terms) {
            if terms.final_sale {
                add("final_sale", 0);
            } else if !terms.returnable {
                add("not_covered", 0);
            } else {
                let extra = self.app.shop.tier(order.record.tier.as_deref()).extra_days;
                add("return_window", terms.window_days + extra);
                if terms.no_reason_days > 0 {
                    add("no_reason_window", terms.no_reason_days);
                }
            }
        }
        known.into_iter().map(|(code, _, label)| PolicySnapshot { code: code.into(), label }).collect()
    }

    /// Something that has happened to an order, or to what a case promised.
    pub(super) fn adjustment(&self, order: &orders::Order, adjustment: &AdjustmentRecord) -> Adjustment {
        let destination = self.destination(&order.record);
        Adjustment {
            id: adjustment.id.clone(),
            kind: adjustment.kind.clone(),
            label: self.voice.say_with("adjustment", &adjustment.kind, &[("destination", &destination)]),
            amount: adjustment.amount.and_then(|amount| self.amount(amount, &order.record.currency)),
            at: self.time(adjustment.at),
        }
    }

    fn order_case(&self, case: &Case, (count, last): &(i64, Option<MessageRecord>)) -> OrderCase {
        let phase: Phase = phase(&case.record.phase);
        OrderCase {
            id: case.record.id.clone(),
            number: case.record.number.clone(),
            kind: case.record.kind.clone(),
            phase,
            status_label: self.voice.say("case", &case.record.status),
            line_item_ids: case.items.iter().map(|item| item.line_id.clone()).collect(),
            messages: last.as_ref().map(|last| self.message_summary(*count, Some(last))),
        }
    }
}

/// Where an order stands, told by its parcels.
fn status(order: &orders::Order) -> OrderStatus {
    if order.record.cancelled_at.is_some() {
        return OrderStatus::Cancelled;
    }
    let ordered: u32 = order.lines.iter().map(|line| orders::pieces(line.record.ordered)).sum();
    let parcels = || order.lines.iter().flat_map(|line| &line.parcels);
    let shipped: u32 = parcels().map(|parcel| parcel.quantity).sum();
    let under_way = parcels().any(|parcel| parcel.delivered_at.is_none());
    match (shipped, under_way) {
        (0, _) => OrderStatus::Processing,
        (shipped, _) if shipped < ordered => OrderStatus::PartlyShipped,
        (_, true) => OrderStatus::Shipped,
        (_, false) => OrderStatus::Delivered,
    }
}
