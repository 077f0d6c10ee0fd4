//! `GET` and `POST /surveys/{id}`.

use aftercare_contract::survey::SurveyAnswer;

use crate::{
    problem::{Answer, Refusal},
    reader::Reader,
    request::{Check, JsonBody, Named, read},
    store::Connection,
    store::surveys::{self, SurveyRecord},
};

/// The highest score on any scale.
const HIGHEST: u8 = 100;

/// The longest comment, in characters.
const LONGEST_COMMENT: usize = 2_000;

/// A survey, also one that takes no answer any more.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let survey = find(&reader, &mut reading, &id).await?;
    reader.answer(&reader.view().survey(&survey, reader.app.clock.now()))
}

/// Answers a survey or dismisses it, once. The same again changes nothing and is answered the same.
pub async fn answer(reader: Reader, Named(id): Named<String>, JsonBody(body): JsonBody) -> Answer {
    let wish: SurveyAnswer = read(&body)?;
    let mut check = Check::default();
    check.require(wish.dismissed || wish.score.is_some(), "/score", "required");
    check.require(wish.score.is_none_or(|score| score <= HIGHEST), "/score", "out_of_range");
    let comment = wish.comment.as_deref().unwrap_or_default();
    check.require_short(comment, LONGEST_COMMENT, "/comment");
    check.finish()?;
    let now = reader.app.clock.now();
    let mut writing = reader.app.store.write().await?;
    let survey = find(&reader, &mut writing, &id).await?;
    let scale = reader.view().survey(&survey, now).scale;
    let score = wish.score.filter(|_| !wish.dismissed);
    if score.is_some_and(|score| !(scale.min..=scale.max).contains(&score)) {
        return Err(Refusal::Conflict("score_out_of_range"));
    }
    let (score, comment) = (score.map(i64::from), wish.comment.as_deref());
    let settled = surveys::settle(&mut writing, &id, score, comment, now).await?;
    let survey = find(&reader, &mut writing, &id).await?;
    let same = survey.status != "open" && survey.score == score && survey.comment.as_deref() == comment;
    if !settled && !same {
        return Err(Refusal::Conflict("survey_closed"));
    }
    writing.commit().await?;
    if let Some(case_id) = &survey.case_id {
        reader.app.live.announce(case_id);
    }
    reader.answer(&reader.view().survey(&survey, now))
}

async fn find(reader: &Reader, connection: &mut Connection, id: &str) -> Answer<SurveyRecord> {
    let survey = surveys::find(connection, id).await?.ok_or(Refusal::NotFound)?;
    reader.shopper.must_open(connection, &survey.order_id).await?;
    Ok(survey)
}
