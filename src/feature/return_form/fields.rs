//! Why, how many, and in the shopper's own words.

use aftercare_contract::reason::Reason;
use leptos::prelude::*;

use super::form::Form;
use crate::ui::{live, nothing};

/// The reason tree, a row of chips for each level down to the reason chosen.
pub fn reasons(form: Form) -> AnyView {
    // Only the path decides which rows there are; typing a note must not draw the chips anew.
    let path = Memo::new(move |_| form.choice.get().reason);
    live(move || {
        let _ = path.get();
        let i18n = form.shell.i18n_now();
        form.subject.with_value(|subject| {
            let chosen = form
                .choice
                .with_untracked(|choice| choice.path(&subject.reasons).into_iter().cloned().collect::<Vec<Reason>>());
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
    let asked = Memo::new(move |_| {
        let choice = form.choice.get();
        form.subject.with_value(|subject| {
            choice
                .path(&subject.reasons)
                .last()
                .filter(|reason| reason.children.is_empty())
                .map(|reason| reason.requires.iter().any(|what| what == "note"))
        })
    });
    live(move || {
        let Some(required) = asked.get() else { return nothing() };
        let i18n = form.shell.i18n_now();
        let label = i18n.t(if required { "return.note_required" } else { "return.note" });
        let typed = form.choice.with_untracked(|choice| choice.note.clone());
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
            let chosen = form.choice.with_untracked(|choice| choice.quantity == count);
            view! {
                <option value=count.to_string() selected=chosen>
                    {i18n.fill("return.quantity_of", &[("count", &i18n.number(f64::from(count))), ("most", &i18n.number(f64::from(most)))])}
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
