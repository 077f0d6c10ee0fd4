//! An article.

use std::rc::Rc;

use aftercare_contract::{Id, article::Article};

use super::helpful::helpful;
use crate::{
    client::Failure,
    erased::{live, prelude::*},
    feature::{content::content, frame},
    state::{Load, Remote, Shell},
    ui::{Notice, Tone, notice, skeleton},
};

pub fn article(shell: Shell, id: Id) -> AnyView {
    let article = Remote::new(shell, None, move |client, abort| {
        let id = id.clone();
        async move { client.article(&id, &abort).await }
    });
    live(move || match article.get() {
        Load::Waiting => skeleton(shell.i18n_now().t("state.loading")),
        Load::Ready(it) => whole(shell, &it),
        Load::Failed(Failure::Missing) => gone(shell),
        Load::Failed(failure) => frame::trouble(shell, &failure, Callback::new(move |()| article.reload())),
    })
}

fn whole(shell: Shell, article: &Rc<Article>) -> AnyView {
    let as_of = shell.i18n_now().month(&article.updated_at);
    view! {
        <article part="article" class="card article">
            <h2 class="headline">{article.title.clone()}</h2>
            <p class="muted">{shell.i18n_now().fill("help.as_of", &[("month", &as_of)])}</p>
            {content(&article.blocks)}
        </article>
        {helpful(shell, article.id.clone())}
    }
    .into_any()
}

/// The shop has taken it away; what it said may stand elsewhere.
fn gone(shell: Shell) -> AnyView {
    let i18n = shell.i18n_now();
    notice(Notice {
        part: "gone",
        kind: "missing",
        tone: Tone::Warn,
        title: i18n.t("help.gone"),
        detail: i18n.t("help.gone.detail").into_any(),
        action: Some(("search-again", i18n.t("help.search"), Callback::new(move |()| shell.views.back()))),
    })
}
