//! What queries run on, whichever database it is.

use futures_util::{FutureExt as _, StreamExt as _, future, future::BoxFuture, stream, stream::BoxStream};
use sqlx::{
    Any, AnyConnection, Describe, Either, Error, Execute, Executor, SqlStr, Transaction,
    any::{AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo},
    pool::PoolConnection,
};

use super::sqlite::File;

/// A connection, in a transaction or not. `sqlx::query` and its like run on it as on sqlx's own.
#[derive(Debug)]
pub enum Connection {
    /// SQLite's.
    File(File),
    /// PostgreSQL's, where each statement sees its own moment.
    Server(PoolConnection<Any>),
    /// PostgreSQL's.
    ServerTransaction(Transaction<'static, Any>),
}

/// Whose turn it is.
enum Side<'c> {
    File(&'c mut File),
    Server(&'c mut AnyConnection),
}

impl Connection {
    fn side(&mut self) -> Side<'_> {
        match self {
            Self::File(file) => Side::File(file),
            Self::Server(connection) => Side::Server(connection),
            Self::ServerTransaction(transaction) => Side::Server(transaction),
        }
    }
}

/// Runs a query on a file.
fn run<'q>(
    file: &mut File,
    mut query: impl Execute<'q, Any>,
    most: usize,
) -> sqlx::Result<(Vec<AnyRow>, AnyQueryResult)> {
    let arguments = query.take_arguments().map_err(Error::Encode)?;
    file.query(query.sql().as_str(), arguments, most)
}

impl<'c> Executor<'c> for &'c mut Connection {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, sqlx::Result<Either<AnyQueryResult, AnyRow>>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        match self.side() {
            Side::Server(connection) => connection.fetch_many(query),
            Side::File(file) => match run(file, query, usize::MAX) {
                Ok((rows, result)) => {
                    let rows = rows.into_iter().map(|row| Ok(Either::Right(row)));
                    stream::iter(rows.chain([Ok(Either::Left(result))])).boxed()
                }
                Err(error) => stream::iter([Err(error)]).boxed(),
            },
        }
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, sqlx::Result<Option<AnyRow>>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        match self.side() {
            Side::Server(connection) => connection.fetch_optional(query),
            Side::File(file) => future::ready(run(file, query, 1).map(|(mut rows, _)| rows.pop())).boxed(),
        }
    }

    fn prepare_with<'e>(self, sql: SqlStr, parameters: &'e [AnyTypeInfo]) -> BoxFuture<'e, sqlx::Result<AnyStatement>>
    where
        'c: 'e,
    {
        match self.side() {
            Side::Server(connection) => connection.prepare_with(sql, parameters),
            Side::File(_) => unprepared(),
        }
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, sqlx::Result<Describe<Any>>>
    where
        'c: 'e,
    {
        match self.side() {
            Side::Server(connection) => connection.describe(sql),
            Side::File(_) => unprepared(),
        }
    }
}

/// A file keeps every statement it has run, and tells nothing of those it has not.
fn unprepared<'e, T: Send + 'e>() -> BoxFuture<'e, sqlx::Result<T>> {
    future::ready(Err(Error::Protocol("statements are not prepared by hand".into()))).boxed()
}
