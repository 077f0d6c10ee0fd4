//! `POST /cases/{case_id}/actions/{action}`.

use crate::backend::{Backend, Reply, Shopper, key, one_click, text};

async fn opened(backend: &Backend) -> (Shopper, Reply) {
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let case = lin.open(&key(1), &one_click(&lin.order("10495").await, 0, 1)).await;
    assert_eq!(case.status, 201);
    (lin, case)
}

#[tokio::test]
async fn cancelling_undoes_it_and_frees_the_line() {
    let backend = Backend::start().await;
    let (lin, case) = opened(&backend).await;
    let reply = lin.act(&case.body, "cancel", &[("if-match", &case.etag())]).await;
    assert_ne!(reply.etag(), case.etag());
    let cancelled = reply.must(200);
    assert_eq!(cancelled["phase"], "cancelled");
    assert_eq!(cancelled["timeline"][0], case.body["timeline"][0], "what has happened stays");
    assert_eq!(cancelled["timeline"][1]["code"], "cancelled");
    assert!(cancelled.get("next_step").is_none() && cancelled["method"].get("qr").is_none());
    let order = lin.order("10495").await;
    assert_eq!(lin.options(&order).await[0]["one_click"]["refund"]["amount"], 19_900);
    let again = lin.open(&key(2), &one_click(&order, 0, 1)).await.must(201);
    assert_ne!(again["number"], case.body["number"]);
}

#[tokio::test]
async fn sending_it_off_announces_a_parcel() {
    let backend = Backend::start().await;
    let (lin, case) = opened(&backend).await;
    let sent = lin.act(&case.body, "confirm_shipped", &[("if-match", &case.etag())]).await.must(200);
    assert_eq!((text(&sent, "phase"), text(&sent, "status")), ("in_progress", "in_transit"));
    assert_eq!(sent["timeline"][1]["code"], "shipped");
    let parcel = lin.get(&format!("/shipments/{}", text(&sent, "shipment_id"))).await.must(200);
    assert_eq!(parcel["direction"], "return");
    assert_eq!(parcel["tracking_status"], "info_received");
    assert_eq!(parcel["line_item_ids"][0], sent["items"][0]["line_item_id"]);
    let order = lin.order("10495").await;
    assert_eq!(order["shipments"].as_array().unwrap().len(), 2);
    assert_eq!(lin.options(&order).await[0]["eligible_quantity"], 0);
}

#[tokio::test]
async fn if_match_decides() {
    let backend = Backend::start().await;
    let (lin, case) = opened(&backend).await;
    let old = case.etag();
    assert_eq!(lin.act(&case.body, "cancel", &[]).await.refusal(), (428, "precondition_required"));
    assert_eq!(
        lin.act(&case.body, "cancel", &[("if-match", "\"0.en\"")]).await.refusal(),
        (412, "precondition_failed")
    );
    assert_eq!(lin.act(&case.body, "cancel", &[("if-match", &format!("W/{old}"))]).await.status, 412);
    assert_eq!(lin.get(&format!("/cases/{}", text(&case.body, "id"))).await.must(200), case.body);
    // The shopper changed the language in between: it is the state that counts.
    let chinese = lin.speaking("zh-CN");
    let sent = chinese.act(&case.body, "confirm_shipped", &[("if-match", &old)]).await;
    assert_eq!((sent.status, sent.header("content-language")), (200, "zh-Hans"));
    assert_eq!(lin.act(&case.body, "cancel", &[("if-match", &old)]).await.refusal(), (412, "precondition_failed"));
    assert_eq!(
        lin.act(&case.body, "cancel", &[("if-match", &sent.etag())]).await.refusal(),
        (409, "action_not_allowed")
    );
}

#[tokio::test]
async fn a_terminal_phase_is_never_left() {
    let backend = Backend::start().await;
    let (lin, case) = opened(&backend).await;
    let done = lin.act(&case.body, "cancel", &[("if-match", &case.etag())]).await;
    for action in ["cancel", "confirm_shipped", "reopen", "launch_rocket"] {
        let refused = lin.act(&case.body, action, &[("if-match", &done.etag())]).await;
        assert_eq!(refused.refusal(), (409, "action_not_allowed"), "{action}");
    }
}

/// Invariant 9: of two at once one works and the other has lost the race.
#[tokio::test]
async fn two_actions_at_once_have_one_winner() {
    let backend = Backend::start().await;
    let (lin, case) = opened(&backend).await;
    let tag = case.etag();
    let headers = [("if-match", tag.as_str())];
    let (cancel, ship) =
        tokio::join!(lin.act(&case.body, "cancel", &headers), lin.act(&case.body, "confirm_shipped", &headers));
    let mut statuses = [cancel.status, ship.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn an_unchanged_case_is_not_sent_again() {
    let backend = Backend::start().await;
    let (lin, case) = opened(&backend).await;
    let path = format!("/cases/{}", text(&case.body, "id"));
    let known = [("if-none-match", case.etag())];
    let known = known.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(lin.send(reqwest::Method::GET, &path, &known, None).await.status, 304);
    lin.act(&case.body, "cancel", &[("if-match", &case.etag())]).await.must(200);
    assert_eq!(lin.send(reqwest::Method::GET, &path, &known, None).await.status, 200);
}
