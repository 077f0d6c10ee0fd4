//! What can be reviewed and what was.

use aftercare_contract::review::Reviewable;

use super::{Shelf, said};
use crate::{
    erased::{prelude::*, tap},
    state::{Shell, View},
    ui::{Icon, icon, picture, section, stars},
};

pub fn list(shell: Shell, shelf: &Shelf) -> AnyView {
    let i18n = shell.i18n_now();
    if shelf.waiting.is_empty() && shelf.written.is_empty() {
        return view! { <p part="empty" class="empty">{i18n.t("review.empty")}</p> }.into_any();
    }
    let group = |title: &str, rows: Vec<AnyView>| {
        (!rows.is_empty()).then(|| section(i18n.t(title), view! { <div class="card rows">{rows}</div> }.into_any()))
    };
    let waiting = shelf.waiting.iter().map(|about| {
        let reward = about.reward.as_ref().map(|reward| i18n.fill("review.reward", &[("reward", &reward.label)]));
        row(shell, "waiting-review", about, reward.unwrap_or_default(), icon(Icon::Forward))
    });
    let written = shelf.written.iter().map(|review| {
        let replied = review.reply.as_ref().map(|_| i18n.t("review.replied"));
        let known = [Some(i18n.near_day(&review.created_at)), replied];
        let known = known.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let score = stars(review.score, said::score(&i18n, review.score));
        row(shell, "written-review", &said::about(review), known, score)
    });
    view! {
        <div class="stack">
            {group("review.waiting", waiting.collect())}
            {group("review.written", written.collect())}
        </div>
    }
    .into_any()
}

fn row(shell: Shell, part: &'static str, about: &Reviewable, detail: String, end: AnyView) -> AnyView {
    let view = View::Review { reviewable_id: Some(about.id.clone()), order_id: about.order_id.clone() };
    view! {
        <button
            type="button"
            part=part
            class="row"
            data-reviewable=about.id.clone()
            on:click=tap(move || shell.views.push(view.clone()))
        >
            {picture(about.image_url.clone())}
            <span class="grow">
                <span class="row-title">{about.title.clone()}</span>
                <span class="muted">{detail}</span>
            </span>
            {end}
        </button>
    }
    .into_any()
}
