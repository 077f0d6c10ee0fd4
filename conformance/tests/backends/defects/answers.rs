//! The shape of answers.

use serde_json::{Value, json};

use super::{Defect, changed};

pub const ALL: &[Defect] = &[
    Defect {
        name: "500 for a body that does not fit",
        caught_by: "ERR-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.status == 422 {
                    told.refuse(500, "internal");
                }
            }))
        },
    },
    Defect {
        name: "400 for a body that does not fit",
        caught_by: "ERR-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.status == 422 {
                    told.refuse(400, "invalid_request");
                }
            }))
        },
    },
    Defect {
        name: "422 does not say what is wrong where",
        caught_by: "ERR-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.status == 422 {
                    told.edit(|body| drop(body.as_object_mut().map(|members| members.remove("errors"))));
                }
            }))
        },
    },
    Defect {
        name: "a query that does not fit is overlooked",
        caught_by: "ERR-03",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.path.starts_with("/orders?limit=0") {
                    asked.path = "/orders".into();
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "an error is a page of HTML",
        caught_by: "ERR-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.status == 404 {
                    told.set("content-type", "text/html");
                    told.body = "<html><body><h1>Not found</h1></body></html>".into();
                }
            }))
        },
    },
    Defect {
        name: "a stack trace in a problem",
        caught_by: "LEAK-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.status == 422 {
                    told.edit(|body| body["detail"] = "IllegalState\n    at shop.Quote.make(Quote.java:17)".into());
                }
            }))
        },
    },
    Defect {
        name: "405 does not say what is allowed",
        caught_by: "ERR-05",
        behaviour: |backend, asked| Box::pin(changed(backend, asked, |_, told| drop(told.headers.remove("allow")))),
    },
    Defect {
        name: "a member of tomorrow is refused",
        caught_by: "TOL-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.json().get("a_member_of_tomorrow").is_some() {
                    told.refuse(422, "invalid_request");
                }
            }))
        },
    },
    Defect {
        name: "a long note breaks the database",
        caught_by: "TOL-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.body.len() > 2000 {
                    told.refuse(500, "internal");
                }
            }))
        },
    },
    Defect {
        name: "a phase that the contract does not know",
        caught_by: "SCHEMA-openCase",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/cases") && told.status == 201 {
                    told.edit(|body| body["phase"] = "pondering".into());
                }
            }))
        },
    },
    Defect {
        name: "a required member is missing",
        caught_by: "SCHEMA-getOrder",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*") {
                    told.edit(|body| {
                        let line = body.pointer_mut("/lines/0").and_then(Value::as_object_mut);
                        drop(line.map(|line| line.remove("title")));
                    });
                }
            }))
        },
    },
    Defect {
        name: "an id with a slash",
        caught_by: "SCHEMA-listOrders",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders") {
                    told.edit(|body| {
                        if let Some(id) = body.pointer_mut("/data/0/id") {
                            *id = "orders/1".into();
                        }
                    });
                }
            }))
        },
    },
    Defect {
        name: "markup in a label",
        caught_by: "TEXT-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*") {
                    told.edit(|body| body["status_label"] = "<b>Delivered</b>".into());
                }
            }))
        },
    },
    Defect {
        name: "credentials are allowed across origins",
        caught_by: "CORS-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                told.set("access-control-allow-origin", "*");
                told.set("access-control-allow-credentials", "true");
            }))
        },
    },
    Defect {
        name: "every origin is allowed",
        caught_by: "CORS-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                let origin = asked.header("origin").to_owned();
                if !origin.is_empty() {
                    told.set("access-control-allow-origin", &origin);
                }
            }))
        },
    },
    Defect {
        name: "pages can't read the ETag",
        caught_by: "CORS-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| drop(told.headers.remove("access-control-expose-headers"))))
        },
    },
    Defect {
        name: "a cookie is set",
        caught_by: "COOKIE-01",
        behaviour: |backend, asked| Box::pin(changed(backend, asked, |_, told| told.set("set-cookie", "id=1"))),
    },
    Defect {
        name: "shared caches may keep an order",
        caught_by: "CACHE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*") {
                    told.set("cache-control", "public, max-age=60");
                }
            }))
        },
    },
    Defect {
        name: "capabilities can't be cached",
        caught_by: "CAP-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/capabilities") {
                    told.set("cache-control", "no-store");
                }
            }))
        },
    },
    Defect {
        name: "a known ETag is answered in full",
        caught_by: "CAP-02",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                drop(asked.headers.remove("if-none-match"));
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "capabilities name no way in",
        caught_by: "CAP-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/capabilities") {
                    told.edit(|body| body["auth"] = json!({}));
                }
            }))
        },
    },
    Defect {
        name: "every shopper is answered in English",
        caught_by: "LANG-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                asked.set("accept-language", "en");
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a language nobody speaks gets the last locale",
        caught_by: "LANG-02",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.header("accept-language") == "tlh" {
                    asked.set("accept-language", "zh-Hant");
                }
                backend.answer(&asked).await
            })
        },
    },
];
