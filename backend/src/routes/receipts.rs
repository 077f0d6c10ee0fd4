//! `GET /cases/{id}/receipts`.

use aftercare_contract::{list::Page, receipt::Receipt};

use crate::{
    paging::{self, Paging},
    problem::{Answer, Refusal},
    reader::Reader,
    request::{Named, Search},
    store::{cases, receipts},
};

/// What the shopper can prove about a case, oldest first.
pub async fn list(reader: Reader, Named(id): Named<String>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let mut reading = reader.app.store.read().await?;
    let case = cases::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    reader.shopper.must_see(&mut reading, &case.record).await?;
    let after = after.map(|(position, _)| position);
    let rows = receipts::page(&mut reading, &id, after, limit as i64 + 1).await?;
    // Whoever holds a receipt holds the shop to it.
    reader.app.store.settle().await?;
    let mut places: Vec<_> = rows.iter().map(|(position, record)| (record.id.clone(), *position)).collect();
    let next_cursor = paging::cut(&mut places, limit)?;
    let view = reader.view();
    let receipt = |(_, record): (i64, receipts::ReceiptRecord)| Receipt {
        issued_at: view.time(record.issued_at),
        label: view.voice.say("receipt", &record.code),
        id: record.id,
        code: record.code,
        jws: record.jws,
    };
    let data: Vec<_> = rows.into_iter().take(places.len()).map(receipt).collect();
    reader.answer(&Page { data, next_cursor })
}
