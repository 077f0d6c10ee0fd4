//! What the sample shop has for a test to ask about.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fmt::Write;

/// An order of the sample shop, and whose it is.
const ORDER: &str = "10482";
const EMAIL: &str = "ada@example.com";

/// More orders of the same customer, which the session is to cover too.
const MORE_ORDERS: [&str; 4] = ["10477", "10460", "10440", "10455"];

/// A product of one of the orders, with care instructions and a guide.
const PRODUCT: &str = "trail_runner";

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

    fn get(&self, path: &str) -> Result<Value> {
        let request = ureq::get(format!("{}{path}", self.api)).header("Authorization", self.bearer());
        let text = request.call().with_context(|| path.to_string())?.body_mut().read_to_string()?;
        Ok(serde_json::from_str(&text)?)
    }

    /// More of Schemathesis' configuration: ids of what is there, to be used in most requests. Made-up ones alone would
    /// test little but 404.
    pub fn dictionaries(&self) -> Result<String> {
        let orders = ids(&self.get("/orders")?["data"]);
        let mut lines = Vec::new();
        let mut shipments = Vec::new();
        let mut slots = Vec::new();
        for order in &orders {
            slots.extend(ids(&self.get(&format!("/slots?for=pickup&order_id={order}"))?["data"]));
            let order = self.get(&format!("/orders/{order}"))?;
            lines.extend(ids(&order["lines"]));
            shipments.extend(ids(&order["shipments"]));
        }
        let kinds = [
            ("orders", orders, &["path.order_id", "query.order_id", "body.order_id"][..]),
            ("lines", lines, &["query.line_item_id", "body.items[*].line_item_id"]),
            ("shipments", shipments, &["path.shipment_id", "body.shipment_id"]),
            ("cases", ids(&self.get("/cases")?["data"]), &["path.case_id", "query.case_id", "body.case_id"]),
            ("articles", ids(&self.get("/articles")?["data"]), &["path.article_id"]),
            ("products", vec![PRODUCT.to_string()], &["path.product_id", "query.product_id"]),
            ("guides", ids(&self.get(&format!("/guides?product_id={PRODUCT}"))?["data"]), &["path.guide_id"]),
            ("reviewables", ids(&self.get("/reviewables")?["data"]), &["body.reviewable_id"]),
            ("slots", slots, &["body.slot_id"]),
        ];
        let mut more = String::new();
        let mut parameters = String::from("\n[parameters]\n");
        for (kind, known, places) in kinds {
            if known.is_empty() {
                bail!("the sample shop has no {kind}");
            }
            writeln!(more, "\n[dictionaries.{kind}]\nvalues = {}", json!(known))?;
            for place in places {
                writeln!(parameters, "\"{place}\" = {{ dictionary = \"{kind}\", probability = 0.8 }}")?;
            }
        }
        Ok(more + &parameters)
    }
}

fn ids(list: &Value) -> Vec<String> {
    let entries = list.as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| entry["id"].as_str().map(String::from)).collect()
}
