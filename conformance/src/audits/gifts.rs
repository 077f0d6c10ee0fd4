//! What a gift's recipient sees: one order, and nothing of what it cost.

use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    piece::{Piece, has_some, with_quote},
    stage::{Shopper, Stage},
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "GIFT-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A gift's session sees one order, and store credit without an amount",
        rule: "Rules: Gifts",
        needs: &[Need::GiftLink],
        effect: Effect::Reads,
        run: |stage| Box::pin(priceless(stage)),
    },
    Audit {
        code: "GIFT-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "What a gift's recipient sends back tells no amount either",
        rule: "Rules: Gifts",
        needs: &[Need::GiftLink],
        effect: Effect::Writes,
        run: |stage| Box::pin(sent_back(stage)),
    },
];

/// Goes on if the answer holds no amount. That something is free may be said.
fn hides_amounts(reply: &Reply) -> Outcome {
    match amount(&reply.body, "") {
        Some(at) => Err(reply.broken(format!("{at}: an amount in a gift's session"))),
        None => Ok(()),
    }
}

/// Where the first amount stands, outside `ext`.
fn amount(value: &Value, at: &str) -> Option<String> {
    match value {
        Value::Object(members) => {
            let told = members.get("amount").and_then(Value::as_i64).is_some_and(|amount| amount != 0);
            if told && members.contains_key("currency") {
                return Some(at.to_owned());
            }
            let shown = members.iter().filter(|(name, _)| *name != "ext");
            shown.into_iter().find_map(|(name, member)| amount(member, &format!("{at}/{name}")))
        }
        Value::Array(elements) => {
            elements.iter().enumerate().find_map(|(index, element)| amount(element, &format!("{at}/{index}")))
        }
        _ => None,
    }
}

async fn piece_of(recipient: Shopper) -> Outcome<Piece> {
    let found = Piece::on(recipient, "return", has_some).await?;
    found.map_err(|number| Stop::skipped(format!("no line of the gift {number} can be sent back any more")))
}

async fn priceless(stage: &Stage) -> Outcome {
    let recipient = stage.recipient().await?;
    let page = recipient.get("/orders?limit=100").await?.must(200)?;
    page.ensure(page.list("/data").count() == 1, "a gift's session sees other orders than the gift")?;
    hides_amounts(&page)?;
    let order = recipient.order().await?;
    hides_amounts(&order)?;
    let eligibility = recipient.get(&format!("/orders/{}/eligibility", order.text("/id"))).await?.must(200)?;
    hides_amounts(&eligibility)?;
    let (_, quote) = piece_of(recipient).await?.quote(1).await?;
    hides_amounts(&quote)?;
    let credit = quote.text("/resolution");
    quote.ensure(credit == "store_credit", format!("a gift comes back as `{credit}`, not as `store_credit`"))?;
    quote.ensure(quote.list("/breakdown").next().is_none(), "a gift's quote has a breakdown")
}

async fn sent_back(stage: &Stage) -> Outcome {
    let piece = piece_of(stage.recipient().await?).await?;
    let (body, quote) = piece.quote(1).await?;
    let opened = piece.shopper.create("/cases", &stage.key(), &with_quote(&body, &quote)).await?.must(201)?;
    hides_amounts(&opened)?;
    for path in [format!("/cases/{}", opened.text("/id")), "/cases".to_owned(), format!("/orders/{}", piece.order_id())]
    {
        hides_amounts(&piece.shopper.get(&path).await?.must(200)?)?;
    }
    Ok(())
}
