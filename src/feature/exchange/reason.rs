//! Why, where the shop asks, and what proves it.

use aftercare_contract::reason::Reason;
use leptos::prelude::*;

use super::{
    choice::{ExchangeChoice, leaves},
    form::Form,
};
use crate::{
    erased::{derived, live, nothing},
    feature::evidence::{self, Evidence},
};

/// One control for the whole tree: the size is what matters here, the reason is said along the way.
pub fn reason(form: Form) -> AnyView {
    let asked = derived(move || form.reason_asked.get());
    live(move || {
        let subject = form.subject.now();
        if !asked.get() || subject.reasons.is_empty() {
            return nothing();
        }
        view! {
            {select(form, &subject.reasons)}
            {details(form)}
        }
        .into_any()
    })
}

fn select(form: Form, tree: &[Reason]) -> AnyView {
    let i18n = form.shell.i18n_now();
    let chosen = form.choice.now().reason;
    let option = |reason: &Reason| {
        let is_chosen = chosen.as_ref() == Some(&reason.code);
        view! { <option value=reason.code.clone() selected=is_chosen>{reason.label.clone()}</option> }.into_any()
    };
    let mut options = Vec::new();
    let mut group: Option<(String, Vec<AnyView>)> = None;
    for leaf in leaves(tree) {
        if group.as_ref().is_some_and(|(name, _)| *name != leaf.group) {
            options.extend(group.take().map(close));
        }
        match &mut group {
            Some((_, members)) => members.push(option(leaf.reason)),
            None if leaf.group.is_empty() => options.push(option(leaf.reason)),
            None => group = Some((leaf.group, vec![option(leaf.reason)])),
        }
    }
    options.extend(group.map(close));
    let choose = move |event| {
        let code = event_target_value(&event);
        form.change(|choice| choice.reason = Some(code).filter(|code| !code.is_empty()));
    };
    view! {
        <label class="field">
            <span class="label">{i18n.t("return.reason")}</span>
            <select part="reason" name="reason" class="select wide" on:change=choose>
                <option value="">{i18n.t("exchange.choose")}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn close((name, members): (String, Vec<AnyView>)) -> AnyView {
    view! { <optgroup label=name>{members}</optgroup> }.into_any()
}

/// What the reason asks for beside itself.
fn details(form: Form) -> AnyView {
    let asked = derived(move || {
        let (subject, choice) = (form.subject.now(), form.choice.get());
        let asks = |what: &str| choice.asks(&subject.reasons, &[what]);
        (asks("note"), asks("serial"), asks("photo"), asks("video"))
    });
    live(move || {
        let (note, serial, photo, video) = asked.get();
        let i18n = form.shell.i18n_now();
        let typed = form.choice.now();
        let proof = match (photo, video) {
            (false, false) => None,
            (true, false) => Some(evidence::Wanted::Photos),
            (false, true) => Some(evidence::Wanted::Videos),
            (true, true) => Some(evidence::Wanted::PhotosAndVideos),
        };
        let proof = proof.map(|wanted| {
            let name = form.subject.now().item.id.clone();
            let about = Evidence { name, title: i18n.t("exchange.evidence"), wanted, busy: form.uploading };
            evidence::evidence(form.shell, about, form.attached)
        });
        view! {
            {note.then(|| field(form, i18n.t("return.note_required"), "note", typed.note.clone(), |choice| &mut choice.note))}
            {serial.then(|| field(form, i18n.t("exchange.serial"), "serial", typed.serial.clone(), |choice| &mut choice.serial))}
            {proof}
        }
        .into_any()
    })
}

fn field(
    form: Form,
    label: String,
    name: &'static str,
    typed: String,
    of: fn(&mut ExchangeChoice) -> &mut String,
) -> AnyView {
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <input
                part=name
                name=name
                maxlength="2000"
                aria-required="true"
                prop:value=typed
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    form.change(|choice| *of(choice) = typed);
                }
            />
        </label>
    }
    .into_any()
}
