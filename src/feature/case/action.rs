//! What the shopper may do with a case: exactly what the shop allows now.

use std::rc::Rc;

use aftercare_contract::case::{AllowedAction, Case};
use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    client::{Abort, Failure, Tagged, UnreadCase},
    erased::{Var, live, nothing, tap, watch, words},
    feature::frame,
    state::{Announcement, Remote, Shell, View},
};

/// The one action that can't be taken back, so it asks once more, except right after filing, as an undo.
const CANCEL: &str = "cancel";

/// Actions that take a choice beside the button, which this page does not offer yet.
const NEEDS_MORE: [&str; 4] = ["change_method", "reschedule", "accept_offer", "decline_offer"];

/// The case's actions with the state they share.
#[derive(Clone, Copy)]
pub struct Actions {
    shell: Shell,
    remote: Remote<Tagged<Case>>,
    case: Var<Rc<Tagged<Case>>>,
    busy: Var<bool>,
    failed: Var<Option<(String, Failure)>>,
    confirming: Var<bool>,
}

impl Actions {
    pub fn new(shell: Shell, remote: Remote<Tagged<Case>>, case: &Rc<Tagged<Case>>) -> Self {
        Self {
            shell,
            remote,
            case: Var::new(Rc::clone(case)),
            busy: Var::new(false),
            failed: Var::new(None),
            confirming: Var::new(false),
        }
    }

    /// A button for each action, the way on before the way out, and below them what went wrong.
    pub fn buttons(self) -> AnyView {
        let mut allowed = self.case.now().it.allowed_actions.clone();
        allowed.retain(|action| !NEEDS_MORE.contains(&action.action.as_str()));
        allowed.sort_by_key(|action| action.action == CANCEL);
        let buttons: Vec<_> = allowed.into_iter().map(|action| self.button(action)).collect();
        let problem = live(move || match self.failed.get() {
            Some((action, failure)) => {
                let again = Callback::new(move |()| self.act(action.clone()));
                frame::problem(self.shell, &failure, again)
            }
            None => nothing(),
        });
        view! {
            <div class="stack tight">{buttons}</div>
            {problem}
        }
        .into_any()
    }

    /// Right after filing: what was done, and how to take it back.
    pub fn toast(self, just_filed: bool) -> AnyView {
        let allowed = self.case.now().it.allowed_actions.iter().any(|action| action.action == CANCEL);
        if !just_filed || !allowed {
            return nothing();
        }
        let i18n = self.shell.i18n_now();
        view! {
            <div part="toast" class="toast" role="status">
                <span class="grow">{i18n.of_kind("kind.filed.{}", &self.case.now().it.kind, &[])}</span>
                <button type="button" part="undo" class="toast-action" on:click=tap(move || self.act(CANCEL.into()))>
                    {i18n.t("action.undo")}
                </button>
            </div>
        }
        .into_any()
    }

    fn button(self, action: AllowedAction) -> AnyView {
        if action.action == CANCEL {
            return self.cancel(action);
        }
        let name = action.action.clone();
        view! {
            <button
                type="button"
                part="action"
                class="button outline"
                data-action=name.clone()
                aria-disabled=words(move || self.busy.get().to_string())
                on:click=tap(move || self.act(name.clone()))
            >
                {action.label}
            </button>
        }
        .into_any()
    }

    /// Asks once more in place: no dialog on top of a dialog, and the way back is as near as the way on. The focus
    /// follows, because the button that had it is gone each time.
    fn cancel(self, action: AllowedAction) -> AnyView {
        let (question, button) = (NodeRef::<html::Div>::new(), NodeRef::<html::Button>::new());
        let asked = Var::new(false);
        watch(move || {
            if let Some(question) = question.get() {
                asked.set(true);
                let _ = question.focus();
            }
        });
        watch(move || {
            if let Some(button) = button.get().filter(|_| asked.now()) {
                let _ = button.focus();
            }
        });
        live(move || if self.confirming.get() { self.question(question) } else { self.ask(&action, button) })
    }

    fn ask(self, action: &AllowedAction, button: NodeRef<html::Button>) -> AnyView {
        view! {
            <button
                type="button"
                part="cancel"
                class="button quiet"
                node_ref=button
                on:click=tap(move || self.confirming.set(true))
            >
                {action.label.clone()}
            </button>
        }
        .into_any()
    }

    fn question(self, question: NodeRef<html::Div>) -> AnyView {
        let kind = self.case.now().it.kind.clone();
        let say = |family: &str| self.shell.i18n_now().of_kind(family, &kind, &[]);
        view! {
            <div class="card confirm" role="group" tabindex="-1" aria-label=say("case.cancel.question.{}") node_ref=question>
                <p>{say("case.cancel.question.{}")}</p>
                <div class="pair">
                    <button
                        type="button"
                        part="cancel-confirm"
                        class="button small bad"
                        aria-disabled=words(move || self.busy.get().to_string())
                        on:click=tap(move || self.act(CANCEL.into()))
                    >
                        {say("case.cancel.yes.{}")}
                    </button>
                    <button
                        type="button"
                        part="cancel-keep"
                        class="button small outline"
                        on:click=tap(move || self.confirming.set(false))
                    >
                        {say("case.cancel.no.{}")}
                    </button>
                </div>
            </div>
        }
        .into_any()
    }

    fn act(self, action: String) {
        if self.busy.now() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let seen = self.case.now();
        let client = self.shell.client();
        spawn_local(async move {
            let (abort, guard) = Abort::pair();
            let answer = client.act(&seen, &action, &abort).await;
            drop(guard);
            self.busy.set(false);
            match answer {
                Ok(case) => self.done(case),
                // It changed in the meantime: show how it stands now and let the shopper decide again.
                Err(Failure::Stale) => self.remote.reload(),
                Err(failure) => {
                    self.shell.notice(&failure);
                    self.failed.set(Some((action, failure)));
                }
            }
        });
    }

    fn done(self, case: UnreadCase) {
        self.shell.memory.clear();
        let (id, number, kind) = (case.id.clone(), case.number.clone(), case.kind.clone());
        self.shell.panel.announce(Announcement::CaseUpdated { id: id.clone(), kind: kind.clone() });
        let still_here = matches!(self.shell.views.top_now(), View::Case { id: shown, .. } if shown == id);
        if still_here {
            // As a new view, so that the focus starts at the title: the button that was pressed may be gone.
            self.shell.views.replace(View::Case { id, number, kind, opened: Some(Rc::new(case)), just_filed: false });
        }
    }
}
