//! `POST /uploads`, where the bytes go, and what becomes of them.

use std::path::Path;

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

use aftercare_backend::clock::{HOUR, MINUTE};

use crate::backend::{Backend, Shopper, key, text};

/// A PNG of one pixel.
pub const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1,
    8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x62, 0, 1, 0, 0, 5, 0,
    1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// Announces a file.
pub async fn announce(shopper: &Shopper, number: usize, media_type: &str, size: usize) -> crate::backend::Reply {
    let body = json!({ "media_type": media_type, "size": size, "name": "C:\\photos\\鞋 \"1\".png" });
    shopper.post("/uploads", &[("idempotency-key", &key(number))], &body).await
}

/// Puts bytes where the answer says.
pub async fn put(upload: &Value, bytes: impl Into<reqwest::Body>) -> Response {
    let mut request = Client::new().request(text(upload, "method").parse::<Method>().unwrap(), text(upload, "url"));
    for header in upload["headers"].as_array().unwrap() {
        request = request.header(text(header, "name"), text(header, "value"));
    }
    request.body(bytes).send().await.unwrap()
}

async fn refusal(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let problem: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    (status, text(&problem, "code").to_owned())
}

/// The files in a folder and below it.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path.display().to_string()) }
    }
    found
}

async fn start(folder: &tempfile::TempDir) -> Backend {
    let uploads = folder.path().to_str().unwrap().to_owned();
    Backend::start_with(|config, _| {
        config.uploads = Some(uploads);
        config.allow_origin = vec!["https://shop.example".into()];
    })
    .await
}

#[tokio::test]
async fn a_photo_is_sent_and_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let upload = announce(&ada, 1, "image/png", PNG.len()).await.must(201);
    assert_eq!(put(&upload, PNG).await.status(), 200);
    assert_eq!(put(&upload, PNG).await.status(), 200, "the connection may have ended before the answer came");
    assert!(!files(folder.path()).is_empty());
}

#[tokio::test]
async fn the_same_key_announces_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let first = announce(&ada, 1, "image/png", 100).await.must(201);
    assert_eq!(announce(&ada, 1, "image/png", 100).await.must(201), first);
    assert_eq!(announce(&ada, 1, "image/png", 101).await.refusal(), (409, "idempotency_key_reused"));
    let body = json!({ "media_type": "image/png", "size": 100 });
    assert_eq!(ada.post("/uploads", &[], &body).await.refusal(), (400, "idempotency_key_required"));
}

#[tokio::test]
async fn the_limits_are_the_announced_ones() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let limits = &ada.get("/capabilities").await.must(200)["capabilities"]["uploads"];
    let most = usize::try_from(limits["max_bytes"].as_u64().unwrap()).unwrap();
    assert_eq!(announce(&ada, 1, "image/png", most).await.status, 201);
    assert_eq!(announce(&ada, 2, "image/png", most + 1).await.refusal(), (409, "file_too_large"));
    assert_eq!(announce(&ada, 3, "image/svg+xml", 10).await.refusal(), (409, "media_type_refused"));
    assert_eq!(announce(&ada, 4, "image/png", 0).await.refusal(), (422, "invalid_request"));
    let body = json!({ "media_type": "image/png", "size": -1 });
    assert_eq!(ada.post("/uploads", &[("idempotency-key", &key(5))], &body).await.status, 422);
    assert!(limits["max_files"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn nobody_fills_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let mut announced = 0;
    let refused = loop {
        let reply = announce(&ada, announced, "image/png", 20 * 1024 * 1024).await;
        if reply.status != 201 {
            break reply;
        }
        announced += 1;
    };
    assert_eq!(refused.refusal(), (429, "too_many_requests"));
    assert_eq!(announced, 10, "200 MB");
    let lin = backend.enter("10490", "lin.yue@example.com").await;
    assert_eq!(announce(&lin, 1, "image/png", 100).await.status, 201, "another shopper has another measure");
    backend.clock.advance(61 * MINUTE);
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(announce(&ada, 100, "image/png", 100).await.status, 201);
}

#[tokio::test]
async fn what_is_not_what_was_announced_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let upload = announce(&ada, 1, "image/png", PNG.len()).await.must(201);
    let (longer, shorter) = ([PNG, b"more"].concat(), &PNG[..PNG.len() - 1]);
    let script = [b"<script>alert(1)</script>".to_vec(), vec![b' '; PNG.len() - 25]].concat();
    let mismatch = (409, "upload_mismatch".to_owned());
    assert_eq!(refusal(put(&upload, longer.clone()).await).await, (413, "payload_too_large".to_owned()));
    assert_eq!(refusal(put(&upload, shorter).await).await, mismatch);
    assert_eq!(script.len(), PNG.len());
    assert_eq!(refusal(put(&upload, script).await).await, mismatch);
    let mut as_pdf = upload.clone();
    as_pdf["headers"][0]["value"] = "application/pdf".into();
    assert_eq!(refusal(put(&as_pdf, PNG).await).await, mismatch);

    // Without a length, as a stream: counted while it comes.
    let stream = |bytes: Vec<u8>| {
        let chunks = bytes.chunks(7).map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec())).collect::<Vec<_>>();
        reqwest::Body::wrap_stream(futures_util::stream::iter(chunks))
    };
    assert_eq!(refusal(put(&upload, stream(longer)).await).await, (413, "payload_too_large".to_owned()));
    assert_eq!(refusal(put(&upload, stream(shorter.to_vec())).await).await, mismatch);
    assert_eq!(files(folder.path()), [""; 0]);
    assert_eq!(put(&upload, stream(PNG.to_vec())).await.status(), 200);
    assert_eq!(files(folder.path()).len(), 1);
}

