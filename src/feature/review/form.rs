//! Writing a review, or changing it.

use std::rc::Rc;

use aftercare_contract::review::{Answer, Question};
use leptos::ev::SubmitEvent;

use super::{
    author::Author,
    said::{self, Said},
    sending::{Sending, Writing},
};
use crate::{
    client::json,
    erased::{Var, derived, live, nothing, prelude::*, tap, watch, words},
    feature::evidence::{Attached, Evidence, Wanted, evidence},
    ui::{Choice, Rating, Submit, block, boxed, choice, group, rating, submit, typed},
};

/// What the parts of the form share.
#[derive(Clone, Copy)]
struct Form {
    author: Author,
    sending: Sending,
    said: Var<Said>,
    attached: Var<Rc<Vec<Attached>>>,
    /// Whether a file is on its way.
    busy: Var<bool>,
}

pub fn form(author: Author) -> AnyView {
    let attached = Var::new(Rc::<Vec<Attached>>::default());
    // The shop does not say which file it no longer has.
    let sending = Sending::new(author, Writing::Review, Callback::new(move |()| attached.set(Rc::default())));
    let kept: Option<Said> = author.shell.drafts().find(&sending.draft());
    let said = kept.or_else(|| author.written.now().map(|review| Said::of(&review.it))).unwrap_or_default();
    attached.set(Rc::new(said.evidence.clone()));
    let form = Form { author, sending, said: Var::new(said), attached, busy: Var::new(false) };
    form.keep_evidence();
    let i18n = author.shell.i18n_now();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        form.send();
    };
    let files = Evidence {
        name: "review".into(),
        title: i18n.t("review.evidence"),
        wanted: Wanted::PhotosAndVideos,
        busy: form.busy,
    };
    view! {
        <form part="review-form" class="stack" on:submit=send>
            <div class="card rows">
                {author.head(true, form.reward())}
                {form.whole()}
                {form.dimensions()}
            </div>
            {form.questions()}
            {field(i18n.t("review.text"), "review-text", form.said.now().text, move |text| form.change(|said| said.text = text))}
            {evidence(author.shell, files, form.attached)}
            {form.anonymous()}
            <p class="muted">{i18n.t("complaint.kept")}</p>
            <div class="footer stack tight">
                {live(move || sending.news())}
                {form.buttons()}
            </div>
        </form>
    }
    .into_any()
}

/// A field for the author's own words.
pub fn field(label: String, part: &'static str, text: String, change: impl Fn(String) + 'static) -> AnyView {
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <textarea part=part name=part rows="4" maxlength="5000" prop:value=text on:input=typed(change)></textarea>
        </label>
    }
    .into_any()
}

impl Form {
    /// Changes what is said and keeps it as a draft.
    fn change(self, change: impl FnOnce(&mut Said)) {
        self.said.update(change);
        self.author.shell.drafts().keep(&self.sending.draft(), &self.said.now());
    }

    /// The files the shop has become part of the draft.
    fn keep_evidence(self) {
        watch(move || {
            let files = self.attached.get();
            if self.said.now().evidence != *files {
                self.change(|said| said.evidence = files.to_vec());
            }
        });
    }

    /// What there is for it, said beforehand and whatever the score; a change earns nothing more.
    fn reward(self) -> String {
        let about = self.author.about.now();
        let reward = about.reward.as_ref().filter(|_| self.author.written.now().is_none());
        let fill = |label: &String| self.author.shell.i18n_now().fill("review.reward", &[("reward", label)]);
        reward.map(|reward| fill(&reward.label)).unwrap_or_default()
    }

    fn whole(self) -> AnyView {
        let score = derived(move || self.said.get().score);
        let label = self.author.shell.i18n_now().t("review.overall");
        let choose = Callback::new(move |score| self.change(|said| said.score = score));
        let verdict = words(move || match score.get() {
            0 => String::new(),
            score => said::verdict(&self.author.shell.i18n_now(), score),
        });
        view! {
            <div class="rated-whole large">
                {self.rating("whole".into(), "stars", label, score, choose)}
                <span class="verdict" aria-hidden="true">{verdict}</span>
            </div>
        }
        .into_any()
    }

