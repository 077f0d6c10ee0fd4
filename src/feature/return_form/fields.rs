//! Why, how many, and in the shopper's own words.

use aftercare_contract::reason::Reason;
use leptos::prelude::*;

use super::form::Form;
use crate::erased::{derived, live, nothing};

/// The reason tree, a row of chips for each level down to the reason chosen.
pub fn reasons(form: Form) -> AnyView {
    // Only the path decides which rows there are; typing a note must not draw the chips anew.
    let path = derived(move || form.choice.get().reason);
    live(move || {
        let _ = path.get();
        let i18n = form.shell.i18n_now();
        let (subject, choice) = (form.subject.now(), form.choice.now());
        let chosen: Vec<Reason> = choice.path(&subject.reasons).into_iter().cloned().collect();
        let mut levels = vec![subject.reasons.clone()];
        levels.extend(chosen.iter().map(|reason| reason.children.clone()));
        levels
            .into_iter()
            .enumerate()
            .filter(|(_, reasons)| !reasons.is_empty())
            .map(|(level, reasons)| {
                let title = match (level, form.reason_optional()) {
                    (0, false) => i18n.t("return.reason"),
                    (0, true) => i18n.t("return.reason_optional"),
                    _ => i18n.t("return.reason_finer"),
                };
                chips(form, level, title, reasons, chosen.get(level).map(|reason| reason.code.clone()))
            })
            .collect::<Vec<_>>()
            .into_any()
    })
}

fn chips(form: Form, level: usize, title: String, reasons: Vec<Reason>, chosen: Option<String>) -> AnyView {
    let chips: Vec<_> = reasons
        .into_iter()
        .map(|reason| {
            let code = reason.code.clone();
            let choose = move |_| form.change(|choice| choice.choose_reason(level, &code));
            view! {
                <label class="chip">
                    <input
                        type="radio"
                        part="reason"
                        name=format!("reason{}", if level == 0 { String::new() } else { level.to_string() })
                        value=reason.code.clone()
                        checked=chosen.as_ref() == Some(&reason.code)
                        on:change=choose
                    />
                    <span>{reason.label}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="section">
            <legend class="section-title">{title}</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
    .into_any()
}

/// A field for the shopper's own words, once there is a reason to explain.
pub fn note(form: Form) -> AnyView {
    let asked = derived(move || {
        let (subject, choice) = (form.subject.now(), form.choice.get());
        let path = choice.path(&subject.reasons);
        let reason = path.last().filter(|reason| reason.children.is_empty())?;
        Some(reason.requires.iter().any(|what| what == "note"))
    });
    live(move || {
        let Some(required) = asked.get() else { return nothing() };
        let i18n = form.shell.i18n_now();
        let label = i18n.t(if required { "return.note_required" } else { "return.note" });
        let typed = form.choice.now().note;
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <textarea
                    part="note"
                    name="note"
                    rows="3"
                    maxlength="2000"
                    aria-required=required.to_string()
                    prop:value=typed
                    on:input=move |event| form.change(|choice| choice.note = event_target_value(&event))
                ></textarea>
            </label>
        }
        .into_any()
    })
}

/// How many pieces go back.
pub fn quantity(form: Form, most: u32) -> AnyView {
    let i18n = form.shell.i18n_now();
    let options: Vec<_> = (1..=most)
        .map(|count| {
            let chosen = form.choice.now().quantity == count;
            view! {
                <option value=count.to_string() selected=chosen>
                    {i18n.fill("return.quantity_of", &[("count", &i18n.number(count)), ("most", &i18n.number(most))])}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose = move |event| {
        if let Ok(count) = event_target_value(&event).parse() {
            form.change(|choice| choice.quantity = count);
        }
    };
    view! {
        <select part="quantity" class="select" aria-label=i18n.t("return.quantity") on:change=choose>
            {options}
        </select>
    }
    .into_any()
}