/// A phone that loses its connection half-way.
#[tokio::test]
async fn a_connection_that_breaks_leaves_nothing() {
    use tokio::io::AsyncWriteExt as _;
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let upload = announce(&ada, 1, "image/png", 1_000_000).await.must(201);
    let address = backend.origin.strip_prefix("http://").unwrap();
    let path = text(&upload, "url").strip_prefix(&backend.origin).unwrap();
    let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
    let head =
        format!("PUT {path} HTTP/1.1\r\nHost: shop\r\nContent-Type: image/png\r\nContent-Length: 1000000\r\n\r\n");
    connection.write_all(&[head.as_bytes(), PNG, &[0; 400_000]].concat()).await.unwrap();
    while files(folder.path()).is_empty() {
        tokio::task::yield_now().await;
    }
    drop(connection);
    while !files(folder.path()).is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_address_is_for_one_file_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let first = announce(&ada, 1, "image/png", PNG.len()).await.must(201);
    let second = announce(&ada, 2, "image/png", PNG.len()).await.must(201);
    let mut forged = first.clone();
    forged["url"] = text(&first, "url").replace(text(&first, "id"), text(&second, "id")).into();
    assert_eq!(put(&forged, PNG).await.status(), 404);
    backend.clock.advance(61 * MINUTE);
    assert_eq!(put(&first, PNG).await.status(), 404);
}

#[tokio::test]
async fn only_the_shops_pages_may_send() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let upload = announce(&ada, 1, "image/png", PNG.len()).await.must(201);
    for (origin, allowed) in [("https://shop.example", "https://shop.example"), ("https://evil.example", "")] {
        let response = Client::new()
            .request(Method::OPTIONS, text(&upload, "url"))
            .header("origin", origin)
            .header("access-control-request-method", "PUT")
            .header("access-control-request-headers", "content-type")
            .send()
            .await
            .unwrap();
        let header = response.headers().get("access-control-allow-origin").map_or("", |value| value.to_str().unwrap());
        assert_eq!(header, allowed);
        if !allowed.is_empty() {
            let methods = response.headers()["access-control-allow-methods"].to_str().unwrap();
            assert!(methods.contains("PUT"), "{methods}");
        }
    }
}

/// Also what a process that died has left: a file of the storage's own that nobody knows of.
#[tokio::test]
async fn what_nobody_attached_is_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let upload = announce(&ada, 1, "image/png", PNG.len()).await.must(201);
    assert_eq!(put(&upload, PNG).await.status(), 200);
    std::fs::write(folder.path().join(text(&upload, "id")).join("put_x#1"), b"half").unwrap();
    assert_eq!(files(folder.path()).len(), 2);
    backend.clock.advance(3 * HOUR);
    // Housekeeping is done at the start, too.
    let backend = backend.restart().await;
    while !files(folder.path()).is_empty() {
        tokio::task::yield_now().await;
    }
    let url = text(&upload, "url").rsplit_once('/').unwrap().1;
    let again = Client::new().put(format!("{}/files/uploads/{url}", backend.origin));
    assert_eq!(again.header("content-type", "image/png").body(PNG).send().await.unwrap().status(), 404);
}

