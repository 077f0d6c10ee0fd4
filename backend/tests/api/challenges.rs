//! `POST /sessions/challenges/{id}`: the shop asks for a code where a postal code is a weak proof.

use aftercare_backend::clock::MINUTE;
use reqwest::Method;
use serde_json::{Value, json};

use crate::backend::{Backend, Reply, text};

const BUYER: &str = "reed@example.com";

async fn ask(backend: &Backend) -> Reply {
    backend.guest().look_up("10570", json!({ "postal_code": "10011" })).await
}

/// The code in the last letter to the buyer.
async fn mailed(backend: &Backend) -> String {
    let (_, outbox) = backend.sandbox(Method::GET, &format!("/outbox?address={BUYER}"), None).await;
    let letter = text(&outbox["data"][0], "text").to_owned();
    letter.split_whitespace().next().unwrap().to_owned()
}

async fn answer(backend: &Backend, challenge: &Value, code: &str) -> Reply {
    let path = format!("/sessions/challenges/{}", text(challenge, "challenge_id"));
    backend.guest().post(&path, &[], &json!({ "code": code })).await
}

/// Another code of the same length.
fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_is_mailed_and_opens_the_order_once() {
    let backend = Backend::with_sandbox().await;
    let reply = ask(&backend).await;
    assert_eq!(reply.header("cache-control"), "no-store");
    let challenge = reply.must(202);
    assert_eq!((&challenge["channel"], &challenge["address_label"]), (&json!("email"), &json!("r••@example.com")));
    assert_eq!((&challenge["expires_in"], &challenge["code_length"]), (&json!(600), &json!(6)));
    let code = mailed(&backend).await;
    assert!(code.len() == 6 && !challenge.to_string().contains(&code));

    let typed = format!(" {} {} ", &code[..3], &code[3..]);
    let session = answer(&backend, &challenge, &typed).await.must(200);
    assert_eq!(session["scope"], "order");
    let reed = backend.guest().with_token(text(&session, "access_token"));
    reed.order("10570").await;
    assert_eq!(answer(&backend, &challenge, &code).await.refusal(), (401, "challenge_expired"));
}

#[tokio::test]
async fn a_better_proof_needs_no_code_and_a_wrong_one_gets_none() {
    let backend = Backend::with_sandbox().await;
    backend.enter("10570", BUYER).await;
    let refused = backend.guest().look_up("10570", json!({ "postal_code": "10012" })).await;
    assert_eq!(refused.refusal(), (401, "lookup_failed"));
    let (_, outbox) = backend.sandbox(Method::GET, "/outbox", None).await;
    assert_eq!(outbox["data"], json!([]));
}

#[tokio::test]
async fn a_code_can_be_guessed_at_five_times() {
    let backend = Backend::with_sandbox().await;
    let challenge = ask(&backend).await.must(202);
    let code = mailed(&backend).await;
    for _ in 0..5 {
        assert_eq!(answer(&backend, &challenge, &wrong(&code)).await.refusal(), (401, "challenge_failed"));
    }
    let over = answer(&backend, &challenge, &code).await;
    assert_eq!(over.refusal(), (429, "too_many_requests"));
    assert!((1..=601).contains(&over.header("retry-after").parse::<u64>().unwrap()));
    backend.clock.advance(10 * MINUTE);
    assert_eq!(answer(&backend, &challenge, &code).await.refusal(), (401, "challenge_expired"));
}

#[tokio::test]
async fn guesses_at_one_code_after_another_are_failed_look_ups_too() {
    let backend = Backend::with_sandbox().await;
    for _ in 0..2 {
        let challenge = ask(&backend).await.must(202);
        let code = mailed(&backend).await;
        for _ in 0..5 {
            assert_eq!(answer(&backend, &challenge, &wrong(&code)).await.status, 401);
        }
    }
    assert_eq!(ask(&backend).await.refusal(), (429, "too_many_requests"));
}

#[tokio::test]
async fn a_mailbox_is_not_filled_with_codes() {
    let backend = Backend::with_sandbox().await;
    for _ in 0..5 {
        ask(&backend).await.must(202);
    }
    assert_eq!(ask(&backend).await.refusal(), (429, "too_many_requests"));
    backend.clock.advance(16 * MINUTE);
    ask(&backend).await.must(202);
}

#[tokio::test]
async fn what_was_not_asked_or_has_ended_is_refused() {
    let backend = Backend::with_sandbox().await;
    let unknown = answer(&backend, &json!({ "challenge_id": "chl_unknown" }), "123456").await;
    assert_eq!(unknown.refusal(), (404, "not_found"));
    let challenge = ask(&backend).await.must(202);
    let code = mailed(&backend).await;
    assert_eq!(answer(&backend, &challenge, "  ").await.status, 422);
    backend.clock.advance(10 * MINUTE);
    assert_eq!(answer(&backend, &challenge, &code).await.refusal(), (401, "challenge_expired"));
}

/// The shop plugs in a program that sends the letters.
#[tokio::test]
async fn letters_go_out_by_the_shops_program() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (program, sent) = (folder.path().join("send"), folder.path().join("sent.json"));
    let script = format!("#!/bin/sh\ncat > '{0}.part' && mv '{0}.part' '{0}'\n", sent.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let backend = Backend::start_with(|config, _| config.post_command = Some(program)).await;
    let challenge = ask(&backend).await.must(202);
    let letter: Value = loop {
        match std::fs::read(&sent) {
            Ok(letter) => break serde_json::from_slice(&letter).unwrap(),
            Err(_) => tokio::task::yield_now().await,
        }
    };
    assert_eq!((&letter["channel"], &letter["address"]), (&json!("email"), &json!(BUYER)));
    let code = text(&letter, "text").split_whitespace().next().unwrap().to_owned();
    assert_eq!(answer(&backend, &challenge, &code).await.status, 200);
}
