//! Returns that were opened before the seeding, lived through as they would have been.

use aftercare_contract::filing::CaseItemRequest;

use super::book::{Book, Case, Outcome};
use crate::{
    cases::{
        details::Details,
        goods::{CANCEL, SHIP, record},
    },
    clock::{DAY, HOUR, Millis},
    problem::{Answer, Refusal},
    returns::{self, Asked, Promise, Wish},
    shop::Shop,
    store::{
        Connection,
        cases::{self, Event, Step},
        market::Market,
        orders::{Order, adjust},
        shipments::{self, ShipmentRecord},
    },
    token,
};

/// Opens the case at its day and takes it to its outcome.
pub async fn live(
    connection: &mut Connection,
    shop: &Shop,
    book: &Book,
    order: &Order,
    case: &Case,
    now: Millis,
) -> Answer<()> {
    let opened = case.opened.before(shop, now);
    let lines = case.lines.iter().filter_map(|position| order.lines.get(position - 1));
    let items: Vec<CaseItemRequest> = lines
        .map(|line| CaseItemRequest {
            line_item_id: line.record.id.clone(),
            quantity: u32::try_from(line.record.ordered).unwrap_or(1),
            reason_code: case.reason.clone(),
            ..Default::default()
        })
        .collect();
    let market = Market::default();
    let wish = Wish { items: &items, asked: Asked::WithChoices, gift: false };
    let promise = returns::goods(shop, order, &market, wish, opened)?.promise(None, None)?;
    let id = record(shop, connection, order, &promise, &Details::default(), opened).await?;
    match case.outcome {
        Outcome::Open => {}
        Outcome::Cancelled => {
            cases::advance(connection, &id, 1, CANCEL, opened + HOUR).await?;
        }
        Outcome::InProgress | Outcome::Refunded => {
            cases::advance(connection, &id, 1, SHIP, opened + DAY).await?;
            let arrival = if case.outcome == Outcome::Refunded { opened + 4 * DAY } else { now + DAY };
            send_back(connection, shop, book, order, (&id, &promise), (arrival, now)).await?;
        }
    }
    if case.outcome == Outcome::Refunded {
        let paid = opened + 4 * DAY;
        cases::append(connection, &id, Event::by_shop("received"), paid - 2 * HOUR).await?;
        let step = Step { phase: "resolved", status: "refunded", event: Event::by_shop("refunded") };
        cases::advance(connection, &id, 2, step, paid).await?;
        sqlx::query("UPDATE cases SET paid_at = $1 WHERE id = $2")
            .bind(paid)
            .bind(&id)
            .execute(&mut *connection)
            .await?;
        adjust(connection, &order.record.id, None, "return", None, paid - 2 * HOUR).await?;
        adjust(connection, &order.record.id, None, "refund", Some(promise.total()), paid).await?;
    }
    Ok(())
}

async fn send_back(
    connection: &mut Connection,
    shop: &Shop,
    book: &Book,
    order: &Order,
    (case_id, promise): (&str, &Promise),
    (arrival, now): (Millis, Millis),
) -> Answer<()> {
    let checkpoints = book.way("back", arrival, now)?;
    let last = checkpoints.last().ok_or(Refusal::Internal)?;
    let record = ShipmentRecord {
        id: token::id("shp"),
        order_id: order.record.id.clone(),
        case_id: Some(case_id.to_owned()),
        direction: "return".into(),
        tracking_status: last.tracking_status.clone(),
        substatus: None,
        carrier: shop.return_carrier.clone(),
        tracking_number: Some(format!("SF77{}", order.record.number)),
        tracking_url: None,
        expected_from: None,
        expected_to: None,
        delivered_at: (arrival <= now).then_some(arrival),
        created_at: checkpoints.first().map_or(now, |first| first.at),
        ..ShipmentRecord::default()
    };
    let pieces: Vec<_> = promise.items.iter().map(|item| (item.line_id.clone(), i64::from(item.quantity))).collect();
    shipments::insert(connection, &record, &pieces, &checkpoints).await?;
    Ok(())
}
