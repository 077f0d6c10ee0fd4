//! The form itself.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    filing::{CaseRequest, ReturnRequest},
    order::LineItem,
    quote::{Quote, QuoteRequest},
    slot::Booking,
};

use super::{RETURN, Subject, choice::ReturnChoice, lines, methods, promise};
use crate::{
    client::{Failure, idempotency_key, json},
    erased::{Var, derived, prelude::*, watch},
    feature::{
        quoting::Quoting,
        refused,
        why::{Missing, Why},
    },
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
    pub quoting: Quoting,
    /// The quoting's.
    pub quote: Remote<Quote>,
    /// The pick-up time that is held.
    pub booked: Var<Option<Rc<Booking>>>,
}

/// A line that can go back.
#[derive(Clone)]
pub struct Returnable {
    pub item: LineItem,
    /// Pieces that can go back.
    pub most: u32,
    pub why: Why,
}

pub fn form(shell: Shell, subject: &Rc<Subject>) -> AnyView {
    let Some((item, option)) = subject.lines.first() else { return ().into_any() };
    if option.eligible_quantity == 0 {
        return closed(shell, option.ineligible.first().map(|why| why.label.clone()));
    }
    let draft = draft_name(&item.id);
    let mut choice: ReturnChoice = shell.drafts().find(&draft).unwrap_or_default();
    choice.fit(&subject.lines.iter().map(|(item, _)| item.id.as_str()).collect::<Vec<_>>());
    let lines = (0..subject.lines.len()).map(|at| returnable(shell, subject, at, &choice)).collect::<Vec<_>>();
    let (choice, order_id, lines) = (Var::new(choice), Var::new(subject.order_id.clone()), Var::new(Rc::new(lines)));
    let quoting = Quoting::new(shell, move || request(order_id.now(), &lines.now(), &choice.get()));
    let form = Form { shell, order_id, lines, choice, quoting, quote: quoting.quote, booked: Var::new(None) };
    if refused::is_about_files(&quoting.hear_of_refusal(&draft)) {
        // The shop does not say which file it no longer has.
        for line in lines.now().iter() {
            line.why.let_go_of_files();
        }
    }
    quoting.keep(derived(move || form.holds_the_quote()));
    form.drop_what_is_not_offered();
    view! {
        <div class="stack">
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

fn returnable(shell: Shell, subject: &Subject, at: usize, choice: &ReturnChoice) -> Returnable {
    let (item, option) = &subject.lines[at];
    let most = option.eligible_quantity;
    let why = Why::new(shell, RETURN, &item.id, most, (at == 0).then(|| subject.reasons.clone()));
    // Nobody asks for a reason who would do it in one tap.
    why.optional.set(option.one_click.is_some() || option.no_reason_until.is_some());
    if at > 0 && choice.has(&item.id) {
        why.reasons.reload();
    }
    Returnable { item: item.clone(), most, why }
}

impl Form {
    pub fn returnable(self, at: usize) -> Returnable {
        self.lines.now()[at].clone()
    }

    /// Changes the choice and keeps it as a draft.
    pub fn change(self, change: impl FnOnce(&mut ReturnChoice)) {
        self.choice.update(change);
        self.shell.drafts().keep(&draft_name(&self.returnable(0).item.id), &self.choice.now());
    }

    /// Takes a line in or leaves it out.
    pub fn flip(self, at: usize) {
        let Returnable { item, why, .. } = self.returnable(at);
        self.change(|choice| choice.flip(&item.id));
        if matches!(why.reasons.now(), Load::Waiting) {
            why.reasons.reload();
        }
    }

    /// The first thing missing and the title of the line it is missing from; what holds the quote comes first. Tracks.
    pub fn missing(self) -> Option<(Missing, String)> {
        let choice = self.choice.get();
        let lines = self.lines.now();
        let chosen = lines.iter().filter(|line| choice.has(&line.item.id));
        let mut missing: Vec<_> =
            chosen.filter_map(|line| Some((line.why.missing()?, line.item.title.clone()))).collect();
        let first = missing.iter().position(|(gap, _)| gap.holds_the_quote()).unwrap_or(0);
        (!missing.is_empty()).then(|| missing.swap_remove(first))
    }

    /// Whether the shop can't say yet what it comes to. Tracks.
    pub fn holds_the_quote(self) -> bool {
        self.missing().is_some_and(|(gap, _)| gap.holds_the_quote())
    }

    /// A choice made for other lines or reasons may no longer be offered; the shop's default takes its place.
    fn drop_what_is_not_offered(self) {
        watch(move || {
            let Load::Failed(Failure::Refused { code, .. }) = self.quote.get() else { return };
            let choice = self.choice.now();
            match code.as_str() {
                "method_unavailable" if choice.method.is_some() => self.change(|choice| choice.method = None),
                "resolution_unavailable" if choice.resolution.is_some() => {
                    self.change(|choice| choice.resolution = None);
                }
                _ => {}
            }
        });
    }

    /// Files what was quoted.
    pub fn send(self) {
        let Load::Ready(quote) = self.quote.now() else { return };
        if untrack(|| self.quote.is_refreshing() || promise::waits_for(self).is_some()) {
            return;
        }
        let (lines, choice) = (self.lines.now(), self.choice.now());
        let QuoteRequest { order_id, items, .. } = untrack(|| request(self.order_id.now(), &lines, &choice));
        let titles = lines.iter().filter(|line| choice.has(&line.item.id)).map(|line| line.item.title.as_str());
        let needs_slot = methods::needs_slot(&quote);
        let guide = lines.iter().filter(|line| choice.has(&line.item.id)).find_map(|line| line.why.said.now().guide);
        let filing = Filing {
            key: idempotency_key(),
            at: now(),
            order_id: order_id.clone(),
            title: titles.collect::<Vec<_>>().join(", "),
            refund: quote.total.clone(),
            draft: choice.line_item_ids.first().map(|id| draft_name(id)),
            line_item_ids: choice.line_item_ids,
            request: json::write(&CaseRequest::Return(ReturnRequest {
                order_id,
                items,
                quote_id: Some(quote.quote_id.clone()),
                booking_id: self.booked.now().filter(|_| needs_slot).map(|booking| booking.id.clone()),
                guide,
                ..Default::default()
            })),
        };
        self.shell.file(filing);
    }
}

/// Tracks what is said about the lines.
fn request(order_id: Id, lines: &[Returnable], choice: &ReturnChoice) -> QuoteRequest {
    let chosen = |id: &Id| lines.iter().find(|line| line.item.id == *id);
    QuoteRequest {
        kind: RETURN.into(),
        order_id,
        items: choice.line_item_ids.iter().filter_map(chosen).map(|line| line.why.item()).collect(),
        resolution: choice.resolution.clone(),
        method: choice.method.clone(),
    }
}

fn draft_name(line_item_id: &str) -> String {
    format!("return:{line_item_id}")
}
