//! The form itself.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    filing::{CaseItemRequest, CaseRequest, ReturnRequest},
    order::LineItem,
    quote::{Quote, QuoteRequest},
    reason::ReasonList,
    slot::Booking,
};
use leptos::prelude::*;

use super::{
    Subject,
    choice::{LineChoice, Missing, ReturnChoice},
    lines, methods,
    news::News,
    promise,
};
use crate::{
    client::{idempotency_key, json},
    erased::{Var, watch},
    feature::evidence::Attached,
    state::{Filing, Load, Remote, Shell, now},
    ui::{Notice, Tone, notice},
};

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Form {
    pub shell: Shell,
    pub order_id: Var<Id>,
    /// What can go back, the line the form was opened for first.
    pub lines: Var<Rc<Vec<Returnable>>>,
    pub choice: Var<ReturnChoice>,
    /// What it would come to; asked anew whenever the choice changes and is complete.
    pub quote: Remote<Quote>,
    /// The pick-up time that is held.
    pub booked: Var<Option<Rc<Booking>>>,
    /// What the shopper must know before sending.
    pub news: Var<Option<News>>,
}

/// A line that can go back.
#[derive(Clone)]
pub struct Returnable {
    pub item: LineItem,
    /// Pieces that can go back.
    pub most: u32,
    pub reason_optional: bool,
    /// Read when the line is chosen.
    pub reasons: Remote<ReasonList>,
    pub attached: Var<Rc<Vec<Attached>>>,
    /// Whether a file is on its way.
    pub busy: Var<bool>,
}

pub fn form(shell: Shell, subject: &Rc<Subject>) -> AnyView {
    let Some((item, option)) = subject.lines.first() else { return ().into_any() };
    if option.eligible_quantity == 0 {
        return closed(shell, option.ineligible.first().map(|why| why.label.clone()));
    }
    let draft = draft_name(&item.id);
    let choice = restore(shell, subject, &draft);
    let lines: Vec<_> =
        subject.lines.iter().enumerate().map(|(at, _)| returnable(shell, subject, at, &choice)).collect();
    let (choice, order_id) = (Var::new(choice), Var::new(subject.order_id.clone()));
    let lines = Var::new(Rc::new(lines));
    let quote = Remote::idle(shell, move |client, abort| {
        let request = request(order_id.now(), &lines.now(), &choice.now());
        async move { client.quote(&request, &abort).await }
    });
    let (booked, news) = (Var::new(None), Var::new(None));
    let form = Form { shell, order_id, lines, choice, quote, booked, news };
    form.hear_of_refusal(&draft);
    form.keep_evidence();
    form.keep_quoted();
    view! {
        <div class="stack return-form">
            {lines::lines(form)}
            {promise::promise(form)}
        </div>
    }
    .into_any()
}

/// The line can't go back any more: somebody has been faster, or the time has passed.
fn closed(shell: Shell, why: Option<String>) -> AnyView {
    let i18n = shell.i18n_now();
    notice(Notice {
        part: "problem",
        kind: "refused",
        tone: Tone::Bad,
        title: i18n.t("problem.refused"),
        detail: why.unwrap_or_else(|| i18n.t("problem.refused.detail")).into_any(),
        action: Some(("retry", i18n.t("filing.back"), Callback::new(move |()| shell.views.back()))),
    })
}

/// The draft as far as it still fits the order; the first line is always in it.
fn restore(shell: Shell, subject: &Subject, draft: &str) -> ReturnChoice {
    let mut choice: ReturnChoice = shell.drafts().find(draft).unwrap_or_default();
    if choice.lines.is_empty() {
        choice.lines.push(LineChoice::default());
    }
    if let (Some(line), Some((item, _))) = (choice.lines.first_mut(), subject.lines.first()) {
        line.line_item_id.clone_from(&item.id);
    }
    choice.lines.retain_mut(|line| {
        let Some((_, option)) = subject.lines.iter().find(|(item, _)| item.id == line.line_item_id) else {
            return false;
        };
        let most = option.eligible_quantity;
        line.quantity = if line.quantity == 0 { most } else { line.quantity.min(most) };
        true
    });
    choice
}

fn returnable(shell: Shell, subject: &Subject, at: usize, choice: &ReturnChoice) -> Returnable {
    let (item, option) = &subject.lines[at];
    let id = Var::new(item.id.clone());
    let read = move |client: crate::client::Client, abort| {
        let id = id.now();
        async move { client.reasons("return", &id, &abort).await }
    };
    let chosen = choice.line(&item.id);
    let reasons = match chosen {
        _ if at == 0 => Remote::new(shell, Some(Rc::new(ReasonList { data: subject.reasons.clone() })), read),
        Some(_) => Remote::new(shell, None, read),
        None => Remote::idle(shell, read),
    };
    Returnable {
        item: item.clone(),
        most: option.eligible_quantity,
        // Nobody asks for a reason who would do it in one tap.
        reason_optional: option.one_click.is_some() || option.no_reason_until.is_some(),
        reasons,
        attached: Var::new(Rc::new(chosen.map(|line| line.evidence.clone()).unwrap_or_default())),
        busy: Var::new(false),
    }
}

