//! Receipts that anybody can check.

use aftercare_contract::receipt::{ReceiptClaims, ReceiptKey};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    piece::Piece,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "RCPT-01",
        level: Level::Must,
        profile: Profile::Receipts,
        title: "A receipt's signature is good by a key of the capabilities, and it says what was promised",
        rule: "listReceipts",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(signed(stage)),
    },
    Audit {
        code: "RCPT-02",
        level: Level::Must,
        profile: Profile::Receipts,
        title: "Receipts never change; new ones come after them",
        rule: "listReceipts",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(kept(stage)),
    },
];

async fn receipts(piece: &Piece, case: &Reply) -> Outcome<Reply> {
    piece.shopper.get(&format!("/cases/{}/receipts?limit=100", case.text("/id"))).await?.must(200)
}

async fn signed(stage: &Stage) -> Outcome {
    let keys: Vec<ReceiptKey> =
        serde_json::from_value(stage.site.capabilities["capabilities"]["receipts"]["keys"].clone())
            .map_err(|_| Stop::broken("`receipts.keys` are not keys"))?;
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let page = receipts(&piece, &case).await?;
    page.ensure(page.list("/data").count() > 0, "no receipt of a case just opened")?;
    for receipt in page.list("/data") {
        let claims = verify(receipt["jws"].as_str().unwrap_or_default(), &keys)
            .map_err(|wrong| page.broken(format!("receipt {}: {wrong}", receipt["id"])))?;
        let fits = [
            ("jti", receipt["id"] == claims.jti),
            ("code", receipt["code"] == claims.code),
            ("case_id", case.body["id"] == claims.case_id),
            ("case_number", case.body["number"] == claims.case_number),
            ("case_type", case.body["type"] == claims.case_type),
            ("order_number", case.body["order_number"] == claims.order_number),
            ("statement", !claims.statement.trim().is_empty()),
            ("iss", stage.site.capabilities["shop"]["name"] == claims.iss),
        ];
        if let Some((claim, _)) = fits.iter().find(|(_, fits)| !fits) {
            return Err(page.broken(format!("receipt {}: `{claim}` is not the case's", receipt["id"])));
        }
        let promised = claims.amount.as_ref().is_none_or(|amount| {
            let refund = &case.body["refund"]["amount"];
            refund["amount"] == amount.amount && refund["currency"] == amount.currency
        });
        page.ensure(promised, format!("receipt {} promises another amount than the case", receipt["id"]))?;
    }
    Ok(())
}

/// What a JWS says, if one of the keys has signed it.
fn verify(jws: &str, keys: &[ReceiptKey]) -> Result<ReceiptClaims, String> {
    let [header, payload, signature] = jws.split('.').collect::<Vec<_>>()[..] else {
        return Err("not a JWS in compact serialisation".into());
    };
    let bytes = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| "not base64url without padding".to_owned());
    let head: Value = serde_json::from_slice(&bytes(header)?).map_err(|_| "its header is not JSON".to_owned())?;
    if head["alg"] != "EdDSA" {
        return Err(format!("`alg` is {}", head["alg"]));
    }
    let key = keys.iter().find(|key| head["kid"] == key.kid).ok_or("`kid` names none of the capabilities' keys")?;
    let public: [u8; 32] = bytes(&key.x)?.try_into().map_err(|_| "the key is not 32 bytes".to_owned())?;
    let public = VerifyingKey::from_bytes(&public).map_err(|_| "the key is not on Ed25519".to_owned())?;
    let signature =
        Signature::from_slice(&bytes(signature)?).map_err(|_| "the signature is not 64 bytes".to_owned())?;
    public
        .verify_strict(format!("{header}.{payload}").as_bytes(), &signature)
        .map_err(|_| "the signature is wrong".to_owned())?;
    serde_json::from_slice(&bytes(payload)?).map_err(|wrong| format!("its claims: {wrong}"))
}

async fn kept(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let before = receipts(&piece, &case).await?;
    let Some(cancelled) = piece.shopper.cancel_if_allowed(case.text("/id")).await? else {
        return Err(Stop::skipped("a new case can't be cancelled in this shop"));
    };
    cancelled.must(200)?;
    let after = receipts(&piece, &case).await?;
    let (old, new): (Vec<_>, Vec<_>) = (before.list("/data").collect(), after.list("/data").collect());
    if !new.starts_with(&old) {
        return Err(after.broken_beside(&before, "the receipts do not begin with those from before"));
    }
    Ok(())
}
