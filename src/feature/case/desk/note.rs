//! The shopper's words with an action: why somebody else is to decide, or why it isn't solved.

use aftercare_contract::filing::ActionRequest;
use leptos::{
    ev::{Event, SubmitEvent},
    html,
};

use super::super::action::Actions;
use crate::{
    erased::{Var, prelude::*, watch, words},
    feature::case::action::note_draft,
};

/// A field that may stay empty, and the button that does it. Kept as a draft until it is done.
pub fn note(actions: Actions) -> AnyView {
    let shell = actions.shell;
    let draft = note_draft(&actions.case.now().it.id);
    let typed = Var::new(shell.drafts().find::<String>(&draft).unwrap_or_default());
    let keep: Box<dyn FnMut(Event)> = Box::new(move |event| {
        typed.set(event_target_value(&event));
        shell.drafts().keep(&draft, &typed.now());
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(action) = actions.unfolded.now() else { return };
        let note = Some(typed.now().trim().to_owned()).filter(|note| !note.is_empty());
        actions.act(action, ActionRequest { note, ..Default::default() });
    };
    let label = words(move || {
        let unfolded = actions.unfolded.get();
        let case = &actions.case.get().it;
        let action = case.allowed_actions.iter().find(|action| Some(&action.action) == unfolded.as_ref());
        action.map(|action| action.label.clone()).unwrap_or_default()
    });
    let field = NodeRef::<html::Textarea>::new();
    watch(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    view! {
        <form part="note-form" class="card confirm" on:submit=send>
            <label class="field">
                <span class="label">{shell.i18n_now().t("desk.note")}</span>
                <textarea
                    part="note"
                    name="note"
                    rows="3"
                    maxlength="2000"
                    prop:value=typed.now()
                    on:input=keep
                    node_ref=field
                ></textarea>
            </label>
            <button
                type="submit"
                part="note-send"
                class="button"
                aria-disabled=words(move || actions.busy.get().to_string())
            >
                {label}
            </button>
        </form>
    }
    .into_any()
}
