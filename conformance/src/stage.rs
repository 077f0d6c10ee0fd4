//! What an audit works with: the backend, the fixtures, and shoppers who are already in.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rand::RngExt as _;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    audit::{Outcome, Stop},
    client::{Client, Question, Reply, Token},
    exchange::Credential,
    fixtures::{Fixtures, OrderFixture, Role},
};

/// What all audits of a run share.
pub struct Site {
    pub client: Client,
    pub fixtures: Fixtures,
    /// The body of `GET /capabilities`.
    pub capabilities: Value,
    /// Open sessions by order number or link: look-ups are limited, so each order is looked up once.
    sessions: Mutex<HashMap<String, Token>>,
}

impl Site {
    #[must_use]
    pub fn new(client: Client, fixtures: Fixtures, capabilities: Value) -> Self {
        Self { client, fixtures, capabilities, sessions: Mutex::default() }
    }

    /// Whether the shop declares a capability.
    #[must_use]
    pub fn declares(&self, capability: &str) -> bool {
        self.capabilities["capabilities"].get(capability).is_some()
    }
}

/// One audit's place.
pub struct Stage {
    pub site: Arc<Site>,
    /// What it made, to be taken back: what to do and as whom.
    made: Arc<Mutex<Vec<Made>>>,
}

/// Something made by an audit.
struct Made {
    what: Thing,
    id: String,
    token: Token,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Case,
    Booking,
    Subscription,
}

impl Stage {
    #[must_use]
    pub fn new(site: Arc<Site>) -> Self {
        Self { site, made: Arc::default() }
    }

    /// A new key for a new intention.
    #[must_use]
    pub fn key(&self) -> String {
        let letters: String = rand::rng().sample_iter(rand::distr::Alphanumeric).take(24).map(char::from).collect();
        format!("conformance-{letters}")
    }

    /// Somebody without a token.
    #[must_use]
    pub fn guest(&self) -> Shopper {
        Shopper { site: Arc::clone(&self.site), made: Arc::clone(&self.made), token: None, number: String::new() }
    }

    /// Customer `a` with an order that serves for this.
    ///
    /// # Errors
    /// [`Stop::Skipped`] without such an order, [`Stop::Broken`] when its proof does not open it.
    pub async fn customer(&self, role: Role) -> Outcome<Shopper> {
        let order = self.site.fixtures.order(role);
        let order = order.ok_or_else(|| Stop::skipped(format!("no order serves `{role}`")))?;
        self.enter(order).await
    }

