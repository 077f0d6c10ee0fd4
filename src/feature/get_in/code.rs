//! The second step: the one-time code that the shop sent.

use aftercare_contract::session::{Challenge, ChallengeAnswer};
use leptos::{ev::SubmitEvent, html};

use super::{Door, Key, Lookup, answer, proof::typing};
use crate::erased::{Var, live, prelude::*, tap, watch, words};

/// Asks for the code. Going back keeps what was typed in the first step.
pub fn form(door: Door, challenge: Challenge) -> AnyView {
    let shell = door.shell;
    let i18n = shell.i18n_now();
    let code = Var::new(String::new());
    let field = NodeRef::<html::Input>::new();
    watch(move || {
        if let Some(field) = field.get() {
            // The shopper's next move; where it can't be made, they tap the field themselves.
            let _ = field.focus();
        }
    });
    watch(move || {
        // A code that did not work was another one.
        let _ = code.get();
        if matches!(door.lookup.now(), Lookup::Failed(_)) {
            door.lookup.set(Lookup::Typing);
        }
    });
    let id = challenge.challenge_id;
    let ask = move || {
        if door.lookup.now() != Lookup::Asking && !code.now().trim().is_empty() {
            let answer = ChallengeAnswer { code: code.now() };
            door.try_key(Key::Code { challenge_id: id.clone(), answer });
        }
    };
    let again = ask.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        ask();
    };
    let asking = move || door.lookup.get() == Lookup::Asking;
    let start_over = move || {
        door.lookup.set(Lookup::Typing);
        door.challenge.set(None);
    };
    let digits = usize::from(challenge.code_length).max(4);
    view! {
        <form part="code-form" class="stack" on:submit=submit>
            <p class="lead">{i18n.fill("get_in.code.sent", &[("address", &challenge.address_label)])}</p>
            <label class="field">
                <span class="label">{i18n.t("get_in.code")}</span>
                <input
                    node_ref=field
                    name="code"
                    required
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    spellcheck="false"
                    // Room for the spaces people put between groups.
                    maxlength=(digits * 2).to_string()
                    prop:value=words(move || code.get())
                    on:input=typing(code)
                />
            </label>
            {live(move || {
                let again = again.clone();
                answer(shell, &door.lookup.get(), "get_in.code.wrong", Callback::new(move |()| again()))
            })}
            <button part="primary" class="button" aria-disabled=words(move || asking().to_string())>
                {words(move || shell.i18n_now().t(if asking() { "get_in.code.asking" } else { "get_in.code.submit" }))}
            </button>
            <button part="start-over" type="button" class="button quiet" on:click=tap(start_over)>
                {i18n.t("get_in.code.again")}
            </button>
            <p class="muted center">{i18n.t("get_in.code.where")}</p>
        </form>
    }
    .into_any()
}
