//! `fixtures.json`: what the shop's sandbox holds, so that audits have something to ask about.
//!
//! ```json
//! {
//!   "a": { "orders": [
//!     { "number": "10482", "proof": { "email": "ada@example.com" }, "serves": ["returnable", "final_sale"] }
//!   ] },
//!   "b": { "orders": [
//!     { "number": "10495", "proof": { "email": "lin.yue@example.com" }, "serves": ["returnable"] }
//!   ] },
//!   "origin": "https://shop.example"
//! }
//! ```
//!
//! `a` and `b` are two different customers; `others` may help out with orders that `a` has not got. An order says what it can [serve](Role) for; one order may serve for
//! several. Audits whose fixture is missing are skipped and say which one. Nothing else is needed: lines, parcels and
//! cases are found by asking. Members whose name starts with `$` are for people.

use std::fmt;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixtures {
    /// The customer who returns, complains and reviews.
    pub a: Customer,
    /// Somebody else, who must never see anything of `a`.
    pub b: Option<Customer>,
    /// Further customers, whose orders serve for what `a` has no order for.
    #[serde(default)]
    pub others: Vec<Customer>,
    /// An origin whose pages may use the API, `https://shop.example`.
    pub origin: Option<String>,
    /// How the shop's own page vouches for customer `a`.
    pub merchant_token: Option<MerchantToken>,
    /// The token of a signed link of customer `a`.
    pub link: Option<String>,
    /// The token of a signed link to a gift, whose recipient can send a line of it back.
    pub gift_link: Option<String>,
    /// Where the sandbox's time can be moved: a URL that takes `POST` of `{"advance_seconds": 60}` with 200. The runner
    /// moves it on by as long as a quote holds, and leaves it there.
    pub clock: Option<String>,
    /// Words that an article of the shop's help answers.
    pub article_query: Option<String>,
}

/// Somebody with orders.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    pub orders: Vec<OrderFixture>,
}

/// An order and what opens it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderFixture {
    /// As printed in the shop's mails.
    pub number: String,
    /// One member: `email`, `phone` or `postal_code`.
    pub proof: Value,
    #[serde(default)]
    pub serves: Vec<Role>,
}

/// What signs a customer in: a ready token, good for one session, or a key that makes them.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MerchantToken {
    /// A JWT, used once.
    Jwt(String),
    /// An Ed25519 key of the sandbox. Never give a production key.
    Key(SigningKey),
}

/// An Ed25519 private key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningKey {
    pub kid: String,
    /// The seed, 32 bytes in base64url (`d` of a JWK).
    pub d: String,
    /// The shop's name for customer `a`.
    pub sub: String,
}

/// What an order of customer `a`, or of the others, can serve for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Role {
    /// A line of it can be returned. The runner opens returns on it and cancels them.
    Returnable,
    /// A line of it can be returned in one tap.
    OneClick,
    /// A line of it can be returned with a reason only.
    NeedsReason,
    /// A line of it can be returned, and the runner may hand the parcel over, which it can't undo.
    Consumable,
    /// A line of it was sold finally.
    FinalSale,
    /// A line of it has not been handed over yet.
    NotShipped,
    /// The return window of a line of it is over.
    WindowExpired,
    /// A case on it has ended, and not by cancellation.
    Ended,
    /// A line of it can be exchanged.
    Exchangeable,
    /// It can be withdrawn from. The runner declares the withdrawal, which it may not be able to undo.
    Withdrawable,
    /// A line of it costs less now.
    PriceDrop,
    /// A parcel of it is or was under way.
    Tracked,
    /// Its goods can be picked up at a slot.
    Pickup,
    /// It can be complained about.
    Complainable,
    /// A complaint on it has an open offer of the shop's.
    Offer,
    /// A line of it can be repaired.
    Repairable,
    /// A line of it has care: cover, manuals or tips.
    Care,
    /// A product of it has a troubleshooting guide.
    Guided,
    /// Two things of it at least can be reviewed. The runner writes reviews, which stay.
    Reviewable,
    /// It, or a case on it, has an open survey. The runner answers it.
    Surveyed,
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        formatter.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// The file can't be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("fixtures, at {pointer}: {message}")]
pub struct FixtureError {
    /// JSON Pointer of the place.
    pub pointer: String,
    pub message: String,
}

