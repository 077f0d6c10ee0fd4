//! Cases with their items and timelines.

mod moves;

pub use moves::{
    Step, advance, append, decide, late, late_orders, set_days, set_details, set_gift, set_method, set_paid,
    set_resolution, touch,
};
use sqlx::FromRow;

use super::{
    desk::{self, Folder},
    orders::{self, AdjustmentRecord},
    surveys::{self, SurveyRecord},
};
use crate::{cases::Kind, clock::Millis, rma, store::Connection, token};

/// A case's own row. Amounts in the order's minor units.
#[derive(Clone, Debug, FromRow)]
pub struct CaseRecord {
    pub id: String,
    pub number: String,
    pub kind: String,
    pub order_id: String,
    /// One of the contract's phases, spelled as there.
    pub phase: String,
    pub status: String,
    /// Raised by every change; the state part of the `ETag`.
    pub version: i64,
    pub created_at: Millis,
    pub updated_at: Millis,
    /// Until when the shopper has to hand the items in.
    pub due_at: Option<Millis>,
    /// Empty while nobody knows what settles it.
    pub resolution: String,
    /// How the items go back; absent when nothing goes back.
    pub method: Option<String>,
    pub method_fee: i64,
    /// What was promised when the case was opened; negative when the shopper pays, absent when nothing was promised.
    pub refund: Option<i64>,
    /// The parts of the refund, `policy::refund::Part` as JSON.
    pub breakdown: String,
    pub speed: String,
    pub expected_by: Option<Millis>,
    pub paid_at: Option<Millis>,
    /// For where scanning fails; with a way back only.
    pub drop_off_code: Option<String>,
    /// The unguessable part of the label's address; with a way back only.
    pub label_token: Option<String>,
    /// The slot in which it is collected or repaired.
    pub booking_id: Option<String>,
    /// 1 when a gift's recipient has opened it, who sees no others.
    pub gift: i64,
    /// What only a case of its type has, as JSON (the modules of [`crate::cases`] say what).
    pub details: String,
}

impl CaseRecord {
    /// A new case with nothing but what every case has: version 1, no promise, no way back.
    #[must_use]
    pub fn new(kind: &str, order_id: &str, phase: &str, status: &str, now: Millis) -> Self {
        Self {
            id: token::id("case"),
            number: rma::number(),
            kind: kind.into(),
            order_id: order_id.into(),
            phase: phase.into(),
            status: status.into(),
            version: 1,
            created_at: now,
            updated_at: now,
            due_at: None,
            resolution: String::new(),
            method: None,
            method_fee: 0,
            refund: None,
            breakdown: "[]".into(),
            speed: String::new(),
            expected_by: None,
            paid_at: None,
            drop_off_code: None,
            label_token: None,
            booking_id: None,
            gift: 0,
            details: "{}".into(),
        }
    }

    /// Whether the case may still change.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.phase.as_str(), "resolved" | "rejected" | "cancelled" | "expired")
    }
}

/// An item's own row.
#[derive(Clone, Debug, FromRow)]
pub struct CaseItemRecord {
    pub line_id: String,
    pub quantity: i64,
    pub amount: i64,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub serial: Option<String>,
    /// What the shop decided about it, `accepted` or `refused`; absent while it has not, or need not.
    pub decision: Option<String>,
    /// Why, in the shop's words.
    pub decision_note: Option<String>,
}

/// Something that happened; its sentence is `event-{code}` in the catalogs.
#[derive(Clone, Debug, FromRow)]
pub struct EventRecord {
    pub at: Millis,
    pub code: String,
    pub actor: String,
    /// What fills the sentence's placeholders, a JSON object of texts.
    pub args: Option<String>,
}

/// Something that happens now.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    pub code: &'a str,
    /// `customer`, `shop`, `carrier` or `system`.
    pub actor: &'a str,
    pub args: &'a [(&'a str, &'a str)],
}

