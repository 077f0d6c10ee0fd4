//! Who gets in, and what they see.

use std::time::Duration;

use serde_json::json;

use super::{Defect, changed, remembering, with_any_token};

/// An order of the sample, looked up with a wrong proof.
const KNOWN: &str = "10482";

pub const ALL: &[Defect] = &[
    Defect {
        name: "orders open to everybody with a token",
        caught_by: "ISO-01",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = remembering(&backend, &asked).await;
                if asked.is("GET", "/orders/*") && told.status == 404 {
                    return with_any_token(&backend, &asked).await.unwrap_or(told);
                }
                told
            })
        },
    },
    Defect {
        name: "another's case is refused in other words than one that is not there",
        caught_by: "ISO-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let mut told = remembering(&backend, &asked).await;
                if asked.is("GET", "/cases/*") && told.status == 404 && with_any_token(&backend, &asked).await.is_some()
                {
                    told.edit(|body| body["detail"] = "This case belongs to somebody else.".into());
                }
                told
            })
        },
    },
    Defect {
        name: "another's order is 403",
        caught_by: "ISO-03",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let mut told = remembering(&backend, &asked).await;
                if asked.is("POST", "/quotes") && told.status == 404 {
                    told.refuse(403, "forbidden");
                }
                told
            })
        },
    },
    Defect {
        name: "parcels open to everybody with a token",
        caught_by: "ISO-04",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = remembering(&backend, &asked).await;
                if asked.is("GET", "/shipments/*") && told.status == 404 {
                    return with_any_token(&backend, &asked).await.unwrap_or(told);
                }
                told
            })
        },
    },
    Defect {
        name: "a filter finds the cases of others",
        caught_by: "ISO-05",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = remembering(&backend, &asked).await;
                let wanted = asked.path.split_once("order_id=").map(|(_, id)| id.to_owned());
                let Some(id) = wanted.filter(|_| asked.is("GET", "/cases")) else { return told };
                let mut order = asked.clone();
                order.path = format!("/orders/{id}");
                if with_any_token(&backend, &order).await.is_none() || told.json()["data"] != json!([]) {
                    return told;
                }
                let mut leaked = told;
                leaked.edit(|body| body["data"] = json!([{ "id": "case_of_somebody_else" }]));
                leaked
            })
        },
    },
    Defect {
        name: "no token is needed",
        caught_by: "SESS-04",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = remembering(&backend, &asked).await;
                if told.status == 401 && asked.method == "GET" {
                    return with_any_token(&backend, &asked).await.unwrap_or(told);
                }
                told
            })
        },
    },
    Defect {
        name: "a refused look-up says which part was wrong",
        caught_by: "SESS-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if told.status == 401 && asked.json()["order_lookup"]["order_number"] == KNOWN {
                    told.edit(|body| body["detail"] = "This is not the e-mail address of that order.".into());
                }
            }))
        },
    },
    Defect {
        name: "a known order takes longer to refuse",
        caught_by: "SESS-03",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if told.status == 401 && asked.json()["order_lookup"]["order_number"] == KNOWN {
                    // The time is the defect.
                    tokio::time::sleep(Duration::from_millis(250)).await;
                }
                told
            })
        },
    },
    Defect {
        name: "guessing is not limited",
        caught_by: "LIMIT-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/sessions") && told.status == 429 {
                    told.refuse(401, "lookup_failed");
                }
            }))
        },
    },
    Defect {
        name: "429 does not say when to come back",
        caught_by: "RETRY-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| drop(told.headers.remove("retry-after"))))
        },
    },
    Defect {
        name: "the subject is the e-mail address",
        caught_by: "SESS-05",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/sessions") && told.status == 200 {
                    told.edit(|body| body["subject"] = "ada@example.com".into());
                }
            }))
        },
    },
    Defect {
        name: "a token may be stored on the way",
        caught_by: "SESS-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/sessions") {
                    drop(told.headers.remove("cache-control"));
                }
            }))
        },
    },
    Defect {
        name: "the second of two proofs is overlooked",
        caught_by: "SESS-06",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/sessions") && asked.json()["order_lookup"]["proof"]["email"].is_string() {
                    asked.edit(|body| {
                        let email = body["order_lookup"]["proof"]["email"].clone();
                        body["order_lookup"]["proof"] = json!({ "email": email });
                    });
                }
                backend.answer(&asked).await
            })
        },
    },
];
