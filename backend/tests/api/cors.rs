//! Which pages may ask.

use reqwest::{Client, Method, Response};

use crate::backend::Backend;

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
