//! Something that a case can be opened for: a line of an order, with what eligibility says about it.

use serde_json::{Value, json};

use crate::{
    audit::{Outcome, Stop},
    client::Reply,
    fixtures::Role,
    stage::{Shopper, Stage},
};

/// A line and one of its options.
pub struct Piece {
    pub shopper: Shopper,
    pub order: Value,
    pub line_id: String,
    /// The case type, `return`.
    pub kind: &'static str,
    /// What eligibility said when the piece was found.
    pub option: Value,
}

impl Piece {
    /// The first line of an order serving `role` whose option for `kind` fits.
    ///
    /// # Errors
    /// [`Stop::Skipped`] when no line fits, as when an earlier run used it up.
    pub async fn find(stage: &Stage, role: Role, kind: &'static str, fits: fn(&Value) -> bool) -> Outcome<Self> {
        let found = Self::on(stage.customer(role).await?, kind, fits).await?;
        found.map_err(|number| Stop::skipped(format!("no line of order {number} serves `{role}` any more")))
    }

    /// The first line of the session's order whose option for `kind` fits; the order's number when there is none.
    ///
    /// # Errors
    /// [`Stop::Broken`] when the order can't be read.
    pub async fn on(shopper: Shopper, kind: &'static str, fits: fn(&Value) -> bool) -> Outcome<Result<Self, String>> {
        let order = shopper.order().await?;
        let eligibility = shopper.get(&format!("/orders/{}/eligibility", order.text("/id"))).await?.must(200)?;
        let lines = eligibility.list("/lines");
        let mut options = lines.filter_map(|line| Some((line["line_item_id"].as_str()?, option(line, kind)?)));
        let Some((line_id, option)) = options.find(|(_, option)| fits(option)) else {
            return Ok(Err(shopper.number));
        };
        Ok(Ok(Self { line_id: line_id.to_owned(), kind, option: option.clone(), order: order.body.clone(), shopper }))
    }

    /// A line that can be returned.
    ///
    /// # Errors
    /// As [`Piece::find`].
    pub async fn returnable(stage: &Stage) -> Outcome<Self> {
        Self::find(stage, Role::Returnable, "return", has_some).await
    }

    #[must_use]
    pub fn order_id(&self) -> &str {
        self.order["id"].as_str().unwrap_or_default()
    }

    /// How many pieces a case could be opened for when the piece was found.
    #[must_use]
    pub fn eligible(&self) -> u64 {
        self.option["eligible_quantity"].as_u64().unwrap_or_default()
    }

    /// The line of the order.
    #[must_use]
    pub fn line(&self) -> Option<&Value> {
        self.order["lines"].as_array()?.iter().find(|line| line["id"] == self.line_id.as_str())
    }

    /// Its option at this moment.
    ///
    /// # Errors
    /// [`Stop::Broken`] when eligibility has forgotten it.
    pub async fn option_now(&self) -> Outcome<(Value, Reply)> {
        let reply = self.shopper.get(&format!("/orders/{}/eligibility", self.order_id())).await?.must(200)?;
        let line = reply.list("/lines").find(|line| line["line_item_id"] == self.line_id.as_str());
        match line.and_then(|line| option(line, self.kind)).cloned() {
            Some(option) => Ok((option, reply)),
            None => Err(reply.broken(format!("the line {} has no option `{}` any more", self.line_id, self.kind))),
        }
    }

    /// So many pieces, with a reason where one is asked.
    ///
    /// # Errors
    /// [`Stop::Skipped`] when every reason wants more than words.
    pub async fn item(&self, quantity: u64) -> Outcome<Value> {
        let mut item = json!({ "line_item_id": self.line_id, "quantity": quantity });
        let asked = self.kind != "withdrawal" && self.asks_reason();
        if let Some(code) = if asked { self.reason().await? } else { None } {
            item["reason_code"] = code;
            item["note"] = "Aftercare conformance run".into();
        }
        Ok(item)
    }

    fn asks_reason(&self) -> bool {
        let until = self.option["no_reason_until"].as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
        until.is_none_or(|until| until <= jiff::Timestamp::now())
    }

