//! What the shopper may do with a case: exactly what the shop allows now.

use std::rc::Rc;

use aftercare_contract::{
    case::{AllowedAction, Case},
    filing::ActionRequest,
    slot::Booking,
};
use leptos::{html, task::spawn_local};

use super::{change, desk};
use crate::{
    client::{Abort, Failure, Tagged, UnreadCase},
    erased::{Var, derived, live, nothing, prelude::*, sort, tap, watch, words},
    feature::frame,
    state::{Announcement, Shell, View},
    ui::{Notice, Tone, notice},
};

/// The one action that can't be taken back, so it asks once more, except right after filing, as an undo.
const CANCEL: &str = "cancel";

/// What is done with the parcel; offered beside how it goes back.
const ON_THE_WAY: [&str; 3] = ["confirm_shipped", change::METHOD, change::SLOT];

/// The answers to an offer, which stand beside it.
const ANSWERS: [&str; 2] = ["accept_offer", "decline_offer"];

/// The case's actions with the state they share.
#[derive(Clone, Copy)]
pub struct Actions {
    pub shell: Shell,
    pub case: Var<Rc<Tagged<Case>>>,
    /// Asks the shop how it stands now.
    pub ask: Callback<()>,
    pub busy: Var<bool>,
    failed: Var<Option<(String, ActionRequest, Failure)>>,
    /// The action that has unfolded to ask for more.
    pub unfolded: Var<Option<String>>,
    /// The way back wanted instead.
    pub method: Var<Option<String>>,
    /// What is held for the shopper while they choose.
    pub booked: Var<Option<Rc<Booking>>>,
}

impl Actions {
    pub fn new(shell: Shell, case: Var<Rc<Tagged<Case>>>, ask: Callback<()>) -> Self {
        Self {
            shell,
            case,
            ask,
            busy: Var::new(false),
            failed: Var::new(None),
            unfolded: Var::new(None),
            method: Var::new(None),
            booked: Var::new(None),
        }
    }

    /// What can be done about the way back, and below it what went wrong with any action.
    pub fn on_the_way(self) -> AnyView {
        let buttons = self.some_of(|action| ON_THE_WAY.contains(&action));
        let problem = live(move || match self.failed.get() {
            // It changed in the meantime and stands here as it is now: nothing was done, the shopper decides again.
            Some((.., Failure::Stale)) => {
                let i18n = self.shell.i18n_now();
                notice(Notice {
                    part: "changed",
                    kind: "stale",
                    tone: Tone::Warn,
                    title: i18n.t("problem.stale"),
                    detail: i18n.t("problem.stale.detail").into_any(),
                    action: None,
                })
            }
            Some((action, request, failure)) => {
                let again = Callback::new(move |()| self.act(action.clone(), request.clone()));
                frame::problem(self.shell, &failure, again)
            }
            None => nothing(),
        });
        view! {
            {buttons}
            {change::unfolded(self)}
            {problem}
        }
        .into_any()
    }

    /// Everything else, the way on before the way out.
    pub fn others(self) -> AnyView {
        view! {
            {self.some_of(|action| !ON_THE_WAY.contains(&action) && !ANSWERS.contains(&action))}
            {desk::part(self, desk::Part::Words)}
        }
        .into_any()
    }

    fn some_of(self, belongs: fn(&str) -> bool) -> AnyView {
        let allowed = derived(move || {
            let mut allowed = self.case.get().it.allowed_actions.clone();
            allowed.retain(|action| belongs(&action.action));
            sort(&mut allowed, |one, other| one.action != CANCEL && other.action == CANCEL);
            allowed
        });
        live(move || {
            let buttons: Views = allowed.get().into_iter().map(|action| self.button(action)).collect();
            if buttons.is_empty() { nothing() } else { view! { <div class="pair">{buttons}</div> }.into_any() }
        })
    }

