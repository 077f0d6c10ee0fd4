//! `POST /quotes`: a promise with an end.

use aftercare_contract::quote::QuoteRequest;
use axum::extract::State;

use crate::{
    app::App,
    auth::Shopper,
    cases::{Kind, check_items, each_once, withdrawal::declaration},
    clock::MINUTE,
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    policy::{refund::Method, resolution::Resolution},
    problem::{Answer, Refusal},
    request::{Check, JsonBody, read},
    returns::{self, Asked, Goods, Promise, Wish, protection, withdrawal},
    statutory::Statutory,
    store::{
        market::Market,
        orders::{self, Order},
        quotes::{self, QuoteRecord},
    },
    token,
    view::{View, quote::QuotePage},
};

/// Quotes for some items. Changes nothing for the shopper; a key, if there is one, gets the same quote again.
pub async fn make(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    statutory: Statutory,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let request: QuoteRequest = read(&body)?;
    let kind = Kind::from_code(&request.kind).filter(|kind| kind.sends_back() || *kind == Kind::PriceProtection);
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    check_items(&mut check, &request.items);
    check.require_short(&request.kind, 128, "/type");
    check.require_short(request.resolution.as_deref().unwrap_or_default(), 64, "/resolution");
    check.require_short(request.method.as_deref().unwrap_or_default(), 64, "/method");
    check.finish()?;
    each_once(&request.items)?;
    let wish = Wanted {
        kind: kind.ok_or(Refusal::Conflict("type_unavailable"))?,
        resolution: chosen(request.resolution.as_deref(), Resolution::from_code, "resolution_unavailable")?,
        method: chosen(request.method.as_deref(), Method::from_code, "method_unavailable")?,
    };

    let now = app.clock.now();
    let attempt = Attempt::new(&shopper.0.subject, key, "/quotes", &body);
    let mut writing = app.store.write().await?;
    shopper.must_open(&mut writing, &request.order_id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    let order = orders::load(&mut writing, &request.order_id).await?.ok_or(Refusal::NotFound)?;
    let market = Market::of(&mut writing, &app.shop, &order).await?;
    let view = View::new(&app, locale).seen_by(&shopper.0).with(statutory);
    let (chosen, goods) = wish.promise(&view, &order, &market, &request, now)?;
    let quote = QuoteRecord {
        id: token::id("quo"),
        order_id: order.record.id.clone(),
        created_at: now,
        expires_at: now + app.shop.quote_minutes * MINUTE,
        case_id: None,
        promise: serde_json::to_string(&chosen)?,
    };
    quotes::insert(&mut writing, &quote).await?;
    let page = QuotePage { quote: &quote, order: &order, chosen: &chosen, goods: goods.as_ref() };
    let body = serde_json::to_string(&view.quote(&page))?;
    let outcome = Outcome { status: 200, etag: None, location: None, body };
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}

/// The choice with this code; none where nothing is chosen.
fn chosen<T>(code: Option<&str>, of: impl Fn(&str) -> Option<T>, otherwise: &'static str) -> Answer<Option<T>> {
    code.map(|code| of(code).ok_or(Refusal::Conflict(otherwise))).transpose()
}

/// What is to be quoted for.
struct Wanted {
    kind: Kind,
    resolution: Option<Resolution>,
    method: Option<Method>,
}

impl Wanted {
    /// The promise, and the goods it is about where there is something else to choose.
    fn promise<'a>(
        &self,
        view: &View<'a>,
        order: &'a Order,
        market: &'a Market,
        request: &QuoteRequest,
        now: i64,
    ) -> Answer<(Promise, Option<Goods<'a>>)> {
        let shop = &view.app.shop;
        let only = |resolution: Resolution| match self.resolution {
            Some(wanted) if wanted != resolution => Err(Refusal::Conflict("resolution_unavailable")),
            _ => Ok(Some(resolution)),
        };
        let resolution = match self.kind {
            Kind::Return => self.resolution,
            Kind::Exchange => only(Resolution::Exchange)?,
            Kind::PriceProtection => only(Resolution::PriceAdjustment)?,
            _ => only(Resolution::Refund)?,
        };
        match self.kind {
            Kind::Withdrawal | Kind::PriceProtection if view.gift => Err(Refusal::Conflict("resolution_unavailable")),
            Kind::Withdrawal => {
                let mut promise = withdrawal::promise(shop, order, &request.items, self.method, now)?;
                promise.declaration = Some(declaration(view, order, &request.items));
                Ok((promise, None))
            }
            Kind::PriceProtection => {
                if self.method.is_some() {
                    return Err(Refusal::Conflict("method_unavailable"));
                }
                Ok((protection::promise(shop, order, market, &request.items, now)?, None))
            }
            _ => {
                let wish = Wish { items: &request.items, asked: Asked::WithChoices, gift: view.gift };
                let goods = returns::goods(shop, order, market, wish, now)?;
                Ok((goods.promise(resolution, self.method)?, Some(goods)))
            }
        }
    }
}
