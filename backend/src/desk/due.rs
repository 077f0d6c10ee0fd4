//! What time does to a case: a clock runs out, an offer ends, the shop has waited for the shopper long enough.

use crate::{
    app::App,
    clock::Millis,
    desk::Handling,
    problem::Answer,
    store::{
        Connection, Lock,
        cases::{self, Event},
        desk::{self, End},
        offers, orders,
    },
};

/// Does what is due for one case, or for all. Costs one query when nothing is. To be called before a case is read.
///
/// # Errors
/// When the database fails.
pub async fn look_after(app: &App, only: Option<&str>) -> Answer<()> {
    let now = app.clock.now();
    let mut reading = app.store.read().await?;
    let due = desk::due(&mut reading, now).await?;
    drop(reading);
    for (case_id, order_id) in due {
        if only.is_none_or(|only| only == case_id) {
            catch_up_alone(app, &case_id, &order_id, now).await?;
        }
    }
    Ok(())
}

/// Does what is due for the cases of an order. The caller holds its lock.
///
/// # Errors
/// When the database fails.
pub async fn catch_up(app: &App, connection: &mut Connection, order_id: &str, now: Millis) -> Answer<()> {
    for case_id in desk::due_of_order(&mut *connection, order_id, now).await? {
        let Some(case) = cases::load(&mut *connection, &case_id).await? else { continue };
        let Some(order) = orders::load(&mut *connection, order_id).await? else { continue };
        if let Some(mut handling) = Handling::of(app, &mut *connection, &case.record, &order.record, now).await? {
            handling.catch_up().await?;
        }
    }
    Ok(())
}

async fn catch_up_alone(app: &App, case_id: &str, order_id: &str, now: Millis) -> Answer<()> {
    let mut writing = app.store.write().await?;
    writing.lock(Lock::Order, order_id).await?;
    // Somebody else may have done it before the lock was granted; then there is nothing left to do.
    catch_up(app, &mut writing, order_id, now).await?;
    writing.commit().await?;
    app.live.announce(case_id);
    Ok(())
}

/// Something that time does.
enum Due {
    Clock { position: i64, code: String },
    Offer,
    End,
}

impl Handling<'_> {
    /// Does everything that is due by now, each thing at its moment, the earliest first: what one thing starts may be
    /// due as well.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn catch_up(&mut self) -> Answer<()> {
        let now = self.now;
        while let Some((at, due)) = self.next_due().await?.filter(|(at, _)| *at <= now) {
            self.now = at;
            match due {
                Due::Clock { position, code } => {
                    if desk::end_clock(self.connection, &self.case.id, position, End::Breached, at).await? {
                        self.suffer(&code).await?;
                    }
                }
                Due::Offer => self.expire_offers().await?,
                Due::End => self.conclude().await?,
            }
        }
        self.now = now;
        Ok(())
    }

    async fn next_due(&mut self) -> Answer<Option<(Millis, Due)>> {
        let clocks = desk::clocks(self.connection, &self.case.id).await?.into_iter();
        let running = clocks.filter(desk::ClockRecord::is_running);
        let running = running.map(|clock| (clock.due_at, Due::Clock { position: clock.position, code: clock.code }));
        let open = offers::of_case(self.connection, &self.case.id).await?.into_iter();
        let open = open.filter(offers::OfferRecord::is_open);
        let open = open.filter_map(|offer| Some((offer.expires_at?, Due::Offer)));
        let end = self.desk.waits_until.map(|until| (until, Due::End));
        Ok(running.chain(open).chain(end).min_by_key(|(at, _)| *at))
    }

    /// It has waited for the shopper long enough.
    async fn conclude(&mut self) -> Answer<()> {
        match self.case.status.as_str() {
            "refused" => self.finish("rejected", "rejected", Event::by_system("rejected")).await,
            "awaiting_item" => self.finish("expired", "expired", Event::by_system("expired")).await,
            "payment_due" => {
                self.wait_until(None).await?;
                self.step("in_progress", "returning_unrepaired", Event::by_system("price_unpaid")).await
            }
            _ => self.finish("resolved", "resolved", Event::by_system("resolved")).await,
        }
    }
}
