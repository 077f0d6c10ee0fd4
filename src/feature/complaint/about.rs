//! What it is about: the reason, the lines, and what would put it right.

use aftercare_contract::{
    order::LineItem,
    reason::{Reason, Wish},
};
use leptos::ev::Event;

use super::form::Form;
use crate::{
    erased::{derived, live, nothing, prelude::*},
    ui::picture,
};

/// The shop's tree, a group of rows for each level down to the reason chosen.
pub fn reasons(form: Form) -> AnyView {
    // Only the reason decides which rows there are; typing must not draw them anew.
    let chosen = derived(move || form.said.get().reason);
    live(move || {
        let (subject, path) = (form.subject.now(), chosen.get());
        let mut groups = Vec::new();
        let mut level = &subject.reasons;
        for depth in 0.. {
            let at = path.get(depth).and_then(|code| level.iter().find(|reason| reason.code == *code));
            let code = at.map(|reason| reason.code.as_str());
            let rows =
                level.iter().map(|reason| row(form, &path[..depth], depth, reason, code == Some(reason.code.as_str())));
            let title = if depth == 0 { "complaint.reason" } else { "complaint.reason_finer" };
            groups.push(group(form, title, "card rows", rows.collect()));
            match at {
                Some(reason) if !reason.children.is_empty() => level = &reason.children,
                _ => break,
            }
        }
        groups.into_any()
    })
}

fn row(form: Form, above: &[String], depth: usize, reason: &Reason, chosen: bool) -> AnyView {
    let mut path = above.to_vec();
    path.push(reason.code.clone());
    let choose = choosing(move || form.change(|said| said.reason.clone_from(&path)));
    let label = view! { <span class="grow">{reason.label.clone()}</span> }.into_any();
    let input = choice("radio", "reason", format!("reason-{depth}"), reason.code.clone(), chosen, choose);
    view! { <label class="row choice">{input} {label}</label> }.into_any()
}

/// Which lines; with a single one there is no choice.
pub fn lines(form: Form) -> AnyView {
    let lines = &form.subject.now().lines;
    if lines.len() < 2 {
        return nothing();
    }
    let said = form.said.now();
    let rows = lines.iter().map(|item| line(form, item, said.lines.contains(&item.id))).collect();
    group(form, "complaint.lines", "card rows", rows)
}

fn line(form: Form, item: &LineItem, chosen: bool) -> AnyView {
    let id = item.id.clone();
    let flip = choosing(move || {
        form.change(|said| {
            let before = said.lines.len();
            said.lines.retain(|it| *it != id);
            if said.lines.len() == before {
                said.lines.push(id.clone());
            }
        });
    });
    let input = choice("checkbox", "meant", String::new(), item.id.clone(), chosen, flip);
    view! {
        <label class="row choice">
            {input} {picture(item.image_url.clone())}
            <span class="grow">
                <span class="row-title">{item.title.clone()}</span>
                <span class="muted">{item.variant_label.clone()}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What may be wished for with the reason, once there is one. That the shop suggests something is the way unless told.
pub fn wishes(form: Form) -> AnyView {
    let offered = derived(move || {
        let subject = form.subject.now();
        form.said.get().leaf(&subject.reasons).map(|reason| reason.wishes.clone()).unwrap_or_default()
    });
    let chosen = derived(move || form.said.get().wish);
    live(move || {
        let (offered, chosen) = (offered.get(), chosen.get());
        if offered.is_empty() {
            return nothing();
        }
        let is_chosen = |wish: &Wish| chosen.as_ref() == Some(&wish.code);
        let mut chips = vec![chip(form, None, !offered.iter().any(is_chosen))];
        for wish in &offered {
            chips.push(chip(form, Some(wish), is_chosen(wish)));
        }
        group(form, "complaint.wish", "chips", chips)
    })
}

fn chip(form: Form, wish: Option<&Wish>, chosen: bool) -> AnyView {
    let label = match wish {
        Some(wish) => wish.label.clone(),
        None => form.shell.i18n_now().t("complaint.wish.any"),
    };
    let code = wish.map(|wish| wish.code.clone());
    let value = code.clone().unwrap_or_default();
    let choose = choosing(move || form.change(|said| said.wish.clone_from(&code)));
    let input = choice("radio", "wish", "wish".into(), value, chosen, choose);
    view! {
        <label class="chip">
            {input} <span>{label}</span>
        </label>
    }
    .into_any()
}

fn group(form: Form, title: &str, class: &'static str, body: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset class="section">
            <legend class="section-title">{form.shell.i18n_now().t(title)}</legend>
            <div class=class>{body}</div>
        </fieldset>
    }
    .into_any()
}

type Choosing = Box<dyn FnMut(Event)>;

fn choosing(act: impl Fn() + 'static) -> Choosing {
    Box::new(move |_| act())
}

fn choice(
    kind: &'static str,
    part: &'static str,
    name: String,
    value: String,
    chosen: bool,
    choose: Choosing,
) -> AnyView {
    view! { <input type=kind part=part name=name value=value prop:checked=chosen on:change=choose /> }.into_any()
}
