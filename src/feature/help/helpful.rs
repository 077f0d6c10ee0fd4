//! Whether an article was helpful: asked once, and the answer can be changed.

use std::rc::Rc;

use aftercare_contract::{Id, article::ArticleFeedback};
use leptos::{ev::SubmitEvent, html, task::spawn_local};

use crate::{
    client::{Abort, AbortOnDrop, Failure},
    erased::{Var, live, nothing, prelude::*, tap, watch, words},
    feature::frame,
    state::Shell,
    ui::typed,
};

#[derive(Clone, Copy)]
struct Helpful {
    shell: Shell,
    article: Var<Id>,
    answer: Var<Option<bool>>,
    /// What was missing, in the shopper's words.
    comment: Var<String>,
    /// Whether those words are with the shop.
    is_said: Var<bool>,
    failed: Var<Option<Failure>>,
    /// The answer under way; another takes its place.
    under_way: Var<Option<Rc<AbortOnDrop>>>,
    /// Whether the focus was on something that is gone with the answer.
    asked: Var<bool>,
}

pub fn helpful(shell: Shell, article: Id) -> AnyView {
    let it = Helpful {
        shell,
        answer: Var::new(shell.drafts().find(&answer_of(&article))),
        comment: Var::new(shell.drafts().find(&comment_on(&article)).unwrap_or_default()),
        article: Var::new(article),
        is_said: Var::new(false),
        failed: Var::new(None),
        under_way: Var::new(None),
        asked: Var::new(false),
    };
    let trouble = live(move || match it.failed.get() {
        Some(failure) => frame::trouble(shell, &failure, Callback::new(move |()| it.send())),
        None => nothing(),
    });
    view! {
        <div part="helpful" class="card confirm">
            {live(move || match it.answer.get() {
                None => it.question(),
                Some(helped) => it.answered(helped),
            })}
            {trouble}
        </div>
    }
    .into_any()
}

impl Helpful {
    fn question(self) -> AnyView {
        let i18n = self.shell.i18n_now();
        let question = NodeRef::<html::P>::new();
        self.focus(question);
        let button = |part: &'static str, key: &str, helped: bool| {
            view! {
                <button type="button" part=part class="button small outline" on:click=tap(move || self.say(helped))>
                    {i18n.t(key)}
                </button>
            }
            .into_any()
        };
        let (yes, no) = (button("helpful-yes", "help.yes", true), button("helpful-no", "help.no", false));
        view! {
            <div role="group" aria-labelledby="helpful" class="stack tight">
                <p id="helpful" class="strong" tabindex="-1" node_ref=question>
                    {i18n.t("help.helpful")}
                </p>
                <div class="pair">{yes} {no}</div>
            </div>
        }
        .into_any()
    }

    fn answered(self, helped: bool) -> AnyView {
        let i18n = self.shell.i18n_now();
        let thanks = NodeRef::<html::P>::new();
        self.focus(thanks);
        let change = move || {
            self.failed.set(None);
            self.shell.drafts().clear(&answer_of(&self.article.now()));
            self.answer.set(None);
        };
        let more = if helped { nothing() } else { live(move || self.more()) };
        view! {
            <p role="status" class="strong" tabindex="-1" node_ref=thanks>
                {i18n.t(if helped { "help.glad" } else { "help.sorry" })}
            </p>
            {more}
            <button type="button" part="helpful-change" class="link" on:click=tap(change)>
                {i18n.t("help.change")}
            </button>
        }
        .into_any()
    }

    /// What was missing, for whoever wants to say it.
    fn more(self) -> AnyView {
        let i18n = self.shell.i18n_now();
        if self.is_said.get() {
            return view! { <p part="comment-said" role="status" class="muted">{i18n.t("help.said")}</p> }.into_any();
        }
        let write = typed(move |text| {
            self.shell.drafts().keep(&comment_on(&self.article.now()), &text);
            self.comment.set(text);
        });
        let send: Box<dyn FnMut(SubmitEvent)> = Box::new(move |event| {
            event.prevent_default();
            if !self.comment.now().trim().is_empty() {
                self.send();
            }
        });
        view! {
            <form class="stack tight" on:submit=send>
                <label class="field">
                    <span class="label">{i18n.t("help.missing")}</span>
                    <textarea part="comment" rows="2" maxlength="2000" prop:value=self.comment.now() on:input=write></textarea>
                </label>
                <button
                    type="submit"
                    part="comment-send"
                    class="button small outline"
                    aria-disabled=words(move || self.comment.get().trim().is_empty().to_string())
                >
                    {i18n.t("desk.send")}
                </button>
            </form>
        }
        .into_any()
    }

    fn say(self, helped: bool) {
        // The second of two quick taps.
        if self.answer.now().is_some() {
            return;
        }
        self.asked.set(true);
        self.answer.set(Some(helped));
        self.send();
    }

    /// The shop keeps a shopper's last answer, so sending one twice does no harm.
    fn send(self) {
        let (Some(helpful), article) = (self.answer.now(), self.article.now()) else { return };
        let comment = Some(self.comment.now().trim().to_owned()).filter(|it| !helpful && !it.is_empty());
        let (client, drafts) = (self.shell.client(), self.shell.drafts());
        let (abort, guard) = Abort::pair();
        let guard = Rc::new(guard);
        self.under_way.set(Some(Rc::clone(&guard)));
        self.failed.set(None);
        spawn_local(async move {
            let has_comment = comment.is_some();
            let sent = client.rate_article(&article, &ArticleFeedback { helpful, comment }, &abort).await;
            // Answered anew or gone meanwhile.
            if !self.under_way.try_now().flatten().is_some_and(|now| Rc::ptr_eq(&now, &guard)) {
                return;
            }
            match sent {
                Ok(()) => {
                    drafts.keep(&answer_of(&article), &helpful);
                    if has_comment {
                        drafts.clear(&comment_on(&article));
                        self.is_said.set(true);
                    }
                }
                Err(failure) => {
                    self.shell.notice(&failure);
                    self.failed.set(Some(failure));
                }
            }
        });
    }

    /// What had the focus is gone with each answer; it goes on with what is said instead.
    fn focus(self, on: NodeRef<html::P>) {
        watch(move || {
            if let Some(on) = on.get().filter(|_| self.asked.now()) {
                let _ = on.focus();
            }
        });
    }
}

fn answer_of(article: &str) -> String {
    format!("helpful:{article}")
}

fn comment_on(article: &str) -> String {
    format!("comment:{article}")
}
