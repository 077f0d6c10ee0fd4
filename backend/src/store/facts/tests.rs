use std::{
    collections::BTreeSet,
    path::Path,
    pin::pin,
    sync::{Mutex, PoisonError},
};

use futures_util::FutureExt as _;
use tempfile::TempDir;

use super::*;
use crate::{
    clock::{Clock, HOUR},
    policy::{Choices, resolution::Resolution},
    sample,
    store::{
        Location,
        customers::{self, CustomerRecord},
        memory,
        sessions::Scope,
        sqlite::File,
        turns::Turn,
    },
};

/// A shop with two customers, and the session of the first.
struct Desk {
    store: Store,
    shop: Shop,
    session: SessionRecord,
    order: String,
    path: String,
    _folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.sqlite").to_str().unwrap().to_owned();
        let store = Store::open(&Location::parse(&path)).await.unwrap();
        let (shop, now) = (Shop::load().unwrap(), Clock::default().now());
        let mut writing = store.write().await.unwrap();
        sample::seed_crowd(&mut writing, &shop, 2, now).await.unwrap();
        let order = orders::by_number(&mut writing, &sample::crowd::order_number(0)).await.unwrap().unwrap();
        let session = SessionRecord {
            name: token::filed("token"),
            opener: token::filed("token"),
            subject: "ada".into(),
            expires_at: now + HOUR,
            scope: Scope::Order,
            customer_id: None,
        };
        sessions::insert(&mut writing, &session, Some(&order.id), None).await.unwrap();
        writing.commit().await.unwrap();
        Self { store, shop, session, order: order.id, path, _folder: folder }
    }

    /// What a shopper does who looks at the order.
    async fn look(&self) -> (Arc<Order>, Arc<Market>) {
        self.store.session("token").await.unwrap().unwrap();
        self.store.newest_orders(&self.session, 20, 21).await.unwrap();
        self.store.order_in_market(&self.shop, &self.session, &self.order).await.unwrap().unwrap()
    }

    /// Whether all that `look` has seen is remembered.
    fn remembers(&self) -> bool {
        let all = |recall: &Recall<'_>| {
            let _session: Arc<SessionRecord> = recall.fact(&self.session.name)?;
            let _opened: Arc<Opened> = recall.fact(&self.session.name)?;
            let _order: Arc<Order> = recall.fact(&self.order)?;
            let _market: Arc<Market> = recall.fact(&self.order)?;
            Some(())
        };
        self.store.memory.recall(all).is_some()
    }

    /// Somebody looks the order up who types this, with what comes of it.
    async fn look_up(&self, email: &str) -> (Found, Option<Turn<'_>>) {
        let find = async |reading: &mut Connection| {
            let order = orders::by_number(reading, &sample::crowd::order_number(0)).await?;
            Ok(order.filter(|order| order.email == email).map(|order| Entrance {
                order_id: order.id,
                customer: CustomerRecord { id: order.customer_id, tier: order.tier },
            }))
        };
        self.store.look_up(email, &[("door".into(), 2), ("street".into(), 9)], 0, find).await.unwrap()
    }

    async fn try_in_vain(&self) {
        let mut writing = self.store.write().await.unwrap();
        sessions::count_attempt(&mut writing, "door", 1).await.unwrap();
        writing.commit().await.unwrap();
    }

    async fn write(&self, sql: &'static str) {
        self.write_at(&self.store, sql).await;
    }

    async fn write_at(&self, store: &Store, sql: &'static str) {
        let mut writing = store.write().await.unwrap();
        sqlx::query(sql).bind(&self.order).execute(&mut *writing).await.unwrap();
        writing.commit().await.unwrap();
    }
}

/// Everything written below is about the order, or about what its answers depend on.
#[tokio::test]
async fn what_is_written_is_seen_by_the_very_next_look() {
    let desk = Desk::new().await;
    for sql in [
        "UPDATE orders SET cancelled_at = 1 WHERE id = $1",
        "UPDATE lines SET title = title || '!' WHERE order_id = $1",
        "UPDATE shipments SET delivered_at = delivered_at - 1 WHERE order_id = $1",
        "UPDATE shipment_lines SET quantity = quantity + 1 \
         WHERE shipment_id IN (SELECT id FROM shipments WHERE order_id = $1)",
        "UPDATE customers SET tier = 'gold' WHERE id = (SELECT customer_id FROM orders WHERE id = $1)",
        "UPDATE prices SET amount = amount - 1 WHERE product_id IN (SELECT product_id FROM lines WHERE order_id = $1)",
        "UPDATE variants SET stock = stock - 1 WHERE product_id IN (SELECT product_id FROM lines WHERE order_id = $1)",
        "INSERT INTO cases (id, number, kind, order_id, phase, status, version, created_at, updated_at, resolution, \
         method_fee, breakdown, speed, details) \
         VALUES ('case', '1', 'return', $1, 'in_progress', 'x', 1, 0, 0, 'refund', 0, '[]', 'instant', '{}')",
        "INSERT INTO case_items (case_id, position, line_id, quantity, amount) \
         SELECT 'case', 0, id, 1, 100 FROM lines WHERE order_id = $1 LIMIT 1",
        "DELETE FROM case_items WHERE case_id IN (SELECT id FROM cases WHERE order_id = $1)",
    ] {
        desk.look().await;
        assert!(desk.remembers(), "before {sql}");
        desk.write(sql).await;
        assert!(!desk.remembers(), "after {sql}");
    }
}

