//! SQLite in the thread that asks.
//!
//! sqlx runs SQLite on a thread of its own and talks to it through channels. With a file in the page cache the way there
//! and back takes several times as long as the query (BENCHMARKS.md), and whoever writes makes it a dozen times while
//! everybody else waits. So queries are written, bound and read with sqlx, as for PostgreSQL, but what runs them here is
//! rusqlite. What waits for the disk or for another process, the ends of a transaction, is kept off the threads that
//! serve ([`File::wait_for`]).
//!
//! Rows and arguments are those of sqlx's `Any` driver, whose fields sqlx leaves open for drivers and outside its
//! promises of stability: a new minor version of sqlx may need a change here.

use std::{borrow::Cow, error::Error as StdError, fmt, path::Path, sync::Arc};

use rusqlite::{config::DbConfig, functions::FunctionFlags, types::ValueRef};
use sqlx::{
    any::{AnyArguments, AnyQueryResult, AnyRow, AnyTypeInfo, AnyTypeInfoKind, AnyValue},
    error::{DatabaseError, ErrorKind},
};
use sqlx_core::{
    HashMap,
    any::{AnyColumn, AnyValueKind},
    ext::ustr::UStr,
};
use tokio::runtime::{Handle, RuntimeFlavor};

/// How many prepared statements a connection keeps: more than there are different ones.
const STATEMENTS: usize = 512;

/// A connection to a database file.
pub struct File {
    connection: rusqlite::Connection,
    /// What is known of the statements that were run, by their text.
    shapes: HashMap<String, Arc<Shape>>,
}

/// What does not change between two runs of a statement.
struct Shape {
    /// For each parameter of SQLite the place of its argument: `$2` may come first.
    arguments: Vec<usize>,
    names: Arc<HashMap<UStr, usize>>,
    columns: Vec<AnyColumn>,
    reads_only: bool,
}

impl File {
    /// Opens the file, which is there.
    ///
    /// # Errors
    /// When it is not.
    pub fn open(path: &Path) -> sqlx::Result<Self> {
        let connection = rusqlite::Connection::open(path).map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Or a statement with a `LIMIT $1` is planned anew each time it is given another limit.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
        Ok(Self { connection, shapes: HashMap::default() })
    }

    /// Runs statements without arguments that answer nothing.
    ///
    /// # Errors
    /// When SQLite refuses one.
    pub fn run(&mut self, statements: &str) -> sqlx::Result<()> {
        self.connection.execute_batch(statements).map_err(fault)
    }

    /// Runs one statement without arguments that answers nothing, and keeps it for the next time.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn run_again(&mut self, statement: &str) -> sqlx::Result<()> {
        self.connection.prepare_cached(statement).and_then(|mut kept| kept.raw_execute().map(drop)).map_err(fault)
    }

    /// The same as [`File::run`] for what may take long: a commit waits for the disk, a `BEGIN IMMEDIATE` for another process.
    ///
    /// # Errors
    /// When SQLite refuses one.
    pub fn wait_for(&mut self, statements: &str) -> sqlx::Result<()> {
        match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
            Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(|| self.run(statements)),
            _ => self.run(statements),
        }
    }

    /// A number that is another whenever another connection has committed.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn data_version(&mut self) -> sqlx::Result<i64> {
        let mut asking = self.connection.prepare_cached("PRAGMA data_version").map_err(fault)?;
        asking.query_row([], |row| row.get(0)).map_err(fault)
    }

    /// Makes a function for SQL that passes texts on, as many as it is given, and answers nothing.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn define(&mut self, name: &str, hear: impl Fn(Vec<Option<String>>) + Send + 'static) -> sqlx::Result<()> {
        let called = move |context: &rusqlite::functions::Context<'_>| {
            (0..context.len()).map(|place| context.get(place)).collect::<rusqlite::Result<_>>().map(|texts| {
                hear(texts);
                rusqlite::types::Null
            })
        };
        self.connection.create_scalar_function(name, -1, FunctionFlags::SQLITE_UTF8, called).map_err(fault)
    }

    /// The rows of a question about the tables themselves, of two texts each.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn pairs(&mut self, question: &str) -> sqlx::Result<Vec<(String, String)>> {
        let mut asking = self.connection.prepare(question).map_err(fault)?;
        let pairs = asking.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)?;
        pairs.collect::<rusqlite::Result<_>>().map_err(fault)
    }

    /// The same for questions whose rows are of one.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn texts(&mut self, question: &str) -> sqlx::Result<Vec<String>> {
        let mut asking = self.connection.prepare(question).map_err(fault)?;
        let texts = asking.query_map([], |row| row.get(0)).map_err(fault)?;
        texts.collect::<rusqlite::Result<_>>().map_err(fault)
    }

    /// Tells which tables are read from now on, by each statement that is new.
    #[cfg(test)]
    pub fn tell_reads(&self, hear: impl Fn(&str) + Send + 'static) {
        use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
        let asked = move |context: AuthContext<'_>| {
            if let AuthAction::Read { table_name, .. } = context.action {
                hear(table_name);
            }
            Authorization::Allow
        };
        let _ = self.connection.authorizer(Some(asked));
    }

    /// Runs a statement and returns at most `most` of its rows.
    ///
    /// # Errors
    /// When SQLite refuses it.
    pub fn query(
        &mut self,
        sql: &str,
        arguments: Option<AnyArguments>,
        most: usize,
    ) -> sqlx::Result<(Vec<AnyRow>, AnyQueryResult)> {
        let Some(arguments) = arguments else {
            self.run(sql)?;
            return Ok((Vec::new(), AnyQueryResult::default()));
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let shape = match self.shapes.get(sql) {
            Some(shape) => shape.clone(),
            None => {
                let shape = Arc::new(Shape::of(&statement)?);
                self.shapes.insert(sql.to_owned(), shape.clone());
                shape
            }
        };
        for (parameter, place) in (1..).zip(&shape.arguments) {
            let missing = || sqlx::Error::Protocol(format!("argument {} is missing", place + 1));
            let argument = arguments.values.0.get(*place).ok_or_else(missing)?;
            bind(&mut statement, parameter, argument)?;
        }
        let mut found = Vec::new();
        let mut rows = statement.raw_query();
        while found.len() < most
            && let Some(row) = rows.next().map_err(fault)?
        {
            found.push(shape.row(row)?);
        }
        drop(rows);
        let rows_affected = if shape.reads_only { 0 } else { self.connection.changes() };
        Ok((found, AnyQueryResult { rows_affected, last_insert_id: None }))
    }
}

impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("File").finish_non_exhaustive()
    }
}

impl Shape {
    fn of(statement: &rusqlite::Statement<'_>) -> sqlx::Result<Self> {
        let place = |parameter| {
            let number = statement.parameter_name(parameter).and_then(|name| name.strip_prefix('$')?.parse().ok());
            let unnamed = || sqlx::Error::Protocol("parameters are written $1, $2 …".into());
            number.and_then(|number: usize| number.checked_sub(1)).ok_or_else(unnamed)
        };
        let names: Vec<UStr> = statement.column_names().into_iter().map(UStr::new).collect();
        let type_info = AnyTypeInfo { kind: AnyTypeInfoKind::Null };
        // Every row takes a copy. Fields are found by `names`; nobody asks a column for its own.
        let column = |ordinal| AnyColumn { ordinal, name: UStr::Static(""), type_info: type_info.clone() };
        Ok(Self {
            arguments: (1..=statement.parameter_count()).map(place).collect::<sqlx::Result<_>>()?,
            columns: (0..names.len()).map(column).collect(),
            names: Arc::new(names.into_iter().zip(0..).collect()),
            reads_only: statement.readonly(),
        })
    }

    fn row(&self, row: &rusqlite::Row<'_>) -> sqlx::Result<AnyRow> {
        let mut values = Vec::with_capacity(self.columns.len());
        for ordinal in 0..self.columns.len() {
            let kind = match row.get_ref(ordinal).map_err(fault)? {
                ValueRef::Null => AnyValueKind::Null(AnyTypeInfoKind::Null),
                ValueRef::Integer(number) => AnyValueKind::BigInt(number),
                ValueRef::Real(number) => AnyValueKind::Double(number),
                ValueRef::Text(text) => {
                    let text = std::str::from_utf8(text).map_err(|error| sqlx::Error::Decode(error.into()))?;
                    AnyValueKind::Text(Arc::new(text.to_owned()))
                }
                ValueRef::Blob(bytes) => AnyValueKind::Blob(Arc::new(bytes.to_vec())),
            };
            values.push(AnyValue { kind });
        }
        Ok(AnyRow { column_names: self.names.clone(), columns: self.columns.clone(), values })
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, parameter: usize, argument: &AnyValueKind) -> sqlx::Result<()> {
    match argument {
        AnyValueKind::Bool(value) => statement.raw_bind_parameter(parameter, value),
        AnyValueKind::SmallInt(value) => statement.raw_bind_parameter(parameter, value),
        AnyValueKind::Integer(value) => statement.raw_bind_parameter(parameter, value),
        AnyValueKind::BigInt(value) => statement.raw_bind_parameter(parameter, value),
        AnyValueKind::Real(value) => statement.raw_bind_parameter(parameter, value),
        AnyValueKind::Double(value) => statement.raw_bind_parameter(parameter, value),
        AnyValueKind::Text(value) => statement.raw_bind_parameter(parameter, value.as_str()),
        AnyValueKind::TextSlice(value) => statement.raw_bind_parameter(parameter, &**value),
        AnyValueKind::Blob(value) => statement.raw_bind_parameter(parameter, value.as_slice()),
        // Null, and whatever a later sqlx adds, which nothing here binds.
        _ => statement.raw_bind_parameter(parameter, rusqlite::types::Null),
    }
    .map_err(fault)
}

/// What SQLite says is wrong.
#[derive(Debug)]
pub struct SqliteFault {
    /// The extended result code (sqlite.org/rescode.html).
    code: i32,
    message: String,
}

fn fault(error: rusqlite::Error) -> sqlx::Error {
    match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            let message = message.unwrap_or_else(|| failure.to_string());
            sqlx::Error::Database(Box::new(SqliteFault { code: failure.extended_code, message }))
        }
        other => sqlx::Error::Protocol(other.to_string()),
    }
}

impl fmt::Display for SqliteFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "(code: {}) {}", self.code, self.message)
    }
}

impl StdError for SqliteFault {}

impl DatabaseError for SqliteFault {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.to_string().into())
    }

    fn as_error(&self) -> &(dyn StdError + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn StdError + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn StdError + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        match self.code {
            rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                ErrorKind::UniqueViolation
            }
            rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ErrorKind::ForeignKeyViolation,
            rusqlite::ffi::SQLITE_CONSTRAINT_NOTNULL => ErrorKind::NotNullViolation,
            rusqlite::ffi::SQLITE_CONSTRAINT_CHECK => ErrorKind::CheckViolation,
            _ => ErrorKind::Other,
        }
    }
}
