//! The form itself.

use std::rc::Rc;

use aftercare_contract::{Id, filing::CaseRequest};
use leptos::ev::{Event, SubmitEvent};

use super::{
    Subject, about,
    grievance::{Grievance, Missing, way_to},
};
use crate::{
    client::{idempotency_key, json},
    erased::{Var, derived, prelude::*, tap, watch, words},
    feature::{
        evidence::{Attached, Evidence, Wanted, evidence, is_taken},
        refused,
    },
    state::{Filing, Shell, Tried, now},
    ui::{Submit, submit},
};

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Form {
    pub shell: Shell,
    pub subject: Var<Rc<Subject>>,
    pub said: Var<Grievance>,
    attached: Var<Rc<Vec<Attached>>>,
    /// Whether a file is on its way.
    busy: Var<bool>,
}

pub fn form(shell: Shell, subject: Rc<Subject>, lines: &[Id], reason_code: Option<&str>) -> AnyView {
    let mut said: Grievance = shell.drafts().find(&draft_name(&subject.order_id)).unwrap_or_default();
    if let Some(way) = reason_code.and_then(|code| way_to(&subject.reasons, code)) {
        said.reason = way;
    }
    // Its words are taken once: whoever changes them after finds them changed.
    if let Some(tried) = lines.iter().find_map(|line| Tried::take(&shell.drafts(), "complaint", line)) {
        let note = tried.prefill.note.unwrap_or_default();
        if !said.text.contains(&note) {
            said.text = [note.as_str(), &said.text].join("\n").trim().to_owned();
        }
        said.guide = Some(tried.guide);
        said.lines = lines.to_vec();
        shell.drafts().keep(&draft_name(&subject.order_id), &said);
    }
    match subject.lines.as_slice() {
        [only] => said.lines = vec![only.id.clone()],
        _ if said.lines.is_empty() => said.lines = lines.to_vec(),
        _ => {}
    }
    let form = Form {
        shell,
        subject: Var::new(subject),
        attached: Var::new(Rc::new(said.evidence.clone())),
        said: Var::new(said),
        busy: Var::new(false),
    };
    let refusal = refused::hear(shell, &draft_name(&form.subject.now().order_id)).map(|(_, refusal)| refusal);
    if refusal.as_ref().is_some_and(|it| refused::is_about_files(&it.code)) {
        form.attached.set(Rc::default());
    }
    form.keep_evidence();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send();
    };
    let files = Evidence {
        name: "complaint".into(),
        title: shell.i18n_now().t("complaint.evidence"),
        wanted: Wanted::Files,
        busy: form.busy,
    };
    view! {
        <form part="complaint-form" class="stack" on:submit=send>
            {about::reasons(form)}
            {about::lines(form)}
            {form.text()}
            {evidence(shell, files, form.attached)}
            {about::wishes(form)}
            <p class="muted">{shell.i18n_now().t("complaint.kept")}</p>
            {refused::footer(shell, refusal, form.button())}
        </form>
    }
    .into_any()
}

impl Form {
    /// Changes what is said and keeps it as a draft.
    pub fn change(self, change: impl FnOnce(&mut Grievance)) {
        self.said.update(change);
        self.shell.drafts().keep(&draft_name(&self.subject.now().order_id), &self.said.now());
    }

    /// The files the shop has become part of the draft.
    fn keep_evidence(self) {
        watch(move || {
            let files = self.attached.get();
            if self.said.now().evidence != *files {
                self.change(|said| said.evidence = files.to_vec());
            }
        });
    }

    fn text(self) -> AnyView {
        let typed: Box<dyn FnMut(Event)> = Box::new(move |event| {
            let typed = event_target_value(&event);
            self.change(|said| said.text = typed);
        });
        view! {
            <label class="field">
                <span class="label">{self.shell.i18n_now().t("complaint.text")}</span>
                <textarea
                    part="complaint-text"
                    name="text"
                    rows="4"
                    maxlength="5000"
                    aria-required="true"
                    prop:value=self.said.now().text
                    on:input=typed
                ></textarea>
            </label>
        }
        .into_any()
    }

    fn button(self) -> AnyView {
        submit(Submit {
            part: "primary",
            kind: "submit",
            label: words(move || self.shell.i18n_now().t("complaint.send")),
            language: None,
            why: derived(move || self.why()),
            busy: Box::new(|| false),
            // The form's own submission sends it.
            act: tap(|| ()),
        })
    }

    /// What it waits for, in words; empty when for nothing. Tracks.
    fn why(self) -> String {
        let key = match self.said.get().missing(&self.subject.now().reasons, is_taken(self.shell)) {
            Some(Missing::Reason) => "complaint.missing.reason",
            Some(Missing::FinerReason) => "complaint.missing.finer",
            Some(Missing::Text) => "complaint.missing.text",
            Some(Missing::Photo) => "complaint.missing.photo",
            Some(Missing::Video) => "complaint.missing.video",
            None if self.busy.get() => "complaint.missing.upload",
            None => return String::new(),
        };
        self.shell.i18n_now().t(key)
    }

    fn send(self) {
        if untrack(|| !self.why().is_empty()) {
            return;
        }
        let (subject, said) = (self.subject.now(), self.said.now());
        let Some(request) = said.request(&subject.order_id, &subject.lines, &subject.reasons) else { return };
        let label = said.leaf(&subject.reasons).map(|reason| reason.label.clone());
        self.shell.file(Filing {
            key: idempotency_key(),
            at: now(),
            order_id: subject.order_id.clone(),
            // What was said of a line for a return or an exchange stays: those may still come.
            line_item_ids: Vec::new(),
            title: label.unwrap_or_default(),
            refund: None,
            request: json::write(&CaseRequest::Complaint(request)),
            draft: Some(draft_name(&subject.order_id)),
        });
    }
}

fn draft_name(order_id: &str) -> String {
    format!("complaint:{order_id}")
}