impl<'a> Event<'a> {
    /// The shopper did it.
    #[must_use]
    pub fn by_customer(code: &'a str) -> Self {
        Self { code, actor: "customer", args: &[] }
    }

    /// The shop did it.
    #[must_use]
    pub fn by_shop(code: &'a str) -> Self {
        Self { code, actor: "shop", args: &[] }
    }

    /// Nobody did it: a rule or the time.
    #[must_use]
    pub fn by_system(code: &'a str) -> Self {
        Self { code, actor: "system", args: &[] }
    }

    /// The event with what its sentence names.
    #[must_use]
    pub fn with(self, args: &'a [(&'a str, &'a str)]) -> Self {
        Self { args, ..self }
    }
}

/// A whole case.
#[derive(Clone, Debug)]
pub struct Case {
    pub record: CaseRecord,
    pub items: Vec<CaseItemRecord>,
    /// Oldest first.
    pub timeline: Vec<EventRecord>,
    /// The parcel back, once announced.
    pub shipment_id: Option<String>,
    /// The parcel with what comes instead, once announced.
    pub replacement_id: Option<String>,
    /// Changes to what was promised, oldest first.
    pub adjustments: Vec<AdjustmentRecord>,
    /// What is asked about a case that has ended.
    pub surveys: Vec<SurveyRecord>,
    /// With a case people talk about.
    pub folder: Option<Folder>,
}

/// The case with this id.
///
/// # Errors
/// When the database fails.
pub async fn load(connection: &mut Connection, id: &str) -> sqlx::Result<Option<Case>> {
    let record: Option<CaseRecord> =
        sqlx::query_as("SELECT * FROM cases WHERE id = $1").bind(id).fetch_optional(&mut *connection).await?;
    let Some(record) = record else { return Ok(None) };
    let items = sqlx::query_as(
        "SELECT line_id, quantity, amount, reason, note, serial, decision, decision_note FROM case_items \
         WHERE case_id = $1 ORDER BY position",
    )
    .bind(id)
    .fetch_all(&mut *connection)
    .await?;
    let timeline = sqlx::query_as("SELECT at, code, actor, args FROM timeline WHERE case_id = $1 ORDER BY position")
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
    let mut case = Case {
        record,
        items,
        timeline,
        shipment_id: None,
        replacement_id: None,
        adjustments: Vec::new(),
        surveys: Vec::new(),
        folder: None,
    };
    if Kind::from_code(&case.record.kind).is_some_and(Kind::has_desk) {
        case.folder = desk::folder(&mut *connection, id).await?;
    }
    if !case.record.is_open() {
        case.surveys = surveys::of_case(&mut *connection, id).await?;
    }
    // What nobody has touched has no parcel and no change yet.
    if case.record.version > 1 {
        case.shipment_id = parcel_of(&mut *connection, id, "return").await?;
        case.replacement_id = parcel_of(&mut *connection, id, "outbound").await?;
        case.adjustments = orders::case_adjustments(connection, id).await?;
    }
    Ok(Some(case))
}

async fn parcel_of(connection: &mut Connection, id: &str, direction: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT id FROM shipments WHERE case_id = $1 AND direction = $2 ORDER BY created_at DESC, id")
        .bind(id)
        .bind(direction)
        .fetch_optional(connection)
        .await
}

/// The version of the case with this id.
///
/// # Errors
/// When the database fails.
pub async fn version(connection: &mut Connection, id: &str) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar("SELECT version FROM cases WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// The open or closed case whose label has this address.
///
/// # Errors
/// When the database fails.
pub async fn by_label(connection: &mut Connection, token: &str) -> sqlx::Result<Option<CaseRecord>> {
    sqlx::query_as("SELECT * FROM cases WHERE label_token = $1").bind(token).fetch_optional(connection).await
}

/// The cases of an order, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_order(connection: &mut Connection, order_id: &str) -> sqlx::Result<Vec<Case>> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM cases WHERE order_id = $1 ORDER BY created_at DESC, id DESC")
            .bind(order_id)
            .fetch_all(&mut *connection)
            .await?;
    let mut cases = Vec::with_capacity(ids.len());
    for id in ids {
        cases.extend(load(&mut *connection, &id).await?);
    }
    Ok(cases)
}

