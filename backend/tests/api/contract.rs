//! The router and the contract's document describe the same operations, and refuse with the same codes.

use std::{collections::BTreeSet, fs, path::Path};

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

/// Sentences finer than their codes, by the barrier they are about; none of them is a code.
const FINER: [&str; 3] = ["no_withdrawal", "price_window_over", "withdrawal_over"];

/// What the sandbox's own doors refuse with, which no shopper asks.
const SANDBOX: [&str; 1] = ["payment_due"];

/// Codes are literals in the source, and what is refused is explained: so a literal is a code when it has a sentence.
#[test]
fn every_code_that_can_be_answered_is_explained_and_in_the_document() {
    let mut source = String::new();
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let catalog = include_str!("../../locales/en.ftl").lines();
    let explained: BTreeSet<_> =
        catalog.filter_map(|line| Some(line.strip_prefix("problem-")?.split_once(" =")?.0)).collect();
    let direct = ["Conflict(", "Denied(", "Malformed("].into_iter().flat_map(|refusal| literals(&source, refusal));
    let wordless: Vec<_> = direct.filter(|code| !explained.contains(code)).collect();
    assert!(wordless.is_empty(), "without a sentence: {wordless:?}");

    let written: BTreeSet<_> = literals(&source, "").collect();
    let unused: Vec<_> = explained.difference(&written).collect();
    assert!(unused.is_empty(), "explained and never answered: {unused:?}");
    let codes = spec().codes();
    let outside = |code: &&&str| !codes.contains(**code) && !FINER.contains(code) && !SANDBOX.contains(code);
    let unlisted: Vec<_> = explained.iter().filter(outside).collect();
    assert!(unlisted.is_empty(), "not among the document's codes: {unlisted:?}");
}

fn read_all(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { read_all(&path, text) } else { *text += &fs::read_to_string(path).unwrap() }
    }
}

/// The texts written right after `before` that look like a code.
fn literals<'a>(source: &'a str, before: &str) -> impl Iterator<Item = &'a str> {
    let fits = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let start = format!("{before}\"");
    let found: Vec<_> = source.match_indices(&start).map(|(at, start)| &source[at + start.len()..]).collect();
    found.into_iter().filter_map(|rest| Some(rest.split_once('"')?.0)).filter(fits)
}
