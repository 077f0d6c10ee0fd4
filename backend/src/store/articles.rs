//! The search index of the help articles, and what shoppers think of them.
//!
//! Both databases hold the words that [`crate::words`] has cut and compare them as they are: SQLite in an FTS5 table,
//! PostgreSQL as `tsvector`s that are written out here, so that no parser or dictionary of its own has a say.
//! Words are letters and digits only; nothing that was typed can be an operator.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{clock::Millis, store::Connection, store::Dialect, words::Term};

/// The setting that says what the index was made of.
const SETTING: &str = "article_index";

/// The furthest place in a text that PostgreSQL counts (its documentation, "Limitations" of full text search).
const FURTHEST: usize = 16_383;

/// An article in one language, cut into words.
#[derive(Clone, Debug)]
pub struct Entry {
    pub article_id: String,
    pub locale: &'static str,
    pub title: Vec<String>,
    pub body: Vec<String>,
}

/// Makes the index, unless it was made of the same (`fingerprint`).
///
/// # Errors
/// When the database fails.
pub async fn index(
    connection: &mut Connection,
    dialect: Dialect,
    fingerprint: &str,
    entries: &[Entry],
) -> sqlx::Result<()> {
    let known: Option<String> = sqlx::query_scalar("SELECT value FROM settings WHERE name = $1")
        .bind(SETTING)
        .fetch_optional(&mut *connection)
        .await?;
    if known.as_deref() == Some(fingerprint) {
        return Ok(());
    }
    sqlx::query("DELETE FROM article_index").execute(&mut *connection).await?;
    for entry in entries {
        let insert = match dialect {
            Dialect::Sqlite => {
                sqlx::query("INSERT INTO article_index (article_id, locale, title, body) VALUES ($1, $2, $3, $4)")
                    .bind(&entry.article_id)
                    .bind(entry.locale)
                    .bind(entry.title.join(" "))
                    .bind(entry.body.join(" "))
            }
            Dialect::Postgres => sqlx::query(
                "INSERT INTO article_index (article_id, locale, words) VALUES ($1, $2, CAST($3 AS tsvector))",
            )
            .bind(&entry.article_id)
            .bind(entry.locale)
            .bind(tsvector(entry)),
        };
        insert.execute(&mut *connection).await?;
    }
    sqlx::query("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2")
        .bind(SETTING)
        .bind(fingerprint)
        .execute(connection)
        .await?;
    Ok(())
}

/// The ids of the articles in which all of `terms` are, or when there are none any of them; best first, titles before
/// texts.
///
/// # Errors
/// When the database fails.
pub async fn find(
    connection: &mut Connection,
    dialect: Dialect,
    locale: &str,
    terms: &[Term],
) -> sqlx::Result<Vec<String>> {
    let (sql, all, any) = match dialect {
        Dialect::Sqlite => (
            "SELECT article_id FROM article_index WHERE article_index MATCH $1 AND locale = $2 \
             ORDER BY bm25(article_index, 0.0, 0.0, 8.0, 1.0), article_id LIMIT 500",
            " AND ",
            " OR ",
        ),
        Dialect::Postgres => (
            "SELECT article_id FROM article_index WHERE words @@ CAST($1 AS tsquery) AND locale = $2 \
             ORDER BY ts_rank(words, CAST($1 AS tsquery), 1) DESC, article_id LIMIT 500",
            " & ",
            " | ",
        ),
    };
    let word = |term: &Term| match (dialect, term.open) {
        (Dialect::Sqlite, false) => format!("\"{}\"", term.word),
        (Dialect::Sqlite, true) => format!("\"{}\"*", term.word),
        (Dialect::Postgres, false) => format!("'{}'", term.word),
        (Dialect::Postgres, true) => format!("'{}':*", term.word),
    };
    let words: Vec<String> = terms.iter().map(word).collect();
    for operator in [all, any] {
        let found: Vec<String> =
            sqlx::query_scalar(sql).bind(words.join(operator)).bind(locale).fetch_all(&mut *connection).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// An entry's words with their places, titles weighing more (`A`) than texts (`D`), as PostgreSQL writes it.
fn tsvector(entry: &Entry) -> String {
    let titled = entry.title.iter().map(|word| (word, "A"));
    let told = entry.body.iter().map(|word| (word, "D"));
    let mut places: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    for (place, (word, weight)) in (1..FURTHEST).zip(titled.chain(told)) {
        places.entry(word).or_default().push(format!("{place}{weight}"));
    }
    let mut vector = String::new();
    for (word, places) in places {
        // Writing to a string does not fail.
        let _ = write!(vector, "'{word}':{} ", places.join(","));
    }
    vector
}

/// Keeps a shopper's last word on an article.
///
/// # Errors
/// When the database fails.
pub async fn rate(
    connection: &mut Connection,
    article_id: &str,
    subject: &str,
    helpful: bool,
    comment: Option<&str>,
    now: Millis,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO article_feedback (article_id, subject, helpful, comment, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (article_id, subject) DO UPDATE SET helpful = $3, comment = $4, at = $5",
    )
    .bind(article_id)
    .bind(subject)
    .bind(i64::from(helpful))
    .bind(comment)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}
