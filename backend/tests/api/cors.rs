//! Which pages may ask.

use reqwest::{Client, Method, Response};

use crate::backend::{Backend, key, one_click, text};

async fn ask(backend: &Backend, method: Method, origin: &str, headers: &[(&str, &str)]) -> Response {
    let mut request =
        Client::new().request(method, format!("{}/api/v1/orders", backend.origin)).header("origin", origin);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

fn header(response: &Response, name: &str) -> String {
    let values = response.headers().get_all(name);
    values.iter().map(|value| value.to_str().unwrap().to_lowercase()).collect::<Vec<_>>().join(",")
}

#[tokio::test]
async fn configured_origins_may_ask_and_read_what_they_need() {
    let backend = Backend::start_with(|config, _| config.allow_origin = vec!["https://shop.example".into()]).await;
    let wanted = "authorization,content-type,idempotency-key,if-match,if-none-match,accept-language";
    let headers = [("access-control-request-method", "POST"), ("access-control-request-headers", wanted)];
    let preflight = ask(&backend, Method::OPTIONS, "https://shop.example", &headers).await;
    assert_eq!(preflight.status(), 200);
    assert_eq!(header(&preflight, "access-control-allow-origin"), "https://shop.example");
    assert!(header(&preflight, "access-control-allow-methods").contains("post"));
    for name in wanted.split(',') {
        assert!(header(&preflight, "access-control-allow-headers").contains(name), "{name}");
    }
    assert_eq!(header(&preflight, "access-control-max-age"), "600");

    let refused = ask(&backend, Method::GET, "https://shop.example", &[]).await;
    assert_eq!(refused.status(), 401, "problems are readable too");
    assert_eq!(header(&refused, "access-control-allow-origin"), "https://shop.example");
    for name in ["etag", "location", "retry-after", "request-id"] {
        assert!(header(&refused, "access-control-expose-headers").contains(name), "{name}");
    }
    assert_eq!(header(&refused, "access-control-allow-credentials"), "");
    assert!(header(&refused, "vary").contains("origin"));
}

#[tokio::test]
async fn other_origins_may_not() {
    let backend = Backend::start_with(|config, _| config.allow_origin = vec!["https://shop.example".into()]).await;
    for origin in ["https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null"] {
        let response = ask(&backend, Method::GET, origin, &[]).await;
        assert_eq!(header(&response, "access-control-allow-origin"), "", "{origin}");
    }
}

/// The address of a label opens it: a page that came by one must not be able to read the label.
#[tokio::test]
async fn pictures_are_for_every_page_and_labels_for_none() {
    let backend = Backend::start_with(|config, _| config.allow_origin = vec!["https://shop.example".into()]).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let case = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await.must(201);
    let picture = format!("{}/media/logo.svg", backend.origin);
    let files = [
        (picture.as_str(), "*"),
        (text(&case["method"], "label_image_url"), ""),
        (text(&case["method"], "label_pdf_url"), ""),
    ];
    for (url, readers) in files {
        for origin in ["https://shop.example", "https://evil.example"] {
            let response = Client::new().get(url).header("origin", origin).send().await.unwrap();
            assert_eq!(response.status(), 200, "{url}");
            assert_eq!(header(&response, "access-control-allow-origin"), readers, "{url}");
        }
    }
}
