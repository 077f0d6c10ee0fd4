//! The program itself: start, stop, start again.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::Command,
    time::{Duration, Instant},
};

use aftercare_backend::store::{Location, Store};
use serde_json::json;

use crate::{
    backend::{Backend, key, one_click, text},
    database::Database,
    program::Program,
};

#[tokio::test]
async fn a_restart_keeps_sessions_and_cases() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let case = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await.must(201);
    let backend = backend.restart().await;
    let same = backend.guest().with_token(ada.token.as_deref().unwrap());
    let kept = same.get(&format!("/cases/{}", text(&case, "id"))).await.must(200);
    assert_eq!((&kept["number"], &kept["timeline"]), (&case["number"], &case["timeline"]));
    let again = backend.enter("10482", "ada@example.com").await.order("10482").await;
    assert_eq!(again["id"], case["order_id"], "the sample was not made anew");
}

/// Another process holds SQLite's lock for longer than the backend waits.
#[tokio::test]
async fn a_locked_database_is_a_pause_and_not_an_error() {
    let backend = Backend::start_on(Database::sqlite(), |_, _| {}).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let body = one_click(&ada.order("10482").await, 0, 1);
    let location = aftercare_backend::store::Location::parse(&backend.config.database);
    let other = aftercare_backend::store::Store::open(&location).await.unwrap();
    let lock = other.write().await.unwrap();
    let busy = ada.open(&key(1), &body).await;
    assert_eq!((busy.refusal(), busy.header("retry-after")), ((503, "busy"), "2"));
    assert_eq!(ada.get("/orders").await.status, 200, "reading goes on");
    drop(lock);
    other.close().await;
    assert_eq!(ada.open(&key(1), &body).await.status, 201);
}

#[test]
fn both_signals_end_it_cleanly() {
    for signal in ["TERM", "INT"] {
        let database = Database::new();
        let program = Program::start(&["--database", &database.url(), "--sample"]);
        program.signal(signal);
        assert_eq!(program.end().0, Some(0));
        let log = std::fs::metadata(format!("{}-wal", database.url())).map_or(0, |log| log.len());
        assert_eq!(log, 0, "the log was folded into the database");
    }
}

/// A request is half sent when the signal comes: it is answered before the program ends.
#[test]
fn what_is_under_way_is_finished() {
    let database = Database::new();
    let program = Program::start(&["--database", &database.url(), "--sample"]);
    let body =
        json!({ "order_lookup": { "order_number": "10482", "proof": { "email": "ada@example.com" } } }).to_string();
    let mut connection = TcpStream::connect(&program.address).unwrap();
    write!(
        connection,
        "POST /api/v1/sessions HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        body.len()
    )
    .unwrap();
    let mut reader = BufReader::new(connection.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    // The handler is waiting for the body.
    assert!(line.starts_with("HTTP/1.1 100"), "{line}");
    program.signal("TERM");
    let patience = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(&program.address).is_ok() {
        assert!(Instant::now() < patience, "it still takes connections");
        std::thread::yield_now();
    }
    connection.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    reader.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 200 OK") && answer.contains("access_token"), "{answer}");
    assert_eq!(program.end().0, Some(0));
}

#[test]
fn the_log_holds_nothing_personal() {
    let database = Database::new();
    let program = Program::start(&["--database", &database.url(), "--sample"]);
    let body =
        json!({ "order_lookup": { "order_number": "10482", "proof": { "email": "ada@example.com" } } }).to_string();
    let mut connection = TcpStream::connect(&program.address).unwrap();
    write!(
        connection,
        "POST /api/v1/sessions?who=ada HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nAuthorization: Bearer secret-token\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    program.signal("TERM");
    let (_, log) = program.end();
    assert!(log.contains("/api/v1/sessions") && log.contains("req_"), "{log}");
    for personal in ["10482", "ada", "secret-token", "127.0.0.1:"] {
        assert!(!log.contains(personal), "{personal} in {log}");
    }
}

#[test]
fn fresh_starts_over_and_otherwise_nothing_is_lost() {
    let database = Database::new();
    let url = database.url();
    let run = |extra: &[&str]| {
        let arguments = [&["--database", &url, "--sample"], extra].concat();
        let program = Program::start(&arguments);
        program.signal("TERM");
        let (code, log) = program.end();
        assert_eq!(code, Some(0), "{log}");
        log
    };
    let sample: Vec<serde_json::Value> = serde_json::from_str(include_str!("../../sample/orders.json")).unwrap();
    let all = format!("\"orders\":{}", sample.len());
    assert!(run(&[]).contains(&all));
    assert!(run(&[]).contains("\"orders\":0"));
    assert!(run(&["--fresh"]).contains(&all));
}

/// What `cargo xtask demo` meets when it has kept a database of an older commit whose migrations were others.
#[tokio::test]
async fn a_database_of_another_version_is_left_alone_until_fresh() {
    let database = Database::with_sample();
    let url = database.url();
    let store = Store::open(&Location::parse(&url)).await.unwrap();
    let mut writing = store.write().await.unwrap();
    let other = "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1";
    assert_eq!(sqlx::query(other).execute(&mut *writing).await.unwrap().rows_affected(), 1);
    writing.commit().await.unwrap();
    store.close().await;

    let mut program = Command::new(env!("CARGO_BIN_EXE_aftercare-backend"));
    let output = program.args(["--database", &url]).output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("another version") && said.contains("--fresh forgets all that is in it"), "{said}");
    let program = Program::start(&["--database", &url, "--fresh"]);
    program.signal("TERM");
    assert_eq!(program.end().0, Some(0));
}

#[test]
fn a_wrong_origin_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_aftercare-backend"))
        .args(["--database", "unused.sqlite", "--allow-origin", "https://shop.example/path"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("not an origin"));
}
