//! What Schemathesis is told of the sample shop: ids of what is there, and of what was made for it. Made-up ones alone
//! would test little but 404.

use super::{Customer, ORDER, challenge, ids, leaf};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::fmt::Write;

/// A product of one of the orders, with care instructions and a guide.
const PRODUCT: &str = "trail_runner";

/// How many of the values that are sent come from here; the others are made up.
const PROBABILITY: f32 = 0.85;

/// A kind of value.
struct Kind {
    name: &'static str,
    values: Vec<Value>,
    /// The parameters and members that hold one.
    places: &'static [&'static str],
    /// What the document's examples of it begin with.
    example: Option<&'static str>,
}

/// Everything that is known, the best to ask about first.
pub struct Known(Vec<Kind>);

impl Known {
    /// Looks around as the customer, and makes a complaint, a hold, a review, a quote, a wish to be told and a challenge.
    pub fn gather(customer: &Customer) -> Result<Self> {
        // What is sent back is of one order, or an order and a line would hardly ever go together.
        let page = customer.get("/orders")?;
        let mut orders = ids(&page["data"]);
        let delivered = page["data"].as_array().into_iter().flatten().position(|order| order["number"] == ORDER);
        orders.swap(0, delivered.context("the order is not there")?);
        let order = customer.get(&format!("/orders/{}", orders[0]))?;
        let lines = ids(&order["lines"]);
        let id = order["id"].as_str().context("an order without an id")?.to_string();
        let mut shipments = Vec::new();
        for order in &orders {
            shipments.extend(ids(&customer.get(&format!("/orders/{order}"))?["shipments"]));
        }
        let reasons = customer.get(&format!("/reasons?type=complaint&order_id={id}"))?;
        let complaints = codes(&reasons["data"]);
        let sent_back = codes(&customer.get(&format!("/reasons?type=return&line_item_id={}", lines[0]))?["data"]);
        let mut cases = Vec::new();
        for order in &orders {
            let reasons = customer.get(&format!("/reasons?type=complaint&order_id={order}"))?;
            let reason = leaf(&reasons["data"][0])["code"].clone();
            let complaint =
                json!({ "type": "complaint", "order_id": order, "reason_code": reason, "text": "It is wet." });
            cases.push(made(customer, "/cases", &complaint)?);
        }
        cases.extend(
            ids(&customer.get("/cases")?["data"]).into_iter().filter(|case| !cases.contains(case)).collect::<Vec<_>>(),
        );
        let slots = free(&customer.get(&format!("/slots?for=pickup&order_id={id}&limit=100"))?["data"]);
        let booking = made(customer, "/bookings", &json!({ "slot_id": slots.first(), "order_id": id }))?;
        let wish = made(customer, "/subscriptions", &json!({ "case_id": cases.first(), "channel": "sms" }))?;
        let mut reviewables = ids(&customer.get("/reviewables")?["data"]);
        let review = made(customer, "/reviews", &json!({ "reviewable_id": reviewables.remove(0), "score": 4 }))?;
        let item = json!({ "line_item_id": lines[0], "quantity": 1, "reason_code": sent_back.first() });
        let quote = customer.make("/quotes", &json!({ "type": "return", "order_id": id, "items": [item] }))?;
        let cursor = customer.get("/orders?limit=1")?["next_cursor"].clone();
        let dimensions = customer.get("/capabilities")?["capabilities"]["reviews"]["dimensions"].take();
        let dimensions = dimensions.as_array().into_iter().flatten().map(|one| one["code"].clone()).collect();
        let (challenge, code) = challenge(&customer.api)?;
        let kind = |name, values: Vec<Value>, places, example| Kind { name, values, places, example };
        let texts = |texts: Vec<String>| texts.into_iter().map(Value::from).collect::<Vec<_>>();
        let all = vec![
            kind("orders", texts(orders), &["path.order_id", "query.order_id"], Some("ord_")),
            kind("order", texts(vec![id]), &["body.order_id"], None),
            kind("lines", texts(lines), &["query.line_item_id", "body.items[*].line_item_id"], Some("li_")),
            kind("pieces", vec![1.into()], &["body.items[*].quantity"], None),
            kind("reasons", sent_back, &["body.items[*].reason_code"], None),
            kind("complaints", complaints, &["body.reason_code"], None),
            kind("shipments", texts(shipments), &["path.shipment_id", "body.shipment_id"], Some("shp_")),
            kind("cases", texts(cases), &["path.case_id", "query.case_id", "body.case_id"], Some("case_")),
            kind("articles", texts(ids(&customer.get("/articles")?["data"])), &["path.article_id"], Some("art_")),
            kind("products", vec![PRODUCT.into()], &["path.product_id", "query.product_id"], Some("prd_")),
            kind(
                "guides",
                texts(ids(&customer.get(&format!("/guides?product_id={PRODUCT}"))?["data"])),
                &["path.guide_id"],
                Some("gd_"),
            ),
            kind("reviewables", texts(reviewables), &["body.reviewable_id"], Some("rvb_")),
            kind("reviews", vec![review.into()], &["path.review_id"], Some("rev_")),
            kind("dimensions", dimensions, &["body.dimensions[*].code"], None),
            kind("surveys", texts(ids(&order["surveys"])), &["path.survey_id"], Some("srv_")),
            kind("slots", texts(slots), &["body.slot_id"], Some("slot_")),
            kind("bookings", vec![booking.into()], &["path.booking_id", "body.booking_id"], Some("bkg_")),
            kind("quotes", vec![quote["quote_id"].clone()], &["body.quote_id"], Some("qt_")),
            kind("wishes", vec![wish.into()], &["path.subscription_id"], Some("sbn_")),
            kind("challenges", vec![challenge.into()], &["path.challenge_id"], Some("chl_")),
            kind("codes", vec![code.into()], &["body.code"], None),
            kind("channels", ["email", "sms", "webview"].map(Value::from).into(), &["body.channel"], None),
            kind("types", ["return", "complaint"].map(Value::from).into(), &["query.type"], None),
            kind("actions", ["escalate", "change_method", "cancel"].map(Value::from).into(), &["path.action"], None),
            kind("states", vec!["*".into()], &["header.If-Match"], None),
            // In an example only: most pages after it are empty, and lead nowhere.
            kind("cursors", vec![cursor], &[], Some("eyJhIjoiMTA0")),
        ];
        for kind in &all {
            ensure!(
                !kind.values.is_empty() && !kind.values.contains(&Value::Null),
                "the sample shop has no {}",
                kind.name
            );
        }
        Ok(Known(all))
    }