    fn dimensions(self) -> AnyView {
        let about = self.author.about.now();
        let rows: Views = about
            .dimensions
            .iter()
            .map(|dimension| {
                let (code, rated) = (dimension.code.clone(), dimension.code.clone());
                let score = derived(move || self.said.get().rated(&rated));
                let choose = Callback::new(move |score| self.change(|said| said.rate(&code, score)));
                let stars = self.rating(dimension.code.clone(), "dimension", dimension.label.clone(), score, choose);
                block("row", stars)
            })
            .collect();
        rows.into_any()
    }

    fn rating(self, name: String, part: &'static str, label: String, score: Var<u8>, choose: Callback<u8>) -> AnyView {
        let i18n = self.author.shell.i18n_now();
        let scores = (1..=5).map(|score| said::score(&i18n, score)).collect();
        rating(Rating { part, name, label, scores, score, choose })
    }

    fn questions(self) -> AnyView {
        let about = self.author.about.now();
        about.questions.iter().map(|question| self.question(question)).collect::<Views>().into_any()
    }

    fn question(self, question: &Question) -> AnyView {
        let id = question.id.clone();
        let said = self.said.now();
        let answered = said.answered(&id);
        if question.options.is_empty() {
            let text = answered.and_then(|answer| answer.text.clone()).unwrap_or_default();
            let answer = move |text| {
                self.change(|said| said.answer(Answer { question_id: id.clone(), option: None, text: Some(text) }));
            };
            return field(question.label.clone(), "answer", text, answer);
        }
        let chips = question.options.iter().map(|option| {
            let (question_id, code) = (id.clone(), option.code.clone());
            let choose = typed(move |_| {
                let answer = Answer { question_id: question_id.clone(), option: Some(code.clone()), text: None };
                self.change(|said| said.answer(answer));
            });
            let chosen = answered.is_some_and(|answer| answer.option.as_ref() == Some(&option.code));
            let (name, value) = (format!("answer-{id}"), option.code.clone());
            let button = Choice { kind: "radio", part: "answer", name, value, chosen, choose };
            choice("chip", button, boxed("", option.label.clone().into_any()))
        });
        group(Some(question.label.clone()), block("chips", chips.collect::<Views>().into_any()))
    }

    fn anonymous(self) -> AnyView {
        let flip = typed(move |_| self.change(|said| said.anonymous = !said.anonymous));
        let button = Choice {
            kind: "checkbox",
            part: "anonymous",
            name: "anonymous".into(),
            value: String::new(),
            chosen: self.said.now().anonymous,
            choose: flip,
        };
        choice("card row choice", button, boxed("grow", self.author.shell.i18n_now().t("review.anonymous").into_any()))
    }

    fn buttons(self) -> AnyView {
        let Author { shell, written, writing, .. } = self.author;
        let is_new = written.now().is_none();
        let label = words(move || shell.i18n_now().t(if is_new { "review.publish" } else { "review.save" }));
        let button = submit(Submit {
            part: "primary",
            kind: "submit",
            label,
            language: None,
            why: derived(move || self.why()),
            busy: Box::new(move || self.sending.busy.get()),
            // The form's own submission sends it.
            act: tap(|| ()),
        });
        let keep = move || {
            shell.drafts().clear(&self.sending.draft());
            writing.set(false);
        };
        let keep = if is_new {
            nothing()
        } else {
            let words = shell.i18n_now().t("review.keep");
            view! { <button type="button" part="keep" class="button quiet" on:click=tap(keep)>{words}</button> }
                .into_any()
        };
        view! {
            {button}
            {keep}
        }
        .into_any()
    }

    /// What it waits for, in words; empty when for nothing. Tracks.
    fn why(self) -> String {
        let key = match self.said.get().score {
            0 => "review.missing",
            _ if self.busy.get() => "complaint.missing.upload",
            _ => return String::new(),
        };
        self.author.shell.i18n_now().t(key)
    }

    fn send(self) {
        if untrack(|| self.why().is_empty()) {
            let request = self.said.now().request(&self.author.about.now());
            self.sending.send(json::write(&request), 0);
        }
    }
}
