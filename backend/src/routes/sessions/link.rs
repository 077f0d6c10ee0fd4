//! By a signed link.

use super::{Grant, Visit};
use crate::{
    link::{Link, Target},
    problem::{Answer, Refusal},
    store::{customers, sessions},
};

/// Opens what the link names. A forged link and one that has ended or was revoked are all the same.
pub async fn enter(visit: Visit, token: &str) -> Answer {
    const REFUSED: Refusal = Refusal::Denied("link_invalid");
    let link = Link::read(&visit.app.secret, token.trim());
    let link = link.filter(|link| link.expires_at > visit.app.clock.now()).ok_or(REFUSED)?;
    let mut writing = visit.app.store.write().await?;
    if sessions::is_revoked(&mut writing, &link.id).await? {
        return Err(REFUSED);
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
    visit.admit(Some(writing), grant).await
}
