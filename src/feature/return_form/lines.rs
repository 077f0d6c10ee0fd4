//! What goes back: the line the form was opened for, and whatever else of the order the shopper adds.

use super::form::{Form, Returnable};
use crate::{
    erased::{derived, live, nothing, prelude::*, tap},
    feature::why::{quantity, why},
    state::Load,
    ui::{Choice, block, choice, fold, parts, picture, texts, typed},
};

pub fn lines(form: Form) -> AnyView {
    let count = form.lines.now().len();
    let others = if count > 1 { others(form, count) } else { nothing() };
    parts(vec![block("card row", parts(vec![head(form, 0), pieces(form, 0)])), asked(form, 0), others])
}

fn head(form: Form, at: usize) -> AnyView {
    let item = form.returnable(at).item;
    let about = item.variant_label.unwrap_or_default();
    parts(vec![picture(item.image_url), texts("grow", vec![("row-title", item.title), ("muted", about)])])
}

fn pieces(form: Form, at: usize) -> AnyView {
    let Returnable { item, most, why } = form.returnable(at);
    let name = format!("{}: {}", form.shell.i18n_now().t("return.quantity"), item.title);
    quantity(why, most, name)
}

fn asked(form: Form, at: usize) -> AnyView {
    why(form.returnable(at).why, format!("reason-{at}"))
}

/// The rest of the order, folded away: most returns are of one thing.
fn others(form: Form, count: usize) -> AnyView {
    let is_open = form.choice.now().line_item_ids.len() > 1;
    let mut rows: Views = (1..count).map(|at| other(form, at)).collect();
    rows.push(live(move || same_reason(form)));
    fold("others", is_open, form.shell.i18n_now().t("return.others"), block("stack tight", parts(rows.into())))
}

fn other(form: Form, at: usize) -> AnyView {
    let id = form.returnable(at).item.id;
    let known = id.clone();
    let chosen = derived(move || form.choice.get().has(&known));
    let below = live(move || {
        if !chosen.get() {
            return nothing();
        }
        block("other-questions stack tight", parts(vec![pieces(form, at), asked(form, at)]))
    });
    let add = Choice {
        kind: "checkbox",
        part: "add-line",
        name: String::new(),
        value: id,
        chosen: chosen.now(),
        choose: typed(move |_| form.flip(at)),
    };
    view! { <div part="other" class="card">{choice("row choice", add, head(form, at))} {below}</div> }.into_any()
}

/// One tap gives the first line's reason to the others, where their own trees have it.
fn same_reason(form: Form) -> AnyView {
    let (choice, lines) = (form.choice.get(), form.lines.now());
    let first = form.returnable(0).why;
    let Load::Ready(tree) = first.reasons.get() else { return nothing() };
    let first = first.said.get();
    let Some(reason) = first.leaf(&tree.data) else { return nothing() };
    let could_take = |at: usize| {
        let Returnable { item, why, .. } = &lines[at];
        let Load::Ready(tree) = why.reasons.get() else { return None };
        let said = why.said.get();
        let mut taken = said.clone();
        taken.take_over(&first, &reason.code, &tree.data);
        (choice.has(&item.id) && taken.reason != said.reason).then_some((*why, taken))
    };
    let taken: Vec<_> = (1..lines.len()).filter_map(could_take).collect();
    if taken.is_empty() {
        return nothing();
    }
    let words = form.shell.i18n_now().fill("return.same_reason", &[("reason", &reason.label)]);
    let take = move || {
        for (why, taken) in &taken {
            why.change(|said| said.clone_from(taken));
        }
    };
    view! {
        <button type="button" part="same-reason" class="button outline" on:click=tap(take)>
            {words}
        </button>
    }
    .into_any()
}
