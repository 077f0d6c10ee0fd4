//! The form itself.

use std::rc::Rc;

use aftercare_contract::{
    filing::{CaseRequest, RepairRequest},
    slot::Booking,
};

use super::{REPAIR, Subject, cover, modes};
use crate::{
    client::{idempotency_key, json},
    erased::{Var, derived, prelude::*, tap, words},
    feature::{
        refused,
        why::{self, Missing, Why, quantity},
    },
    state::{Filing, Shell, Tried, now},
    ui::{Notice, Submit, Tone, block, notice, parts, picture, submit, texts},
};

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Form {
    pub shell: Shell,
    pub subject: Var<Rc<Subject>>,
    /// The way chosen, one of the shop's.
    pub mode: Var<Option<String>>,
    /// The appointment that is held.
    pub booked: Var<Option<Rc<Booking>>>,
    why: Why,
    tried: Var<Option<Rc<Tried>>>,
}

pub fn form(shell: Shell, subject: Rc<Subject>, tried: Option<Rc<Tried>>) -> AnyView {
    let i18n = shell.i18n_now();
    let Subject { item, option, reasons, warranty, .. } = &*subject;
    let most = option.eligible_quantity;
    let why = Why::new(shell, REPAIR, &item.id, most, Some(reasons.clone()));
    let head = vec![
        picture(item.image_url.clone()),
        texts(
            "grow",
            vec![("row-title", item.title.clone()), ("muted", item.variant_label.clone().unwrap_or_default())],
        ),
        quantity(why, most, i18n.t("repair.quantity")),
    ];
    let mut shown = vec![block("card row", parts(head)), cover::covers(&i18n, &subject)];
    if most == 0 {
        shown.push(closed(shell, option.ineligible.first().map(|why| why.label.clone())));
        return block("stack", parts(shown));
    }
    let kept: Option<String> = shell.drafts().find(&draft_name(&item.id));
    let is_offered = |code: &String| warranty.repair_modes.iter().any(|mode| mode.code == *code);
    // Unless the shopper has chosen, the first the shop names.
    let mode = kept.filter(is_offered).or_else(|| warranty.repair_modes.first().map(|mode| mode.code.clone()));
    let form = Form {
        shell,
        subject: Var::new(Rc::clone(&subject)),
        mode: Var::new(mode),
        booked: Var::new(None),
        why,
        tried: Var::new(tried),
    };
    form.take_up();
    let refusal = refused::hear(shell, &draft_name(&item.id)).map(|(_, refusal)| refusal);
    if refusal.as_ref().is_some_and(|it| refused::is_about_files(&it.code)) {
        why.let_go_of_files();
    }
    shown.extend([
        why::why(why, "symptom".into()),
        modes::modes(form),
        modes::appointment(form),
        view! { <p class="muted">{i18n.t("return.kept")}</p> }.into_any(),
        refused::footer(shell, refusal, form.button()),
    ]);
    block("stack", parts(shown))
}

/// It can't be repaired now, with the shop's words for why.
fn closed(shell: Shell, why: Option<String>) -> AnyView {
    let i18n = shell.i18n_now();
    notice(Notice {
        part: "problem",
        kind: "refused",
        tone: Tone::Warn,
        title: i18n.t("problem.refused"),
        detail: why.unwrap_or_else(|| i18n.t("problem.refused.detail")).into_any(),
        action: Some(("retry", i18n.t("filing.back"), Callback::new(move |()| shell.views.back()))),
    })
}

impl Form {
    /// Takes another way and keeps it as a draft.
    pub fn choose(self, mode: String) {
        self.shell.drafts().keep(&draft_name(&self.subject.now().item.id), &mode);
        self.mode.set(Some(mode));
    }

    /// Whether the way chosen takes an appointment. Tracks.
    pub fn needs_slot(self) -> bool {
        let mode = self.mode.get();
        self.subject.now().warranty.repair_modes.iter().any(|it| it.needs_slot && Some(&it.code) == mode.as_ref())
    }

    /// What a guide has found out need not be said again. What the shopper has said since stays.
    fn take_up(self) {
        let Some(tried) = self.tried.now() else { return };
        let subject = self.subject.now();
        self.why.change(|said| {
            if let Some(code) = tried.prefill.reason_code.clone().filter(|_| said.leaf(&subject.reasons).is_none()) {
                said.reason = vec![code];
            }
            if let Some(note) = tried.prefill.note.clone().filter(|_| said.note.is_empty()) {
                said.note = note;
            }
        });
    }

    fn button(self) -> AnyView {
        submit(Submit {
            part: "primary",
            kind: "button",
            label: words(move || self.label()),
            language: None,
            why: derived(move || self.waits_for()),
            busy: Box::new(|| false),
            act: tap(move || self.send()),
        })
    }

    fn label(self) -> String {
        let i18n = self.shell.i18n_now();
        match self.booked.get() {
            Some(booking) => i18n.fill("repair.send_at", &[("when", &i18n.window(&booking.from, &booking.to))]),
            None => i18n.t("repair.send"),
        }
    }

    /// What it waits for, in words; empty when for nothing. Tracks.
    fn waits_for(self) -> String {
        let i18n = self.shell.i18n_now();
        i18n.t(match self.why.missing() {
            Some(Missing::Reason) => "repair.missing.reason",
            Some(Missing::FinerReason) => "repair.missing.finer",
            Some(Missing::Note) => "repair.missing.note",
            Some(other) => return why::missing(&i18n, other),
            None if self.mode.get().is_none() => "repair.missing.mode",
            None if self.needs_slot() && self.booked.get().is_none() => "repair.missing.slot",
            None => return String::new(),
        })
    }

    fn send(self) {
        if untrack(|| !self.waits_for().is_empty()) {
            return;
        }
        let Some(mode) = self.mode.now() else { return };
        let subject = self.subject.now();
        let booking = self.booked.now().filter(|_| untrack(|| self.needs_slot()));
        let request = CaseRequest::Repair(RepairRequest {
            order_id: subject.order_id.clone(),
            items: vec![untrack(|| self.why.item())],
            mode,
            booking_id: booking.map(|booking| booking.id.clone()),
            guide: self.tried.now().map(|tried| tried.guide.clone()),
        });
        self.shell.file(Filing {
            key: idempotency_key(),
            at: now(),
            order_id: subject.order_id.clone(),
            line_item_ids: vec![subject.item.id.clone()],
            title: subject.item.title.clone(),
            refund: None,
            request: json::write(&request),
            draft: Some(draft_name(&subject.item.id)),
        });
    }
}

fn draft_name(line_item_id: &str) -> String {
    format!("repair:{line_item_id}")
}
