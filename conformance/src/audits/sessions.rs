//! `POST /sessions`: getting in, and nobody else.

use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Reply, Token},
    fixtures::{OrderFixture, Role},
    stage::{Stage, look_up_body},
};

/// Tries of each kind whose times are compared. Enough for a median, few enough not to meet the limit.
const TIMED: usize = 4;

/// Two medians closer than this are the same: networks jitter more.
const NOISE_MILLIS: u128 = 25;

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "SESS-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An order number is known with spaces, a leading # and in any case; a token is never stored",
        rule: "createSession",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(forgiving(stage)),
    },
    Audit {
        code: "SESS-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A failed look-up never says what was wrong",
        rule: "createSession",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(uniform(stage)),
    },
    Audit {
        code: "SESS-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A failed look-up takes as long for a known order as for an unknown one",
        rule: "createSession",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(same_time(stage)),
    },
    Audit {
        code: "SESS-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Without a token, or with one nobody was given, nothing opens",
        rule: "Rules: Transport",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(token_wanted(stage)),
    },
    Audit {
        code: "SESS-05",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A shopper's subject is stable and not personal data",
        rule: "createSession",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(subject(stage)),
    },
    Audit {
        code: "SESS-06",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A session asks for exactly one way in and exactly one proof",
        rule: "createSession",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(exactly_one(stage)),
    },
];

fn fixture(stage: &Stage) -> Outcome<OrderFixture> {
    let order = stage.site.fixtures.order(Role::Returnable).cloned();
    order.ok_or_else(|| Stop::skipped("no order serves `returnable`"))
}

/// A proof of the same kind that is not right.
fn wrong(proof: &Value) -> Value {
    match proof.as_object().and_then(|members| members.keys().next()).map(String::as_str) {
        Some("phone") => json!({ "phone": "+1 202 555 0100" }),
        Some("postal_code") => json!({ "postal_code": "00000" }),
        _ => json!({ "email": "nobody@conformance.invalid" }),
    }
}

/// A number like the shop's own that no order has.
fn unknown(number: &str, nth: usize) -> String {
    format!("{number}9{nth}7")
}

async fn forgiving(stage: &Stage) -> Outcome {
    let order = fixture(stage)?;
    let typed = format!(" #{} ", order.number.to_lowercase());
    let reply = stage.guest().look_up(&typed, &order.proof).await?.must(200)?;
    let cache = reply.header("Cache-Control").unwrap_or_default();
    reply.ensure(cache.contains("no-store"), "a token is sent with `Cache-Control: no-store`")
}

async fn uniform(stage: &Stage) -> Outcome {
    let order = fixture(stage)?;
    let guest = stage.guest();
    let wrong_proof = guest.look_up(&order.number, &wrong(&order.proof)).await?;
    let no_order = guest.look_up(&unknown(&order.number, 0), &order.proof).await?;
    wrong_proof.must_refuse(401, &["lookup_failed"])?;
    if seen(&wrong_proof) != seen(&no_order) {
        let message = "an order that is there is told from one that is not";
        return Err(wrong_proof.broken_beside(&no_order, message));
    }
    Ok(())
}

/// What an attacker sees, but for what names the exchange.
fn seen(reply: &Reply) -> (u16, Value, Vec<&str>) {
    let mut headers: Vec<&str> = reply.exchange.response_headers.iter().map(|(name, _)| name.as_str()).collect();
    headers.sort_unstable();
    (reply.status, reply.body.clone(), headers)
}

async fn same_time(stage: &Stage) -> Outcome {
    let order = fixture(stage)?;
    let Some(first) = difference(stage, &order, 0).await? else { return Ok(()) };
    // A machine that was busy for a moment is not a defect: it has to show twice.
    let Some(second) = difference(stage, &order, TIMED).await? else { return Ok(()) };
    if first.known_is_slower != second.known_is_slower {
        return Ok(());
    }
    let message = format!(
        "{} ms with an order that is there, {} ms without (medians of {TIMED} tries, for the second time)",
        second.known.exchange.millis, second.unknown.exchange.millis
    );
    Err(second.known.broken_beside(&second.unknown, message))
}

/// Two answers whose times differ, the medians of their kinds.
struct Difference {
    known: Reply,
    unknown: Reply,
    known_is_slower: bool,
}

async fn difference(stage: &Stage, order: &OrderFixture, from: usize) -> Outcome<Option<Difference>> {
    let guest = stage.guest();
    let (mut known, mut unknown_ones) = (Vec::new(), Vec::new());
    for nth in from..from + TIMED {
        known.push(guest.look_up(&order.number, &wrong(&order.proof)).await?);
        unknown_ones.push(guest.look_up(&unknown(&order.number, nth + 1), &order.proof).await?);
    }
    let (known, unknown) = (median(known), median(unknown_ones));
    let (with, without) = (known.exchange.millis, unknown.exchange.millis);
    let (faster, slower) = (with.min(without), with.max(without));
    let differ = slower > faster * 2 && slower - faster > NOISE_MILLIS;
    Ok(differ.then_some(Difference { known, unknown, known_is_slower: with > without }))
}

fn median(mut replies: Vec<Reply>) -> Reply {
    replies.sort_by_key(|reply| reply.exchange.millis);
    replies.swap_remove(replies.len() / 2)
}

async fn token_wanted(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let order = shopper.order().await?;
    let id = order.text("/id");
    let paths =
        ["/orders".to_owned(), format!("/orders/{id}"), format!("/orders/{id}/eligibility"), "/cases".to_owned()];
    let mut liar = stage.guest();
    liar.token = Some(Token::invented());
    for path in &paths {
        for nobody in [stage.guest(), liar.clone()] {
            nobody.get(path).await?.must_refuse(401, &["unauthorized"])?;
        }
    }
    Ok(())
}

async fn subject(stage: &Stage) -> Outcome {
    let order = fixture(stage)?;
    let first = stage.guest().look_up(&order.number, &order.proof).await?.must(200)?;
    let again = stage.guest().look_up(&order.number, &order.proof).await?.must(200)?;
    if first.text("/subject") != again.text("/subject") {
        return Err(again.broken_beside(&first, "the same customer has another subject the second time"));
    }
    let fresh = first.body["access_token"] != again.body["access_token"];
    again.ensure(fresh, "two sessions have the same token")?;
    let personal = order.proof.as_object().into_iter().flatten().filter_map(|(_, proof)| proof.as_str());
    let told = personal.into_iter().any(|proof| first.text("/subject").contains(proof));
    first.ensure(!told && !first.text("/subject").contains('@'), "the subject holds personal data")
}

async fn exactly_one(stage: &Stage) -> Outcome {
    let order = fixture(stage)?;
    let guest = stage.guest();
    let none = look_up_body(&order.number, &json!({}));
    guest.post("/sessions", &none).await?.must_refuse(422, &[])?;
    let mut two = order.proof.clone();
    two["postal_code"] = "94107".into();
    two["email"] = "nobody@conformance.invalid".into();
    guest.post("/sessions", &look_up_body(&order.number, &two)).await?.must_refuse(422, &[])?;
    guest.post("/sessions", &json!({})).await?.must_refuse(422, &[])
}
