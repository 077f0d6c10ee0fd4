//! The life of a case: what was told stays told, and the end is the end.

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    piece::Piece,
    stage::Stage,
};

use super::actions::refuse_the_rest;

/// The phases that are never left.
const TERMINAL: [&str; 4] = ["resolved", "rejected", "cancelled", "expired"];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "LIFE-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "The timeline is only ever appended to",
        rule: "getCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(append_only(stage)),
    },
    Audit {
        code: "LIFE-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A cancelled case stays cancelled, whatever is tried",
        rule: "getCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(cancelled_stays(stage)),
    },
    Audit {
        code: "LIFE-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A case that ended can't be cancelled or handed over, and its timeline tells how it ended",
        rule: "getCase",
        needs: &[Need::Order(Role::Ended)],
        effect: Effect::Writes,
        run: |stage| Box::pin(ended_stays(stage)),
    },
];

async fn append_only(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let opened = piece.open(stage).await?;
    opened.ensure(opened.list("/timeline").count() > 0, "the timeline does not tell that the case was opened")?;
    let path = format!("/cases/{}", opened.text("/id"));
    let read = piece.shopper.get(&path).await?.must(200)?;
    continues(&opened, &read)?;
    let Some(changed) = piece.shopper.cancel_if_allowed(opened.text("/id")).await? else {
        return Err(Stop::skipped("a new case can't be cancelled in this shop"));
    };
    let changed = changed.must(200)?;
    continues(&opened, &changed)?;
    let last = piece.shopper.get(&path).await?.must(200)?;
    continues(&changed, &last)?;
    let same = last.body["created_at"] == opened.body["created_at"] && last.body["number"] == opened.body["number"];
    last.ensure(same, "the case's number or its beginning has changed")
}

/// The later timeline begins with the earlier one, word for word.
fn continues(earlier: &Reply, later: &Reply) -> Outcome {
    let (old, new): (Vec<_>, Vec<_>) = (earlier.list("/timeline").collect(), later.list("/timeline").collect());
    if new.starts_with(&old) {
        return Ok(());
    }
    Err(later.broken_beside(earlier, "the timeline does not begin with what it said before"))
}

async fn cancelled_stays(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let Some(cancelled) = piece.shopper.cancel_if_allowed(case.text("/id")).await? else {
        return Err(Stop::skipped("a new case can't be cancelled in this shop"));
    };
    stays(&piece, &cancelled.must(200)?).await?;
    // Opening the same again is another case; it leaves this one alone.
    let next = piece.open(stage).await?;
    let path = format!("/cases/{}", case.text("/id"));
    let old = piece.shopper.get(&path).await?.must(200)?;
    old.ensure(old.text("/phase") == "cancelled" && next.body["id"] != old.body["id"], "a cancelled case lives again")
}

async fn ended_stays(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Ended).await?;
    let order = shopper.order().await?;
    let ended = order.list("/cases").find(|case| {
        let phase = case["phase"].as_str().unwrap_or_default();
        TERMINAL.contains(&phase) && phase != "cancelled"
    });
    let Some(id) = ended.and_then(|case| case["id"].as_str()) else {
        return Err(Stop::skipped(format!("no case of order {} has ended", shopper.number)));
    };
    let case = shopper.get(&format!("/cases/{id}")).await?.must(200)?;
    let piece = Piece {
        line_id: String::new(),
        order: order.body.clone(),
        kind: "return",
        option: serde_json::Value::Null,
        shopper: shopper.clone(),
    };
    stays(&piece, &case).await
}

async fn stays(piece: &Piece, case: &Reply) -> Outcome {
    let phase = case.text("/phase");
    refuse_the_rest(piece, case).await?;
    for forbidden in ["cancel", "confirm_shipped", "change_method"] {
        let offered = case.list("/allowed_actions").any(|allowed| allowed["action"] == forbidden);
        case.ensure(!offered, format!("`{forbidden}` is allowed in the phase `{phase}`"))?;
    }
    let after = piece.shopper.get(&format!("/cases/{}", case.text("/id"))).await?.must(200)?;
    after.ensure(after.text("/phase") == phase, format!("`{phase}` was left for `{}`", after.text("/phase")))?;
    continues(case, &after)
}
