//! What the machine and the network do to a server: full disks, databases that go away, clients that dribble.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    backend::{Backend, Shopper, key, one_click, quote_for},
    cluster::Cluster,
    database::Database,
    program::Program,
};

/// Sets the size above which the program's files can't grow.
fn limit_files(program: &Program, limit: &str) {
    let done = Command::new("prlimit").args(["--pid", &program.id(), &format!("--fsize={limit}")]).status().unwrap();
    assert!(done.success());
}

/// Asks for quotes, each of which is stored, until one is refused.
async fn until_refused(shopper: &Shopper, body: &Value) -> (u16, Value, String) {
    for _ in 0..10_000 {
        let reply = shopper.post("/quotes", &[], body).await;
        if reply.status != 200 {
            let retry_after = reply.header("retry-after").to_owned();
            return (reply.status, reply.body, retry_after);
        }
    }
    panic!("it never filled up");
}

/// The log can't grow any more, as on a full disk.
#[tokio::test]
async fn a_full_disk_is_a_pause_and_not_an_error() {
    let database = Database::sqlite();
    let url = database.url();
    let program = Program::work(&["--database", &url, "--sample"]);
    let guest = Shopper::at(&format!("http://{}", program.address));
    let ada = guest.enter("10482", json!({ "email": "ada@example.com" })).await;
    let order = ada.order("10482").await;
    let log = std::fs::metadata(format!("{url}-wal")).unwrap().len();
    limit_files(&program, &format!("{}:unlimited", log + 100_000));
    let (status, problem, retry_after) = until_refused(&ada, &quote_for(&order, 0, 1, Some("changed_mind"))).await;
    assert_eq!((status, &problem["code"], retry_after.as_str()), (503, &json!("busy"), "2"));
    let body = one_click(&order, 0, 1);
    assert_eq!(ada.open(&key(1), &body).await.status, 503);
    assert_eq!(ada.order("10482").await, order, "reading goes on, and nothing half is there");
    limit_files(&program, "unlimited:unlimited");
    ada.open(&key(1), &body).await.must(201);
}

/// PostgreSQL is stopped under the running backend, and started again.
#[tokio::test]
async fn a_database_that_goes_away_is_waited_for() {
    let cluster = Cluster::start();
    let database = Database::Elsewhere(cluster.url("postgres"));
    let backend = Backend::start_on(database, |_, _| {}).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let body = one_click(&ada.order("10482").await, 0, 1);
    cluster.stop();
    for reply in [ada.open(&key(1), &body).await, ada.get("/orders").await] {
        assert_eq!((reply.refusal(), reply.header("retry-after")), ((503, "busy"), "2"));
    }
    cluster.resume();
    let case = ada.open(&key(1), &body).await.must(201);
    assert_eq!(ada.open(&key(1), &body).await.must(201), case);
}

/// Sends `head`, and nothing after it. Returns what came back before the connection was closed.
async fn dribble(backend: &Backend, head: &str) -> String {
    let mut connection = TcpStream::connect(backend.origin.strip_prefix("http://").unwrap()).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let patience = Duration::from_secs(30);
    tokio::time::timeout(patience, connection.read_to_string(&mut answer)).await.unwrap().unwrap();
    answer
}

#[tokio::test]
async fn a_head_that_does_not_end_is_not_waited_for() {
    let backend = Backend::start_with(|_, limits| limits.head = Duration::from_millis(200)).await;
    let began = Instant::now();
    dribble(&backend, "GET /api/v1/capabilities HTTP/1.1\r\nHost: shop\r\nX-Slow: ").await;
    dribble(&backend, "").await;
    assert!(began.elapsed() >= Duration::from_millis(400));
    assert_eq!(backend.guest().get("/capabilities").await.status, 200);
}

/// The bodies of many come slowly: each is told so in the end, and meanwhile others write.
#[tokio::test]
async fn a_body_that_does_not_end_holds_nobody_up() {
    let backend = Backend::start_with(|_, limits| limits.body = Duration::from_secs(3)).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let body = one_click(&ada.order("10482").await, 0, 1);
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {}\r\nIdempotency-Key: {}\r\n\
         Content-Type: application/json\r\nContent-Length: 400\r\n\r\n{{\"type\":",
        ada.token.as_deref().unwrap(),
        key(1),
    );
    let slow = futures_util::future::join_all((0..20).map(|_| dribble(&backend, &head)));
    let other = async {
        let case = ada.open(&key(2), &body).await;
        (case.status, Instant::now())
    };
    let (answers, (status, done)) = tokio::join!(async { (slow.await, Instant::now()) }, other);
    assert_eq!(status, 201);
    assert!(done < answers.1, "the case was opened while the bodies were still awaited");
    for answer in answers.0 {
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("request_timeout") && answer.to_lowercase().contains("connection: close"), "{answer}");
    }
}
