//! What the author wrote, what the shop says to it, and the ways on.

use aftercare_contract::review::{Review, Reviewable};

use super::{author::Author, follow_up, said};
use crate::{
    erased::{nothing, prelude::*, tap},
    feature::frame,
    i18n::I18n,
    state::View,
    ui::{self, Fact, Tone, stars, tag},
};

pub fn page(author: Author, review: &Review) -> AnyView {
    let i18n = author.shell.i18n_now();
    let thanked = author.thanked.now();
    let thanks = thanked.then(|| {
        view! {
            <h2 part="thanks" class="headline" tabindex="-1" node_ref=author.head>
                {i18n.t("review.thanks")}
            </h2>
        }
        .into_any()
    });
    view! {
        <div class="stack">
            <div>
                {tag("status", Tone::Good, review.status_label.clone())}
                {thanks}
            </div>
            {reward(&i18n, review)}
            {written(author, &i18n, review, !thanked)}
            {answers(&i18n, review)}
            {complaint(author, &i18n, review)}
            {change(author, &i18n, review)}
            {follow_up::follow_up(author, review)}
        </div>
    }
    .into_any()
}

/// What the author got for it.
fn reward(i18n: &I18n, review: &Review) -> Option<AnyView> {
    let reward = review.reward.as_ref()?;
    if reward.granted_at.is_none() {
        let promised = i18n.fill("review.reward", &[("reward", &reward.label)]);
        return Some(view! { <p class="muted">{promised}</p> }.into_any());
    }
    let given = reward.granted_at.as_ref().map(|at| i18n.near_day(at));
    let known = [Some(reward.label.clone()), reward.amount.as_ref().map(|amount| i18n.money(amount)), given];
    let known = known.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some(ui::facts("reward", vec![Fact::strong(i18n.t("review.earned"), known)]))
}

fn written(author: Author, i18n: &I18n, review: &Review, leads: bool) -> AnyView {
    let nameless = review.anonymous.then(|| i18n.t("review.nameless"));
    let about = [Some(i18n.near_day(&review.created_at)), nameless];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let text = (!review.text.is_empty()).then(|| view! { <p class="said">{review.text.clone()}</p> }.into_any());
    view! {
        <article part="written" class="card rows">
            {author.head(leads, about)}
            <div class="opinion">
                {stars(review.score, said::score(i18n, review.score))}
                {text}
                {frame::attachments(i18n, &review.media)}
            </div>
            {details(i18n, &author.about.now(), review)}
        </article>
    }
    .into_any()
}

/// What was rated by itself, and the answers to the shop's questions.
fn details(i18n: &I18n, about: &Reviewable, review: &Review) -> Vec<AnyView> {
    let mut details = Vec::new();
    for dimension in &about.dimensions {
        if let Some(rated) = review.dimensions.iter().find(|it| it.code == dimension.code) {
            details.push(detail(dimension.label.clone(), stars(rated.score, said::score(i18n, rated.score))));
        }
    }
    for question in &about.questions {
        let answer = review.answers.iter().find(|it| it.question_id == question.id);
        let option =
            question.options.iter().find(|it| answer.is_some_and(|answer| answer.option.as_ref() == Some(&it.code)));
        let words = option.map(|option| option.label.clone()).or_else(|| answer?.text.clone());
        if let Some(words) = words {
            details.push(detail(question.label.clone(), words.into_any()));
        }
    }
    details
}

fn detail(name: String, value: AnyView) -> AnyView {
    view! {
        <div class="fact">
            <span class="muted">{name}</span>
            <span>{value}</span>
        </div>
    }
    .into_any()
}

/// After a low score: a way to have it put right, beside the review and never in its place.
fn complaint(author: Author, i18n: &I18n, review: &Review) -> Option<AnyView> {
    let about = author.about.now();
    let order_id = about.order_id.clone().filter(|_| review.complaint_offered)?;
    let line_item_ids: Vec<_> = about.line_item_id.clone().into_iter().collect();
    let complain = move || {
        let (order_id, line_item_ids) = (order_id.clone(), line_item_ids.clone());
        author.shell.views.push(View::Complaint { order_id, line_item_ids, reason_code: None });
    };
    let offered = view! {
        <div part="complaint-offer" class="card opinion">
            <p class="question">{i18n.t("review.complain")}</p>
            <p class="muted">{i18n.t("review.complain.detail")}</p>
            <button type="button" part="complain" class="button outline" on:click=tap(complain)>
                {i18n.t("review.complain.go")}
            </button>
        </div>
    };
    Some(offered.into_any())
}

/// What was added later, and the shop's reply, in their order.
fn answers(i18n: &I18n, review: &Review) -> Option<AnyView> {
    let mut said = Vec::with_capacity(review.follow_ups.len() + 1);
    for added in &review.follow_ups {
        let when = i18n.fill("review.added", &[("day", &i18n.near_day(&added.at))]);
        said.push(bubble("follow-up", true, &added.text, frame::attachments(i18n, &added.media), when));
    }
    if let Some(reply) = &review.reply {
        let who = [i18n.t("review.reply"), i18n.near_day(&reply.at)].join(" · ");
        // Times of one shop, in one zone, sort as they are written.
        let at = review.follow_ups.iter().position(|added| added.at > reply.at).unwrap_or(said.len());
        said.insert(at, bubble("reply", false, &reply.text, nothing(), who));
    }
    (!said.is_empty()).then(|| view! { <ol class="bubbles">{said}</ol> }.into_any())
}

fn bubble(part: &'static str, mine: bool, text: &str, files: AnyView, about: String) -> AnyView {
    view! {
        <li part=part class="bubble" class:mine=mine>
            <p class="said">{text.to_owned()}</p>
            {files}
            <span class="muted">{about}</span>
        </li>
    }
    .into_any()
}

fn change(author: Author, i18n: &I18n, review: &Review) -> Option<AnyView> {
    let until = review.editable_until.as_ref()?;
    let words = i18n.fill("review.change_until", &[("date", &i18n.day(until))]);
    let body = view! {
        <button
            type="button"
            part="change"
            class="button outline"
            on:click=tap(move || {
                author.thanked.set(false);
                author.writing.set(true);
            })
        >
            {i18n.t("case.change.save")}
        </button>
        <p class="muted center">{words}</p>
    };
    Some(body.into_any())
}
