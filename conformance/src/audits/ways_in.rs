//! The other ways in: the shop's own page, and signed links.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    fixtures::{self, MerchantToken},
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "AUTH-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A merchant token opens one session; used again, forged or out of its time it opens none",
        rule: "createSession",
        needs: &[Need::MerchantToken],
        effect: Effect::Reads,
        run: |stage| Box::pin(merchant_token(stage)),
    },
    Audit {
        code: "AUTH-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A signed link opens a session; altered it opens none",
        rule: "createSession",
        needs: &[Need::Link],
        effect: Effect::Reads,
        run: |stage| Box::pin(link(stage)),
    },
    Audit {
        code: "AUTH-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A forged merchant token and a made-up link are 401",
        rule: "createSession",
        needs: &[],
        effect: Effect::Reads,
        run: |stage| Box::pin(made_up(stage)),
    },
    Audit {
        code: "AUTH-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A challenge nobody was given is 404",
        rule: "answerChallenge",
        needs: &[],
        effect: Effect::Reads,
        run: |stage| Box::pin(no_challenge(stage)),
    },
];

fn with_jwt(jwt: &str) -> Value {
    json!({ "merchant_token": { "jwt": jwt } })
}

fn audience(stage: &Stage) -> Outcome<&str> {
    let audience = stage.site.capabilities["auth"]["merchant_token"]["audience"].as_str();
    audience.ok_or_else(|| Stop::skipped("not declared: `auth.merchant_token`"))
}

/// Signs claims; `None` when the key is not 32 bytes.
fn sign(key: &fixtures::SigningKey, claims: &Value) -> Option<String> {
    let seed: [u8; 32] = URL_SAFE_NO_PAD.decode(&key.d).ok()?.try_into().ok()?;
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let said = format!("{}.{}", part(&json!({ "alg": "EdDSA", "typ": "JWT", "kid": key.kid })), part(claims));
    let signature = SigningKey::from_bytes(&seed).sign(said.as_bytes());
    Some(format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes())))
}

async fn merchant_token(stage: &Stage) -> Outcome {
    let audience = audience(stage)?;
    let guest = stage.guest();
    match &stage.site.fixtures.merchant_token {
        Some(MerchantToken::Jwt(jwt)) => {
            guest.post("/sessions", &with_jwt(jwt)).await?.must(200)?;
            guest.post("/sessions", &with_jwt(jwt)).await?.must_refuse(401, &["merchant_token_invalid"])
        }
        Some(MerchantToken::Key(key)) => {
            let now = jiff::Timestamp::now().as_second();
            let claims =
                |aud: &str, exp: i64| json!({ "sub": key.sub, "aud": aud, "iat": now, "exp": exp, "jti": stage.key() });
            let signed = |claims: Value| {
                sign(key, &claims).ok_or_else(|| Stop::skipped("`merchant_token.key.d` is not 32 bytes in base64url"))
            };
            let good = signed(claims(audience, now + 120))?;
            guest.post("/sessions", &with_jwt(&good)).await?.must(200)?;
            let bad = [
                good,
                signed(claims("https://another-shop.invalid", now + 120))?,
                signed(claims(audience, now + 3600))?,
                signed(claims(audience, now - 120))?,
            ];
            for jwt in &bad {
                guest.post("/sessions", &with_jwt(jwt)).await?.must_refuse(401, &["merchant_token_invalid"])?;
            }
            Ok(())
        }
        None => Err(Stop::skipped("no `merchant_token` in the fixtures")),
    }
}

async fn link(stage: &Stage) -> Outcome {
    let Some(token) = &stage.site.fixtures.link else { return Err(Stop::skipped("no `link` in the fixtures")) };
    let guest = stage.guest();
    let with = |token: &str| json!({ "link": { "token": token } });
    guest.post("/sessions", &with(token)).await?.must(200)?;
    let middle = token.len() / 2;
    let other = if token.as_bytes().get(middle) == Some(&b'A') { 'B' } else { 'A' };
    let altered: String =
        token.char_indices().map(|(index, letter)| if index == middle { other } else { letter }).collect();
    guest.post("/sessions", &with(&altered)).await?.must_refuse(401, &["link_invalid"])
}

async fn made_up(stage: &Stage) -> Outcome {
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let now = jiff::Timestamp::now().as_second();
    let claims = json!({
        "sub": "anybody",
        "aud": stage.site.capabilities["auth"]["merchant_token"]["audience"],
        "iat": now,
        "exp": now + 60,
        "jti": stage.key(),
    });
    // RFC 8725, 2.1: no algorithm is not an algorithm.
    let unsigned = format!("{}.{}.", part(json!({ "alg": "none", "typ": "JWT" })), part(claims));
    let guest = stage.guest();
    guest.post("/sessions", &with_jwt(&unsigned)).await?.must_refuse(401, &["merchant_token_invalid"])?;
    let link = json!({ "link": { "token": "not-a-link-anybody-was-sent" } });
    guest.post("/sessions", &link).await?.must_refuse(401, &["link_invalid"])
}

async fn no_challenge(stage: &Stage) -> Outcome {
    let answer = json!({ "code": "123456" });
    let reply = stage.guest().post("/sessions/challenges/no-such-challenge-0000", &answer).await?;
    reply.must_refuse(404, &["not_found"])
}
