//! What a case has when people talk about it.

use aftercare_contract::{
    case::{Case, ComplaintDetails, NextStep, Payment, RepairDetails, UpcomingStep},
    desk::{Author, Clock, Escalation, EscalationLevel, Message, MessageSummary, Offer, OfferStatus, Owner},
    eligibility::{CaseOption, Ineligible, OrderOption},
    review::Reward,
};

use super::{View, closed, money};
use crate::{
    cases::{Kind, repair},
    clock::{HOUR, Millis},
    desk::rules::Rung,
    store::{
        desk::{ClockRecord, Folder},
        messages::MessageRecord,
        offers::OfferRecord,
        orders::{Line, OrderRecord, pieces},
        uploads::UploadRecord,
    },
};

impl View<'_> {
    /// Adds to a case what its folder holds.
    pub fn add_folder(&self, case: &mut Case, order: &OrderRecord, folder: &Folder) {
        let currency = order.currency.as_str();
        case.owner = Some(self.owner(folder));
        case.clocks = self.clocks(folder, currency);
        case.offers = folder.offers.iter().map(|offer| self.offer(offer, currency)).collect();
        case.escalation = Some(self.escalation(folder));
        case.messages = Some(self.message_summary(folder.message_count, folder.last_message.as_ref()));
        case.rewards = self.rewards(folder, currency);
        case.complaint = self.complaint(folder);
        case.repair = self.repair(folder);
        case.payment = self.payment(&case.number, folder, currency);
        case.next_step = self.next_desk_step(case, folder);
        case.upcoming = self.upcoming_desk_steps(case, folder);
    }

    /// Whether a line can be repaired; nothing for what nobody repairs.
    #[must_use]
    pub fn repair_option(&self, line: &Line) -> Option<CaseOption> {
        if self.app.shop.care.modes(&line.record.category).is_empty() {
            return None;
        }
        let there = repair::there(line);
        let missing = pieces(line.record.ordered).saturating_sub(there + line.claims.returned);
        let barrier = |code: &str, quantity: u32| Ineligible {
            code: code.into(),
            label: self.voice.say("irreparable", code),
            quantity,
        };
        let barriers = [("not_fulfilled", missing), ("already_returned", line.claims.returned)];
        let barriers = barriers.into_iter().filter(|(_, quantity)| *quantity > 0);
        Some(CaseOption {
            kind: Kind::Repair.code().into(),
            eligible_quantity: there,
            deadline: None,
            no_reason_until: None,
            one_click: None,
            price_drop: None,
            ineligible: barriers.map(|(code, quantity)| barrier(code, quantity)).collect(),
        })
    }

    /// A complaint is always heard.
    #[must_use]
    pub fn complaint_option(&self) -> OrderOption {
        OrderOption {
            kind: Kind::Complaint.code().into(),
            label: self.voice.say("desk", "complain"),
            language: None,
            eligible: true,
            deadline: None,
            ineligible: None,
        }
    }

    fn owner(&self, folder: &Folder) -> Owner {
        Owner {
            name: self.voice.say("staff", &folder.desk.owner),
            role_label: self.voice.say("desk", "role"),
            since: self.time(folder.desk.since),
        }
    }

    /// What was given up with its cause is nobody's promise any more.
    fn clocks(&self, folder: &Folder, currency: &str) -> Vec<Clock> {
        let level = usize::try_from(folder.desk.level).unwrap_or_default();
        let shown = folder.clocks.iter().filter(|clock| clock.stopped_at.is_none());
        let clock = |clock: &ClockRecord| Clock {
            code: clock.code.clone(),
            label: self.voice.say("clock", &clock.code),
            due_at: self.time(clock.due_at),
            met_at: clock.met_at.map(|at| self.time(at)),
            breached_at: clock.breached_at.map(|at| self.time(at)),
            on_breach_label: self.on_breach(&clock.code, level, currency),
        };
        shown.map(clock).collect()
    }

    fn on_breach(&self, clock: &str, level: usize, currency: &str) -> String {
        let rules = &self.app.shop.desk;
        let credit = rules.goodwill(currency).map(|amount| self.voice.money(amount, currency)).unwrap_or_default();
        let consequences = rules.consequences(clock, level).into_iter();
        let sentences = consequences
            .map(|consequence| self.voice.say_with("consequence", consequence.code(), &[("amount", &credit)]));
        sentences.collect::<Vec<_>>().join(&self.voice.say("desk", "sentence-space"))
    }

    fn offer(&self, offer: &OfferRecord, currency: &str) -> Offer {
        Offer {
            id: offer.id.clone(),
            resolution: offer.resolution.clone(),
            label: self.voice.say("settlement", &offer.resolution),
            amount: offer.amount.filter(|_| !self.gift).map(|amount| money(amount, currency)),
            message: offer.message.clone(),
            offered_at: self.time(offer.offered_at),
            expires_at: offer.expires_at.map(|at| self.time(at)),
            status: closed(&offer.status, OfferStatus::Unknown),
        }
    }

    fn escalation(&self, folder: &Folder) -> Escalation {
        let reached = |level: usize| -> Option<Millis> {
            let mut reached = folder.escalations.iter();
            reached.find(|reached| usize::try_from(reached.level) == Ok(level)).map(|reached| reached.reached_at)
        };
        let rung = |(level, rung): (usize, &Rung)| {
            let days = (rung.hours * HOUR / crate::clock::DAY).to_string();
            EscalationLevel {
                code: rung.code.clone(),
                label: self.voice.say("rung", &rung.code),
                time_label: self.voice.say_with("desk", "rung-time", &[("days", &days)]),
                reached_at: reached(level).map(|at| self.time(at)),
            }
        };
        Escalation {
            level: u32::try_from(folder.desk.level).unwrap_or_default(),
            levels: self.app.shop.desk.ladder.iter().enumerate().map(rung).collect(),
        }
    }

    /// How much was said, and what last.
    pub(super) fn message_summary(&self, count: i64, last: Option<&MessageRecord>) -> MessageSummary {
        MessageSummary {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            last_id: last.map(|last| last.id.clone()),
            last_at: last.map(|last| self.time(last.at)),
            last_author: last.map(|last| closed(&last.author, Author::Unknown)),
        }
    }

    /// A message of a conversation.
    #[must_use]
    pub fn message(&self, message: &MessageRecord, files: &[UploadRecord]) -> Message {
        let staff = message.staff.as_deref().map(|staff| self.voice.say("staff", staff));
        Message {
            id: message.id.clone(),
            at: self.time(message.at),
            author: closed(&message.author, Author::Unknown),
            author_label: staff.unwrap_or_else(|| self.voice.say("author", &message.author)),
            text: message.text.clone(),
            attachments: self.attachments(files),
        }
    }

    fn rewards(&self, folder: &Folder, currency: &str) -> Vec<Reward> {
        let rewards = folder.goodwill.iter().map(|gift| Reward {
            code: gift.code.clone(),
            label: self.voice.say("gift", &gift.code),
            amount: (!self.gift).then(|| money(gift.amount, currency)),
            granted_at: Some(self.time(gift.granted_at)),
        });
        rewards.collect()
    }

    fn complaint(&self, folder: &Folder) -> Option<ComplaintDetails> {
        let complaint = folder.complaint.as_ref()?;
        let wished = complaint.wished_resolution.as_deref();
        Some(ComplaintDetails {
            reason_code: complaint.reason.clone(),
            reason_label: self.voice.say("complaint", &complaint.reason),
            text: complaint.text.clone(),
            wished_resolution: complaint.wished_resolution.clone(),
            wished_resolution_label: wished.map(|wished| self.voice.say("settlement", wished)).unwrap_or_default(),
            attachments: self.attachments(&folder.attachments),
        })
    }

    fn repair(&self, folder: &Folder) -> Option<RepairDetails> {
        let repair = folder.repair.as_ref()?;
        Some(RepairDetails {
            mode: repair.mode.clone(),
            mode_label: self.voice.say("mode", &repair.mode),
            covered: repair.covered.map(|covered| covered != 0),
            coverage_label: match (repair.covered, repair.coverage.as_deref()) {
                (Some(0), _) => self.voice.say("desk", "not-covered"),
                (_, Some(coverage)) => self.voice.say("cover", coverage),
                _ => String::new(),
            },
        })
    }

    fn payment(&self, number: &str, folder: &Folder, currency: &str) -> Option<Payment> {
        let repair = folder.repair.as_ref()?;
        Some(Payment {
            amount: money(repair.price.filter(|_| !self.gift)?, currency),
            label: self.voice.say("desk", "repair-price"),
            due_at: repair.pay_until.map(|at| self.time(at)),
            url: repair.paid_at.is_none().then(|| format!("{}{number}", self.app.shop.payment_url)),
            paid_at: repair.paid_at.map(|at| self.time(at)),
        })
    }

    /// What only the shopper can do now.
    fn next_desk_step(&self, case: &Case, folder: &Folder) -> Option<NextStep> {
        let allows = |wanted: &str| case.allowed_actions.iter().any(|allowed| allowed.action == wanted);
        let (code, due_at) = match case.status.as_str() {
            "offer_made" => ("answer_offer", first_end(folder)),
            "settled" => ("say_if_not_solved", folder.desk.waits_until),
            "refused" if allows("escalate") => ("escalate_if_you_disagree", folder.desk.waits_until),
            "payment_due" => ("pay", folder.repair.as_ref().and_then(|repair| repair.pay_until)),
            "awaiting_item" if case.method.is_some() => ("drop_off", folder.desk.waits_until),
            "awaiting_item" => ("bring_in", folder.desk.waits_until),
            "appointment_booked" => ("be_there", None),
            _ => return None,
        };
        Some(NextStep {
            code: code.into(),
            title: self.voice.say("step", code),
            detail: self.voice.detail("step", code, &[]),
            due_at: due_at.map(|at| self.time(at)),
            shipment_id: None,
        })
    }

    fn upcoming_desk_steps(&self, case: &Case, folder: &Folder) -> Vec<UpcomingStep> {
        if case.phase.is_terminal() {
            return Vec::new();
        }
        let step = |code: &str, due_at: Option<String>| UpcomingStep {
            code: code.into(),
            title: self.voice.say("upcoming", code),
            detail: self.voice.detail("upcoming", code, &[]),
            due_at,
        };
        let mut running: Vec<_> = folder.clocks.iter().filter(|clock| clock.is_running()).collect();
        running.sort_by_key(|clock| clock.due_at);
        let mut steps: Vec<_> =
            running.into_iter().map(|clock| step(&clock.code, Some(self.time(clock.due_at)))).collect();
        match case.status.as_str() {
            "refund_promised" => {
                steps.push(step("payout", case.refund.as_ref().and_then(|refund| refund.expected_by.clone())));
            }
            "settled" => steps.push(step("closed", folder.desk.waits_until.map(|at| self.time(at)))),
            _ => {}
        }
        steps
    }
}

/// When the first of the open offers ends.
#[must_use]
pub fn first_end(folder: &Folder) -> Option<Millis> {
    folder.offers.iter().filter(|offer| offer.is_open()).filter_map(|offer| offer.expires_at).min()
}
