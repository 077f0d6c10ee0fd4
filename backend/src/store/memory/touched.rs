//! What a write is about: the ids that facts hang on, noted by triggers for every row that is changed.
//!
//! The triggers are temporary, on the one connection that writes, and made from the tables as they are. So whoever
//! writes need not think of them, and a table that a migration adds has its own.

use std::sync::{Arc, Mutex, PoisonError};

use crate::store::sqlite::File;

/// A row is about what these of its columns name.
const IDS: [&str; 4] = ["token_hash", "order_id", "customer_id", "bucket"];

/// The same for what has its name from itself.
const OWN: [&str; 2] = ["orders", "customers"];

/// And about what these columns name in the rows that it refers to.
const REFERRED: [&str; 2] = ["order_id", "customer_id"];

/// What a row is about that is nobody's.
const COMMON: &str = "product_id";

/// What no fact is read from, and is written often or about nothing. A test holds it against the queries.
pub const ASIDE: [&str; 12] = [
    "_sqlx_migrations",
    "article_feedback",
    "article_index",
    "checkpoints",
    "idempotency_keys",
    "letters",
    "merchant_tokens",
    "quotes",
    "revoked_links",
    "settings",
    "timeline",
    "uploads",
];

/// What was touched since it was taken last.
#[derive(Clone, Default)]
pub struct Touched(Arc<Mutex<Ids>>);

/// Some ids, or all there are.
#[derive(Default)]
pub struct Ids {
    pub some: Vec<String>,
    pub all: bool,
}

impl Touched {
    /// Notes what is written with this connection from now on.
    ///
    /// # Errors
    /// When SQLite refuses a trigger.
    pub fn follow(&self, writer: &mut File) -> sqlx::Result<()> {
        let touched = self.0.clone();
        writer.define("touched", move |ids| {
            let mut touched = touched.lock().unwrap_or_else(PoisonError::into_inner);
            touched.all |= ids.is_empty();
            touched.some.extend(ids.into_iter().flatten());
        })?;
        for (table, about) in tables(writer)? {
            let row = |name: &str| about.iter().map(|id| id.replace("row.", name)).collect::<Vec<_>>().join(", ");
            for (change, ids) in [
                ("INSERT", row("NEW.")),
                ("DELETE", row("OLD.")),
                ("UPDATE", [row("OLD."), row("NEW.")].join(if about.is_empty() { "" } else { ", " })),
            ] {
                writer.run(&format!(
                    "CREATE TEMP TRIGGER touched_{table}_{change} AFTER {change} ON main.{table} \
                     BEGIN SELECT touched({ids}); END"
                ))?;
            }
        }
        Ok(())
    }

    /// What was touched.
    #[must_use]
    pub fn take(&self) -> Ids {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The tables that facts may be read from, with what a row of each is about: nothing means everything.
pub fn tables(file: &mut File) -> sqlx::Result<Vec<(String, Vec<String>)>> {
    let tables = file.texts("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")?;
    let mut found = Vec::new();
    // SQLite keeps a search index in tables that are named after it.
    let aside = |table: &str| ASIDE.contains(&table) || table.starts_with("article_index_");
    for table in tables.into_iter().filter(|table| !aside(table)) {
        let about = about(file, &table)?;
        found.push((table, about));
    }
    Ok(found)
}

/// Expressions of what a row is about.
fn about(file: &mut File, table: &str) -> sqlx::Result<Vec<String>> {
    let columns = |file: &mut File, table: &str| file.texts(&format!("SELECT name FROM pragma_table_info('{table}')"));
    let own = columns(file, table)?;
    let has = |columns: &[String], wanted: &str| columns.iter().any(|column| column == wanted);
    let mut about: Vec<String> = IDS.iter().filter(|id| has(&own, id)).map(|id| format!("row.{id}")).collect();
    if OWN.contains(&table) {
        about.push("row.id".into());
    }
    let references =
        "SELECT \"table\", \"table\" || ' WHERE ' || \"to\" || ' = row.' || \"from\" FROM pragma_foreign_key_list";
    for (to, row) in file.pairs(&format!("{references}('{table}')"))? {
        let theirs = columns(file, &to)?;
        about.extend(REFERRED.iter().filter(|id| has(&theirs, id)).map(|id| format!("(SELECT {id} FROM {row})")));
    }
    if about.is_empty() && has(&own, COMMON) {
        about.push(format!("row.{COMMON}"));
    }
    Ok(about)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::store::{Location, Store};

    /// A table that is new has to lead to an id by its columns or by what they refer to, or be [`ASIDE`]: else each of
    /// its changes makes everything be read again.
    #[tokio::test]
    async fn every_table_is_about_something_or_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.sqlite");
        Store::open(&Location::parse(path.to_str().unwrap())).await.unwrap().close().await;
        let mut file = File::open(Path::new(&path)).unwrap();
        let tables = tables(&mut file).unwrap();
        assert!(tables.len() > 20);
        for (table, about) in &tables {
            assert!(!about.is_empty(), "{table} is about nothing");
        }

        let touched = Touched::default();
        touched.follow(&mut file).unwrap();
        for (table, _) in &tables {
            // What a trigger asks for is looked up when it is first needed.
            for change in ["DELETE FROM", "UPDATE", "INSERT INTO"] {
                let statement = match change {
                    "DELETE FROM" => format!("DELETE FROM {table} WHERE false"),
                    "UPDATE" => {
                        let columns = format!("SELECT name FROM pragma_table_info('{table}') LIMIT 1");
                        let column = file.texts(&columns).unwrap().remove(0);
                        format!("UPDATE {table} SET {column} = {column} WHERE false")
                    }
                    _ => format!("INSERT INTO {table} SELECT * FROM {table} WHERE false"),
                };
                file.run(&statement).unwrap();
            }
        }
        assert!(touched.take().some.is_empty());
    }

    #[test]
    fn a_row_is_about_the_order_it_has_and_the_one_it_had() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = File::open(&folder.path().join("some.sqlite")).unwrap();
        file.run(
            "CREATE TABLE orders (id TEXT PRIMARY KEY, customer_id TEXT); \
             CREATE TABLE cases (id TEXT PRIMARY KEY, order_id TEXT REFERENCES orders (id)); \
             CREATE TABLE notes (case_id TEXT REFERENCES cases (id)); \
             CREATE TABLE colours (name TEXT)",
        )
        .unwrap();
        let touched = Touched::default();
        touched.follow(&mut file).unwrap();
        let mut after = |statement: &str| {
            file.run(statement).unwrap();
            let ids = touched.take();
            let mut some = ids.some;
            some.sort_unstable();
            some.dedup();
            (some.join(" "), ids.all)
        };
        assert_eq!(after("INSERT INTO orders VALUES ('o1', 'ada'), ('o2', 'bo')"), ("ada bo o1 o2".into(), false));
        assert_eq!(after("INSERT INTO cases VALUES ('c', 'o1')"), ("ada o1".into(), false));
        assert_eq!(after("INSERT INTO notes VALUES ('c')"), ("o1".into(), false));
        assert_eq!(after("UPDATE cases SET order_id = 'o2'"), ("ada bo o1 o2".into(), false));
        assert_eq!(after("DELETE FROM notes"), ("o2".into(), false));
        assert_eq!(after("INSERT INTO colours VALUES ('red')"), (String::new(), true));
    }
}
