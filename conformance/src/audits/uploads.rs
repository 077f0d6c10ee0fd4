//! Files.

use reqwest::Method;
use serde_json::{Value, json};

use super::complaints;
use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    stage::{Shopper, Stage},
};

/// The smallest PNG: one grey point.
const POINT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82, 0,
    0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "UPL-01",
        level: Level::Must,
        profile: Profile::Uploads,
        title: "A type that is not taken and a file that is too large are refused with 409",
        rule: "createUpload",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(refused(stage)),
    },
    Audit {
        code: "UPL-02",
        level: Level::Must,
        profile: Profile::Uploads,
        title: "A file goes where the shop says, is attached once it has come, by its own shopper only",
        rule: "createUpload",
        needs: &[Need::Order(Role::Complainable), Need::Stranger],
        effect: Effect::Writes,
        run: |stage| Box::pin(attached(stage)),
    },
];

fn capability(stage: &Stage) -> &Value {
    &stage.site.capabilities["capabilities"]["uploads"]
}

fn announcement(stage: &Stage) -> Outcome<Value> {
    let taken = capability(stage)["media_types"].as_array().into_iter().flatten().any(|kind| kind == "image/png");
    if !taken {
        return Err(Stop::skipped("the shop takes no image/png"));
    }
    Ok(json!({ "media_type": "image/png", "size": POINT.len(), "name": "point.png" }))
}

async fn refused(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let ask = |kind: &str, size: u64| {
        Question::post("/uploads", &json!({ "media_type": kind, "size": size })).key(&stage.key())
    };
    let program = ask("application/x-msdownload", 100);
    shopper.ask(program).await?.must_refuse(409, &["media_type_refused"])?;
    let most = capability(stage)["max_bytes"].as_u64().unwrap_or_default();
    let kind = capability(stage)["media_types"][0].as_str().unwrap_or("image/jpeg");
    shopper.ask(ask(kind, most + 1)).await?.must_refuse(409, &["file_too_large"])
}

async fn send(shopper: &Shopper, upload: &Reply) -> Outcome {
    let method = Method::from_bytes(upload.text("/method").as_bytes());
    let method = method.map_err(|_| upload.broken("`method` is not a method"))?;
    let url = upload.text("/url").to_owned();
    let mut question = Question::new(method, url).raw(POINT);
    for header in upload.list("/headers") {
        let text = |member: &str| header[member].as_str().unwrap_or_default();
        question = question.header(text("name"), text("value"));
    }
    // Without the token: storage may be somebody else's.
    let reply = shopper.site.client.ask(question).await?;
    reply.ensure((200..300).contains(&reply.status), format!("the storage answers {}", reply.status))
}

async fn attached(stage: &Stage) -> Outcome {
    if !stage.site.declares("complaints") {
        return Err(Stop::skipped("not declared: `complaints`, to which a file could be attached"));
    }
    let announcement = announcement(stage)?;
    let (shopper, case) = complaints::open(stage).await?;
    let messages = format!("/cases/{}/messages", case.text("/id"));
    let (key, attach) = (stage.key(), |id: &Value| json!({ "text": "See the picture.", "attachments": [id] }));
    let upload = shopper.create("/uploads", &key, &announcement).await?.must(201)?;
    let again = shopper.create("/uploads", &key, &announcement).await?.must(201)?;
    again.ensure(again.body["id"] == upload.body["id"], "one key has announced two files")?;
    let id = &upload.body["id"];
    let early = shopper.create(&messages, &stage.key(), &attach(id)).await?;
    early.must_refuse(409, &["upload_incomplete"])?;
    send(&shopper, &upload).await?;
    // A file of `a` for an object of `b`, and an id that is nothing: the same refusal.
    let nothing = json!("no-such-upload-0000");
    let missing = shopper.create(&messages, &stage.key(), &attach(&nothing)).await?;
    missing.must_refuse(409, &["upload_unknown"])?;
    let message = shopper.create(&messages, &stage.key(), &attach(id)).await?.must(201)?;
    let file = &message.body["attachments"][0];
    message
        .ensure(file["size"] == POINT.len() && file["media_type"] == "image/png", "the attachment is another file")?;
    let url = file["url"].as_str().unwrap_or_default();
    let read = stage.guest().get(url).await?.must(200)?;
    read.ensure(read.exchange.response.contains("PNG"), "the link does not lead to the file")?;
    let twice = shopper.create(&messages, &stage.key(), &attach(id)).await?;
    twice.must_refuse(409, &["upload_unknown"])?;
    foreign(stage, &announcement, &messages, &shopper).await
}

/// Another customer's file can't be attached, and is like one that is not there.
async fn foreign(stage: &Stage, announcement: &Value, messages: &str, shopper: &Shopper) -> Outcome {
    let stranger = stage.stranger().await?;
    let theirs = stranger.create("/uploads", &stage.key(), announcement).await?.must(201)?;
    send(&stranger, &theirs).await?;
    let body = json!({ "text": "See the picture.", "attachments": [theirs.body["id"]] });
    shopper.create(messages, &stage.key(), &body).await?.must_refuse(409, &["upload_unknown"])
}
