//! What a shopper sends about a review.

use std::collections::BTreeMap;

use aftercare_contract::review::{DimensionScore, FollowUpRequest, ReviewRequest};
use serde_json::Value;

use crate::{
    problem::{Answer, Refusal},
    request::{Check, read},
    reviews::Kind,
};

/// The longest text, in characters.
const LONGEST: usize = 5_000;

/// The longest answer to a question in the shopper's own words, in characters.
const LONGEST_ANSWER: usize = 2_000;

/// The most dimensions, files and answers a request may name.
const MOST_DIMENSIONS: usize = 20;
const MOST_FILES: usize = 20;
const MOST_ANSWERS: usize = 50;

/// A review that fits the schema.
pub fn review(body: &Value) -> Answer<ReviewRequest> {
    let request: ReviewRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.reviewable_id, "/reviewable_id");
    check.require((1..=5).contains(&request.score), "/score", "out_of_range");
    check.require_short(&request.text, LONGEST, "/text");
    check.require(request.dimensions.len() <= MOST_DIMENSIONS, "/dimensions", "too_long");
    for (place, dimension) in request.dimensions.iter().enumerate() {
        check.require_code(&dimension.code, &format!("/dimensions/{place}/code"));
        check.require((1..=5).contains(&dimension.score), format!("/dimensions/{place}/score"), "out_of_range");
    }
    check.require(request.answers.len() <= MOST_ANSWERS, "/answers", "too_long");
    for (place, answer) in request.answers.iter().enumerate() {
        check.require_id(&answer.question_id, format!("/answers/{place}/question_id"));
        if let Some(option) = &answer.option {
            check.require_code(option, &format!("/answers/{place}/option"));
        }
        let text = answer.text.as_deref().unwrap_or_default();
        check.require_short(text, LONGEST_ANSWER, format!("/answers/{place}/text"));
    }
    check_files(&request.attachments, &mut check);
    check.finish()?;
    Ok(request)
}

/// A follow-up that fits the schema.
pub fn follow_up(body: &Value) -> Answer<FollowUpRequest> {
    let request: FollowUpRequest = read(body)?;
    let mut check = Check::default();
    check.require_text(&request.text, LONGEST, "/text");
    check_files(&request.attachments, &mut check);
    check.finish()?;
    Ok(request)
}

fn check_files(ids: &[String], check: &mut Check) {
    check.require(ids.len() <= MOST_FILES, "/attachments", "too_long");
    for (place, id) in ids.iter().enumerate() {
        check.require_id(id, format!("/attachments/{place}"));
    }
}

/// The dimensions and the answers as JSON, when they are among those that were asked for. Of two for the same the last
/// counts.
pub fn fitting(kind: &Kind, about: &str, request: &ReviewRequest) -> Answer<(String, String)> {
    let mut dimensions = BTreeMap::new();
    for DimensionScore { code, score } in &request.dimensions {
        if !kind.dimensions.contains(code) {
            return Err(Refusal::Conflict("dimension_unknown"));
        }
        dimensions.insert(code, DimensionScore { code: code.clone(), score: *score });
    }
    let mut answers = BTreeMap::new();
    for answer in &request.answers {
        let mut questions = kind.questions(about);
        let question = questions.find(|question| question.id == answer.question_id);
        let fits = question.is_some_and(|question| match &answer.option {
            Some(option) => question.options.contains(option),
            None => question.options.is_empty() && answer.text.is_some(),
        });
        if !fits {
            return Err(Refusal::Conflict("answer_unknown"));
        }
        answers.insert(&answer.question_id, answer);
    }
    let dimensions: Vec<_> = dimensions.into_values().collect();
    let answers: Vec<_> = answers.into_values().collect();
    Ok((serde_json::to_string(&dimensions)?, serde_json::to_string(&answers)?))
}
