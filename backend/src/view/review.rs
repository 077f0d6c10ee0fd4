//! Reviews, and what can be reviewed.

use aftercare_contract::{
    review::{Dimension, FollowUp, Question, QuestionOption, Reply, Review, Reviewable},
    upload::Attachment,
};

use super::View;
use crate::{
    problem::Answer,
    reviews,
    store::reviews::{FollowUpRecord, ReviewRecord, ReviewableRecord},
};

/// Everything about a review.
pub struct ReviewPage {
    pub review: ReviewRecord,
    pub media: Vec<Attachment>,
    /// With their files.
    pub follow_ups: Vec<(FollowUpRecord, Vec<Attachment>)>,
}

impl View<'_> {
    /// Something to review.
    #[must_use]
    pub fn reviewable(&self, record: &ReviewableRecord) -> Reviewable {
        let rules = &self.app.shop.reviews;
        let kind = rules.of(&record.kind);
        Reviewable {
            id: record.id.clone(),
            kind: record.kind.clone(),
            title: self.reviewed(&record.kind, &record.about, &record.title),
            image_url: self.image(record.image.as_ref()),
            order_id: Some(record.order_id.clone()),
            line_item_id: record.line_id.clone(),
            case_id: record.case_id.clone(),
            dimensions: kind.dimensions.iter().map(|code| self.dimension(code)).collect(),
            questions: kind.questions(&record.about).map(|question| self.asked(question)).collect(),
            reward: kind.points.map(|points| self.points(points, None)),
            until: Some(self.time(rules.until(&record.kind, record.at))),
        }
    }

    /// A whole review.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn review(&self, page: &ReviewPage) -> Answer<Review> {
        let review = &page.review;
        let rules = &self.app.shop.reviews;
        let now = self.app.clock.now();
        let score = u8::try_from(review.score).unwrap_or(0);
        let follow_up = |(record, media): &(FollowUpRecord, Vec<Attachment>)| FollowUp {
            id: record.id.clone(),
            at: self.time(record.at),
            text: record.text.clone(),
            media: media.clone(),
        };
        Ok(Review {
            id: review.id.clone(),
            reviewable_id: review.reviewable_id.clone(),
            title: self.reviewed(&review.kind, &review.about, &review.title),
            image_url: self.image(review.image.as_ref()),
            about: Some(self.about(review)),
            score,
            dimensions: serde_json::from_str(&review.dimensions)?,
            text: review.text.clone(),
            media: page.media.clone(),
            anonymous: review.anonymous == 1,
            answers: serde_json::from_str(&review.answers)?,
            created_at: self.time(review.created_at),
            status: "published".into(),
            status_label: self.voice.say("review", "published"),
            editable_until: (now < review.editable_until).then(|| self.time(review.editable_until)),
            reply: review.reply.clone().zip(review.replied_at).map(|(text, at)| Reply { text, at: self.time(at) }),
            follow_ups: page.follow_ups.iter().map(follow_up).collect(),
            can_follow_up: page.follow_ups.is_empty() && rules.takes_follow_up(review.created_at, now),
            reward: rules.of(&review.kind).points.map(|points| self.points(points, Some(review.created_at))),
            complaint_offered: score <= rules.low_score,
        })
    }

    /// What was reviewed, as it was asked about.
    fn about(&self, review: &ReviewRecord) -> Reviewable {
        let asked = self.reviewable(&ReviewableRecord {
            id: review.reviewable_id.clone(),
            kind: review.kind.clone(),
            at: review.created_at,
            order_id: review.order_id.clone(),
            line_id: review.line_id.clone(),
            case_id: review.case_id.clone(),
            title: review.title.clone(),
            image: review.image.clone(),
            about: review.about.clone(),
        });
        // The time to write it is no matter any more.
        Reviewable { until: None, ..asked }
    }

    /// Something rated by itself.
    #[must_use]
    pub fn dimension(&self, code: &str) -> Dimension {
        Dimension { code: code.into(), label: self.voice.say("dimension", code) }
    }

    fn asked(&self, question: &reviews::Question) -> Question {
        let option = |code: &String| QuestionOption { code: code.clone(), label: self.voice.say("answer", code) };
        Question {
            id: question.id.clone(),
            label: self.voice.say("question", &question.id),
            options: question.options.iter().map(option).collect(),
        }
    }

    /// What is reviewed: the product's title, or the case by its type and number.
    fn reviewed(&self, kind: &str, about: &str, title: &str) -> String {
        match kind {
            "service" => self.voice.say_with("reviewed", about, &[("number", title)]),
            _ => title.to_owned(),
        }
    }
}