#[tokio::test]
async fn a_session_that_is_ended_is_ended() {
    let desk = Desk::new().await;
    desk.look().await;
    desk.write("DELETE FROM sessions WHERE $1 <> ''").await;
    assert!(desk.store.session("token").await.unwrap().is_none());
    assert!(desk.store.order_in_market(&desk.shop, &desk.session, &desk.order).await.unwrap().is_none());
}

#[tokio::test]
async fn what_let_somebody_in_does_so_only_while_it_is_true() {
    let desk = Desk::new().await;
    let email = &sample::crowd::email(0);
    for expected in [true, false] {
        let (found, turn) = desk.look_up(email).await;
        assert!(matches!(found, Found::Entrance(entrance) if entrance.order_id == desk.order));
        assert_eq!(turn.is_some(), expected, "the second time it is remembered");
    }
    assert!(matches!(desk.look_up("somebody@example.com").await, (Found::Nothing, Some(_))));
    desk.write("UPDATE orders SET email = 'new@example.com' WHERE id = $1").await;
    assert!(matches!(desk.look_up(email).await.0, Found::Nothing));
    assert!(matches!(desk.look_up("new@example.com").await.0, Found::Entrance(_)));
}

#[tokio::test]
async fn whoever_was_let_in_before_is_not_when_it_was_tried_in_vain_too_often_since() {
    let desk = Desk::new().await;
    let email = &sample::crowd::email(0);
    for _ in 0..2 {
        assert!(matches!(desk.look_up(email).await.0, Found::Entrance(_)));
        desk.try_in_vain().await;
    }
    for typed in [email, "somebody@example.com", email] {
        assert!(matches!(desk.look_up(typed).await.0, Found::Exhausted(1)), "{typed}");
    }
    desk.write("DELETE FROM lookup_attempts WHERE $1 <> ''").await;
    assert!(matches!(desk.look_up(email).await.0, Found::Entrance(_)));
}

#[tokio::test]
async fn a_guess_that_is_right_does_not_slip_through_beside_those_that_are_not_counted_yet() {
    let desk = Desk::new().await;
    let email = &sample::crowd::email(0);
    desk.look_up(email).await;
    desk.try_in_vain().await;
    desk.look_up(email).await;
    assert!(matches!(desk.look_up(email).await, (Found::Entrance(_), None)), "it is remembered");
    let (found, turn) = desk.look_up("somebody@example.com").await;
    assert!(matches!(found, Found::Nothing));
    let mut right = pin!(desk.look_up(email));
    assert!(right.as_mut().now_or_never().is_none());
    desk.try_in_vain().await;
    drop(turn);
    assert!(matches!(right.await.0, Found::Exhausted(1)));
}

#[tokio::test]
async fn what_is_written_about_somebody_else_makes_nobody_read_again() {
    let mut remembered = 0;
    for _ in 0..4 {
        let desk = Desk::new().await;
        desk.look().await;
        desk.write("UPDATE lines SET title = 'x' WHERE order_id <> $1").await;
        remembered += u32::from(desk.remembers());
    }
    // Two ids share a counter by chance, one pair in four thousand, and in each memory other ones.
    assert!(remembered >= 2);
}

#[tokio::test]
async fn what_is_undone_harms_nothing() {
    let desk = Desk::new().await;
    desk.look().await;
    let mut writing = desk.store.write().await.unwrap();
    sqlx::query("DELETE FROM shipment_lines").execute(&mut *writing).await.unwrap();
    drop(writing);
    desk.write("UPDATE settings SET value = value WHERE name = $1").await;
    assert_eq!(desk.look().await.0.lines[0].parcels.len(), 1);
}

