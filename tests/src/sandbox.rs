//! The other side of a case: the backend's sandbox, which acts as the shop, the carrier and the post.

use anyhow::{Context, Result, ensure};
use reqwest::Response;
use serde_json::{Value, json};

use crate::{faults::API_BASE, http, stage::Stage};

/// The sandbox of the stage's backend.
#[derive(Debug)]
pub struct Sandbox {
    origin: String,
    base: String,
    client: reqwest::Client,
}

impl Sandbox {
    #[must_use]
    pub fn of(stage: &Stage) -> Self {
        let origin = stage.backend_origin().to_owned();
        Self { base: format!("{origin}/sandbox/v1"), origin, client: http::client() }
    }

    /// Lets the other side do something, for example `/shipments/{id}/deliver`.
    ///
    /// # Errors
    /// When the sandbox refuses.
    pub async fn act(&self, path: &str, body: &Value) -> Result<()> {
        self.post(&format!("{}{path}", self.base), body).await.map(drop)
    }

    /// [`Sandbox::act`] for what answers something.
    ///
    /// # Errors
    /// When the sandbox refuses, or answers no JSON.
    pub async fn ask(&self, path: &str, body: &Value) -> Result<Value> {
        Ok(self.post(&format!("{}{path}", self.base), body).await?.json().await?)
    }

    /// The session that the shop's own page opens for a customer who is signed in there, `cus_ada` for example.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn sign_in(&self, customer_id: &str) -> Result<Value> {
        let token = self.ask("/merchant_tokens", &json!({ "customer_id": customer_id })).await?;
        let body = json!({ "merchant_token": { "jwt": token["jwt"] } });
        Ok(self.post(&format!("{}{API_BASE}/sessions", self.origin), &body).await?.json().await?)
    }

    async fn post(&self, url: &str, body: &Value) -> Result<Response> {
        let answer = self.client.post(url).json(body).send().await?;
        ensure!(answer.status().is_success(), "POST {url}: {}", answer.text().await?);
        Ok(answer)
    }

    /// A session as a gift's recipient has it, opened with the shop's own link.
    ///
    /// # Errors
    /// When the sandbox or the backend refuses.
    pub async fn gift_session(&self, stage: &Stage, order_number: &str) -> Result<Value> {
        let wanted = json!({ "scope": "gift", "order_number": order_number });
        let link = self.client.post(format!("{}/links", self.base)).json(&wanted).send().await?;
        let link: Value = link.error_for_status()?.json().await?;
        let opened = self.client.post(format!("{}{API_BASE}/sessions", stage.backend_origin()));
        let opened = opened.json(&json!({ "link": { "token": link["token"] } })).send().await?;
        Ok(opened.error_for_status()?.json().await?)
    }

    /// What a guide had found out before the case was opened.
    ///
    /// # Errors
    /// When the backend does not tell.
    pub async fn tried(&self, case_id: &str) -> Result<Value> {
        let answer = self.client.get(format!("{}/cases/{case_id}/tried", self.base)).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// The letters to this address, newest first.
    ///
    /// # Errors
    /// When the backend does not tell.
    pub async fn letters_to(&self, address: &str) -> Result<Value> {
        let answer = self.client.get(format!("{}/outbox?address={address}", self.base)).send().await?;
        Ok(answer.error_for_status()?.json::<Value>().await?["data"].take())
    }

    /// The one-time code in the newest letter to this address.
    ///
    /// # Errors
    /// When there is no such letter.
    pub async fn code_sent_to(&self, address: &str) -> Result<String> {
        let text = self.letters_to(address).await?[0].to_string();
        let codes = text.split(|c: char| !c.is_ascii_digit());
        let code = codes.rev().find(|digits| digits.len() == 6);
        code.map(str::to_owned).with_context(|| format!("a code of six digits in {text}"))
    }
}
