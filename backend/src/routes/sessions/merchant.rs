//! By a token of the shop's own page.

use super::{Grant, Visit};
use crate::{
    problem::{Answer, Refusal},
    store::{customers, sessions},
};

/// Opens everything of the customer the shop vouches for. One refusal for every reason: whoever holds a token the shop
/// did not mean has nothing to learn from it.
pub async fn enter(visit: Visit, jwt: &str) -> Answer {
    const REFUSED: Refusal = Refusal::Denied("merchant_token_invalid");
    let claims = visit.app.merchant.read(jwt.trim(), visit.app.clock.now()).ok_or(REFUSED)?;
    let mut writing = visit.app.store.write().await?;
    let customer = customers::find(&mut writing, &claims.sub).await?.ok_or(REFUSED)?;
    if !sessions::take_merchant_token(&mut writing, &claims.jti, claims.expires_at()).await? {
        return Err(REFUSED);
    }
    visit.admit(Some(writing), Grant::Customer(customer)).await
}
