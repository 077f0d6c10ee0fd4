//! Gifts, quotes that end, and ways back that change.

use serde_json::{Value, json};

use super::{Defect, changed, money::cheaper};

pub const ALL: &[Defect] = &[
    Defect {
        name: "a gift's order tells its price",
        caught_by: "GIFT-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*") {
                    told.edit(|body| priced(body, "total"));
                }
            }))
        },
    },
    Defect {
        name: "a gift's quote tells its total",
        caught_by: "GIFT-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/quotes") {
                    told.edit(|body| priced(body, "total"));
                }
            }))
        },
    },
    Defect {
        name: "a gift's session sees another order",
        caught_by: "GIFT-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders") {
                    told.edit(|body| {
                        let first = body["data"][0].clone();
                        body["data"].as_array_mut().into_iter().for_each(|orders| orders.push(first.clone()));
                    });
                }
            }))
        },
    },
    Defect {
        name: "a gift's case tells what the giver paid",
        caught_by: "GIFT-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/cases/*") {
                    told.edit(|body| priced(body, "refund"));
                }
            }))
        },
    },
    Defect {
        name: "an expired quote is kept all the same",
        caught_by: "QUOTE-06",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if told.code() != "quote_expired" {
                    return told;
                }
                let mut again = asked.clone();
                again.path = "/quotes".into();
                let quote = backend.answer(&again).await.json();
                asked.edit(|body| body["quote_id"] = quote["quote_id"].clone());
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "another way back costs some of the refund promised",
        caught_by: "ACT-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/cases/*/actions/change_method") {
                    told.edit(|body| cheaper(&mut body["refund"]["amount"]));
                }
            }))
        },
    },
    Defect {
        name: "the way back does not change",
        caught_by: "ACT-04",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if asked.is("POST", "/cases") {
                    backend.memory().insert("opened".into(), told.clone());
                }
                let opened = backend.memory().get("opened").cloned();
                let changes = asked.is("POST", "/cases/*/actions/change_method") && told.status == 200;
                if changes { opened.map_or(told.clone(), |opened| super::Told { status: 200, ..opened }) } else { told }
            })
        },
    },
    Defect {
        name: "any way back will do",
        caught_by: "ACT-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.code() == "method_unavailable" {
                    told.refuse(422, "invalid_request");
                }
            }))
        },
    },
];

/// Gives the member an amount where it has none.
fn priced(body: &mut Value, member: &str) {
    if body[member].is_null() {
        body[member] = json!({ "amount": 100, "currency": "USD" });
    }
}