/// Which of a session's cases to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub order_id: Option<String>,
    pub phase: Option<String>,
    pub kind: Option<String>,
    /// Only those that a gift's recipient has opened.
    pub gift: bool,
}

/// The ids of a session's cases, newest first, from after `after` (created at, id).
///
/// # Errors
/// When the database fails.
pub async fn page(
    connection: &mut Connection,
    opener: &str,
    filter: &Filter,
    after: Option<&(Millis, String)>,
    limit: i64,
) -> sqlx::Result<Vec<(String, Millis)>> {
    let (created_at, id) = after.cloned().unwrap_or((Millis::MAX, String::new()));
    sqlx::query_as(
        "SELECT cases.id, cases.created_at FROM cases \
         JOIN open_orders ON open_orders.order_id = cases.order_id \
         WHERE open_orders.opener = $1 \
         AND (cases.created_at < $2 OR (cases.created_at = $2 AND cases.id < $3)) \
         AND ($4 IS NULL OR cases.order_id = $4) AND ($5 IS NULL OR cases.phase = $5) \
         AND ($6 IS NULL OR cases.kind = $6) AND cases.gift >= $7 \
         ORDER BY cases.created_at DESC, cases.id DESC LIMIT $8",
    )
    .bind(opener)
    .bind(created_at)
    .bind(id)
    .bind(filter.order_id.as_deref())
    .bind(filter.phase.as_deref())
    .bind(filter.kind.as_deref())
    .bind(i64::from(filter.gift))
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Stores a new case with its items and its first event, under a number nobody has yet (`record.number` if that is
/// free). Returns the number.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    connection: &mut Connection,
    record: &CaseRecord,
    items: &[CaseItemRecord],
    opened: Event<'_>,
) -> sqlx::Result<String> {
    let mut number = record.number.clone();
    while !insert_as(&mut *connection, record, &number).await? {
        number = rma::number();
    }
    for (position, item) in (0_i64..).zip(items) {
        sqlx::query(
            "INSERT INTO case_items (case_id, position, line_id, quantity, amount, reason, note, serial, decision, \
             decision_note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&record.id)
        .bind(position)
        .bind(&item.line_id)
        .bind(item.quantity)
        .bind(item.amount)
        .bind(item.reason.as_deref())
        .bind(item.note.as_deref())
        .bind(item.serial.as_deref())
        .bind(item.decision.as_deref())
        .bind(item.decision_note.as_deref())
        .execute(&mut *connection)
        .await?;
    }
    append(connection, &record.id, opened, record.created_at).await?;
    Ok(number)
}

async fn insert_as(connection: &mut Connection, record: &CaseRecord, number: &str) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "INSERT INTO cases (id, number, kind, order_id, phase, status, version, created_at, updated_at, due_at, \
         resolution, method, method_fee, refund, breakdown, speed, expected_by, paid_at, drop_off_code, label_token, \
         booking_id, details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20, $21, $22) \
         ON CONFLICT (number) DO NOTHING",
    )
    .bind(&record.id)
    .bind(number)
    .bind(&record.kind)
    .bind(&record.order_id)
    .bind(&record.phase)
    .bind(&record.status)
    .bind(record.version)
    .bind(record.created_at)
    .bind(record.updated_at)
    .bind(record.due_at)
    .bind(&record.resolution)
    .bind(record.method.as_deref())
    .bind(record.method_fee)
    .bind(record.refund)
    .bind(&record.breakdown)
    .bind(&record.speed)
    .bind(record.expected_by)
    .bind(record.paid_at)
    .bind(record.drop_off_code.as_deref())
    .bind(record.label_token.as_deref())
    .bind(record.booking_id.as_deref())
    .bind(&record.details)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
