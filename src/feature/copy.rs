//! A button that copies a text. A part that several jobs share.

use leptos::{html, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    HtmlInputElement,
    js_sys::{Function, Promise, Reflect},
};

use crate::{
    erased::{Var, live, nothing, prelude::*, tap, watch},
    state::Shell,
};

/// How copying went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotAsked,
    Yes,
    /// The page may not copy: the shopper can, from a field with the text selected.
    No,
}

/// The button, and what to show below it.
pub fn copy(shell: Shell, text: String) -> (AnyView, AnyView) {
    let copied = Var::new(Copied::NotAsked);
    let copy = text.clone();
    let act = move || {
        let text = copy.clone();
        spawn_local(async move {
            let done = write(&text).await;
            copied.set(if done { Copied::Yes } else { Copied::No });
        });
    };
    let outcome = live(move || match copied.get() {
        Copied::NotAsked => nothing(),
        Copied::Yes => {
            view! { <span part="copied" class="muted">{shell.i18n_now().t("case.copied")}</span> }.into_any()
        }
        Copied::No => by_hand(shell, &text),
    });
    let button = view! {
        <button type="button" part="copy" class="link" on:click=tap(act)>
            {shell.i18n_now().t("case.copy")}
        </button>
    };
    (button.into_any(), view! { <div role="status">{outcome}</div> }.into_any())
}

fn by_hand(shell: Shell, text: &str) -> AnyView {
    let i18n = shell.i18n_now();
    let field = NodeRef::<html::Input>::new();
    watch(move || {
        if let Some(field) = field.get() {
            let field: &HtmlInputElement = &field;
            let _ = field.focus();
            field.select();
        }
    });
    view! {
        <label class="field">
            <span class="muted">{i18n.t("case.copy_by_hand")}</span>
            <input part="copy-field" class="code" readonly value=text.to_owned() node_ref=field />
        </label>
    }
    .into_any()
}

/// By name, because a webview or a page without TLS has no clipboard.
async fn write(text: &str) -> bool {
    let navigator = window().navigator();
    let Some(clipboard) = member(&navigator, "clipboard") else { return false };
    let Some(write) = member(&clipboard, "writeText").and_then(|it| it.dyn_into::<Function>().ok()) else {
        return false;
    };
    let writing = write.call1(&clipboard, &JsValue::from_str(text)).ok().and_then(|it| it.dyn_into::<Promise>().ok());
    match writing {
        Some(writing) => writing.await.is_ok(),
        None => false,
    }
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok().filter(|it| !it.is_undefined() && !it.is_null())
}
