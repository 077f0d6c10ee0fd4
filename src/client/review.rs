//! Reviews and surveys.

use aftercare_contract::{
    Id,
    list::Page,
    read::Read,
    review::{Review, Reviewable, Reward},
    survey::{Survey, SurveyAnswer},
};

use super::{
    Failure, both,
    operations::escape,
    transport::{Abort, Call, Client, Tagged},
};

/// As much of what may be reviewed, and of what was, as leads there.
#[derive(Clone, Debug, Default)]
pub struct Reviewing {
    pub waiting: Vec<Waiting>,
    pub written: Vec<Reviewed>,
}

/// Something that may be reviewed.
#[derive(Clone, Debug, Read)]
pub struct Waiting {
    pub id: Id,
    #[serde(default)]
    pub reward: Option<Reward>,
}

/// Something that was.
#[derive(Clone, Debug, Read)]
pub struct Reviewed {
    pub reviewable_id: Id,
    #[serde(default)]
    about: About,
}

#[derive(Clone, Debug, Default, Read)]
#[serde(default)]
struct About {
    order_id: Option<Id>,
    case_id: Option<Id>,
}

const REVIEWS: &str = "/reviews?limit=100";

impl Client {
    /// What leads to reviews from an order or, when it is named, from a case.
    pub async fn reviewing(&self, order_id: &str, case_id: Option<&str>, abort: &Abort) -> Result<Reviewing, Failure> {
        let waiting = match case_id {
            Some(case_id) => reviewables("&case_id=", case_id),
            None => reviewables("&order_id=", order_id),
        };
        let (waiting, written) = both(self.answer(waiting, abort), self.answer(Call::get(REVIEWS.into()), abort)).await;
        let waiting: Page<Waiting> = waiting?.read()?;
        let written: Page<Reviewed> = written?.read()?;
        let mut written = written.data;
        written.retain(|it| match case_id {
            Some(_) => it.about.case_id.as_deref() == case_id,
            None => it.about.order_id.as_deref() == Some(order_id),
        });
        Ok(Reviewing { waiting: waiting.data, written })
    }

    /// What may be reviewed now, of this order or of all, newest first: the first hundred.
    pub async fn reviewables(&self, order_id: Option<&str>, abort: &Abort) -> Result<Vec<Reviewable>, Failure> {
        let call = order_id.map_or_else(|| reviewables("", ""), |id| reviewables("&order_id=", id));
        let page: Page<Reviewable> = self.read(call, abort).await?;
        Ok(page.data)
    }

    /// What the shopper has written, newest first: the first hundred.
    pub async fn reviews(&self, abort: &Abort) -> Result<Vec<Review>, Failure> {
        let page: Page<Review> = self.read(Call::get(REVIEWS.into()), abort).await?;
        Ok(page.data)
    }

    pub async fn review(&self, id: &str, abort: &Abort) -> Result<Tagged<Review>, Failure> {
        self.read_tagged(Call::get(path(id)), abort).await
    }

    /// Publishes a review, a `ReviewRequest` as JSON. Sending the same with the same `key` again is safe: there is one.
    pub async fn write_review(&self, key: &str, request: String, abort: &Abort) -> Result<Tagged<Review>, Failure> {
        self.read_tagged(Call::post_json("/reviews".into(), request).header("Idempotency-Key", key), abort).await
    }

    /// Writes it anew as a whole, on the version the shopper saw.
    pub async fn change_review(
        &self,
        seen: &Tagged<Review>,
        request: String,
        abort: &Abort,
    ) -> Result<Tagged<Review>, Failure> {
        self.read_tagged(Call::put_json(path(&seen.it.id), request).header("If-Match", &seen.etag), abort).await
    }

    /// Adds to a review, a `FollowUpRequest` as JSON. Sending the same with the same `key` again is safe.
    pub async fn follow_up(
        &self,
        key: &str,
        id: &str,
        request: String,
        abort: &Abort,
    ) -> Result<Tagged<Review>, Failure> {
        let call = Call::post_json(format!("{}/follow_ups", path(id)), request);
        self.read_tagged(call.header("Idempotency-Key", key), abort).await
    }

    pub async fn survey(&self, id: &str, abort: &Abort) -> Result<Survey, Failure> {
        self.read(Call::get(survey_path(id)), abort).await
    }

    /// Answers or dismisses it. The first answer counts; sending the very same again is safe.
    pub async fn answer_survey(&self, id: &str, answer: &SurveyAnswer, abort: &Abort) -> Result<Survey, Failure> {
        self.read(Call::post(survey_path(id), answer), abort).await
    }
}

fn reviewables(filter: &str, id: &str) -> Call {
    Call::get(format!("/reviewables?limit=100{filter}{}", escape(id)))
}

fn path(id: &str) -> String {
    format!("/reviews/{}", escape(id))
}

fn survey_path(id: &str) -> String {
    format!("/surveys/{}", escape(id))
}
