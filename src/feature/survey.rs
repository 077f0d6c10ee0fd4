//! One question, and room for words once it is answered. Never twice: the shop knows, and is asked first.
//!
//! A chunk of its own.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    read::Read,
    review::Reward,
    survey::{Survey, SurveyAnswer, SurveyStatus},
};
use leptos::{ev::SubmitEvent, html, task::spawn_local, wasm_split::SplitLoaderError};
use serde::Serialize;

use super::frame;
use crate::{
    client::{Abort, Failure},
    erased::{Var, derived, live, nothing, prelude::*, tap, watch, words},
    state::{Load, Remote, Shell},
    ui::{Choice, block, choice, typed},
};

/// What the shopper would answer, kept as a draft until the shop has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(default)]
struct Said {
    score: Option<u8>,
    comment: String,
}

#[derive(Clone, Copy)]
struct Question {
    shell: Shell,
    survey: Var<Rc<Survey>>,
    said: Var<Said>,
    busy: Var<bool>,
    /// What did not get through, and why.
    failed: Var<Option<(SurveyAnswer, Failure)>>,
    /// Words at the end; the question is gone then.
    end: Var<Option<String>>,
    /// What has just been said, for the eye and for screen readers.
    place: NodeRef<html::Section>,
}

pub fn survey(shell: Shell, id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, id.clone()))
}

#[leptos::wasm_split::wasm_split(survey, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(shell: Shell, id: Id) -> Result<AnyView, SplitLoaderError> {
    let remote = Remote::new(shell, None, move |client, abort| {
        let id = id.clone();
        async move { client.survey(&id, &abort).await }
    });
    // Another page may have answered meanwhile. Without a word from the shop nothing is asked.
    Ok(live(move || match remote.get() {
        Load::Ready(survey) if survey.status == SurveyStatus::Open => ask(shell, survey),
        _ => nothing(),
    }))
}

fn ask(shell: Shell, survey: Rc<Survey>) -> AnyView {
    let said = shell.drafts().find(&draft_name(&survey.id)).unwrap_or_default();
    let question = Question {
        shell,
        survey: Var::new(survey),
        said: Var::new(said),
        busy: Var::new(false),
        failed: Var::new(None),
        end: Var::new(None),
        place: NodeRef::new(),
    };
    let end = question.end;
    // The button that was pressed is gone.
    watch(move || {
        if end.get().is_some()
            && let Some(place) = question.place.get_untracked()
        {
            let _ = place.focus();
        }
    });
    let body = live(move || match end.get() {
        Some(words) => view! { <p part="survey-end" class="question">{words}</p> }.into_any(),
        None => question.form(),
    });
    view! {
        <section part="survey" class="card opinion" tabindex="-1" node_ref=question.place>
            {body}
            <p class="unseen" role="status">{words(move || end.get().unwrap_or_default())}</p>
        </section>
    }
    .into_any()
}

impl Question {
    fn change(self, change: impl FnOnce(&mut Said)) {
        self.said.update(change);
        self.shell.drafts().keep(&draft_name(&self.survey.now().id), &self.said.now());
    }

    fn form(self) -> AnyView {
        let survey = self.survey.now();
        let send = move |event: SubmitEvent| {
            event.prevent_default();
            self.answer();
        };
        let chosen = derived(move || self.said.get().score.is_some());
        let never = move || self.send(SurveyAnswer { score: None, comment: None, dismissed: true });
        view! {
            <form part="survey-form" class="stack" on:submit=send>
                <fieldset class="stack tight">
                    <legend class="question">{survey.question.clone()}</legend>
                    {self.scale(&survey)}
                </fieldset>
                {live(move || if chosen.get() { self.comment() } else { nothing() })}
                {live(move || self.trouble())}
                <button
                    type="button"
                    part="survey-never"
                    class="button small quiet"
                    aria-disabled=words(move || self.busy.get().to_string())
                    on:click=tap(never)
                >
                    {self.shell.i18n_now().t("survey.never")}
                </button>
            </form>
        }
        .into_any()
    }

