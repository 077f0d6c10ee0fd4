//! By a one-time code, where the shop asks for one on top of a proof.

use aftercare_contract::session::Challenge;
use axum::http::StatusCode;

use super::{Grant, Visit, lookup, unkept};
use crate::{
    clock::{MINUTE, Millis, SECOND},
    post,
    problem::{Answer, Refusal},
    store::{
        Lock, Writing,
        challenges::{self, ChallengeRecord},
        customers,
        letters::{self, Letter},
        orders::OrderRecord,
        sessions,
    },
    token,
};

/// For how long a code works.
const LIFETIME: Millis = 10 * MINUTE;

/// How often a code may be typed in vain. With six digits a guess then succeeds once in 200,000 codes.
const TRIES: i64 = 5;

/// How many codes are sent for an order within the limits' period: nobody's mailbox is to be filled.
const MOST_CODES: i64 = 5;

/// The digits of a code.
const LENGTH: u8 = 6;

/// Sends a code to whoever has bought the order, and asks for it.
pub async fn ask(visit: Visit, mut writing: Writing, order: &OrderRecord, bucket: String, now: Millis) -> Answer {
    let app = &visit.app;
    let period = app.limits.period;
    let sent = app.secret.digest("codes", &order.id);
    let (made, first) = sessions::attempts(&mut writing, &sent, now - period).await?;
    if made >= MOST_CODES {
        return Err(lookup::too_many(first, period, now));
    }
    sessions::count_attempt(&mut writing, &sent, now).await?;
    let code = format!("{:06}", rand::random_range(0..1_000_000_u32));
    let id = token::id("chl");
    let challenge = ChallengeRecord {
        code_hash: hash(&visit, &id, &code),
        id,
        order_id: order.id.clone(),
        bucket,
        expires_at: now + LIFETIME,
        tries: 0,
        used_at: None,
    };
    challenges::insert(&mut writing, &challenge).await?;
    let voice = app.speak(visit.locale);
    let subject = voice.say("letter", "code");
    let text = voice.detail("letter", "code", &[("code", &code), ("shop", &voice.say("shop", "name"))]);
    letters::insert(&mut writing, &Letter::new("email", &order.email, subject, text, now)).await?;
    writing.commit().await?;
    post::hurry(app);
    let body = Challenge {
        challenge_id: challenge.id,
        channel: "email".into(),
        address_label: post::masked(&order.email),
        expires_in: u32::try_from(LIFETIME / SECOND).unwrap_or(u32::MAX),
        code_length: LENGTH,
    };
    unkept(StatusCode::ACCEPTED, &body)
}

/// Opens the order when the code is right. What is typed in vain counts as a failed look-up of the order too, so that
/// asking for the next code gives no further tries without end.
pub async fn answer(visit: Visit, id: &str, typed: &str) -> Answer {
    const EXPIRED: Refusal = Refusal::Denied("challenge_expired");
    let app = &visit.app;
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    writing.lock(Lock::Attempts, id).await?;
    let challenge = challenges::find(&mut writing, id).await?.ok_or(Refusal::NotFound)?;
    if challenge.expires_at <= now || challenge.used_at.is_some() {
        return Err(EXPIRED);
    }
    if challenge.tries >= TRIES {
        let wait = (challenge.expires_at - now) / SECOND + 1;
        return Err(Refusal::TooMany(u64::try_from(wait).unwrap_or(1)));
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if !app.secret.same("code", &hash(&visit, id, &digits), &challenge.code_hash) {
        challenges::count_try(&mut writing, id).await?;
        sessions::count_attempt(&mut writing, &challenge.bucket, now).await?;
        writing.commit().await?;
        return Err(Refusal::Denied("challenge_failed"));
    }
    challenges::spend(&mut writing, id, now).await?;
    let customer = customers::of_order(&mut writing, &challenge.order_id).await?.ok_or(EXPIRED)?;
    visit.admit(Some(writing), Grant::Order(challenge.order_id, customer)).await
}

fn hash(visit: &Visit, id: &str, code: &str) -> String {
    visit.app.secret.digest("challenge", &format!("{id}\n{code}"))
}
