//! The field for a message, with files when asked for.

use std::rc::Rc;

use leptos::{
    ev::{Event, SubmitEvent},
    html,
};

use super::{talk::Talk, unsent::Unsent};
use crate::{
    client::idempotency_key,
    erased::{Var, derived, live, nothing, prelude::*, tap, watch, words},
    feature::evidence::{Attached, Evidence, Wanted, evidence, is_taken},
    ui::{Notice, Tone, notice},
};

#[derive(Clone, Copy)]
struct Composer {
    talk: Talk,
    text: Var<String>,
    files: Var<Rc<Vec<Attached>>>,
    /// Whether files are asked for.
    adding: Var<bool>,
    /// Whether one is on its way.
    busy: Var<bool>,
    field: NodeRef<html::Textarea>,
}

/// Gone when the case is over: then nobody would read it.
pub fn composer(talk: Talk) -> AnyView {
    let is_over = derived(move || talk.actions.case.get().it.phase.is_terminal());
    live(move || {
        if is_over.get() {
            let words = talk.shell.i18n_now().t("desk.closed");
            return view! { <p part="talk-closed" class="muted center">{words}</p> }.into_any();
        }
        let composer = Composer {
            talk,
            text: Var::new(talk.shell.drafts().find(&draft_name(talk)).unwrap_or_default()),
            files: Var::new(Rc::default()),
            adding: Var::new(false),
            busy: Var::new(false),
            field: NodeRef::new(),
        };
        composer.take_back();
        composer.show()
    })
}

impl Composer {
    /// What the shop did not take comes back, unless something else has been typed by now.
    fn take_back(self) {
        watch(move || {
            if let Some((unsent, _)) = self.talk.returned.get()
                && self.text.now().is_empty()
            {
                self.type_in(unsent.text);
                self.files.set(Rc::new(unsent.files.clone()));
                self.adding.set(!unsent.files.is_empty());
            }
        });
    }

    fn type_in(self, text: String) {
        self.talk.shell.drafts().keep(&draft_name(self.talk), &text);
        self.text.set(text);
    }

    fn show(self) -> AnyView {
        let i18n = self.talk.shell.i18n_now();
        let typed: Box<dyn FnMut(Event)> = Box::new(move |event| self.type_in(event_target_value(&event)));
        let send = move |event: SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        let name = i18n.t("desk.write");
        view! {
            <form part="composer" class="stack tight" on:submit=send>
                {live(move || self.returned())}
                <label class="field">
                    <textarea
                        part="message-text"
                        name="message"
                        rows="2"
                        maxlength="5000"
                        aria-label=name.clone()
                        placeholder=name
                        prop:value=words(move || self.text.get())
                        on:input=typed
                        node_ref=self.field
                    ></textarea>
                </label>
                {live(move || self.files())}
                <div class="pair">
                    {live(move || self.add_files())}
                    <button
                        type="submit"
                        part="message-send"
                        class="button soft"
                        aria-disabled=words(move || self.busy.get().to_string())
                    >
                        {i18n.t("desk.send")}
                    </button>
                </div>
                <p class="why muted center">{words(move || self.why())}</p>
            </form>
        }
        .into_any()
    }

    fn returned(self) -> AnyView {
        let Some((_, why)) = self.talk.returned.get() else { return nothing() };
        let title = self.talk.shell.i18n_now().t("filing.refused");
        let (tone, detail) = (Tone::Bad, why.into_any());
        notice(Notice { part: "news", kind: "refused", tone, title, detail, action: None })
    }

    fn add_files(self) -> AnyView {
        if self.adding.get() || !is_taken(self.talk.shell) {
            return nothing();
        }
        view! {
            <button
                type="button"
                part="add-files"
                class="button outline"
                on:click=tap(move || self.adding.set(true))
            >
                {self.talk.shell.i18n_now().t("evidence.add.files")}
            </button>
        }
        .into_any()
    }

    fn files(self) -> AnyView {
        if !self.adding.get() {
            return nothing();
        }
        let title = self.talk.shell.i18n_now().t("complaint.evidence");
        let asked = Evidence { name: "message".into(), title, wanted: Wanted::Files, busy: self.busy };
        evidence(self.talk.shell, asked, self.files)
    }

    /// What it waits for, in words. Tracks.
    fn why(self) -> String {
        if self.busy.get() { self.talk.shell.i18n_now().t("complaint.missing.upload") } else { String::new() }
    }

    fn send(self) {
        if self.busy.now() {
            return;
        }
        if self.text.now().trim().is_empty() && self.files.now().is_empty() {
            if let Some(field) = self.field.get_untracked() {
                let _ = field.focus();
            }
            return;
        }
        let unsent = Unsent {
            key: idempotency_key(),
            text: self.text.now().trim().to_owned(),
            files: self.files.now().to_vec(),
        };
        // Kept as unsent before it is no longer a draft.
        self.talk.say(unsent);
        self.adding.set(false);
        self.files.set(Rc::default());
        self.text.set(String::new());
        self.talk.shell.drafts().clear(&draft_name(self.talk));
    }
}

fn draft_name(talk: Talk) -> String {
    format!("message:{}", talk.case_id.now())
}
