//! What the shop asks of reviews, and what it gives for them: whatever the score.

use serde::Deserialize;

use crate::clock::{DAY, Millis};

/// The shop's rules.
#[derive(Clone, Debug, Deserialize)]
pub struct Rules {
    pub product: Kind,
    pub service: Kind,
    /// The product category that is not reviewed.
    pub except: String,
    /// For how many days a review can be changed.
    pub edit_days: i64,
    /// From which to which day after the review one follow-up is taken.
    pub follow_up_from_days: i64,
    pub follow_up_to_days: i64,
    /// Up to this score a complaint is offered.
    pub low_score: u8,
}

/// What is asked about a product, or about how a case was handled.
#[derive(Clone, Debug, Deserialize)]
pub struct Kind {
    /// For how many days after the delivery or the end of the case.
    pub days: i64,
    /// Their names are in the catalogs under `dimension-{code}`.
    pub dimensions: Vec<String>,
    pub questions: Vec<Question>,
    /// What a review earns.
    pub points: Option<i64>,
}

/// A question of the shop's own; its words are in the catalogs under `question-{id}`.
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    pub id: String,
    /// Product categories or case types it is for; empty means all.
    #[serde(default)]
    only: Vec<String>,
    /// What may be answered, in the catalogs under `answer-{code}`; empty for the shopper's own words.
    #[serde(default)]
    pub options: Vec<String>,
}

impl Rules {
    /// What is asked about something of this kind, `product` or `service`.
    #[must_use]
    pub fn of(&self, kind: &str) -> &Kind {
        if kind == "service" { &self.service } else { &self.product }
    }

    /// Until when what arrived or ended `at` can be reviewed.
    #[must_use]
    pub fn until(&self, kind: &str, at: Millis) -> Millis {
        at + self.of(kind).days * DAY
    }

    /// Every dimension that is rated somewhere, each once.
    #[must_use]
    pub fn dimensions(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for code in self.product.dimensions.iter().chain(&self.service.dimensions) {
            if !all.contains(&code.as_str()) {
                all.push(code);
            }
        }
        all
    }

    /// Whether a follow-up to a review from `created_at` is taken, when there is none yet.
    #[must_use]
    pub fn takes_follow_up(&self, created_at: Millis, now: Millis) -> bool {
        let age = now - created_at;
        (self.follow_up_from_days * DAY..self.follow_up_to_days * DAY).contains(&age)
    }
}

impl Kind {
    /// The questions for a product category or a case type.
    pub fn questions<'a>(&'a self, about: &'a str) -> impl Iterator<Item = &'a Question> {
        self.questions
            .iter()
            .filter(move |question| question.only.is_empty() || question.only.iter().any(|only| only == about))
    }
}
