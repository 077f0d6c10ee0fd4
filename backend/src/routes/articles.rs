//! `GET /articles`, `GET /articles/{id}` and `POST /articles/{id}/feedback`.

use aftercare_contract::{
    article::{Article, ArticleFeedback, ArticleSummary},
    list::Page,
};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;

use crate::{
    app::App,
    auth::Shopper,
    paging::{self, Paging},
    problem::{Answer, Refusal},
    reader::Reader,
    request::{Check, JsonBody, Named, Search, read},
    store::articles,
    words,
};

/// The longest question, in characters.
const LONGEST_QUESTION: usize = 200;

/// The longest comment, in characters.
const LONGEST_COMMENT: usize = 2_000;

/// `?q=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    q: Option<String>,
}

/// The articles that fit what was typed, best first; without a word in it, all of them.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let question = wanted.q.unwrap_or_default();
    if question.chars().count() > LONGEST_QUESTION {
        return Err(Refusal::Malformed("invalid_query"));
    }
    let terms = words::of_question(&question);
    let app = &reader.app;
    let mut reading = app.store.read().await?;
    let found = app.articles.search(&mut reading, app.store.dialect(), reader.locale, &terms).await?;
    let (page, next_cursor) = paging::slice(&found, limit, after.as_ref())?;
    let summary = |article: &&crate::articles::Article| {
        let text = article.text(reader.locale);
        ArticleSummary { id: article.id.clone(), title: text.title.clone(), excerpt: text.excerpt(&terms) }
    };
    reader.answer(&Page { data: page.iter().map(summary).collect::<Vec<_>>(), next_cursor })
}

/// A whole article.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let article = reader.app.articles.find(&id).ok_or(Refusal::NotFound)?;
    let text = article.text(reader.locale);
    reader.answer(&Article {
        id: article.id.clone(),
        title: text.title.clone(),
        updated_at: article.updated_at.clone(),
        blocks: text.blocks.clone(),
    })
}

/// Notes whether it was helpful; a shopper's last word counts.
pub async fn rate(
    State(app): State<App>,
    shopper: Shopper,
    Named(id): Named<String>,
    JsonBody(body): JsonBody,
) -> Answer<StatusCode> {
    let feedback: ArticleFeedback = read(&body)?;
    let comment = feedback.comment.as_deref();
    let mut check = Check::default();
    check.require_short(comment.unwrap_or_default(), LONGEST_COMMENT, "/comment");
    check.finish()?;
    let article = app.articles.find(&id).ok_or(Refusal::NotFound)?;
    let mut writing = app.store.write().await?;
    let subject = &shopper.0.subject;
    articles::rate(&mut writing, &article.id, subject, feedback.helpful, comment, app.clock.now()).await?;
    writing.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
