//! The tables, looked at and damaged while no program is running.

use aftercare_backend::store::{Connection, Location, Store};

/// Whether whatever is there is there with all its parts; then how many cases there are.
pub async fn whole(location: &Location) -> Result<usize, String> {
    let store = Store::open(location).await.unwrap();
    let mut reading = store.read().await.unwrap();
    for (problem, rows) in [
        ("cases without items", "cases WHERE id NOT IN (SELECT case_id FROM case_items)"),
        (
            "cases without a beginning",
            "cases WHERE id NOT IN (SELECT case_id FROM timeline WHERE code = 'case_opened')",
        ),
        ("changes without an event", "cases WHERE version <> (SELECT COUNT(*) FROM timeline WHERE case_id = cases.id)"),
        (
            "parcels that nobody announced",
            "cases WHERE phase = 'in_progress' AND id NOT IN (SELECT case_id FROM shipments WHERE case_id IS NOT NULL)",
        ),
        (
            "lines returned twice",
            "lines WHERE ordered < (SELECT SUM(quantity) FROM case_items JOIN cases ON cases.id = case_id \
             WHERE line_id = lines.id AND phase NOT IN ('cancelled', 'rejected', 'expired'))",
        ),
        (
            "cases without a key",
            "cases WHERE NOT EXISTS \
             (SELECT 1 FROM idempotency_keys WHERE status = 201 AND location LIKE '%' || cases.id)",
        ),
        (
            "answers to nothing",
            "idempotency_keys WHERE status = 201 \
             AND NOT EXISTS (SELECT 1 FROM cases WHERE location LIKE '%' || cases.id)",
        ),
    ] {
        let found = count(&mut reading, rows).await;
        if found > 0 {
            return Err(format!("{found} {problem}"));
        }
    }
    let cases = count(&mut reading, "cases").await;
    drop(reading);
    store.close().await;
    Ok(usize::try_from(cases).unwrap())
}

async fn count(connection: &mut Connection, rows: &str) -> i64 {
    let statement = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {rows}"));
    sqlx::query_scalar(statement).fetch_one(connection).await.unwrap()
}

/// Changes what is there.
pub async fn change(location: &Location, statements: &[String]) {
    let store = Store::open(location).await.unwrap();
    let mut writing = store.write().await.unwrap();
    for statement in statements {
        let done = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut *writing).await.unwrap();
        assert!(done.rows_affected() > 0, "nothing was there for {statement}");
    }
    writing.commit().await.unwrap();
    store.close().await;
}
