//! Why a line goes back: the shop's tree as rows of chips, with a search where it is long.

use std::rc::Rc;

use aftercare_contract::reason::{Reason, ReasonList};
use leptos::prelude::*;
use web_sys::js_sys::JsString;

use super::{
    controls::{Choice, block, boxed, choice, group, parts, typed},
    form::{Form, Returnable},
    search::{Found, is_long, search},
};
use crate::{
    erased::{Var, derived, live, nothing, words},
    feature::frame,
    state::Load,
    ui::skeleton_form,
};

type Tree = Rc<ReasonList>;

/// The reasons of the `at`-th line, or what keeps them from being there.
pub fn reasons(form: Form, at: usize) -> AnyView {
    let reasons = form.returnable(at).reasons;
    live(move || match reasons.get() {
        Load::Waiting => skeleton_form(form.shell.i18n_now().t("state.loading")),
        Load::Failed(failure) => frame::trouble(form.shell, &failure, Callback::new(move |()| reasons.reload())),
        Load::Ready(tree) if tree.data.is_empty() => nothing(),
        Load::Ready(tree) => chooser(form, at, Var::new(tree)),
    })
}

fn chooser(form: Form, at: usize, tree: Var<Tree>) -> AnyView {
    let query = Var::new(String::new());
    let Returnable { item, reason_optional, .. } = form.returnable(at);
    let path = move |id: &str| form.choice.get().line(id).map(|line| line.reason.clone()).unwrap_or_default();
    // Only the path decides which rows there are; typing a note must not draw the chips anew.
    let id = item.id.clone();
    let moved = derived(move || path(&id).join("/"));
    let id = item.id.clone();
    let rows = live(move || {
        let (_, query) = (moved.get(), query.get());
        let path = untrack(|| path(&id));
        if query.trim().is_empty() {
            levels(form, at, &tree.now().data, &path)
        } else {
            results(form, at, &found(tree, &query), &path)
        }
    });
    let field = if is_long(&tree.now().data) { search_field(form, tree, query) } else { nothing() };
    let title = form.shell.i18n_now().t(if reason_optional { "return.reason_optional" } else { "return.reason" });
    group(Some(title), block("stack tight", parts(vec![field, rows])))
}

fn search_field(form: Form, tree: Var<Tree>, query: Var<String>) -> AnyView {
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
            <input
                type="search"
                part="reason-search"
                aria-label=name.clone()
                placeholder=name
                autocomplete="off"
                on:input=typed(move |words| query.set(words))
            />
        </label>
        <p role="status" part="reason-count" class="muted">
            {told}
        </p>
    }
    .into_any()
}

fn found(tree: Var<Tree>, query: &str) -> Vec<Found> {
    search(&tree.now().data, query, |text| JsString::from(text).to_lower_case().into())
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
            chip(form, at, depth, path, &reason.label, chosen.is_some_and(|chosen| chosen.code == reason.code))
        });
        let chips = block("chips", chips.collect::<Vec<_>>().into_any());
        rows.push(if depth == 0 { chips } else { group(Some(form.shell.i18n_now().t("return.reason_finer")), chips) });
        match chosen {
            Some(reason) if !reason.children.is_empty() => level = &reason.children,
            _ => break,
        }
    }
    parts(rows)
}

/// The leaves found; they stay while the shopper's words do, so that the focus has its place.
fn results(form: Form, at: usize, found: &[Found], path: &[String]) -> AnyView {
    let chips = found.iter().map(|leaf| chip(form, at, 0, leaf.path.clone(), &leaf.label, leaf.path == path));
    block("chips", chips.collect::<Vec<_>>().into_any())
}

fn chip(form: Form, at: usize, depth: usize, path: Vec<String>, label: &str, chosen: bool) -> AnyView {
    let id = form.returnable(at).item.id;
    let choosing = Choice {
        kind: "radio",
        part: "reason",
        name: format!("reason-{at}-{depth}"),
        value: path.last().cloned().unwrap_or_default(),
        chosen,
        choose: typed(move |_| form.change_line(&id, |line| line.reason.clone_from(&path))),
    };
    choice("chip", choosing, boxed("", label.to_owned().into_any()))
}
