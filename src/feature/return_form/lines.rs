//! What goes back: the line the form was opened for, and whatever else of the order the shopper adds.

use leptos::prelude::*;

use super::{
    controls::{Choice, block, choice, parts, texts, typed},
    form::{Form, Returnable},
    proof, reasons,
};
use crate::{
    erased::{derived, live, nothing, tap},
    state::Load,
    ui::{fold, picture},
};

pub fn lines(form: Form) -> AnyView {
    let count = form.lines.now().len();
    let others = if count > 1 { others(form, count) } else { nothing() };
    parts(vec![
        block("card row", parts(vec![head(form, 0), quantity(form, 0)])),
        reasons::reasons(form, 0),
        proof::proof(form, 0),
        others,
    ])
}

fn head(form: Form, at: usize) -> AnyView {
    let item = form.returnable(at).item;
    let about = item.variant_label.unwrap_or_default();
    parts(vec![picture(item.image_url), texts("grow", vec![("row-title", item.title), ("muted", about)])])
}

/// The rest of the order, folded away: most returns are of one thing.
fn others(form: Form, count: usize) -> AnyView {
    let is_open = form.choice.now().lines.len() > 1;
    let mut rows: Vec<_> = (1..count).map(|at| other(form, at)).collect();
    rows.push(live(move || same_reason(form)));
    fold("others", is_open, form.shell.i18n_now().t("return.others"), block("stack tight", parts(rows)))
}

fn other(form: Form, at: usize) -> AnyView {
    let Returnable { item, .. } = form.returnable(at);
    let id = item.id.clone();
    let chosen = derived(move || form.choice.get().line(&id).is_some());
    let below = live(move || {
        if !chosen.get() {
            return nothing();
        }
        let questions = vec![quantity(form, at), reasons::reasons(form, at), proof::proof(form, at)];
        block("other-questions stack tight", parts(questions))
    });
    let add = Choice {
        kind: "checkbox",
        part: "add-line",
        name: String::new(),
        value: item.id,
        chosen: chosen.now(),
        choose: typed(move |_| form.flip(at)),
    };
    view! { <div part="other" class="card">{choice("row choice", add, head(form, at))} {below}</div> }.into_any()
}

/// One tap gives the first line's reason to the others, where their own trees have it.
fn same_reason(form: Form) -> AnyView {
    let (choice, lines) = (form.choice.get(), form.lines.now());
    let (Some(first), Load::Ready(tree)) = (choice.lines.first(), form.returnable(0).reasons.get()) else {
        return nothing();
    };
    let Some(reason) = first.leaf(&tree.data) else { return nothing() };
    let could_take = |at: usize| {
        let known = &lines[at];
        let line = choice.line(&known.item.id)?;
        let Load::Ready(tree) = known.reasons.get() else { return None };
        let mut taken = line.clone();
        taken.take_over(first, &reason.code, &tree.data);
        (taken.reason != line.reason).then_some(taken)
    };
    let taken: Vec<_> = (1..lines.len()).filter_map(could_take).collect();
    if taken.is_empty() {
        return nothing();
    }
    let words = form.shell.i18n_now().fill("return.same_reason", &[("reason", &reason.label)]);
    let take = move || {
        form.change(|choice| {
            for line in &taken {
                if let Some(known) = choice.line_mut(&line.line_item_id) {
                    known.clone_from(line);
                }
            }
        });
    };
    view! {
        <button type="button" part="same-reason" class="button outline" on:click=tap(take)>
            {words}
        </button>
    }
    .into_any()
}

/// How many pieces go back; nothing to choose where there is one.
fn quantity(form: Form, at: usize) -> AnyView {
    let Returnable { item, most, .. } = form.returnable(at);
    if most < 2 {
        return nothing();
    }
    let i18n = form.shell.i18n_now();
    let now = form.choice.now().line(&item.id).map_or(most, |line| line.quantity);
    let options: Vec<_> = (1..=most)
        .map(|count| {
            let words =
                i18n.fill("return.quantity_of", &[("count", &i18n.number(count)), ("most", &i18n.number(most))]);
            view! {
                <option value=count.to_string() selected=now == count>
                    {words}
                </option>
            }
            .into_any()
        })
        .collect();
    let name = format!("{}: {}", i18n.t("return.quantity"), item.title);
    let choose = typed(move |count| {
        if let Ok(count) = count.parse() {
            form.change_line(&item.id, |line| line.quantity = count);
        }
    });
    view! {
        <select part="quantity" class="select" aria-label=name on:change=choose>
            {options}
        </select>
    }
    .into_any()
}