/// Another program, or a second instance: it has triggers of its own, and its own memory.
#[tokio::test]
async fn a_writer_from_outside_is_noticed_before_anything_is_recalled() {
    let desk = Desk::new().await;
    let outside = Store::open(&Location::parse(&desk.path)).await.unwrap();
    for _ in 0..2 {
        desk.look().await;
        desk.write_at(&outside, "UPDATE lines SET title = title || '!' WHERE order_id = $1").await;
        assert!(!desk.remembers());
        let (order, _) = desk.look().await;
        assert!(order.lines[0].record.title.ends_with('!'));
        // Nobody knows what else has changed, until a write of ours has asked.
        assert!(!desk.remembers());
        desk.write("UPDATE settings SET value = value WHERE name = $1").await;
        assert!(!desk.remembers(), "what was kept before is not taken for new");
        desk.look().await;
        assert!(desk.remembers());
    }
    outside.close().await;
}

#[tokio::test]
async fn a_reading_that_began_before_a_write_and_ended_after_it_is_not_kept() {
    let desk = Desk::new().await;
    let attention = desk.store.memory.attend();
    let mut reading = desk.store.read().await.unwrap();
    let before = orders::load(&mut reading, &desk.order).await.unwrap().unwrap();
    desk.write("UPDATE lines SET title = 'new' WHERE order_id = $1").await;
    attention.keep(&desk.order, &Arc::new(before), [desk.order.as_str()]);
    assert_eq!(desk.look().await.0.lines[0].record.title, "new");
}

/// The other order of things: it was kept a moment before the counters rise.
#[tokio::test]
async fn what_is_kept_while_a_write_is_under_way_is_not_taken_for_what_the_write_leaves() {
    let desk = Desk::new().await;
    let mut writing = desk.store.write().await.unwrap();
    sqlx::query("UPDATE lines SET title = 'new'").execute(&mut *writing).await.unwrap();
    assert_ne!(desk.look().await.0.lines[0].record.title, "new");
    assert!(desk.remembers());
    writing.commit().await.unwrap();
    assert_eq!(desk.look().await.0.lines[0].record.title, "new");
}

/// SQLite itself says what the queries read.
#[tokio::test]
async fn no_fact_is_read_from_a_table_whose_changes_nobody_notes() {
    let desk = Desk::new().await;
    let mut file = File::open(Path::new(&desk.path)).unwrap();
    let noted: BTreeSet<String> =
        memory::touched::tables(&mut file).unwrap().into_iter().map(|(table, _)| table).collect();
    let read: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let heard = read.clone();
    file.tell_reads(move |table| {
        heard.lock().unwrap_or_else(PoisonError::into_inner).insert(table.to_owned());
    });
    let mut connection = Connection::File(file);
    let attention = desk.store.memory.attend();
    sessions::find(&mut connection, &desk.session.name).await.unwrap().unwrap();
    opened(&mut connection, &attention, &desk.session, FEW).await.unwrap();
    sessions::opens(&mut connection, &desk.session, &desk.order).await.unwrap();
    sessions::all_attempts(&mut connection, "door").await.unwrap();
    orders::by_number(&mut connection, &sample::crowd::order_number(0)).await.unwrap();
    customers::paid(&mut connection, &desk.order).await.unwrap();
    let mut order = orders::load(&mut connection, &desk.order).await.unwrap().unwrap();
    // A customer and a purchase for which everything is looked at.
    order.record.tier = desk.shop.tiers.keys().next_back().cloned();
    order.lines[0].terms.choices = Some(Choices {
        resolutions: vec![Resolution::Exchange],
        methods: Vec::new(),
        evidence: false,
        keep_below: 0,
        credit_bonus_percent: 0,
        price_protection_days: 1,
    });
    Market::of(&mut connection, &desk.shop, &order).await.unwrap();
    let mut read = read.lock().unwrap().clone();
    read.remove("open_orders");
    assert_eq!(read.len(), 12, "{read:?}");
    assert!(read.is_subset(&noted), "{read:?}");
}

#[tokio::test]
async fn an_answer_is_said_again_until_the_hour_is_over_or_what_it_is_about_is_written() {
    let desk = Desk::new().await;
    let tell = async |hour: i64, said: &'static str| {
        let telling = || Telling { json: said.into(), tag: String::new(), ids: vec![desk.order.clone()] };
        let told = desk.store.told("answer", hour, || async { Ok::<_, ()>(telling()) }.boxed()).await.unwrap();
        assert_eq!(told.json, said);
        let again = |hour| desk.store.memory.recall(|recall| recall.fact::<Told>("answer")?.of(hour)).is_some();
        (again(hour), again(hour + 1))
    };
    assert_eq!(tell(1, "eligible").await, (true, false));
    assert_eq!(tell(1, "eligible").await, (true, false));
    assert_eq!(tell(2, "too late").await, (true, false));
    desk.write("UPDATE orders SET cancelled_at = 1 WHERE id = $1").await;
    assert_eq!(tell(2, "cancelled").await, (true, false));
}
