//! Withdrawals: the second step of a consumer's declaration, acknowledged at once with its content, date and time on a
//! durable medium (Directive 2011/83/EU as amended by Directive (EU) 2023/2673, article 11a).

use aftercare_contract::filing::{CaseItemRequest, WithdrawalRequest};
use serde_json::Value;

use super::{
    Filing, Kind, check_items,
    details::Acknowledgement,
    each_once,
    goods::{self, Opening},
};
use crate::{
    problem::{Answer, Refusal},
    request::{Check, read},
    store::{
        Writing,
        letters::{self, Letter},
        market::Market,
        orders::Order,
        sessions::Scope,
    },
    view::View,
};

/// Reads the body. No reason is asked, and one that is sent is not kept.
///
/// # Errors
/// 422 with what does not fit the schema.
pub fn parse(body: &Value) -> Answer<WithdrawalRequest> {
    let request: WithdrawalRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    check.require_id(&request.quote_id, "/quote_id");
    check_items(&mut check, &request.items);
    check.require_text(&request.name, 200, "/name");
    check.require_text(&request.email, 254, "/email");
    let address = request.email.split_once('@');
    let plausible = address.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    let odd = |it: char| it.is_control() || it.is_whitespace();
    check.require(plausible && !request.email.contains(odd), "/email", "malformed");
    check.require(!request.name.contains(char::is_control), "/name", "malformed");
    check.finish()?;
    each_once(&request.items)?;
    Ok(request)
}

/// What the consumer declares, in the words of the directive's model form (annex I, part B).
#[must_use]
pub fn declaration(view: &View<'_>, order: &Order, items: &[CaseItemRequest]) -> String {
    let goods = items.iter().filter_map(|item| {
        let line = &order.line(&item.line_item_id)?.record;
        Some(format!("{} × {}", item.quantity, line.title))
    });
    let goods: Vec<String> = goods.collect();
    let placed = view.voice.day(&view.time(order.record.placed_at));
    let args = [("goods", goods.join("; ")), ("order", order.record.number.clone()), ("date", placed)];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    view.voice.say_with("withdrawal", "declaration", &args)
}

/// Opens a withdrawal and acknowledges it.
///
/// # Errors
/// 409 with the code of what is in the way.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &WithdrawalRequest) -> Answer<String> {
    let Filing { app, session, order, locale, now } = *filing;
    if session.scope == Scope::Gift {
        return Err(Refusal::Conflict("resolution_unavailable"));
    }
    let market = Market::default();
    let promise = goods::agreed(filing, writing, &market, Kind::Withdrawal, &request.quote_id, &request.items).await?;
    let view = View::new(app, locale);
    let text = promise.declaration.clone().unwrap_or_default();
    let received = view.time(now);
    let (name, email) = (request.name.trim(), request.email.trim());
    let shop = view.voice.say("shop", "name");
    let args = [
        ("shop", shop.as_str()),
        ("received", received.as_str()),
        ("name", name),
        ("email", email),
        ("order", order.record.number.as_str()),
        ("text", text.as_str()),
    ];
    let document = view.voice.say_with("withdrawal", "document", &args);
    let subject = view.voice.say_with("withdrawal", "subject", &args);
    let letter = Letter::new("email", email, subject, document.clone(), now);
    let acknowledgement = Acknowledgement { received_at: now, text, email: email.to_owned(), document };
    let opening =
        Opening { quote_id: Some(&request.quote_id), acknowledgement: Some(&acknowledgement), ..Opening::default() };
    let id = goods::open(filing, writing, &market, &promise, opening).await?;
    letters::insert(writing, &letter).await?;
    Ok(id)
}
