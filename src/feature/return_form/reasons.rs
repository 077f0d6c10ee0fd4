//! Why a line goes back: the shop's tree as rows of chips, with a search where it is long.

use aftercare_contract::reason::Reason;
use leptos::prelude::*;
use web_sys::js_sys::JsString;

use super::{
    form::{Form, Returnable, typed},
    search::{Found, is_long, search},
};
use crate::{
    erased::{Var, derived, live, nothing, words},
    feature::frame,
    state::Load,
    ui::skeleton_form,
};

/// The reasons of the `at`-th line, or what keeps them from being there.
pub fn reasons(form: Form, at: usize) -> AnyView {
    let reasons = form.returnable(at).reasons;
    live(move || match reasons.get() {
        Load::Waiting => skeleton_form(form.shell.i18n_now().t("state.loading")),
        Load::Failed(failure) => frame::trouble(form.shell, &failure, Callback::new(move |()| reasons.reload())),
        Load::Ready(tree) if tree.data.is_empty() => nothing(),
        Load::Ready(tree) => chooser(form, at, Var::new(tree.data.clone())),
    })
}

fn chooser(form: Form, at: usize, tree: Var<Vec<Reason>>) -> AnyView {
    let query = Var::new(String::new());
    let id = form.returnable(at).item.id;
    // Only the path decides which rows there are; typing a note must not draw the chips anew.
    let path = derived(move || form.choice.get().line(&id).map(|line| line.reason.clone()).unwrap_or_default());
    let field = if is_long(&tree.now()) { search_field(form, tree, query) } else { nothing() };
    let rows = live(move || {
        let (path, query) = (path.get(), query.get());
        if query.trim().is_empty() {
            levels(form, at, &tree.now(), &path)
        } else {
            results(form, at, &found(tree, &query), &path)
        }
    });
    let Returnable { item, reason_optional, .. } = form.returnable(at);
    let title = form.shell.i18n_now().t(if reason_optional { "return.reason_optional" } else { "return.reason" });
    let name = format!("{title} {}", item.title);
    view! {
        <div role="group" aria-label=name class="section" data-reasons=item.id>
            <p class="section-title" aria-hidden="true">{title.clone()}</p>
            {field}
            {rows}
        </div>
    }
    .into_any()
}

fn search_field(form: Form, tree: Var<Vec<Reason>>, query: Var<String>) -> AnyView {
    let i18n = form.shell.i18n_now();
    let name = i18n.t("return.search");
    let told = words(move || {
        let (i18n, query) = (form.shell.i18n_now(), query.get());
        match u32::try_from(found(tree, &query).len()) {
            _ if query.trim().is_empty() => String::new(),
            Ok(0) => i18n.t("return.search_none"),
            Ok(count) => i18n.count("return.found", count),
            Err(_) => String::new(),
        }
    });
    view! {
        <label class="field">
            <span class="unseen">{name.clone()}</span>
            <input type="search" part="reason-search" placeholder=name autocomplete="off" on:input=typed(move |words| query.set(words)) />
        </label>
        <p role="status" class="muted">{told}</p>
    }
    .into_any()
}

fn found(tree: Var<Vec<Reason>>, query: &str) -> Vec<Found> {
    search(&tree.now(), query, |text| JsString::from(text).to_lower_case().into())
}

/// A row of chips for each level down to the reason chosen.
fn levels(form: Form, at: usize, tree: &[Reason], path: &[String]) -> AnyView {
    let mut rows = Vec::new();
    let mut level = tree;
    for depth in 0.. {
        let chosen = path.get(depth).and_then(|code| level.iter().find(|reason| reason.code == *code));
        let chips = level.iter().map(|reason| {
            let mut path = path[..depth.min(path.len())].to_vec();
            path.push(reason.code.clone());
            chip(form, at, depth, path, reason.label.clone(), chosen.is_some_and(|chosen| chosen.code == reason.code))
        });
        rows.push(row(form, depth, chips.collect()));
        match chosen {
            Some(reason) if !reason.children.is_empty() => level = &reason.children,
            _ => break,
        }
    }
    rows.into_any()
}

/// The leaves found; they stay while the shopper's words do, so that the focus has its place.
fn results(form: Form, at: usize, found: &[Found], path: &[String]) -> AnyView {
    let chips = found.iter().map(|leaf| chip(form, at, 0, leaf.path.clone(), leaf.label.clone(), leaf.path == path));
    row(form, 0, chips.collect())
}

fn row(form: Form, depth: usize, chips: Vec<AnyView>) -> AnyView {
    let finer = (depth > 0).then(|| form.shell.i18n_now().t("return.reason_finer"));
    view! {
        <fieldset>
            {finer.map(|finer| view! { <legend class="section-title">{finer}</legend> }.into_any())}
            <div class="chips">{chips}</div>
        </fieldset>
    }
    .into_any()
}

fn chip(form: Form, at: usize, depth: usize, path: Vec<String>, label: String, chosen: bool) -> AnyView {
    let id = form.returnable(at).item.id;
    let value = path.last().cloned().unwrap_or_default();
    let choose = typed(move |_| form.change_line(&id, |line| line.reason.clone_from(&path)));
    view! {
        <label class="chip">
            <input type="radio" part="reason" name=format!("reason-{at}-{depth}") value=value prop:checked=chosen on:change=choose />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
