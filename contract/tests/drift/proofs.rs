//! What the examples claim can be checked: receipts are signed, streams carry what they say, codes are listed.

use aftercare_contract::spec::Spec;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;

use crate::story::{elements, text};

/// Everything that proves false, one sentence each.
pub fn failures(spec: &Spec) -> Vec<String> {
    let mut found = Vec::new();
    let codes = spec.codes();
    let examples = spec.examples();
    let of = |schema: &'static str| examples.iter().filter(move |example| example.schema_name == Some(schema));
    for problem in of("Problem") {
        let code = text(&problem.value["code"]);
        if !codes.contains(code) {
            found.push(format!("{}: the introduction does not list `{code}`", problem.at));
        }
    }
    let keys: Vec<_> =
        of("Capabilities").flat_map(|shop| elements(&shop.value["capabilities"]["receipts"]["keys"])).collect();
    let claims: Vec<_> = of("ReceiptClaims").map(|example| example.value).collect();
    for page in of("ReceiptPage") {
        for receipt in elements(&page.value["data"]) {
            match verified(text(&receipt["jws"]), &keys) {
                Some(payload) if claims.contains(&&payload) && payload["jti"] == receipt["id"] => {}
                Some(payload) => found.push(format!("{}: claims {payload}", page.at)),
                None => found.push(format!("{}: the signature is not the shop's", page.at)),
            }
        }
    }
    for stream in of("EventStream") {
        let path = stream.at.split('/').nth(2).unwrap_or_default().replace("~1", "/");
        // The path's template serves as a path of its own: any id would do.
        let path = path.replace(['{', '}'], "");
        found.extend(spec.check_events(&path, text(stream.value)).err().into_iter().flatten());
    }
    found
}

/// The payload of a compact JWS if one of the shop's keys made its signature.
fn verified(jws: &str, keys: &[&Value]) -> Option<Value> {
    let (signed, signature) = jws.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
    let key = keys.iter().find(|key| key["kid"] == header["kid"] && header["alg"] == "EdDSA")?;
    let key = URL_SAFE_NO_PAD.decode(text(&key["x"])).ok()?;
    let key = VerifyingKey::from_bytes(key.as_slice().try_into().ok()?).ok()?;
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    key.verify_strict(signed.as_bytes(), &signature).ok()?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}
