//! What goes back: the line the form was opened for, and whatever else of the order the shopper adds.

use leptos::prelude::*;

use super::{
    form::{Form, Returnable, typed},
    proof, reasons,
};
use crate::{
    erased::{derived, live, nothing, tap},
    state::Load,
    ui::picture,
};

pub fn lines(form: Form) -> AnyView {
    let count = form.lines.now().len();
    let others = (count > 1).then(|| others(form, count));
    view! {
        <div class="card row">{head(form, 0)} {quantity(form, 0)}</div>
        {questions(form, 0)}
        {others}
    }
    .into_any()
}

fn head(form: Form, at: usize) -> AnyView {
    let item = form.returnable(at).item;
    view! {
        {picture(item.image_url)}
        <span class="grow">
            <span class="row-title">{item.title}</span>
            <span class="muted">{item.variant_label}</span>
        </span>
    }
    .into_any()
}

/// Why, and what the reason asks for.
fn questions(form: Form, at: usize) -> AnyView {
    view! {
        {reasons::reasons(form, at)}
        {proof::proof(form, at)}
    }
    .into_any()
}

/// The rest of the order, folded away: most returns are of one thing.
fn others(form: Form, count: usize) -> AnyView {
    let i18n = form.shell.i18n_now();
    let is_open = form.choice.now().lines.len() > 1;
    let rows: Vec<_> = (1..count).map(|at| other(form, at)).collect();
    view! {
        <details part="others" class="others" open=is_open>
            <summary class="others-title">{i18n.t("return.others")}</summary>
            <div class="stack tight">{rows} {live(move || same_reason(form))}</div>
        </details>
    }
    .into_any()
}

fn other(form: Form, at: usize) -> AnyView {
    let Returnable { item, .. } = form.returnable(at);
    let id = item.id.clone();
    let chosen = derived(move || form.choice.get().line(&id).is_some());
    let below = live(move || {
        if !chosen.get() {
            return nothing();
        }
        view! { <div class="other-questions stack tight">{quantity(form, at)} {questions(form, at)}</div> }.into_any()
    });
    view! {
        <div part="other" class="card" data-line=item.id>
            <label class="row choice">
                <input type="checkbox" part="add-line" checked=chosen.now() on:change=typed(move |_| form.flip(at)) />
                {head(form, at)}
            </label>
            {below}
        </div>
    }
    .into_any()
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
