//! The router and the contract's document describe the same operations.

use std::collections::BTreeSet;

use aftercare_backend::routes::ROUTES;
use reqwest::Method;

use crate::backend::{Backend, spec};

#[test]
fn every_route_is_in_the_document_and_the_reverse() {
    let routed: BTreeSet<_> = ROUTES.iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
    let described: BTreeSet<_> = spec().operations().map(|known| (known.method.clone(), known.path.clone())).collect();
    assert_eq!(routed, described);
    assert_eq!(routed.len(), ROUTES.len(), "a route is in the table twice");
}

/// The table is one thing, what the server answers another.
#[tokio::test]
async fn every_operation_of_the_document_is_answered() {
    let backend = Backend::start().await;
    let guest = backend.guest();
    for operation in spec().operations() {
        let parts: Vec<_> =
            operation.path.split('/').map(|part| if part.starts_with('{') { "some_id" } else { part }).collect();
        let reply = guest.send(operation.method.parse::<Method>().unwrap(), &parts.join("/"), &[], None).await;
        assert!(!matches!(reply.status, 404 | 405 | 500), "{} {}: {}", operation.method, operation.path, reply.body);
        // Without a token: reading a shopper's things is refused before anything else is looked at.
        if operation.method == "GET" {
            assert_eq!(reply.status == 401, !operation.public, "{}", operation.path);
        }
    }
}
