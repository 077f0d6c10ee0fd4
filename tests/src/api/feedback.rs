//! What buyers write and answer, straight to the backend.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Desk;

impl Desk {
    /// What may be reviewed of the buyer's order, newest first.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn reviewables(&self) -> Result<Vec<Value>> {
        let order = self.order().await?;
        let page = self.get(&format!("/reviewables?order_id={}", order["id"].as_str().context("its id")?)).await?;
        page["data"].as_array().cloned().context("a list of reviewables")
    }

    /// Reviews the first of them, as from another device.
    ///
    /// # Errors
    /// When there is nothing to review.
    pub async fn review(&self, score: u8, text: &str) -> Result<Value> {
        let waiting = self.reviewables().await?;
        let id = &waiting.first().context("something to review")?["id"];
        self.post("/reviews", &json!({"reviewable_id": id, "score": score, "text": text})).await
    }

    /// Writes a review anew, as from another device.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn change_review(&self, review: &Value, text: &str) -> Result<()> {
        let url = format!("{}/reviews/{}", self.base, review["id"].as_str().context("its id")?);
        let now = self.client.get(&url).bearer_auth(&self.token).send().await?;
        let tag = now.headers().get("etag").context("an ETag")?.clone();
        let body = json!({"reviewable_id": review["reviewable_id"], "score": review["score"], "text": text});
        let answer = self.client.put(&url).bearer_auth(&self.token).header("If-Match", tag).json(&body).send().await?;
        ensure!(answer.status().is_success(), "PUT {url}: {}", answer.text().await?);
        Ok(())
    }

    /// What the buyer has written.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn reviews(&self) -> Result<Vec<Value>> {
        let page = self.get("/reviews?limit=100").await?;
        page["data"].as_array().cloned().context("a list of reviews")
    }

    /// The only one.
    ///
    /// # Errors
    /// When there is none or more than one.
    pub async fn only_review(&self) -> Result<Value> {
        let mut reviews = self.reviews().await?;
        ensure!(reviews.len() == 1, "one review was expected, the backend holds {reviews:#?}");
        reviews.pop().context("a review")
    }

    /// A survey, answered or not.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn survey(&self, id: &str) -> Result<Value> {
        self.get(&format!("/surveys/{id}")).await
    }

    /// Answers a survey, as from another page.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn answer_survey(&self, id: &str, score: u8) -> Result<()> {
        self.post(&format!("/surveys/{id}"), &json!({ "score": score })).await.map(drop)
    }
}