    fn scale(self, survey: &Survey) -> AnyView {
        let i18n = self.shell.i18n_now();
        let scale = &survey.scale;
        let chosen = self.said.now().score;
        let choices: Views = (scale.min..=scale.max)
            .map(|score| {
                let number = i18n.number(score.into());
                let end = match score {
                    least if least == scale.min => &scale.min_label,
                    most if most == scale.max => &scale.max_label,
                    _ => "",
                };
                let spoken =
                    (!end.is_empty()).then(|| view! { <span class="unseen">{end.to_owned()}</span> }.into_any());
                let choose = Choice {
                    kind: "radio",
                    part: "survey-score",
                    name: format!("survey-{}", survey.id),
                    value: score.to_string(),
                    chosen: chosen == Some(score),
                    choose: typed(move |_| self.change(|said| said.score = Some(score))),
                };
                choice("chip", choose, view! { <span>{number} {spoken}</span> }.into_any())
            })
            .collect();
        view! {
            {block("scale", choices.into_any())}
            <p class="split muted" aria-hidden="true">
                <span>{scale.min_label.clone()}</span>
                <span>{scale.max_label.clone()}</span>
            </p>
        }
        .into_any()
    }

    /// What is asked after the score, and the button that sends both.
    fn comment(self) -> AnyView {
        let label = self.survey.now().comment_label.clone();
        let field = label.map(|label| {
            view! {
                <label class="field">
                    <span class="label">{label}</span>
                    <textarea
                        part="survey-comment"
                        name="comment"
                        rows="2"
                        maxlength="2000"
                        prop:value=untrack(|| self.said.now().comment)
                        on:input=typed(move |text| self.change(|said| said.comment = text))
                    ></textarea>
                </label>
            }
            .into_any()
        });
        view! {
            {field}
            <button
                type="submit"
                part="survey-send"
                class="button soft"
                aria-disabled=words(move || self.busy.get().to_string())
            >
                {self.shell.i18n_now().t("desk.send")}
            </button>
        }
        .into_any()
    }

    fn trouble(self) -> AnyView {
        let Some((answer, failure)) = self.failed.get() else { return nothing() };
        frame::trouble(self.shell, &failure, Callback::new(move |()| self.send(answer.clone())))
    }

    fn answer(self) {
        let Said { score, comment } = self.said.now();
        if score.is_some() {
            let comment = Some(comment.trim().to_owned()).filter(|comment| !comment.is_empty());
            self.send(SurveyAnswer { score, comment, dismissed: false });
        }
    }

    fn send(self, answer: SurveyAnswer) {
        if self.busy.now() {
            return;
        }
        self.busy.set(true);
        self.failed.set(None);
        let (client, drafts, id) = (self.shell.client(), self.shell.drafts(), self.survey.now().id.clone());
        spawn_local(async move {
            // Goes on when the shopper does.
            let (abort, guard) = Abort::pair();
            let said = client.answer_survey(&id, &answer, &abort).await;
            drop(guard);
            self.busy.set(false);
            match said {
                Ok(survey) => {
                    drafts.clear(&draft_name(&id));
                    self.over(
                        if answer.dismissed { "survey.never.done" } else { "survey.thanks" },
                        survey.reward.as_ref(),
                    );
                }
                // Answered on another page, or its time is over: the first answer counts.
                Err(Failure::Refused { .. } | Failure::Missing) => {
                    drafts.clear(&draft_name(&id));
                    self.over("survey.closed", None);
                }
                Err(failure) if self.shell.is_alive() => {
                    self.shell.notice(&failure);
                    self.failed.set(Some((answer, failure)));
                }
                Err(_) => {}
            }
        });
    }

    fn over(self, key: &str, reward: Option<&Reward>) {
        if !self.shell.is_alive() {
            return;
        }
        // What the order or the case asks is another now.
        self.shell.memory.clear();
        let i18n = self.shell.i18n_now();
        let given = reward.filter(|reward| reward.granted_at.is_some());
        let words = match given {
            Some(reward) => i18n.fill("survey.reward", &[("reward", &reward.label)]),
            None => i18n.t(key),
        };
        self.end.set(Some(words));
    }
}

fn draft_name(id: &str) -> String {
    format!("survey:{id}")
}
