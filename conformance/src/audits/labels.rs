//! Labels: readable while the case is open, by their address alone.

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    piece::Piece,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[Audit {
    code: "LABEL-01",
    level: Level::Must,
    profile: Profile::Returns,
    title: "A label needs no token and ends with its case",
    rule: "openCase",
    needs: &[Need::Order(Role::Returnable)],
    effect: Effect::Writes,
    run: |stage| Box::pin(ends(stage)),
}];

fn urls(case: &Reply) -> Vec<String> {
    ["/method/label_image_url", "/method/label_pdf_url"]
        .iter()
        .map(|pointer| case.text(pointer).to_owned())
        .filter(|url| !url.is_empty())
        .collect()
}

async fn ends(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let urls = urls(&case);
    if urls.is_empty() {
        return Err(Stop::skipped("this return needs no label"));
    }
    for url in &urls {
        let label = stage.guest().get(url).await?.must(200)?;
        let kind = label.header("Content-Type").unwrap_or_default();
        let fits = kind.starts_with("image/") || kind.starts_with("application/pdf");
        label.ensure(fits, format!("a label comes as `{kind}`"))?;
    }
    let Some(cancelled) = piece.shopper.cancel_if_allowed(case.text("/id")).await? else {
        return Err(Stop::skipped("a new case can't be cancelled in this shop"));
    };
    cancelled.must(200)?;
    for url in &urls {
        let label = stage.guest().get(url).await?;
        label.ensure(
            matches!(label.status, 403 | 404 | 410),
            format!("{}: the label outlives its case", label.status),
        )?;
    }
    Ok(())
}
