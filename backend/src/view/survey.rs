//! Surveys.

use aftercare_contract::{
    review::Reward,
    survey::{Scale, Survey, SurveyRef, SurveyStatus},
};

use super::View;
use crate::{
    clock::Millis,
    store::surveys::SurveyRecord,
    surveys::{Kind, Question},
};

impl View<'_> {
    /// A whole survey.
    #[must_use]
    pub fn survey(&self, survey: &SurveyRecord, now: Millis) -> Survey {
        let asked = self.question(survey);
        let (kind, (min, max)) = (asked.kind.code(), asked.kind.scale());
        let answered = survey.answered_at.filter(|_| survey.status == "answered");
        Survey {
            id: survey.id.clone(),
            kind: kind.into(),
            question: self.voice.say("survey", &survey.occasion),
            scale: Scale {
                min,
                max,
                min_label: self.voice.say("scale", &format!("{kind}-min")),
                max_label: self.voice.say("scale", &format!("{kind}-max")),
            },
            comment_label: Some(self.voice.say("survey", "comment")),
            reward: asked.points.map(|points| self.points(points, answered)),
            status: match survey.status.as_str() {
                "answered" => SurveyStatus::Answered,
                "dismissed" => SurveyStatus::Dismissed,
                _ if survey.is_open(now) => SurveyStatus::Open,
                _ => SurveyStatus::Expired,
            },
        }
    }

    /// Surveys as an order or a case names them: those that take an answer.
    #[must_use]
    pub fn survey_refs(&self, surveys: &[SurveyRecord]) -> Vec<SurveyRef> {
        let now = self.app.clock.now();
        let named = |survey: &SurveyRecord| SurveyRef {
            id: survey.id.clone(),
            kind: self.question(survey).kind.code().into(),
            question: self.voice.say("survey", &survey.occasion),
        };
        surveys.iter().filter(|survey| survey.is_open(now)).map(named).collect()
    }

    /// Points for the trouble, and when they were given.
    #[must_use]
    pub fn points(&self, points: i64, granted_at: Option<Millis>) -> Reward {
        Reward {
            code: "points".into(),
            label: self.voice.say_with("reward", "points", &[("points", &points.to_string())]),
            amount: None,
            granted_at: granted_at.map(|at| self.time(at)),
        }
    }

    /// What was asked; the shop may have dropped the question since.
    fn question(&self, survey: &SurveyRecord) -> Question {
        let known = self.app.shop.surveys.occasions.get(&survey.occasion);
        known.copied().unwrap_or(Question { kind: Kind::Csat, points: None })
    }
}
