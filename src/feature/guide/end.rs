//! Where a guide ends: it works again, or the shop takes over with what was tried.

use std::rc::Rc;

use aftercare_contract::{
    filing::GuideTrace,
    guide::{CasePrefill, Outcome},
};
use leptos::html;

use super::walk::Walk;
use crate::{
    erased::{Var, live, nothing, prelude::*, tap, watch},
    state::{Guided, Matter, Shell, Tried, View},
    ui::{Notice, Tone, notice},
};

/// The outcome in which nothing is left to do.
pub const SOLVED: &str = "solved";

pub fn end(shell: Shell, about: &Rc<Guided>, walk: &Walk<'_>) -> AnyView {
    let tried = walk.said();
    let people = View::Help {
        about: Some(Rc::new(Matter {
            order_id: about.order_id.clone(),
            order_number: about.order_number.clone(),
            line_item_id: Some(about.line_item_id.clone()),
            case: None,
            tried: [vec![[&about.item, ": ", &about.title].concat()], tried.clone()].concat(),
        })),
    };
    match &walk.here.outcome {
        Some(Outcome { code, .. }) if code == SOLVED => solved(shell, about, people),
        Some(Outcome { case: Some(case), .. }) => match form(about, beforehand(about, case, walk)) {
            Some((view, left)) => {
                let line = about.line_item_id.clone();
                let open = move || {
                    if let Some(left) = &left {
                        left.leave(&shell.drafts(), &line);
                    }
                    shell.views.push(view.clone());
                };
                let words = shell.i18n_now().of_kind("guide.open.{}", &case.kind, &[]);
                taken_over(shell, tried, &words, Rc::new(open))
            }
            None => asked(shell, tried, people),
        },
        _ => asked(shell, tried, people),
    }
}

/// The form of a case, where the widget has one, and what is left for it to take.
fn form(about: &Guided, tried: Tried) -> Option<(View, Option<Tried>)> {
    let (order_id, line_item_id) = (about.order_id.clone(), about.line_item_id.clone());
    Some(match tried.prefill.kind.as_str() {
        "repair" => (View::Repair { order_id, line_item_id, tried: Some(Rc::new(tried)) }, None),
        "return" => (View::Return { order_id, line_item_id }, Some(tried)),
        "exchange" => (View::Exchange { order_id, line_item_id }, Some(tried)),
        "complaint" => {
            let reason_code = tried.prefill.reason_code.clone();
            (View::Complaint { order_id, line_item_ids: vec![line_item_id], reason_code }, Some(tried))
        }
        _ => return None,
    })
}

/// What the case begins with: the guide's words, then what was tried.
fn beforehand(about: &Guided, case: &CasePrefill, walk: &Walk<'_>) -> Tried {
    let mut note: Vec<String> = case.note.iter().cloned().collect();
    note.extend(walk.said());
    Tried {
        prefill: CasePrefill { note: Some(note.join("\n")), ..case.clone() },
        guide: GuideTrace { guide_id: about.guide_id.clone(), choice_ids: walk.path() },
    }
}

fn asked(shell: Shell, tried: Vec<String>, people: View) -> AnyView {
    let ask = move || shell.views.push(people.clone());
    taken_over(shell, tried, &shell.i18n_now().t("guide.ask"), Rc::new(ask))
}

/// The way on, and what of this goes along.
fn taken_over(shell: Shell, tried: Vec<String>, words: &str, act: Rc<dyn Fn()>) -> AnyView {
    let i18n = shell.i18n_now();
    let tried: Views = tried.into_iter().map(|step| view! { <li>{step}</li> }.into_any()).collect();
    view! {
        <section class="section">
            <h3 class="section-title">{i18n.t("guide.tried")}</h3>
            <ol part="tried" class="card notes">
                {tried}
            </ol>
        </section>
        <p class="muted center">{i18n.t("guide.goes_along")}</p>
        <button type="button" part="primary" class="button" on:click=tap(move || act())>
            {words.to_owned()}
        </button>
    }
    .into_any()
}

/// Asks whether it works, and believes the answer.
fn solved(shell: Shell, about: &Rc<Guided>, people: View) -> AnyView {
    let works = Var::new(None::<bool>);
    let (about, people) = (Rc::clone(about), Var::new(people));
    let back = move |()| {
        while matches!(shell.views.top_now(), View::Guide { .. } | View::Help { .. }) {
            shell.views.back();
        }
    };
    let about = Var::new(about);
    let answer = NodeRef::<html::Div>::new();
    // The button that had the focus is gone with the answer.
    watch(move || {
        if let Some(answer) = answer.get().filter(|_| works.get().is_some()) {
            let _ = answer.focus();
        }
    });
    let shown = live(move || {
        let i18n = shell.i18n_now();
        match works.get() {
            None => question(shell, works),
            Some(true) => {
                about.now().keep_path(&shell.drafts(), &Vec::new());
                notice(Notice {
                    part: "works",
                    kind: "solved",
                    tone: Tone::Good,
                    title: i18n.t("guide.glad"),
                    detail: nothing(),
                    action: Some(("done", i18n.t("filing.back"), Callback::new(back))),
                })
            }
            Some(false) => {
                let ask = Callback::new(move |()| shell.views.push(people.now()));
                notice(Notice {
                    part: "works-not",
                    kind: "unsolved",
                    tone: Tone::Warn,
                    title: i18n.t("guide.sorry"),
                    detail: i18n.t("guide.goes_along").into_any(),
                    action: Some(("ask", i18n.t("guide.ask"), ask)),
                })
            }
        }
    });
    view! { <div tabindex="-1" class="answer" node_ref=answer>{shown}</div> }.into_any()
}

fn question(shell: Shell, works: Var<Option<bool>>) -> AnyView {
    let i18n = shell.i18n_now();
    let button = |part: &'static str, key: &str, answer: bool| {
        view! {
            <button type="button" part=part class="button outline" on:click=tap(move || works.set(Some(answer)))>
                {i18n.t(key)}
            </button>
        }
        .into_any()
    };
    let (yes, no) = (button("works-yes", "guide.yes", true), button("works-no", "guide.no", false));
    view! {
        <div role="group" aria-labelledby="works" class="card confirm">
            <p id="works" class="strong">
                {i18n.t("guide.works")}
            </p>
            <div class="pair">{yes} {no}</div>
        </div>
    }
    .into_any()
}
