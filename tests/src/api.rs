//! The shop's own view of the truth: the contract spoken straight to the backend, past proxy and widget.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::{faults::API_BASE, http, stage::Stage};

/// Somebody who bought something in the sample shop.
#[derive(Clone, Copy, Debug)]
pub struct Buyer {
    pub order: &'static str,
    pub email: &'static str,
}

/// US$48.00 shoes that go back in one tap, and a gift card that never does.
pub const RUNNER: Buyer = Buyer { order: "10482", email: "ada@example.com" };
/// Two sets of cups, returnable with a reason.
pub const CUPS: Buyer = Buyer { order: "10477", email: "ada@example.com" };
/// A lamp and more, in two parcels.
pub const LAMP: Buyer = Buyer { order: "10490", email: "lin.yue@example.com" };
/// A woollen scarf in yuan, one tap.
pub const SCARF: Buyer = Buyer { order: "10495", email: "lin.yue@example.com" };
/// A mug in New Taiwan dollars, one tap.
pub const MUG: Buyer = Buyer { order: "10501", email: "chen@example.com" };

/// Dear enough that the shop asks for a code beside the postal code.
pub const TENT: Buyer = Buyer { order: "10570", email: "reed@example.com" };
/// The weak proof with which it does.
pub const TENT_POSTAL_CODE: &str = "10011";
/// A rucksack that costs less by now.
pub const DAYPACK: Buyer = Buyer { order: "10536", email: "nora@example.com" };
/// A consumer's order in the EU.
pub const BLANKET: Buyer = Buyer { order: "10532", email: "anke.weber@example.com" };

/// A session with the backend itself.
#[derive(Debug)]
pub struct Desk {
    base: String,
    token: String,
    order_number: &'static str,
    client: reqwest::Client,
}

impl Desk {
    /// Gets in as this buyer.
    ///
    /// # Errors
    /// When the backend does not let them in.
    pub async fn open(stage: &Stage, buyer: Buyer) -> Result<Self> {
        let client = http::client();
        let base = format!("{}{API_BASE}", stage.backend_origin());
        let answer = client
            .post(format!("{base}/sessions"))
            .json(&json!({"order_lookup": {"order_number": buyer.order, "proof": {"email": buyer.email}}}))
            .send()
            .await?;
        ensure!(answer.status().is_success(), "the desk could not get in: {}", answer.text().await?);
        let session: Value = answer.json().await?;
        let token = session["access_token"].as_str().context("an access_token")?.to_owned();
        Ok(Self { base, token, order_number: buyer.order, client })
    }

    async fn get(&self, path: &str) -> Result<Value> {
        let answer = self.client.get(format!("{}{path}", self.base)).bearer_auth(&self.token).send().await?;
        ensure!(answer.status().is_success(), "GET {path}: {}", answer.text().await?);
        Ok(answer.json().await?)
    }

    /// Every case on the buyer's order, newest first.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn cases(&self) -> Result<Vec<Value>> {
        let cases = self.get("/cases?limit=50").await?;
        let cases = cases["data"].as_array().context("a list of cases")?;
        Ok(cases.iter().filter(|case| case["order_number"] == self.order_number).cloned().collect())
    }

    /// The buyer's order, whole.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn order(&self) -> Result<Value> {
        let orders = self.get("/orders?limit=50").await?;
        let orders = orders["data"].as_array().context("a list of orders")?;
        let order = orders.iter().find(|order| order["number"] == self.order_number).context("the buyer's order")?;
        self.get(&format!("/orders/{}", order["id"].as_str().context("its id")?)).await
    }

    /// The only case on the buyer's order.
    ///
    /// # Errors
    /// When there is none or more than one.
    pub async fn only_case(&self) -> Result<Value> {
        let mut cases = self.cases().await?;
        ensure!(cases.len() == 1, "one case was expected, the backend holds {}: {cases:#?}", cases.len());
        cases.pop().context("a case")
    }
}