/// A complaint about a broken cup, with its photo.
async fn complain(shopper: &Shopper, number: usize, files: &[&Value]) -> crate::backend::Reply {
    let order = shopper.order("10482").await;
    let ids: Vec<_> = files.iter().map(|file| &file["id"]).collect();
    let items = json!([{ "line_item_id": order["lines"][0]["id"], "quantity": 1 }]);
    let body = json!({ "type": "complaint", "order_id": order["id"], "items": items, "reason_code": "damaged",
        "text": "It arrived in pieces.", "attachments": ids });
    shopper.open(&key(number), &body).await
}

#[tokio::test]
async fn an_attachment_is_shown_and_does_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let upload = announce(&ada, 1, "image/png", PNG.len()).await.must(201);
    assert_eq!(complain(&ada, 2, &[&upload]).await.refusal(), (409, "upload_incomplete"));
    assert_eq!(put(&upload, PNG).await.status(), 200);
    let case = complain(&ada, 3, &[&upload]).await.must(201);
    let attachment = &case["complaint"]["attachments"][0];
    assert_eq!((&attachment["name"], &attachment["size"]), (&json!("鞋 \"1\".png"), &json!(PNG.len())));
    let show = async |range: Option<&str>| {
        let request = Client::new().get(text(attachment, "url"));
        let request = match range {
            Some(range) => request.header("range", range),
            None => request,
        };
        request.send().await.unwrap()
    };
    let whole = show(None).await;
    let header = |name: &str| whole.headers()[name].to_str().unwrap();
    assert_eq!(
        (whole.status().as_u16(), header("content-type"), header("x-content-type-options")),
        (200, "image/png", "nosniff")
    );
    assert_eq!(header("content-security-policy"), "sandbox; default-src 'none'");
    assert_eq!(header("content-disposition"), "inline; filename*=UTF-8''%E9%9E%8B%20%221%22%2Epng");
    assert!(whole.headers().get("access-control-allow-origin").is_none(), "for looking at, not for reading");
    assert_eq!(whole.bytes().await.unwrap(), PNG);

    let part = show(Some("bytes=4-9")).await;
    assert_eq!(
        (part.status().as_u16(), part.headers()["content-range"].to_str().unwrap()),
        (206, &*format!("bytes 4-9/{}", PNG.len()))
    );
    assert_eq!(part.bytes().await.unwrap(), &PNG[4..10]);
    assert_eq!(show(Some("bytes=9999-")).await.status(), 200, "no such part: the whole");

    // Attached is attached: for good, once, and as it was.
    assert_eq!(refusal(put(&upload, PNG).await).await, (409, "upload_attached".to_owned()));
    assert_eq!(complain(&ada, 4, &[&upload]).await.refusal(), (409, "upload_unknown"));
    let forged = text(attachment, "url").replace("upl_", "upl-");
    assert_eq!(reqwest::get(forged).await.unwrap().status(), 404);
    backend.clock.advance(13 * HOUR);
    assert_eq!(show(None).await.status(), 404, "the link has ended");
    let ada = backend.enter("10482", "ada@example.com").await;
    let again = ada.get(&format!("/cases/{}", text(&case, "id"))).await.must(200);
    let fresh = text(&again["complaint"]["attachments"][0], "url").to_owned();
    assert_eq!(reqwest::get(fresh).await.unwrap().bytes().await.unwrap(), PNG, "and the file is kept");
}

#[tokio::test]
async fn only_own_files_and_not_too_many_are_attached() {
    let folder = tempfile::tempdir().unwrap();
    let backend = start(&folder).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lin = backend.enter("10490", "lin.yue@example.com").await;
    let lins = announce(&lin, 1, "image/png", PNG.len()).await.must(201);
    assert_eq!(put(&lins, PNG).await.status(), 200);
    assert_eq!(complain(&ada, 1, &[&lins]).await.refusal(), (409, "upload_unknown"));
    let mut files = Vec::new();
    for number in 0..7 {
        let upload = announce(&ada, 10 + number, "image/png", PNG.len()).await.must(201);
        assert_eq!(put(&upload, PNG).await.status(), 200);
        files.push(upload);
    }
    let all: Vec<_> = files.iter().collect();
    assert_eq!(complain(&ada, 2, &all).await.refusal(), (409, "too_many_files"));
    complain(&ada, 3, &all[..6]).await.must(201);
    let case = ada.get("/cases").await.must(200)["data"][0].clone();
    let shown: Vec<_> = case["complaint"]["attachments"].as_array().unwrap().iter().map(|file| &file["id"]).collect();
    assert_eq!(shown, all[..6].iter().map(|file| &file["id"]).collect::<Vec<_>>(), "in their order");
}
