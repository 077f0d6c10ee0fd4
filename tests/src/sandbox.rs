//! The other side of a case: the backend's sandbox, which acts as the shop, the carrier and the post.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{http, stage::Stage};

/// The sandbox of the stage's backend.
#[derive(Debug)]
pub struct Sandbox {
    base: String,
    client: reqwest::Client,
}

impl Sandbox {
    #[must_use]
    pub fn of(stage: &Stage) -> Self {
        Self { base: format!("{}/sandbox/v1", stage.backend_origin()), client: http::client() }
    }

    /// Lets the other side do something, for example `/shipments/{id}/deliver`.
    ///
    /// # Errors
    /// When the sandbox refuses.
    pub async fn act(&self, path: &str, body: &Value) -> Result<()> {
        let answer = self.client.post(format!("{}{path}", self.base)).json(body).send().await?;
        ensure!(answer.status().is_success(), "POST {path}: {}", answer.text().await?);
        Ok(())
    }

    /// The one-time code in the newest letter to this address.
    ///
    /// # Errors
    /// When there is no such letter.
    pub async fn code_sent_to(&self, address: &str) -> Result<String> {
        let answer = self.client.get(format!("{}/outbox?address={address}", self.base)).send().await?;
        let letters: Value = answer.error_for_status()?.json().await?;
        let text = letters["data"][0].to_string();
        let codes = text.split(|c: char| !c.is_ascii_digit());
        let code = codes.rev().find(|digits| digits.len() == 6);
        code.map(str::to_owned).with_context(|| format!("a code of six digits in {text}"))
    }
}
