//! Sessions and the attempts to open one.

use crate::{
    clock::{DAY, Millis},
    store::Connection,
    token,
};

/// For how long an expired session or challenge is kept: whoever comes back the same day learns that it has ended, and
/// not that it never was.
pub const MEMORY: Millis = DAY;

/// What a session opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The orders it was opened with.
    Order,
    /// Whatever the customer has ordered or will order.
    Customer,
    /// One order as its recipient, who sees no amounts.
    Gift,
}

impl Scope {
    /// As the contract spells it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Customer => "customer",
            Self::Gift => "gift",
        }
    }

    /// The scope with this spelling.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "customer" => Self::Customer,
            "gift" => Self::Gift,
            _ => Self::Order,
        }
    }
}

/// Who a token speaks for.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    /// Its own; for a stored one what its token is filed under ([`token::filed`]).
    pub name: String,
    /// The shopper's opaque name.
    pub subject: String,
    pub expires_at: Millis,
    pub scope: Scope,
    /// What the orders it opens are found under in the view `open_orders`: the one order of a pass ([`crate::pass`]),
    /// else its name.
    pub opener: String,
    /// With [`Scope::Customer`]: whose orders it opens.
    pub customer_id: Option<String>,
}

/// The stored session with this name, expired ones too.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, name: &str) -> sqlx::Result<Option<SessionRecord>> {
    let row: Option<(String, Millis, String, Option<String>)> =
        sqlx::query_as("SELECT subject, expires_at, scope, customer_id FROM sessions WHERE token_hash = $1")
            .bind(name)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(subject, expires_at, scope, customer_id)| SessionRecord {
        name: name.to_owned(),
        subject,
        expires_at,
        scope: Scope::from_code(&scope),
        opener: name.to_owned(),
        customer_id,
    }))
}

/// Whether the session opens the order. Queries over many orders join the view `open_orders` instead.
///
/// # Errors
/// When the database fails.
pub async fn opens(connection: &mut Connection, session: &SessionRecord, order_id: &str) -> sqlx::Result<bool> {
    let query = match &session.customer_id {
        Some(customer_id) => {
            sqlx::query_as("SELECT id FROM orders WHERE customer_id = $1 AND id = $2").bind(customer_id)
        }
        None => {
            sqlx::query_as("SELECT order_id FROM open_orders WHERE opener = $1 AND order_id = $2").bind(&session.opener)
        }
    };
    let row: Option<(String,)> = query.bind(order_id).fetch_optional(connection).await?;
    Ok(row.is_some())
}

/// Stores a session that opens `order_id`, where one is named, and everything `extends` opened. A session for a whole
/// customer needs neither.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    connection: &mut Connection,
    session: &SessionRecord,
    order_id: Option<&str>,
    extends: Option<&SessionRecord>,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO sessions (token_hash, subject, expires_at, scope, customer_id) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&session.name)
    .bind(&session.subject)
    .bind(session.expires_at)
    .bind(session.scope.code())
    .bind(session.customer_id.as_deref())
    .execute(&mut *connection)
    .await?;
    if session.customer_id.is_some() {
        return Ok(());
    }
    if let Some(earlier) = extends {
        sqlx::query(
            "INSERT INTO session_orders (token_hash, order_id) \
             SELECT $1, order_id FROM open_orders WHERE opener = $2",
        )
        .bind(&session.name)
        .bind(&earlier.opener)
        .execute(&mut *connection)
        .await?;
    }
    if let Some(order_id) = order_id {
        sqlx::query("INSERT INTO session_orders (token_hash, order_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(&session.name)
            .bind(order_id)
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// Notes that a merchant token was taken, by its `jti`. Returns false when it was taken before.
///
/// # Errors
/// When the database fails.
pub async fn take_merchant_token(connection: &mut Connection, jti: &str, expires_at: Millis) -> sqlx::Result<bool> {
    let taken =
        sqlx::query("INSERT INTO merchant_tokens (jti_hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(token::hash(jti))
            .bind(expires_at)
            .execute(connection)
            .await?;
    Ok(taken.rows_affected() == 1)
}

/// Makes a link useless before its time.
///
/// # Errors
/// When the database fails.
pub async fn revoke_link(connection: &mut Connection, id: &str, expires_at: Millis) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO revoked_links (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(id)
        .bind(expires_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether a link was revoked.
///
/// # Errors
/// When the database fails.
pub async fn is_revoked(connection: &mut Connection, id: &str) -> sqlx::Result<bool> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT id FROM revoked_links WHERE id = $1").bind(id).fetch_optional(connection).await?;
    Ok(row.is_some())
}

/// Removes the sessions that ended a day before `now`, the attempts from before `attempts_before`, and what is
/// remembered of tokens, links and challenges that have ended.
///
/// # Errors
/// When the database fails.
pub async fn prune(connection: &mut Connection, now: Millis, attempts_before: Millis) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM sessions WHERE expires_at < $1").bind(now - MEMORY).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM lookup_attempts WHERE at < $1").bind(attempts_before).execute(&mut *connection).await?;
    for ended in
        ["DELETE FROM merchant_tokens WHERE expires_at < $1", "DELETE FROM revoked_links WHERE expires_at < $1"]
    {
        sqlx::query(ended).bind(now).execute(&mut *connection).await?;
    }
    sqlx::query("DELETE FROM challenges WHERE expires_at < $1").bind(now - MEMORY).execute(connection).await?;
    Ok(())
}

/// The attempts on a bucket, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn all_attempts(connection: &mut Connection, bucket: &str) -> sqlx::Result<Vec<Millis>> {
    sqlx::query_scalar("SELECT at FROM lookup_attempts WHERE bucket = $1 ORDER BY at")
        .bind(bucket)
        .fetch_all(connection)
        .await
}

/// How many attempts were made on a bucket since a moment, and the first of them.
///
/// # Errors
/// When the database fails.
pub async fn attempts(connection: &mut Connection, bucket: &str, since: Millis) -> sqlx::Result<(i64, Option<Millis>)> {
    sqlx::query_as("SELECT COUNT(*), MIN(at) FROM lookup_attempts WHERE bucket = $1 AND at > $2")
        .bind(bucket)
        .bind(since)
        .fetch_one(connection)
        .await
}

/// Counts an attempt.
///
/// # Errors
/// When the database fails.
pub async fn count_attempt(connection: &mut Connection, bucket: &str, at: Millis) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO lookup_attempts (id, bucket, at) VALUES ($1, $2, $3)")
        .bind(token::id("att"))
        .bind(bucket)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}
