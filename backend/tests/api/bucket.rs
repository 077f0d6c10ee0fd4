//! Files in a bucket of an S3-compatible store: a real one, which checks every signature.

use std::path::{Path, PathBuf};

use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use reqwest::{Client, Response};
use s3s::{auth::SimpleAuth, service::S3ServiceBuilder};
use s3s_fs::FileSystem;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::{
    backend::{Reply, Shopper, key, text},
    program::Program,
    uploads::{PNG, announce, put},
};

/// A backend whose files are in a bucket.
struct Shop {
    program: Program,
    folder: TempDir,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bucket = folder.path().join("store/files");
        std::fs::create_dir_all(&bucket).unwrap();
        let mut store = S3ServiceBuilder::new(FileSystem::new(folder.path().join("store")).unwrap());
        store.set_auth(SimpleAuth::from_single("shop", "secret"));
        let store = store.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let store = store.clone();
                tokio::spawn(async move {
                    auto::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), store).await
                });
            }
        });
        let environment = [
            ("AWS_ENDPOINT", endpoint.as_str()),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "shop"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
        ];
        let database = folder.path().join("shop.sqlite");
        let uploads = "s3://files/aftercare";
        let arguments = ["--database", database.to_str().unwrap(), "--sample", "--sandbox", "--uploads", uploads];
        // Starting waits for the program, and the store answers from this thread.
        let program = tokio::task::block_in_place(|| Program::start_in(&environment, &arguments));
        Self { program, folder }
    }

    fn origin(&self) -> String {
        format!("http://{}", self.program.address)
    }

    async fn ada(&self) -> Shopper {
        Shopper::at(&self.origin()).enter("10482", json!({ "email": "ada@example.com" })).await
    }

    /// What lies in the bucket.
    fn objects(&self) -> Vec<PathBuf> {
        fn below(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() { below(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        below(&self.folder.path().join("store/files/aftercare"), &mut found);
        found
    }
}

async fn complain(shopper: &Shopper, number: usize, file: &Value) -> Reply {
    let order = shopper.order("10482").await;
    let items = json!([{ "line_item_id": order["lines"][0]["id"], "quantity": 1 }]);
    let body = json!({ "type": "complaint", "order_id": order["id"], "items": items, "reason_code": "damaged",
        "text": "It arrived in pieces.", "attachments": [file["id"]] });
    shopper.open(&key(number), &body).await
}

async fn body(response: Response) -> Vec<u8> {
    assert_eq!(response.status(), 200);
    response.bytes().await.unwrap().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_goes_straight_to_the_bucket_and_stays_as_it_was() {
    let shop = Shop::open().await;
    let ada = shop.ada().await;
    let upload = announce(&ada, 1, "image/png", PNG.len()).await.must(201);
    assert!(!text(&upload, "url").starts_with(&shop.origin()), "past the backend");
    assert_eq!(complain(&ada, 2, &upload).await.refusal(), (409, "upload_incomplete"));
    // The address is for this type; the size is looked at before anything is attached.
    let mut as_pdf = upload.clone();
    as_pdf["headers"][0]["value"] = "application/pdf".into();
    assert_eq!(put(&as_pdf, PNG).await.status(), 403);
    assert_eq!(put(&upload, &PNG[..PNG.len() - 1]).await.status(), 200);
    assert_eq!(complain(&ada, 4, &upload).await.refusal(), (409, "upload_mismatch"));
    assert_eq!(put(&upload, PNG).await.status(), 200);
    let case = complain(&ada, 3, &upload).await.must(201);
    let url = text(&case["complaint"]["attachments"][0], "url");
    assert_eq!(body(reqwest::get(url).await.unwrap()).await, PNG);
    let part = Client::new().get(url).header("range", "bytes=1-3").send().await.unwrap();
    assert_eq!((part.status().as_u16(), part.bytes().await.unwrap().as_ref()), (206, &b"PNG"[..]));

    // The address still takes bytes; what is attached does not change.
    let other = [&PNG[..PNG.len() - 1], b"x"].concat();
    assert_eq!(put(&upload, other).await.status(), 200);
    assert_eq!(body(reqwest::get(url).await.unwrap()).await, PNG);
    assert_eq!(shop.objects().len(), 2);
    let clock = format!("{}/sandbox/v1/clock", shop.origin());
    let moved = Client::new().post(clock).body(json!({ "advance_seconds": 10_800 }).to_string()).send().await.unwrap();
    assert_eq!(moved.status(), 200);
    assert_eq!(shop.objects().len(), 1, "and what came afterwards is cleared away");
    assert_eq!(std::fs::read(&shop.objects()[0]).unwrap(), PNG);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_photo_is_not_attached() {
    let shop = Shop::open().await;
    let ada = shop.ada().await;
    let script = b"<script>alert(1)</script>";
    let upload = announce(&ada, 1, "image/png", script.len()).await.must(201);
    assert_eq!(put(&upload, &script[..]).await.status(), 200, "a bucket looks at nothing");
    assert_eq!(complain(&ada, 2, &upload).await.refusal(), (409, "upload_mismatch"));
    assert_eq!(shop.objects().len(), 1, "only what the browser put there");
}
