//! `If-Match` and `If-None-Match` of cases.

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Question,
    fixtures::Role,
    piece::Piece,
    stage::{Stage, action_question, allows},
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "COND-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An action without If-Match is 428, with an old one 412, and changes nothing",
        rule: "Rules: Conditional writes",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(wanted(stage)),
    },
    Audit {
        code: "COND-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Of two actions on the same version one works, the other is 412",
        rule: "actOnCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(race(stage)),
    },
    Audit {
        code: "COND-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A case known by its ETag is 304, and every change gives it another",
        rule: "getCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(not_modified(stage)),
    },
];

async fn wanted(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let id = case.text("/id");
    let none = piece.shopper.ask(action_question(id, "cancel")).await?;
    none.must_refuse(428, &["precondition_required"])?;
    for old in ["\"an-older-version\"", "W/\"an-older-version\""] {
        piece.shopper.act(id, "cancel", old).await?.must_refuse(412, &["precondition_failed"])?;
    }
    let after = piece.shopper.get(&format!("/cases/{id}")).await?.must(200)?;
    after.ensure(
        after.header("ETag") == case.header("ETag") && after.body == case.body,
        "a refused action has changed the case",
    )?;
    // Whatever the action: the version is looked at first.
    piece.shopper.act(id, "no_such_action", "\"an-older-version\"").await?.must_refuse(412, &[])
}

async fn race(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    if !allows(&case.body, "cancel") {
        return Err(Stop::skipped("a new case can't be cancelled in this shop"));
    }
    let (id, tag) = (case.text("/id"), case.header("ETag").unwrap_or_default());
    let cancel = || piece.shopper.act(id, "cancel", tag);
    let (one, two) = futures_util::future::join(cancel(), cancel()).await;
    let (one, two) = (one?, two?);
    let (won, lost) = if one.status == 200 { (one, two) } else { (two, one) };
    won.ensure(won.status == 200, format!("neither of two worked: {}", won.status))?;
    lost.must_refuse(412, &["precondition_failed"])?;
    piece.shopper.act(id, "cancel", tag).await?.must_refuse(412, &["precondition_failed"])
}

async fn not_modified(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let opened = piece.open(stage).await?;
    let path = format!("/cases/{}", opened.text("/id"));
    let case = piece.shopper.get(&path).await?.must(200)?;
    let tag = case.header("ETag").unwrap_or_default().to_owned();
    let known = || Question::get(path.clone()).header("If-None-Match", tag.clone());
    let same = piece.shopper.ask(known()).await?.must(304)?;
    same.ensure(same.exchange.response.is_empty(), "a 304 has no body")?;
    let Some(changed) = piece.shopper.cancel_if_allowed(opened.text("/id")).await? else {
        return Err(Stop::skipped("a new case can't be cancelled in this shop"));
    };
    let changed = changed.must(200)?;
    changed.ensure(changed.header("ETag") != Some(&tag), "the case has changed, its ETag has not")?;
    piece.shopper.ask(known()).await?.must(200).map(|_| ())
}
