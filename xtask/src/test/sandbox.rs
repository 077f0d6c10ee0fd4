//! What the sample shop has for a test to ask about.

mod known;

use anyhow::{Context, Result};
pub use known::Known;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// An order of the sample shop, and whose it is.
const ORDER: &str = "10482";
const EMAIL: &str = "ada@example.com";

/// The order that is somebody's gift.
const GIFT: &str = "10538";

/// The order on which the shop makes an offer.
const OFFERED: (&str, &str) = ("10532", "anke.weber@example.com");

/// More orders of the same customer, which the session is to cover too.
const MORE_ORDERS: [&str; 4] = ["10477", "10460", "10440", "10455"];

/// A customer in the sample shop.
pub struct Customer {
    api: String,
    /// Opens several orders.
    pub token: String,
}

impl Customer {
    /// Lets the customer in at the API with this base.
    pub fn enter(api: &str) -> Result<Self> {
        let mut customer = Customer { api: api.to_string(), token: String::new() };
        for order in [ORDER].into_iter().chain(MORE_ORDERS) {
            let proof = json!({ "order_lookup": { "order_number": order, "proof": { "email": EMAIL } } });
            let mut request = ureq::post(format!("{api}/sessions")).content_type("application/json");
            if !customer.token.is_empty() {
                request = request.header("Authorization", customer.bearer());
            }
            let mut answer = request.send(proof.to_string())?;
            let session: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
            customer.token = session["access_token"].as_str().context("a session without a token")?.to_string();
        }
        Ok(customer)
    }

    /// The value of the header `Authorization`.
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// Makes something that the contract makes with a key.
    fn make(&self, path: &str, body: &Value) -> Result<Value> {
        post(&format!("{}{path}", self.api), &self.bearer(), body)
    }

    fn get(&self, path: &str) -> Result<Value> {
        let request = ureq::get(format!("{}{path}", self.api)).header("Authorization", self.bearer());
        let text = request.call().with_context(|| path.to_string())?.body_mut().read_to_string()?;
        Ok(serde_json::from_str(&text)?)
    }
}

/// The order that the shop opens on a weak proof only with a one-time code, that proof, and where the code goes.
const CHALLENGED: (&str, &str, &str) = ("10570", "10011", "reed@example.com");

/// Asks for a one-time code; returns the challenge's id and the code, out of the letter.
fn challenge(api: &str) -> Result<(String, String)> {
    let (number, postal_code, email) = CHALLENGED;
    let lookup = json!({ "order_lookup": { "order_number": number, "proof": { "postal_code": postal_code } } });
    let challenge = post(&format!("{api}/sessions"), "", &lookup)?;
    let id = challenge["challenge_id"].as_str().context("a challenge without an id")?;
    let origin = api.strip_suffix("/api/v1").context("the API's base")?;
    let outbox =
        ureq::get(format!("{origin}/sandbox/v1/outbox?address={email}")).call()?.body_mut().read_to_string()?;
    let outbox: Value = serde_json::from_str(&outbox)?;
    let letter = outbox["data"][0]["text"].as_str().context("no letter was sent")?;
    let mut words = letter.split(|letter: char| !letter.is_ascii_digit());
    let code = words.find(|digits| digits.len() == 6).context("a letter without a code")?;
    Ok((id.to_string(), code.to_string()))
}

/// The fixtures in `text` with what no file can hold: signed links, where the time is moved, and a complaint on which the
/// shop has made an offer.
pub fn fixtures(origin: &str, api: &str, text: &str) -> Result<Value> {
    let mut fixtures: Value = serde_json::from_str(text)?;
    let sandbox = format!("{origin}/sandbox/v1");
    let wish = json!({ "scope": "order", "order_number": ORDER });
    fixtures["link"] = post(&format!("{sandbox}/links"), "", &wish)?["token"].take();
    let wish = json!({ "scope": "gift", "order_number": GIFT });
    fixtures["gift_link"] = post(&format!("{sandbox}/links"), "", &wish)?["token"].take();
    fixtures["clock"] = format!("{sandbox}/clock").into();

    let (number, email) = OFFERED;
    let lookup = json!({ "order_lookup": { "order_number": number, "proof": { "email": email } } });
    let session = post(&format!("{api}/sessions"), "", &lookup)?;
    let token = session["access_token"].as_str().context("a session without a token")?.to_string();
    let shopper = Customer { api: api.to_string(), token };
    let order = ids(&shopper.get("/orders")?["data"]).into_iter().next().context("an order")?;
    let reasons = shopper.get(&format!("/reasons?type=complaint&order_id={order}"))?;
    let reason = leaf(&reasons["data"][0])["code"].clone();
    let complaint =
        json!({ "type": "complaint", "order_id": order, "reason_code": reason, "text": "The box was wet." });
    let case = shopper.make("/cases", &complaint)?;
    let offer = json!({ "resolution": "partial_refund", "amount": 500, "message": "We are sorry." });
    let case = case["id"].as_str().context("a case without an id")?;
    post(&format!("{sandbox}/cases/{case}/offer"), "", &offer)?;
    Ok(fixtures)
}

/// The first of the finest reasons below this one.
fn leaf(reason: &Value) -> &Value {
    match reason["children"].as_array().and_then(|children| children.first()) {
        Some(child) => leaf(child),
        None => reason,
    }
}

fn post(url: &str, bearer: &str, body: &Value) -> Result<Value> {
    let text = body.to_string();
    // Another body, another key.
    let key: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut request = ureq::post(url).content_type("application/json").header("Idempotency-Key", key);
    if !bearer.is_empty() {
        request = request.header("Authorization", bearer);
    }
    let text = request.send(text).with_context(|| url.to_string())?.body_mut().read_to_string()?;
    Ok(serde_json::from_str(&text)?)
}

fn ids(list: &Value) -> Vec<String> {
    let entries = list.as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| entry["id"].as_str().map(String::from)).collect()
}
