//! One screen of a guide.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    guide::{Choice, Guide},
};
use leptos::html;

use super::{
    end::{SOLVED, end},
    walk::{Walk, walk},
};
use crate::{
    client::Failure,
    erased::{nothing, prelude::*, tap, watch},
    feature::{content::content, frame},
    state::{Guided, Shell, View},
    ui::{Icon, icon},
};

pub fn step(shell: Shell, about: &Rc<Guided>, guide: &Guide, path: &[Id]) -> AnyView {
    let Some(walk) = walk(guide, path) else {
        let nowhere = Failure::Broken { reason: "a guide without its start".into() };
        return frame::problem(shell, &nowhere, Callback::new(move |()| shell.views.back()));
    };
    about.keep_path(&shell.drafts(), &walk.path());
    let i18n = shell.i18n_now();
    let here = walk.here;
    let number = u32::try_from(walk.taken.len() + 1).unwrap_or(u32::MAX);
    let number = i18n.fill("guide.step", &[("number", &i18n.number(number))]);
    let title = NodeRef::<html::H2>::new();
    let is_first = walk.taken.is_empty();
    let is_solved = here.outcome.as_ref().is_some_and(|outcome| outcome.code == SOLVED);
    // What is asked next is what matters, not again what the guide is about.
    watch(move || {
        if let Some(title) = title.get().filter(|_| !is_first) {
            let _ = title.focus();
        }
    });
    let choices: Views = here.choices.iter().map(|it| choice(shell, about, &walk, it)).collect();
    let choices = if choices.is_empty() {
        end(shell, about, &walk)
    } else {
        view! { <div part="choices" class="card rows">{choices}</div> }.into_any()
    };
    let blocks = if here.blocks.is_empty() {
        nothing()
    } else {
        view! { <div class="card article">{content(&here.blocks)}</div> }.into_any()
    };
    view! {
        <div part="step" class="stack" data-node=here.id.clone()>
            <p class="muted">{[&about.item, " · ", &number].concat()}</p>
            <h2 class="headline" tabindex="-1" node_ref=title>
                {here.title.clone()}
            </h2>
            {blocks}
            {choices}
            {if is_first || is_solved { nothing() } else { over(shell, walk.taken.len()) }}
        </div>
    }
    .into_any()
}

fn choice(shell: Shell, about: &Rc<Guided>, walk: &Walk<'_>, choice: &Choice) -> AnyView {
    let mut path = walk.path();
    path.push(choice.id.clone());
    let (about, path) = (Rc::clone(about), Rc::new(path));
    let take = move || shell.views.push(View::Guide { about: Rc::clone(&about), path: Rc::clone(&path) });
    view! {
        <button type="button" part="choice" class="row" data-choice=choice.id.clone() on:click=tap(take)>
            <span class="grow row-title">{choice.label.clone()}</span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}

/// Back to the first step, which lies as many views below as choices were taken.
fn over(shell: Shell, taken: usize) -> AnyView {
    let over = move || (0..taken).for_each(|_| shell.views.back());
    view! {
        <button type="button" part="start-over" class="button quiet" on:click=tap(over)>
            {shell.i18n_now().t("guide.over")}
        </button>
    }
    .into_any()
}
