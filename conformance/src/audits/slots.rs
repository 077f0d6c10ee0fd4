//! Appointments that are never given away twice.

use futures_util::future::join_all;
use serde_json::json;

use super::isolation::alike;
use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    stage::{Shopper, Stage},
};

const NEEDS: &[Need] = &[Need::Order(Role::Pickup)];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "SLOT-01",
        level: Level::Must,
        profile: Profile::Slots,
        title: "A slot is held until a moment to come, and free again when it is let go, twice if need be",
        rule: "createBooking",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(held(stage)),
    },
    Audit {
        code: "SLOT-02",
        level: Level::Must,
        profile: Profile::Slots,
        title: "Those who want a slot at once get no more places than it has",
        rule: "createBooking",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(race(stage)),
    },
    Audit {
        code: "SLOT-03",
        level: Level::Must,
        profile: Profile::Slots,
        title: "A booking is made once by a key, and is like none to everybody else",
        rule: "createBooking",
        needs: &[Need::Order(Role::Pickup), Need::Stranger],
        effect: Effect::Writes,
        run: |stage| Box::pin(own(stage)),
    },
];

/// Somebody with an order that a slot could be for.
struct Rival {
    shopper: Shopper,
    order_id: String,
}

impl Rival {
    async fn of(shopper: Shopper) -> Outcome<Self> {
        let order_id = shopper.order().await?.text("/id").to_owned();
        Ok(Self { shopper, order_id })
    }

    fn wish(&self, slot: &str) -> serde_json::Value {
        json!({ "slot_id": slot, "order_id": self.order_id })
    }

    async fn hold(&self, stage: &Stage, slot: &str) -> Outcome<Reply> {
        self.shopper.create("/bookings", &stage.key(), &self.wish(slot)).await
    }

    async fn let_go(&self, booking: &Reply) -> Outcome<Reply> {
        self.shopper.delete(&format!("/bookings/{}", booking.text("/id"))).await
    }
}

async fn slots(rival: &Rival) -> Outcome<Reply> {
    let path = format!("/slots?for=pickup&order_id={}", rival.order_id);
    rival.shopper.get(&path).await?.must(200)
}

/// The free slot that is furthest away: the one fewest others want.
fn free(slots: &Reply) -> Outcome<String> {
    let last = slots.list("/data").filter(|slot| slot["available"] == true).last();
    let id = last.and_then(|slot| slot["id"].as_str()).map(str::to_owned);
    id.ok_or_else(|| Stop::skipped("every pick-up slot is taken"))
}

async fn held(stage: &Stage) -> Outcome {
    let rival = Rival::of(stage.customer(Role::Pickup).await?).await?;
    let slots = slots(&rival).await?;
    let begins: Vec<jiff::Timestamp> =
        slots.list("/data").filter_map(|slot| slot["from"].as_str()?.parse().ok()).collect();
    slots.ensure(begins.is_sorted(), "the slots are not soonest first")?;
    let slot = free(&slots)?;
    let booking = rival.hold(stage, &slot).await?.must(201)?;
    let until = booking.text("/held_until").parse::<jiff::Timestamp>().ok();
    let kept = until.is_some_and(|until| until > jiff::Timestamp::now());
    booking.ensure(booking.text("/status") == "held" && kept, "a new booking is not held until a moment to come")?;
    booking.ensure(booking.text("/slot_id") == slot, "another slot is held than asked for")?;
    rival.let_go(&booking).await?.must(204)?;
    rival.let_go(&booking).await?.must(204)?;
    rival.hold(stage, "no-such-slot-0000").await?.must_refuse(409, &["slot_unknown"])
}

async fn race(stage: &Stage) -> Outcome {
    let owner = Rival::of(stage.customer(Role::Pickup).await?).await?;
    let slot = free(&slots(&owner).await?)?;
    let fixtures = &stage.site.fixtures;
    let orders = fixtures.orders().chain(fixtures.b.iter().flat_map(|customer| &customer.orders));
    let mut rivals = Vec::new();
    for order in orders {
        let rival = Rival::of(stage.enter(order).await?).await?;
        if slots(&rival).await?.list("/data").any(|offered| offered["id"] == slot.as_str()) {
            rivals.push(rival);
        }
    }
    let mut holds = Vec::new();
    let mut full = false;
    for rival in &rivals {
        let reply = rival.hold(stage, &slot).await?;
        match reply.status {
            201 => holds.push((rival, reply)),
            _ => {
                reply.must_refuse(409, &["slot_taken"])?;
                full = true;
            }
        }
    }
    let places = holds.len();
    for (rival, booking) in holds {
        rival.let_go(&booking).await?.must(204)?;
    }
    if !full {
        return Err(Stop::skipped(format!(
            "{places} orders do not fill a slot; the fixtures need more that can be picked up"
        )));
    }
    let replies: Vec<Reply> =
        join_all(rivals.iter().map(|rival| rival.hold(stage, &slot))).await.into_iter().collect::<Outcome<_>>()?;
    let won: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 201).collect();
    if won.len() != places {
        let message = format!("{} of {} at once got a slot of {places} places", won.len(), rivals.len());
        return Err(Stop::Broken { message, exchanges: won.iter().map(|reply| reply.exchange.clone()).collect() });
    }
    replies.iter().filter(|reply| reply.status != 201).try_for_each(|lost| lost.must_refuse(409, &["slot_taken"]))
}

async fn own(stage: &Stage) -> Outcome {
    let rival = Rival::of(stage.customer(Role::Pickup).await?).await?;
    let slot = free(&slots(&rival).await?)?;
    let key = stage.key();
    let ask = || Question::post("/bookings", &rival.wish(&slot)).key(&key);
    let first = rival.shopper.ask(ask()).await?.must(201)?;
    let again = rival.shopper.ask(ask()).await?;
    if again.status != 201 || again.body != first.body {
        return Err(again.broken_beside(&first, "the second answer to the same key is not the first one"));
    }
    let stranger = stage.stranger().await?;
    let foreign = stranger.delete(&format!("/bookings/{}", first.text("/id"))).await?;
    alike(&foreign, &stranger.delete("/bookings/no-such-booking-0000").await?)?;
    let foreign = stranger.create("/bookings", &stage.key(), &rival.wish(&slot)).await?;
    foreign.must_refuse(404, &["not_found"])
}