    /// Customer `a` with all of these orders in one session: each look-up extends the one before.
    ///
    /// # Errors
    /// As [`Stage::customer`]; [`Stop::Skipped`] when there are none.
    pub async fn customer_of<'o>(&self, orders: impl Iterator<Item = &'o OrderFixture>) -> Outcome<Shopper> {
        let mut shopper: Option<Shopper> = None;
        for order in orders {
            shopper = Some(match shopper {
                None => self.enter(order).await?,
                Some(mut shopper) => {
                    shopper.token = Some(shopper.look_up(&order.number, &order.proof).await?.token(self)?);
                    shopper
                }
            });
        }
        shopper.ok_or_else(|| Stop::skipped("customer `a` has no such orders"))
    }

    /// Customer `b`.
    ///
    /// # Errors
    /// As [`Stage::customer`].
    pub async fn stranger(&self) -> Outcome<Shopper> {
        let order = self.site.fixtures.b.as_ref().and_then(|customer| customer.orders.first());
        self.enter(order.ok_or_else(|| Stop::skipped("there is no customer `b`"))?).await
    }

    /// Somebody with this order, in a session that is kept for the run.
    ///
    /// # Errors
    /// [`Stop::Broken`] when the proof does not open it.
    pub async fn enter(&self, order: &OrderFixture) -> Outcome<Shopper> {
        let known = self.sessions().get(&order.number).cloned();
        let token = match known {
            Some(token) => token,
            None => {
                let token = self.guest().look_up(&order.number, &order.proof).await?.token(self)?;
                self.sessions().insert(order.number.clone(), token.clone());
                token
            }
        };
        Ok(Shopper { token: Some(token), number: order.number.clone(), ..self.guest() })
    }

    /// The recipient of a gift, in a session that is kept for the run.
    ///
    /// # Errors
    /// [`Stop::Skipped`] without a link, [`Stop::Broken`] when it opens no gift.
    pub async fn recipient(&self) -> Outcome<Shopper> {
        let link = self.site.fixtures.gift_link.as_deref();
        let link = link.ok_or_else(|| Stop::skipped("no `gift_link` in the fixtures"))?;
        let known = self.sessions().get(link).cloned();
        let token = match known {
            Some(token) => token,
            None => {
                let reply = self.guest().post("/sessions", &json!({ "link": { "token": link } })).await?.must(200)?;
                reply.ensure(reply.text("/scope") == "gift", "a link to a gift opens another scope than `gift`")?;
                let token = reply.token(self)?;
                self.sessions().insert(link.to_owned(), token.clone());
                token
            }
        };
        let mut recipient = Shopper { token: Some(token), ..self.guest() };
        let page = recipient.get("/orders").await?.must(200)?;
        recipient.number = page.text("/data/0/number").to_owned();
        Ok(recipient)
    }

    /// Moves the sandbox's time on.
    ///
    /// # Errors
    /// [`Stop::Skipped`] when there is no clock or it does not move.
    pub async fn advance(&self, seconds: i64) -> Outcome {
        let clock = self.site.fixtures.clock.as_deref();
        let clock = clock.ok_or_else(|| Stop::skipped("no `clock` in the fixtures"))?;
        let reply = self.guest().post(clock, &json!({ "advance_seconds": seconds })).await?;
        if reply.status == 200 { Ok(()) } else { Err(Stop::skipped(format!("`clock` answers {}", reply.status))) }
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<String, Token>> {
        self.site.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes back what the audit made, as far as the contract lets a shopper.
    pub async fn tidy(&self) {
        let made = std::mem::take(&mut *self.made.lock().unwrap_or_else(PoisonError::into_inner));
        for Made { what, id, token } in made.into_iter().rev() {
            let shopper = Shopper { token: Some(token), ..self.guest() };
            // What can't be taken back stays; the audits have had their say on whether it should have been possible.
            let _ = match what {
                Thing::Case => shopper.cancel_if_allowed(&id).await.map(|_| ()),
                Thing::Booking => shopper.delete(&format!("/bookings/{id}")).await.map(|_| ()),
                Thing::Subscription => shopper.delete(&format!("/subscriptions/{id}")).await.map(|_| ()),
            };
        }
    }
}

/// Somebody who asks, with a token or without.
#[derive(Clone)]
pub struct Shopper {
    pub site: Arc<Site>,
    made: Arc<Mutex<Vec<Made>>>,
    pub token: Option<Token>,
    /// The number of the order the session was opened with.
    pub number: String,
}

impl Shopper {
    /// Asks with this shopper's token.
    ///
    /// # Errors
    /// [`Stop::Unreachable`], or [`Stop::Skipped`] when the backend is busy for too long.
    pub async fn ask(&self, question: Question) -> Outcome<Reply> {
        let reply = self.site.client.ask(question.token(self.token.as_ref())).await?;
        self.remember(&reply);
        Ok(reply)
    }

    fn remember(&self, reply: &Reply) {
        let what = match (reply.exchange.method.as_str(), reply.exchange.path.as_str(), reply.status) {
            ("POST", "/cases", 201) => Thing::Case,
            ("POST", "/bookings", 201) => Thing::Booking,
            ("POST", "/subscriptions", 201) => Thing::Subscription,
            _ => return,
        };
        if let (Some(id), Some(token)) = (reply.body["id"].as_str(), self.token.clone()) {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            if !made.iter().any(|known| known.what == what && known.id == id) {
                made.push(Made { what, id: id.to_owned(), token });
            }
        }
    }

    /// # Errors
    /// As [`Shopper::ask`].
    pub async fn get(&self, path: &str) -> Outcome<Reply> {
        self.ask(Question::get(path)).await
    }

    /// # Errors
    /// As [`Shopper::ask`].
    pub async fn post(&self, path: &str, body: &Value) -> Outcome<Reply> {
        self.ask(Question::post(path, body)).await
    }

    /// Posts with a key.
    ///
    /// # Errors
    /// As [`Shopper::ask`].
    pub async fn create(&self, path: &str, key: &str, body: &Value) -> Outcome<Reply> {
        self.ask(Question::post(path, body).key(key)).await
    }

    /// # Errors
    /// As [`Shopper::ask`].
    pub async fn delete(&self, path: &str) -> Outcome<Reply> {
        self.ask(Question::new(Method::DELETE, path)).await
    }

    /// Tries to get in with an order number and a proof.
    ///
    /// # Errors
    /// As [`Shopper::ask`].
    pub async fn look_up(&self, number: &str, proof: &Value) -> Outcome<Reply> {
        self.post("/sessions", &look_up_body(number, proof)).await
    }

    /// Does something with a case, as it stood with this tag.
    ///
    /// # Errors
    /// As [`Shopper::ask`].
    pub async fn act(&self, case_id: &str, action: &str, tag: &str) -> Outcome<Reply> {
        self.ask(action_question(case_id, action).header("If-Match", tag)).await
    }

    /// Cancels a case if that is possible now.
    ///
    /// # Errors
    /// As [`Shopper::ask`].
    pub async fn cancel_if_allowed(&self, case_id: &str) -> Outcome<Option<Reply>> {
        let case = self.get(&format!("/cases/{case_id}")).await?;
        let tag = case.header("ETag").unwrap_or_default().to_owned();
        if allows(&case.body, "cancel") { self.act(case_id, "cancel", &tag).await.map(Some) } else { Ok(None) }
    }

    /// The order this session was opened with.
    ///
    /// # Errors
    /// [`Stop::Broken`] when the list does not hold it.
    pub async fn order(&self) -> Outcome<Reply> {
        let page = self.get("/orders?limit=100").await?.must(200)?;
        let wanted = plain(&self.number);
        let id = page.list("/data").find(|order| order["number"].as_str().map(plain) == Some(wanted.clone()));
        let id = id.and_then(|order| order["id"].as_str());
        let id = id.ok_or_else(|| page.broken(format!("order {} is not among the session's orders", self.number)))?;
        self.get(&format!("/orders/{id}")).await?.must(200)
    }
}

impl Reply {
    /// The token of a session just opened.
    ///
    /// # Errors
    /// [`Stop::Broken`] when none was opened.
    pub fn token(self, stage: &Stage) -> Outcome<Token> {
        if self.status == 202 {
            return Err(Stop::skipped("the shop asks for a one-time code; use an order and a proof that need none"));
        }
        let value = self.text("/access_token").to_owned();
        if self.status != 200 || value.is_empty() {
            return Err(self.broken("the proof does not open the order: 200 with a token is due"));
        }
        let url = format!("{}/sessions", stage.site.client.base());
        Ok(Token {
            value,
            credential: Credential::Session { url, body: self.exchange.body.clone().unwrap_or_default() },
        })
    }
}

/// The body of a look-up.
#[must_use]
pub fn look_up_body(number: &str, proof: &Value) -> Value {
    json!({ "order_lookup": { "order_number": number, "proof": proof } })
}

/// An action without its `If-Match`.
#[must_use]
pub fn action_question(case_id: &str, action: &str) -> Question {
    Question::new(Method::POST, format!("/cases/{case_id}/actions/{action}"))
}

/// Whether a case allows an action now.
#[must_use]
pub fn allows(case: &Value, action: &str) -> bool {
    case["allowed_actions"].as_array().into_iter().flatten().any(|allowed| allowed["action"] == action)
}

/// An order number without what people add to it.
fn plain(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace() && *c != '#').flat_map(char::to_uppercase).collect()
}