    /// Right after filing: what was done, and how to take it back.
    pub fn toast(self, just_filed: bool) -> AnyView {
        let offered = derived(move || {
            let case = &self.case.get().it;
            // In nobody's way who goes on from here.
            let is_free = self.unfolded.get().is_none();
            just_filed && is_free && case.allowed_actions.iter().any(|action| action.action == CANCEL)
        });
        live(move || {
            if !offered.get() {
                return nothing();
            }
            let i18n = self.shell.i18n_now();
            let undo = move || self.act(CANCEL.into(), ActionRequest::default());
            view! {
                <div part="toast" class="toast" role="status">
                    <span class="grow">{i18n.of_kind("kind.filed.{}", &self.case.now().it.kind, &[])}</span>
                    <button type="button" part="undo" class="toast-action" on:click=tap(undo)>
                        {i18n.t("action.undo")}
                    </button>
                </div>
            }
            .into_any()
        })
    }

    fn button(self, action: AllowedAction) -> AnyView {
        if action.action == CANCEL {
            return self.cancel(action);
        }
        let unfolds = [change::METHOD, change::SLOT].contains(&action.action.as_str())
            || desk::WITH_WORDS.contains(&action.action.as_str());
        let (name, shown) = (action.action.clone(), action.action.clone());
        let press = move || {
            let name = name.clone();
            if !unfolds {
                return self.act(name, ActionRequest::default());
            }
            let folds = self.unfolded.now().as_ref() == Some(&name);
            self.unfolded.set(if folds { None } else { Some(name) });
        };
        let is_unfolded = words(move || (self.unfolded.get().as_ref() == Some(&shown)).to_string());
        view! {
            <button
                type="button"
                part="action"
                class="button small outline"
                data-action=action.action.clone()
                aria-disabled=words(move || self.busy.get().to_string())
                aria-expanded=unfolds.then_some(is_unfolded)
                on:click=tap(press)
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
        let confirming = derived(move || self.unfolded.get().as_deref() == Some(CANCEL));
        live(move || if confirming.get() { self.question(question) } else { self.ask(&action, button) })
    }

    fn ask(self, action: &AllowedAction, button: NodeRef<html::Button>) -> AnyView {
        view! {
            <button
                type="button"
                part="cancel"
                class="button quiet"
                node_ref=button
                on:click=tap(move || self.unfolded.set(Some(CANCEL.into())))
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
                        on:click=tap(move || self.act(CANCEL.into(), ActionRequest::default()))
                    >
                        {say("case.cancel.yes.{}")}
                    </button>
                    <button
                        type="button"
                        part="cancel-keep"
                        class="button small outline"
                        on:click=tap(move || self.unfolded.set(None))
                    >
                        {say("case.cancel.no.{}")}
                    </button>
                </div>
            </div>
        }
        .into_any()
    }

    pub fn act(self, action: String, request: ActionRequest) {
        if self.busy.now() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let seen = self.case.now();
        let client = self.shell.client();
        spawn_local(async move {
            let (abort, guard) = Abort::pair();
            let answer = client.act(&seen, &action, &request, &abort).await;
            drop(guard);
            self.busy.set(false);
            match answer {
                Ok(case) => self.done(case),
                Err(failure) => {
                    self.shell.notice(&failure);
                    if failure == Failure::Stale {
                        self.ask.run(());
                    }
                    if matches!(&failure, Failure::Refused { .. }) {
                        // What was held may be what the shop refused: choose again from what is free now.
                        self.booked.set(None);
                    }
                    self.failed.set(Some((action, request, failure)));
                }
            }
        });
    }

    fn done(self, case: UnreadCase) {
        self.shell.memory.clear();
        // It is the case's now, and nobody lets go of it any more.
        self.booked.set(None);
        let (id, number, kind) = (case.id.clone(), case.number.clone(), case.kind.clone());
        self.shell.drafts().clear(&note_draft(&id));
        self.shell.panel.announce(Announcement::CaseUpdated { id: id.clone(), kind: kind.clone() });
        let still_here = matches!(self.shell.views.top_now(), View::Case { id: shown, .. } if shown == id);
        if still_here {
            // As a new view, so that the focus starts at the title: the button that was pressed may be gone.
            self.shell.views.replace(View::Case { id, number, kind, opened: Some(Rc::new(case)), just_filed: false });
        }
    }
}

/// The name of the draft of the shopper's words with an action.
pub fn note_draft(case_id: &str) -> String {
    format!("note:{case_id}")
}