    /// More of Schemathesis' configuration: the values, to be used in most requests.
    pub fn dictionaries(&self) -> Result<String> {
        let mut more = String::new();
        let mut parameters = String::from("\n[parameters]\n");
        for Kind { name, values, places, .. } in &self.0 {
            writeln!(more, "\n[dictionaries.{name}]\nvalues = {}", json!(values))?;
            for place in *places {
                writeln!(parameters, "\"{place}\" = {{ dictionary = \"{name}\", probability = {PROBABILITY} }}")?;
            }
        }
        Ok(more + &parameters)
    }

    /// The document with the ids of its examples replaced by those of the sample shop: two of the phases send examples
    /// and little else.
    pub fn put_into(&self, document: &str) -> String {
        let in_an_id = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let mut written = String::with_capacity(document.len());
        let mut rest = document;
        while let Some(start) = rest.find(in_an_id) {
            let (between, word) = rest.split_at(start);
            let (word, after) = word.split_at(word.find(|letter| !in_an_id(letter)).unwrap_or(word.len()));
            written += between;
            written += self.instead_of(word).unwrap_or(word);
            rest = after;
        }
        written + rest
    }

    /// The first value of the kind of which `word` is an example. Codes may begin like an id; they are in small letters
    /// throughout, and ids with capitals or of a kind that has no such codes.
    fn instead_of(&self, word: &str) -> Option<&str> {
        let kind = self.0.iter().find(|kind| kind.example.is_some_and(|start| word.starts_with(start)))?;
        let code = matches!(kind.name, "cases" | "orders" | "slots" | "lines" | "reviews")
            && !word.contains(|letter: char| letter.is_ascii_uppercase());
        kind.values.first().filter(|_| !code)?.as_str()
    }
}

fn made(customer: &Customer, path: &str, body: &Value) -> Result<String> {
    let made = customer.make(path, body)?;
    Ok(made["id"].as_str().with_context(|| format!("{path} made something without an id"))?.to_string())
}

/// The codes of the reasons that may be chosen.
fn codes(reasons: &Value) -> Vec<Value> {
    let reasons = reasons.as_array().map(Vec::as_slice).unwrap_or_default();
    let below = |reason: &Value| match codes(&reason["children"]) {
        none if none.is_empty() => vec![reason["code"].clone()],
        some => some,
    };
    reasons.iter().flat_map(below).collect()
}

/// The slots that can be booked.
fn free(slots: &Value) -> Vec<String> {
    let all = slots.as_array().map(Vec::as_slice).unwrap_or_default();
    ids(&all.iter().filter(|slot| slot["available"] == true).cloned().collect())
}
