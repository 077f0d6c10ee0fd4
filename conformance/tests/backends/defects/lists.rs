//! Lists and orders.

use serde_json::json;

use super::{Defect, changed};

pub const ALL: &[Defect] = &[
    Defect {
        name: "next_cursor repeats a page",
        caught_by: "PAGE-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if let Some((before, _)) = asked.path.split_once("&cursor=") {
                    asked.path = before.to_owned();
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "the last page is lost",
        caught_by: "PAGE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.path.contains("cursor=") && told.status == 200 {
                    told.edit(|body| body["next_cursor"] = json!(null));
                }
            }))
        },
    },
    Defect {
        name: "an unknown cursor is the beginning",
        caught_by: "PAGE-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if told.code() != "invalid_cursor" {
                    return told;
                }
                let mut first = asked.clone();
                first.path = asked.plain().to_owned();
                backend.answer(&first).await
            })
        },
    },
    Defect {
        name: "the list says another total than the order",
        caught_by: "ORD-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders") {
                    told.edit(|body| body["data"][0]["total"]["amount"] = json!(1));
                }
            }))
        },
    },
    Defect {
        name: "more was handed over than was ordered",
        caught_by: "ORD-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*") {
                    told.edit(|body| body["lines"][0]["quantity"]["fulfilled"] = json!(99));
                }
            }))
        },
    },
    Defect {
        name: "a photo is asked for where no files are taken",
        caught_by: "RSN-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/capabilities") {
                    told.edit(|body| drop(body["capabilities"].as_object_mut().map(|them| them.remove("uploads"))));
                }
            }))
        },
    },
    Defect {
        name: "a reason is there twice",
        caught_by: "RSN-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/reasons") {
                    told.edit(|body| {
                        let first = body["data"][0].clone();
                        {
                            let _ = body["data"].as_array_mut().map(|reasons| reasons.push(first));
                        };
                    });
                }
            }))
        },
    },
];
