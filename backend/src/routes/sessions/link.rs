//! By a signed link.

use super::{Grant, Visit};
use crate::{
    link::{Link, Target},
    problem::{Answer, Refusal},
    store::{customers, sessions},
};

/// Opens what the link names. A link of ours that has ended says so, because its holder can ask for another.
pub async fn enter(visit: Visit, token: &str) -> Answer {
    const REFUSED: Refusal = Refusal::Denied("link_refused");
    const EXPIRED: Refusal = Refusal::Denied("link_expired");
    let link = Link::read(&visit.app.secret, token.trim()).ok_or(REFUSED)?;
    if link.expires_at <= visit.app.clock.now() {
        return Err(EXPIRED);
    }
    let mut writing = visit.app.store.write().await?;
    if sessions::is_revoked(&mut writing, &link.id).await? {
        return Err(EXPIRED);
    }
    let grant = match link.target {
        Target::Customer { customer_id } => {
            Grant::Customer(customers::find(&mut writing, &customer_id).await?.ok_or(REFUSED)?)
        }
        Target::Order { order_id } => {
            let customer = customers::of_order(&mut writing, &order_id).await?.ok_or(REFUSED)?;
            Grant::Order(order_id, customer)
        }
        Target::Gift { order_id } => {
            customers::of_order(&mut writing, &order_id).await?.ok_or(REFUSED)?;
            Grant::Gift(order_id)
        }
    };
    visit.admit(writing, grant).await
}