    /// The code of a reason that needs no file and no number; none where the list is empty.
    async fn reason(&self) -> Outcome<Option<Value>> {
        let reasons = self.reasons().await?;
        let leaves = leaves(&reasons.body["data"]);
        let plain = |reason: &&&Value| {
            reason["requires"].as_array().is_none_or(|requires| requires.iter().all(|need| need == "note"))
        };
        match leaves.iter().find(plain) {
            Some(reason) => Ok(Some(reason["code"].clone())),
            None if leaves.is_empty() => Ok(None),
            None => Err(Stop::skipped("every reason wants a photo or a serial number")),
        }
    }

    /// `GET /reasons` for it.
    ///
    /// # Errors
    /// [`Stop::Broken`] when there are none.
    pub async fn reasons(&self) -> Outcome<Reply> {
        self.shopper.get(&format!("/reasons?type={}&line_item_id={}", self.kind, self.line_id)).await?.must(200)
    }

    /// The body of a quote.
    ///
    /// # Errors
    /// As [`Piece::item`].
    pub async fn quote_body(&self, quantity: u64) -> Outcome<Value> {
        let item = self.item(quantity).await?;
        Ok(json!({ "type": self.kind, "order_id": self.order_id(), "items": [item] }))
    }

    /// A quote.
    ///
    /// # Errors
    /// [`Stop::Broken`] when it is refused.
    pub async fn quote(&self, quantity: u64) -> Outcome<(Value, Reply)> {
        let body = self.quote_body(quantity).await?;
        let reply = self.shopper.post("/quotes", &body).await?.must(200)?;
        Ok((body, reply))
    }

    /// A fresh body that opens a case for so many pieces: one tap where that is offered, else by a new quote.
    ///
    /// # Errors
    /// As [`Piece::quote`].
    pub async fn body(&self, quantity: u64) -> Outcome<Value> {
        if self.option["one_click"]["quantity"] == quantity {
            return Ok(self.one_tap(quantity));
        }
        let (body, quote) = self.quote(quantity).await?;
        Ok(with_quote(&body, &quote))
    }

    /// The body of one tap.
    #[must_use]
    pub fn one_tap(&self, quantity: u64) -> Value {
        json!({
            "type": self.kind,
            "order_id": self.order_id(),
            "items": [{ "line_item_id": self.line_id, "quantity": quantity }],
            "one_click": true,
        })
    }

    /// Opens a case for one piece.
    ///
    /// # Errors
    /// [`Stop::Broken`] when it is refused.
    pub async fn open(&self, stage: &Stage) -> Outcome<Reply> {
        let body = self.body(1).await?;
        self.shopper.create("/cases", &stage.key(), &body).await?.must(201)
    }
}

/// A body of a case by the quote that was made for it.
#[must_use]
pub fn with_quote(body: &Value, quote: &Reply) -> Value {
    let mut body = body.clone();
    body["quote_id"] = quote.body["quote_id"].clone();
    for chosen in ["resolution", "method"] {
        body.as_object_mut().map(|members| members.remove(chosen));
    }
    body
}

/// Whether a case can be opened for one piece at least.
#[must_use]
pub fn has_some(option: &Value) -> bool {
    option["eligible_quantity"].as_u64().is_some_and(|quantity| quantity > 0)
}

/// Whether one tap does it.
#[must_use]
pub fn has_one_click(option: &Value) -> bool {
    has_some(option) && option["one_click"].is_object()
}

/// A line's option for a case type.
fn option<'l>(line: &'l Value, kind: &str) -> Option<&'l Value> {
    line["options"].as_array()?.iter().find(|option| option["type"] == kind)
}

/// The reasons that may be chosen.
#[must_use]
pub fn leaves(reasons: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    for reason in reasons.as_array().into_iter().flatten() {
        let children = &reason["children"];
        if children.as_array().is_some_and(|children| !children.is_empty()) {
            found.extend(leaves(children));
        } else {
            found.push(reason);
        }
    }
    found
}
