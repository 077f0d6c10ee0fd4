//! What the author says of it.

use aftercare_contract::{
    read::Read,
    review::{Answer, DimensionScore, Review, ReviewRequest, Reviewable},
};
use serde::Serialize;

use crate::{feature::evidence::Attached, i18n::I18n};

/// Kept as a draft until the shop has it. What is added later has text and files alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(default)]
pub struct Said {
    /// 1 to 5; 0 while there is none.
    pub score: u8,
    pub dimensions: Vec<DimensionScore>,
    pub text: String,
    pub evidence: Vec<Attached>,
    pub anonymous: bool,
    pub answers: Vec<Answer>,
}

impl Said {
    /// As it was written, to be changed.
    pub fn of(review: &Review) -> Self {
        let file = |file: &aftercare_contract::upload::Attachment| Attached {
            id: file.id.clone(),
            name: file.name.clone().unwrap_or_default(),
            media_type: file.media_type.clone(),
            size: file.size,
            // It does not end: the review names it.
            expires_at: String::new(),
        };
        Self {
            score: review.score,
            dimensions: review.dimensions.clone(),
            text: review.text.clone(),
            evidence: review.media.iter().map(file).collect(),
            anonymous: review.anonymous,
            answers: review.answers.clone(),
        }
    }

    /// A dimension's score; 0 while there is none.
    pub fn rated(&self, code: &str) -> u8 {
        self.dimensions.iter().find(|it| it.code == code).map_or(0, |it| it.score)
    }

    /// In one order, whichever was tapped first: what is the same is written the same. Not by a sort, whose code would
    /// outweigh the form's.
    pub fn rate(&mut self, code: &str, score: u8) {
        self.dimensions.retain(|it| it.code != code);
        let at = self.dimensions.iter().position(|it| it.code.as_str() > code).unwrap_or(self.dimensions.len());
        self.dimensions.insert(at, DimensionScore { code: code.to_owned(), score });
    }

    pub fn answered(&self, question_id: &str) -> Option<&Answer> {
        self.answers.iter().find(|it| it.question_id == question_id)
    }

    /// Puts an answer in the place of an earlier one. Words that say nothing are none.
    pub fn answer(&mut self, answer: Answer) {
        self.answers.retain(|it| it.question_id != answer.question_id);
        let says_something =
            answer.option.is_some() || answer.text.as_deref().is_some_and(|text| !text.trim().is_empty());
        if says_something {
            let after = self.answers.iter().position(|it| it.question_id > answer.question_id);
            self.answers.insert(after.unwrap_or(self.answers.len()), answer);
        }
    }

    pub fn request(&self, about: &Reviewable) -> ReviewRequest {
        ReviewRequest {
            reviewable_id: about.id.clone(),
            score: self.score,
            dimensions: self.dimensions.clone(),
            text: self.text.trim().to_owned(),
            attachments: self.evidence.iter().map(|file| file.id.clone()).collect(),
            anonymous: self.anonymous,
            answers: self.answers.clone(),
        }
    }
}

/// What a review is of; as much as is known where the shop does not say.
pub fn about(review: &Review) -> Reviewable {
    review.about.clone().unwrap_or_else(|| Reviewable {
        id: review.reviewable_id.clone(),
        kind: String::new(),
        title: review.title.clone(),
        image_url: review.image_url.clone(),
        order_id: None,
        line_item_id: None,
        case_id: None,
        dimensions: Vec::new(),
        questions: Vec::new(),
        reward: None,
        until: None,
    })
}

/// A score in words, for example `4 stars: Good`.
pub fn score(i18n: &I18n, score: u8) -> String {
    let word = verdict(i18n, score);
    i18n.fill("evidence.about", &[("name", &i18n.count("review.stars", score.into())), ("what", &word)])
}

/// What so many stars mean.
pub fn verdict(i18n: &I18n, score: u8) -> String {
    i18n.of_kind("review.score.{}", &score.to_string(), &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Answer {
        Answer { question_id: "wish".into(), option: None, text: Some(text.into()) }
    }

    #[test]
    fn a_second_thought_takes_the_place_of_the_first() {
        let mut said = Said::default();
        said.rate("logistics", 2);
        said.rate("logistics", 5);
        assert_eq!((said.rated("logistics"), said.rated("product")), (5, 0));
        said.answer(words("A wider strap."));
        said.answer(words("A longer strap."));
        assert_eq!(said.answered("wish"), Some(&words("A longer strap.")));
    }

    #[test]
    fn an_answer_of_spaces_is_none() {
        let mut said = Said::default();
        said.answer(words("A wider strap."));
        said.answer(words("  "));
        assert!(said.answers.is_empty());
    }
}