impl Fixtures {
    /// Reads the file's text.
    ///
    /// # Errors
    /// The first thing wrong, and where.
    pub fn parse(text: &str) -> Result<Self, FixtureError> {
        let error = |pointer: &str, message: String| FixtureError { pointer: pointer.to_owned(), message };
        let mut value: Value =
            serde_json::from_str(text).map_err(|broken| error("/", format!("not JSON: {broken}")))?;
        drop_comments(&mut value);
        let fixtures: Self = serde_path_to_error::deserialize(&value)
            .map_err(|broken| error(&pointer(broken.path()), broken.inner().to_string()))?;
        let others = fixtures.others.iter().enumerate().map(|(index, customer)| (format!("others/{index}"), customer));
        let named = [("a".to_owned(), &fixtures.a)].into_iter().chain(fixtures.b.iter().map(|b| ("b".to_owned(), b)));
        for (name, customer) in named.chain(others) {
            for (index, order) in customer.orders.iter().enumerate() {
                if order.proof.as_object().is_none_or(|proof| proof.len() != 1) {
                    let at = format!("/{name}/orders/{index}/proof");
                    return Err(error(&at, "one member is wanted: email, phone or postal_code".into()));
                }
            }
        }
        if fixtures.a.orders.is_empty() {
            return Err(error("/a/orders", "customer `a` needs one order at least".into()));
        }
        Ok(fixtures)
    }

    /// The first order that serves for this, of customer `a` or else of the others.
    #[must_use]
    pub fn order(&self, role: Role) -> Option<&OrderFixture> {
        self.orders().find(|order| order.serves.contains(&role))
    }

    /// Every order but those of customer `b`.
    pub fn orders(&self) -> impl Iterator<Item = &OrderFixture> {
        [&self.a].into_iter().chain(&self.others).flat_map(|customer| &customer.orders)
    }

    /// A file to fill in, with a word on every role.
    #[must_use]
    pub fn template() -> String {
        let roles: serde_json::Map<String, Value> = Role::value_variants()
            .iter()
            .filter_map(|role| {
                let value = role.to_possible_value()?;
                let help = value.get_help().map(ToString::to_string).unwrap_or_default();
                Some((value.get_name().to_owned(), help.into()))
            })
            .collect();
        let template = json!({
            "$about": "What your sandbox holds. Replace every value; leave out what you don't have: the audits that need it are skipped and say so.",
            "$roles": roles,
            "a": {
                "$about": "A customer. The proof of an order is an email, a phone or a postal_code.",
                "orders": [
                    { "number": "10482", "proof": { "email": "a@shop.example" }, "serves": ["returnable", "one_click", "final_sale"] },
                    { "number": "10477", "proof": { "email": "a@shop.example" }, "serves": ["needs_reason"] }
                ]
            },
            "b": {
                "$about": "Another customer.",
                "orders": [{ "number": "10495", "proof": { "email": "b@shop.example" }, "serves": ["returnable"] }]
            },
            "origin": "https://shop.example"
        });
        format!("{template:#}\n")
    }
}

fn drop_comments(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !name.starts_with('$'));
            members.values_mut().for_each(drop_comments);
        }
        Value::Array(elements) => elements.iter_mut().for_each(drop_comments),
        _ => {}
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => "/?".into(),
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_a_file_it_reads() {
        let fixtures = Fixtures::parse(&Fixtures::template()).unwrap();
        assert_eq!(fixtures.order(Role::NeedsReason).unwrap().number, "10477");
        assert!(Fixtures::template().contains("handed over"));
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let wrong = r#"{"a": {"orders": [{"number": "1", "proof": {"email": "x"}, "serves": ["retunable"]}]}}"#;
        let error = Fixtures::parse(wrong).unwrap_err();
        assert_eq!(error.pointer, "/a/orders/0/serves/0");
        assert!(error.message.contains("`returnable`"), "{error}");
        let two = r#"{"a": {"orders": [{"number": "1", "proof": {"email": "x", "phone": "1"}}]}}"#;
        assert_eq!(Fixtures::parse(two).unwrap_err().pointer, "/a/orders/0/proof");
    }
}
