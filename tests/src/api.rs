//! The shop's own view of the truth: the contract spoken straight to the backend, past proxy and widget.

mod feedback;

use std::sync::atomic::{AtomicUsize, Ordering};

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
/// A mug in New Taiwan dollars, one tap, and a blanket that is mended at home, too.
pub const MUG: Buyer = Buyer { order: "10501", email: "chen@example.com" };

/// Dear enough that the shop asks for a code beside the postal code.
pub const TENT: Buyer = Buyer { order: "10570", email: "reed@example.com" };
/// The weak proof with which it does.
pub const TENT_POSTAL_CODE: &str = "10011";
/// A rucksack that costs less by now.
pub const DAYPACK: Buyer = Buyer { order: "10536", email: "nora@example.com" };
/// A consumer's order in the EU.
pub const BLANKET: Buyer = Buyer { order: "10532", email: "anke.weber@example.com" };

/// Shoes of EU 42 and a jacket of M, which come in other sizes; a dearer one among them.
pub const SHOES: Buyer = Buyer { order: "10530", email: "nora@example.com" };
/// Shoes of the same kind, in the last line but two.
pub const SHOES_TOO: Buyer = Buyer { order: "10539", email: "nora@example.com" };
/// A member who has money before the parcel.
pub const MEMBER: Buyer = Buyer { order: "10537", email: "mia@example.com" };
/// Headphones and a head torch, which the shop looks at before it pays.
pub const TORCH: Buyer = Buyer { order: "10427", email: "wang.lei@example.com" };
/// Among other things a mug that is worth less than its way back.
pub const XU: Buyer = Buyer { order: "10531", email: "xu.jing@example.com" };

/// Headphones that came a month ago, bought in euros.
pub const HEADPHONES: Buyer = Buyer { order: "10419", email: "meyer@example.com" };
/// Headphones with every cover there is, and a lamp that is also repaired at home.
pub const COVERED: Buyer = Buyer { order: "10584", email: "vega@example.com" };

/// An order of the same consumer's that is still under way.
pub const UNSENT: Buyer = Buyer { order: "10534", email: "anke.weber@example.com" };
/// Four stools that a law firm bought, in the EU too.
pub const OFFICE: Buyer = Buyer { order: "10533", email: "einkauf@brandt.example" };

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

    /// Asks for something by POST, under a key of its own.
    async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        static ASKED: AtomicUsize = AtomicUsize::new(0);
        let key = format!("desk-key-{:08}", ASKED.fetch_add(1, Ordering::Relaxed));
        let call = self.client.post(format!("{}{path}", self.base)).bearer_auth(&self.token);
        let answer = call.header("Idempotency-Key", key).json(body).send().await?;
        ensure!(answer.status().is_success(), "POST {path}: {}", answer.text().await?);
        Ok(answer.json().await?)
    }

    /// Returns all of the order's `line`-th line, counted from 0, as from another device.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn return_line(&self, line: usize, reason: &str) -> Result<()> {
        let order = self.order().await?;
        let item = &order["lines"][line];
        let item =
            json!({"line_item_id": item["id"], "quantity": item["quantity"]["fulfilled"], "reason_code": reason});
        let mut body = json!({"type": "return", "order_id": order["id"], "items": [item]});
        let quote = self.post("/quotes", &body).await?;
        body["quote_id"] = quote["quote_id"].clone();
        self.post("/cases", &body).await.map(drop)
    }

    /// Returns one piece of each of these lines, counted from 0, for its reason.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn open_return(&self, lines: &[(usize, &str)]) -> Result<Value> {
        let order = self.order().await?;
        let item = |(line, reason): &(usize, &str)| json!({"line_item_id": order["lines"][*line]["id"], "quantity": 1, "reason_code": reason});
        let items: Vec<Value> = lines.iter().map(item).collect();
        self.open_case(json!({"type": "return", "order_id": order["id"], "items": items})).await
    }

    /// Exchanges a piece of the order's `line`-th line, counted from 0, for another variant.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn exchange_line(&self, line: usize, variant: &str) -> Result<Value> {
        let order = self.order().await?;
        let item = json!({"line_item_id": order["lines"][line]["id"], "quantity": 1, "variant_id": variant});
        self.open_case(json!({"type": "exchange", "order_id": order["id"], "items": [item]})).await
    }

    /// Quotes and opens a case.
    async fn open_case(&self, mut body: Value) -> Result<Value> {
        let quote = self.post("/quotes", &body).await?;
        body["quote_id"] = quote["quote_id"].clone();
        self.post("/cases", &body).await
    }

    /// Complains about the order, as from another device.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn complain(&self, reason: &str, text: &str) -> Result<Value> {
        let order = self.order().await?;
        let body = json!({"type": "complaint", "order_id": order["id"], "reason_code": reason, "text": text});
        self.post("/cases", &body).await
    }

    /// Has a piece of the order's `line`-th line, counted from 0, repaired, as from another device.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn repair(&self, line: usize, mode: &str, note: &str) -> Result<Value> {
        let order = self.order().await?;
        let item = json!({"line_item_id": order["lines"][line]["id"], "quantity": 1, "note": note});
        let body = json!({"type": "repair", "order_id": order["id"], "items": [item], "mode": mode});
        self.post("/cases", &body).await
    }

    /// What was said about a case, oldest first.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn messages(&self, case: &Value) -> Result<Vec<Value>> {
        let id = case["id"].as_str().context("its id")?;
        let page = self.get(&format!("/cases/{id}/messages?limit=100")).await?;
        page["data"].as_array().cloned().context("a list of messages")
    }

    /// What the shop has signed for a case, oldest first.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn receipts(&self, case: &Value) -> Result<Vec<Value>> {
        let id = case["id"].as_str().context("its id")?;
        let page = self.get(&format!("/cases/{id}/receipts?limit=100")).await?;
        page["data"].as_array().cloned().context("a list of receipts")
    }

    /// Claims the price difference of the order's first line, as from another device.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn claim_price_difference(&self) -> Result<()> {
        let order = self.order().await?;
        let item = &order["lines"][0];
        let item = json!({"line_item_id": item["id"], "quantity": item["quantity"]["fulfilled"]});
        let body = json!({"type": "price_protection", "order_id": order["id"], "items": [item], "one_click": true});
        self.post("/cases", &body).await.map(drop)
    }

    /// The times a courier could come for this order, taken ones too.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn pickup_slots(&self) -> Result<Vec<Value>> {
        let order = self.order().await?;
        let order_id = order["id"].as_str().context("its id")?;
        let page = self.get(&format!("/slots?for=pickup&limit=100&order_id={order_id}")).await?;
        page["data"].as_array().cloned().context("a list of times")
    }

    /// The times of a repair mode for this order, taken ones too.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn repair_slots(&self, mode: &str) -> Result<Vec<Value>> {
        let order = self.order().await?;
        let order_id = order["id"].as_str().context("its id")?;
        let page = self.get(&format!("/slots?for=repair&mode={mode}&limit=100&order_id={order_id}")).await?;
        page["data"].as_array().cloned().context("a list of times")
    }

    /// Holds a time.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn hold_slot(&self, slot_id: &str) -> Result<()> {
        let order = self.order().await?;
        self.post("/bookings", &json!({"slot_id": slot_id, "order_id": order["id"]})).await.map(drop)
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

    /// What can be done with the buyer's order now.
    ///
    /// # Errors
    /// When the backend refuses.
    pub async fn eligibility(&self) -> Result<Value> {
        let order = self.order().await?;
        self.get(&format!("/orders/{}/eligibility", order["id"].as_str().context("its id")?)).await
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
