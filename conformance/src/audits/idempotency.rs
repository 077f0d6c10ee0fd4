//! One key, one intention, one effect.

use futures_util::future::join_all;
use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    piece::Piece,
    stage::Stage,
};

/// How many times the same request arrives at once.
const COPIES: usize = 5;

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "IDEM-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "The same key with the same body gives the same case and one effect",
        rule: "Rules: Idempotency",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(replayed(stage)),
    },
    Audit {
        code: "IDEM-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "The same request several times at once gives one case",
        rule: "Rules: Idempotency",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(at_once(stage)),
    },
    Audit {
        code: "IDEM-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "The same key with another body is 409 `idempotency_key_reused` and changes nothing",
        rule: "Rules: Idempotency",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(reused(stage)),
    },
    Audit {
        code: "IDEM-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A missing or malformed key is 400",
        rule: "openCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(malformed(stage)),
    },
    Audit {
        code: "IDEM-05",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A key is replayed as it was answered, also when the case has gone on since",
        rule: "Rules: Idempotency",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(later(stage)),
    },
    Audit {
        code: "IDEM-06",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A key belongs to its shopper: another's is another key",
        rule: "Rules: Idempotency",
        needs: &[Need::Order(Role::Returnable), Need::Stranger],
        effect: Effect::Writes,
        run: |stage| Box::pin(own(stage)),
    },
];

/// The cases of the piece's order.
async fn count(piece: &Piece) -> Outcome<(usize, Reply)> {
    let page = piece.shopper.get(&format!("/cases?order_id={}&limit=100", piece.order_id())).await?.must(200)?;
    Ok((page.list("/data").count(), page))
}

fn same(first: &Reply, again: &Reply) -> Outcome {
    if again.status != first.status || again.body != first.body {
        return Err(again.broken_beside(first, "the second answer is not the first one"));
    }
    Ok(())
}

async fn replayed(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (before, _) = count(&piece).await?;
    let (key, body) = (stage.key(), piece.body(1).await?);
    let first = piece.shopper.create("/cases", &key, &body).await?.must(201)?;
    let again = piece.shopper.create("/cases", &key, &body).await?;
    same(&first, &again)?;
    let (after, page) = count(&piece).await?;
    page.ensure(after == before + 1, format!("{} cases by one key", after - before))
}

async fn at_once(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (before, _) = count(&piece).await?;
    let (key, body) = (stage.key(), piece.body(1).await?);
    let copies = (0..COPIES).map(|_| piece.shopper.create("/cases", &key, &body));
    let replies: Vec<Reply> = join_all(copies).await.into_iter().collect::<Outcome<_>>()?;
    let Some(first) = replies.iter().find(|reply| reply.status == 201) else {
        return Err(replies[0].broken(format!("none of {COPIES} copies opened the case")));
    };
    for reply in &replies {
        same(first, reply)?;
    }
    let (after, page) = count(&piece).await?;
    page.ensure(after == before + 1, format!("{} cases by one key", after - before))
}

async fn reused(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (key, body) = (stage.key(), piece.body(1).await?);
    let first = piece.shopper.create("/cases", &key, &body).await?.must(201)?;
    let mut other: Value = body.clone();
    other["items"][0]["quantity"] = 2.into();
    let (before, _) = count(&piece).await?;
    piece.shopper.create("/cases", &key, &other).await?.must_refuse(409, &["idempotency_key_reused"])?;
    let (after, page) = count(&piece).await?;
    page.ensure(after == before, "the refused request has opened a case")?;
    same(&first, &piece.shopper.create("/cases", &key, &body).await?)
}

async fn malformed(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let body = piece.body(1).await?;
    let (before, _) = count(&piece).await?;
    piece.shopper.post("/cases", &body).await?.must_refuse(400, &["idempotency_key_required"])?;
    for key in ["short", "with spaces in it, which is not allowed", &"k".repeat(129)] {
        let question = Question::post("/cases", &body).key(key);
        piece.shopper.ask(question).await?.must_refuse(400, &["idempotency_key_invalid"])?;
    }
    let (after, page) = count(&piece).await?;
    page.ensure(after == before, "a request without a good key has opened a case")
}

async fn later(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (key, body) = (stage.key(), piece.body(1).await?);
    let first = piece.shopper.create("/cases", &key, &body).await?.must(201)?;
    let cancelled = piece.shopper.cancel_if_allowed(first.text("/id")).await?;
    let Some(cancelled) = cancelled else { return Err(Stop::skipped("a new case can't be cancelled in this shop")) };
    cancelled.must(200)?;
    same(&first, &piece.shopper.create("/cases", &key, &body).await?)
}

async fn own(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (key, body) = (stage.key(), piece.body(1).await?);
    let first = piece.shopper.create("/cases", &key, &body).await?.must(201)?;
    let reply = stage.stranger().await?.create("/cases", &key, &body).await?;
    let leaked = reply.exchange.response.contains(first.text("/id"));
    reply.ensure(!leaked, "another customer's key is answered with this customer's case")?;
    reply.must_refuse(404, &["not_found"])
}
