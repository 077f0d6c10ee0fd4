//! The folders beside the API.

use reqwest::{Client, Response};

use crate::backend::Backend;

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_folder_is_served_beside_the_api() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html>"),
        ("assets/app-1a2b.wasm", "\0asm"),
        ("assets/app-1a2b.wasm.br", "squeezed"),
        ("aftercare.js", "1"),
    ] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let site = folder.path().to_owned();
    let backend = Backend::start_with(|config, _| config.site = vec![site]).await;
    let client = Client::new();
    let get = async |path: &str, encoding: &str| {
        let request = client.get(format!("{}{path}", backend.origin)).header("accept-encoding", encoding);
        request.send().await.unwrap()
    };

    let page = get("/", "identity").await;
    assert_eq!((header(&page, "content-type"), header(&page, "cache-control")), ("text/html", "no-cache"));
    let loader = get("/aftercare.js", "identity").await;
    assert_eq!(header(&loader, "cache-control"), "no-cache");
    assert_eq!(header(&loader, "access-control-allow-origin"), "*");
    let module = get("/assets/app-1a2b.wasm", "identity").await;
    assert_eq!(header(&module, "content-type"), "application/wasm");
    assert_eq!(header(&module, "cache-control"), "public, max-age=31536000, immutable");
    let squeezed = get("/assets/app-1a2b.wasm", "br, gzip").await;
    assert_eq!((header(&squeezed, "content-encoding"), header(&squeezed, "content-type")), ("br", "application/wasm"));
    let missing = get("/assets/none.wasm", "identity").await;
    assert_eq!((missing.status().as_u16(), header(&missing, "cache-control")), (404, "no-cache"));
    assert_eq!(get("/..%2Fetc%2Fpasswd", "identity").await.status(), 404);
    assert_eq!(get("/api/v1/capabilities", "identity").await.status(), 200);
    assert_eq!(header(&get("/api/v1/none", "identity").await, "content-type"), "application/problem+json");
}

#[tokio::test]
async fn what_the_first_folder_lacks_the_next_gives() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(second.path().join("gallery")).unwrap();
    std::fs::write(first.path().join("index.html"), "shop").unwrap();
    std::fs::write(second.path().join("index.html"), "other").unwrap();
    std::fs::write(second.path().join("gallery/index.html"), "pictures").unwrap();
    let folders = vec![first.path().to_owned(), second.path().to_owned()];
    let backend = Backend::start_with(|config, _| config.site = folders).await;
    let get = async |path: &str| reqwest::get(format!("{}{path}", backend.origin)).await.unwrap();

    assert_eq!(get("/").await.text().await.unwrap(), "shop");
    assert_eq!(get("/gallery/").await.text().await.unwrap(), "pictures");
    assert_eq!(get("/gallery/none.png").await.status(), 404);
}
