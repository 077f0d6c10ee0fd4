//! By an order number and a proof.

use aftercare_contract::session::{OrderLookup, Proof};

use super::{Grant, Visit, challenge};
use crate::{
    app::App,
    client::Client,
    clock::{Millis, SECOND},
    problem::{Answer, Refusal},
    request::Check,
    store::{
        Connection, Lock, Writing,
        customers::{self, CustomerRecord},
        facts::{Entrance, Found},
        orders::{self, OrderRecord},
        sessions,
    },
};

/// Notes what does not fit the schema.
pub fn check(lookup: &OrderLookup, check: &mut Check) {
    check.require_text(&lookup.order_number, 64, "/order_lookup/order_number");
    let (pointer, proof, longest) = match &lookup.proof {
        Proof::Email(proof) => ("/order_lookup/proof/email", proof, 254),
        Proof::Phone(proof) => ("/order_lookup/proof/phone", proof, 64),
        Proof::PostalCode(proof) => ("/order_lookup/proof/postal_code", proof, 32),
    };
    check.require_text(proof, longest, pointer);
}

/// Opens the order that the number and the proof name, or asks for a code where the proof is weak for what the order
/// is worth.
pub async fn enter(visit: Visit, lookup: OrderLookup) -> Answer {
    // The turn outlives the visit.
    let app = &visit.app.clone();
    let number = normal_number(&lookup.order_number);
    let now = app.clock.now();
    let period = app.limits.period;
    let buckets = buckets(app, &number, visit.client);
    let typed = app.secret.digest("look-up", &typed(&number, &lookup.proof));
    let find = async |reading: &mut Connection| find(app, reading, &number, &lookup.proof).await;
    let (found, _turn) = app.store.look_up(&typed, &buckets, now - period, find).await?;
    match found {
        Found::Exhausted(first) => Err(too_many(Some(first), period, now)),
        Found::Entrance(entrance) => {
            let Entrance { order_id, customer } = (*entrance).clone();
            visit.admit(None, Grant::Order(order_id, customer)).await
        }
        Found::Nothing => Box::pin(decide(visit, &number, &lookup.proof, &buckets, now)).await,
    }
}

/// What becomes of one who was not found at the first look. What is written is decided by what is read with it.
async fn decide(visit: Visit, number: &str, proof: &Proof, buckets: &[(String, i64)], now: Millis) -> Answer {
    let app = &visit.app.clone();
    let mut writing = app.store.write().await?;
    within_limits(app, &mut writing, buckets, now).await?;
    let order = orders::by_number(&mut writing, number).await?;
    let Some(order) = verify(app, order, proof) else {
        for (bucket, _) in buckets {
            sessions::count_attempt(&mut writing, bucket, now).await?;
        }
        writing.commit().await?;
        return Err(Refusal::LookupFailed);
    };
    if is_weak(app, &mut writing, &order, proof).await? {
        let bucket = order_bucket(app, number);
        return challenge::ask(visit, writing, &order, bucket, now).await;
    }
    let customer = CustomerRecord { id: order.customer_id, tier: order.tier };
    visit.admit(Some(writing), Grant::Order(order.id, customer)).await
}

/// Whom the number and the proof let in without more ado.
async fn find(app: &App, reading: &mut Connection, number: &str, proof: &Proof) -> sqlx::Result<Option<Entrance>> {
    let order = orders::by_number(reading, number).await?;
    let Some(order) = verify(app, order, proof) else { return Ok(None) };
    if is_weak(app, reading, &order, proof).await? {
        return Ok(None);
    }
    let customer = CustomerRecord { id: order.customer_id, tier: order.tier };
    Ok(Some(Entrance { order_id: order.id, customer }))
}

/// Whether a code is wanted on top of a good proof.
async fn is_weak(app: &App, connection: &mut Connection, order: &OrderRecord, proof: &Proof) -> sqlx::Result<bool> {
    let Proof::PostalCode(_) = proof else { return Ok(false) };
    let Some(most) = app.shop.challenges.postal_code_up_to.get(&order.currency) else { return Ok(false) };
    Ok(customers::paid(connection, &order.id).await? > *most)
}

/// All that was typed, as it was: what is written otherwise and means the same is found in the database.
fn typed(number: &str, proof: &Proof) -> String {
    let (kind, proof) = match proof {
        Proof::Email(proof) => ("email", proof),
        Proof::Phone(proof) => ("phone", proof),
        Proof::PostalCode(proof) => ("postal_code", proof),
    };
    format!("{number}\n{kind}\n{proof}")
}

/// An order number without what people add to it.
fn normal_number(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '#').flat_map(char::to_uppercase).collect()
}

/// The order when the proof goes with it. Does the same work whether there is an order or not: what is compared with
/// is then the digest of a value nobody can type.
fn verify(app: &App, order: Option<OrderRecord>, proof: &Proof) -> Option<OrderRecord> {
    const NOTHING: &str = "\0";
    let known = |field: fn(&OrderRecord) -> &String| order.as_ref().map_or(NOTHING, |order| field(order).as_str());
    let (typed, stored) = match proof {
        Proof::Email(typed) => (typed.trim().to_lowercase(), known(|order| &order.email).to_lowercase()),
        Proof::PostalCode(typed) => (alphanumeric(typed), alphanumeric(known(|order| &order.postal_code))),
        Proof::Phone(typed) => {
            let typed = digits(typed);
            let stored = digits(known(|order| &order.phone));
            // Typed with or without the country's prefix; eight digits at least, or a few would do.
            let from = stored.len().saturating_sub(typed.len().max(8));
            (typed, stored.get(from..).unwrap_or_default().to_owned())
        }
    };
    let same = app.secret.same("proof", &typed, &stored);
    order.filter(|_| same && !typed.is_empty())
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Digits without the leading zeros of a national or international prefix.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

fn order_bucket(app: &App, number: &str) -> String {
    app.secret.digest("lookup-order", number)
}

/// What is limited together, with the most attempts on it: the order number and the address.
fn buckets(app: &App, number: &str, client: Client) -> [(String, i64); 2] {
    let mut buckets = [
        (order_bucket(app, number), app.limits.per_order),
        (app.secret.digest("lookup-address", &client.0.to_string()), app.limits.per_address),
    ];
    // The order of the locks.
    buckets.sort_unstable();
    buckets
}

/// Passes while there are attempts left on every bucket. The locks are kept until the attempt is counted, so that many
/// at once can't slip through together.
async fn within_limits(app: &App, writing: &mut Writing, buckets: &[(String, i64)], now: Millis) -> Answer<()> {
    let period = app.limits.period;
    for (bucket, most) in buckets {
        writing.lock(Lock::Attempts, bucket).await?;
        let (made, first) = sessions::attempts(&mut *writing, bucket, now - period).await?;
        if made >= *most {
            return Err(too_many(first, period, now));
        }
    }
    Ok(())
}

/// The refusal until the first attempt is a period ago.
pub fn too_many(first: Option<Millis>, period: Millis, now: Millis) -> Refusal {
    let wait = first.unwrap_or(now) + period - now;
    Refusal::TooMany(u64::try_from(wait / SECOND + 1).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_numbers_are_forgiving() {
        assert_eq!(normal_number(" # 10 482 "), "10482");
        assert_eq!(normal_number("yy-10482"), "YY-10482");
    }

    #[test]
    fn phones_lose_their_prefixes() {
        assert_eq!(digits("+1 (415) 555-0132"), "14155550132");
        assert_eq!(digits("0912 345 678"), "912345678");
    }
}
