//! Why a line goes back: the shop's tree as rows of chips, with a search where it is long.

use std::rc::Rc;

use aftercare_contract::reason::{Reason, ReasonList};
use web_sys::js_sys::JsString;

use super::{
    Why,
    said::Said,
    tree::{Found, is_long, search},
};
use crate::{
    erased::{Var, derived, live, nothing, prelude::*, words},
    feature::frame,
    state::Load,
    ui::{Choice, block, boxed, choice, group, parts, skeleton_form, typed},
};

type Tree = Rc<ReasonList>;

/// What the parts of the chooser share.
#[derive(Clone, Copy)]
struct Chooser {
    why: Why,
    tree: Var<Tree>,
    /// Tells its buttons from those of other lines.
    name: Var<String>,
}

/// The line's reasons, or what keeps them from being there.
pub fn reasons(why: Why, name: String) -> AnyView {
    let reasons = why.reasons;
    live(move || match reasons.get() {
        Load::Waiting => skeleton_form(why.shell.i18n_now().t("state.loading")),
        Load::Failed(failure) => frame::trouble(why.shell, &failure, Callback::new(move |()| reasons.reload())),
        Load::Ready(tree) if tree.data.is_empty() => nothing(),
        Load::Ready(tree) => chooser(Chooser { why, tree: Var::new(tree), name: Var::new(name.clone()) }),
    })
}

fn chooser(chooser: Chooser) -> AnyView {
    let Chooser { why, tree, .. } = chooser;
    let query = Var::new(String::new());
    // Only the path decides which rows there are; typing a note must not draw the chips anew.
    let path = derived(move || codes(&why.said.get(), &tree.now()));
    let rows = live(move || {
        let (path, query) = (path.get(), query.get());
        if query.trim().is_empty() {
            levels(chooser, &tree.now().data, &path)
        } else {
            results(chooser, &found(tree, &query), &path)
        }
    });
    let field = if is_long(&tree.now().data) { search_field(chooser, query) } else { nothing() };
    let title = why.shell.i18n_now().t(if why.optional.now() { "return.reason_optional" } else { "return.reason" });
    group(Some(title), block("stack tight", parts(vec![field, rows])))
}

/// The codes of the reason chosen, as this tree has them.
fn codes(said: &Said, tree: &Tree) -> Vec<String> {
    said.path(&tree.data).into_iter().map(|reason| reason.code.clone()).collect()
}

fn search_field(Chooser { why, tree, .. }: Chooser, query: Var<String>) -> AnyView {
    let i18n = why.shell.i18n_now();
    let name = i18n.t("return.search");
    let told = words(move || {
        let (i18n, query) = (why.shell.i18n_now(), query.get());
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
fn levels(chooser: Chooser, tree: &[Reason], path: &[String]) -> AnyView {
    let mut rows = Vec::new();
    let mut level = tree;
    for depth in 0.. {
        let chosen = path.get(depth).and_then(|code| level.iter().find(|reason| reason.code == *code));
        let chips = level.iter().map(|reason| {
            let mut path = path[..depth.min(path.len())].to_vec();
            path.push(reason.code.clone());
            chip(chooser, depth, path, &reason.label, chosen.is_some_and(|chosen| chosen.code == reason.code))
        });
        let chips = block("chips", chips.collect::<Views>().into_any());
        rows.push(if depth == 0 {
            chips
        } else {
            group(Some(chooser.why.shell.i18n_now().t("return.reason_finer")), chips)
        });
        match chosen {
            Some(reason) if !reason.children.is_empty() => level = &reason.children,
            _ => break,
        }
    }
    parts(rows)
}

/// The leaves found; they stay while the shopper's words do, so that the focus has its place.
fn results(chooser: Chooser, found: &[Found], path: &[String]) -> AnyView {
    let chips = found.iter().map(|leaf| chip(chooser, 0, leaf.path.clone(), &leaf.label, leaf.path == path));
    block("chips", chips.collect::<Views>().into_any())
}

fn chip(Chooser { why, name, .. }: Chooser, depth: usize, path: Vec<String>, label: &str, chosen: bool) -> AnyView {
    let choosing = Choice {
        kind: "radio",
        part: "reason",
        name: format!("{}-{depth}", name.now()),
        value: path.last().cloned().unwrap_or_default(),
        chosen,
        choose: typed(move |_| why.change(|said| said.reason.clone_from(&path))),
    };
    choice("chip", choosing, boxed("", label.to_owned().into_any()))
}