impl Form {
    pub fn returnable(self, at: usize) -> Returnable {
        self.lines.now()[at].clone()
    }

    /// Changes the choice and keeps it as a draft.
    pub fn change(self, change: impl FnOnce(&mut ReturnChoice)) {
        self.choice.update(change);
        let choice = self.choice.now();
        if let Some(first) = choice.lines.first() {
            self.shell.drafts().keep(&draft_name(&first.line_item_id), &choice);
        }
    }

    /// [`Form::change`] of a chosen line.
    pub fn change_line(self, id: &str, change: impl FnOnce(&mut LineChoice)) {
        self.change(|choice| {
            if let Some(line) = choice.line_mut(id) {
                change(line);
            }
        });
    }

    /// Takes a line in or leaves it out.
    pub fn flip(self, at: usize) {
        let Returnable { item, most, reasons, attached, .. } = self.returnable(at);
        self.change(|choice| {
            choice.flip(&item.id, most);
            if let Some(line) = choice.line_mut(&item.id) {
                line.evidence = attached.now().to_vec();
            }
        });
        if matches!(reasons.now(), Load::Waiting) {
            reasons.reload();
        }
    }

    /// The first thing missing and the line it is missing from; what holds the quote comes first. Tracks.
    pub fn missing(self) -> Option<(Missing, Id)> {
        let (choice, lines) = (self.choice.get(), self.lines.now());
        let mut missing = Vec::new();
        for line in &choice.lines {
            let Some(known) = lines.iter().find(|known| known.item.id == line.line_item_id) else { continue };
            let gap = match known.reasons.get() {
                Load::Ready(tree) => line.missing(&tree.data, known.reason_optional),
                _ => Some(Missing::Reason),
            };
            missing.extend(gap.map(|gap| (gap, line.line_item_id.clone())));
        }
        let first = missing.iter().position(|(gap, _)| gap.holds_the_quote()).unwrap_or(0);
        (!missing.is_empty()).then(|| missing.swap_remove(first))
    }

    /// Whether the shop can't say yet what it comes to. Tracks.
    pub fn holds_the_quote(self) -> bool {
        self.missing().is_some_and(|(gap, _)| gap.holds_the_quote())
    }

    /// Whether a file is still on its way. Tracks.
    pub fn is_busy(self) -> bool {
        self.lines.now().iter().any(|line| line.busy.get())
    }

    /// The files the shop has become part of the draft.
    fn keep_evidence(self) {
        for Returnable { item, attached, .. } in self.lines.now().iter().cloned() {
            watch(move || {
                let files = attached.get();
                let known = self.choice.now().line(&item.id).map(|line| line.evidence.clone());
                if known.is_some_and(|known| known != *files) {
                    self.change_line(&item.id, |line| line.evidence = files.to_vec());
                }
            });
        }
    }

    pub fn request(self) -> QuoteRequest {
        request(self.order_id.now(), &self.lines.now(), &self.choice.now())
    }

    /// Files what was quoted.
    pub fn send(self) {
        let Load::Ready(quote) = self.quote.now() else { return };
        if untrack(|| self.quote.is_refreshing() || promise::waits_for(self).is_some()) {
            return;
        }
        let QuoteRequest { order_id, items, .. } = self.request();
        let (lines, choice) = (self.lines.now(), self.choice.now());
        let titles =
            lines.iter().filter(|line| choice.line(&line.item.id).is_some()).map(|line| line.item.title.as_str());
        let needs_slot = methods::needs_slot(&quote);
        let filing = Filing {
            key: idempotency_key(),
            at: now(),
            order_id: order_id.clone(),
            title: titles.collect::<Vec<_>>().join(", "),
            refund: quote.total.clone(),
            draft: choice.lines.first().map(|line| draft_name(&line.line_item_id)),
            request: json::write(&CaseRequest::Return(ReturnRequest {
                order_id,
                items,
                quote_id: Some(quote.quote_id.clone()),
                booking_id: self.booked.now().filter(|_| needs_slot).map(|booking| booking.id.clone()),
                ..Default::default()
            })),
        };
        self.shell.file(filing);
    }
}

fn request(order_id: Id, lines: &[Returnable], choice: &ReturnChoice) -> QuoteRequest {
    let item = |line: &LineChoice| -> Option<CaseItemRequest> {
        let known = lines.iter().find(|known| known.item.id == line.line_item_id)?;
        let Load::Ready(tree) = known.reasons.now() else { return None };
        Some(line.item(&tree.data))
    };
    QuoteRequest {
        kind: "return".into(),
        order_id,
        items: choice.lines.iter().filter_map(item).collect(),
        resolution: choice.resolution.clone(),
        method: choice.method.clone(),
    }
}

fn draft_name(line_item_id: &str) -> String {
    format!("return:{line_item_id}")
}
