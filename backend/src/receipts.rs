//! Signed receipts: what was asked and promised, for the shopper to keep and check without asking the shop.
//!
//! A receipt is a JWS in compact serialisation (RFC 7515) with `alg` `EdDSA` on Ed25519 (RFC 8037), whose payload is
//! [`ReceiptClaims`]. It is written in the transaction of what it proves: there is no promise without its receipt and
//! no receipt without its promise.
//!
//! The keys are in the settings under [`SETTING`], the one in use first; the earlier ones stay in the capabilities for
//! as long as somebody may hold what they have signed. To change the key, put a new one in front.

use std::sync::Arc;

use aftercare_contract::{
    money::Money,
    receipt::{ReceiptClaims, ReceiptKey},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::json;

use crate::{
    clock::{Millis, SECOND},
    problem::Answer,
    store::{
        Connection,
        cases::{Case, CaseItemRecord, CaseRecord},
        orders::Order,
        receipts::{self, ReceiptRecord},
    },
    token,
    view::{View, money},
};

/// The setting that holds the keys: Ed25519 seeds in base64url, separated by spaces.
pub const SETTING: &str = "receipt_keys";

/// The keys that sign, and have signed, receipts.
#[derive(Clone)]
pub struct ReceiptKeys(Arc<[Key]>);

struct Key {
    kid: String,
    signing: SigningKey,
}

impl Key {
    /// A seed with its name, the key's thumbprint (RFC 7638).
    fn from_seed(seed: &str) -> Option<Self> {
        let seed: [u8; 32] = URL_SAFE_NO_PAD.decode(seed).ok()?.try_into().ok()?;
        let signing = SigningKey::from_bytes(&seed);
        let x = URL_SAFE_NO_PAD.encode(signing.verifying_key());
        // The members in the order that RFC 8037 prescribes for the thumbprint.
        let kid = token::hash(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#));
        Some(Self { kid, signing })
    }

    fn public(&self) -> ReceiptKey {
        ReceiptKey {
            kid: self.kid.clone(),
            kty: "OKP".into(),
            crv: "Ed25519".into(),
            x: URL_SAFE_NO_PAD.encode(self.signing.verifying_key()),
        }
    }
}

impl ReceiptKeys {
    /// A new key in its stored form.
    #[must_use]
    pub fn generate() -> String {
        URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
    }

    /// The keys in a stored form; absent when one of them is none, or there is none.
    #[must_use]
    pub fn from_stored(stored: &str) -> Option<Self> {
        let keys: Arc<[Key]> = stored.split_whitespace().map(Key::from_seed).collect::<Option<_>>()?;
        (!keys.is_empty()).then_some(Self(keys))
    }

    /// What checks the receipts, for the capabilities; the key in use first.
    #[must_use]
    pub fn public(&self) -> Vec<ReceiptKey> {
        self.0.iter().map(Key::public).collect()
    }

    /// The JWS of a payload.
    fn sign(&self, claims: &ReceiptClaims) -> Answer<String> {
        let key = &self.0[0];
        let header = json!({ "alg": "EdDSA", "kid": key.kid });
        let part = URL_SAFE_NO_PAD;
        let signed = format!("{}.{}", part.encode(header.to_string()), part.encode(serde_json::to_vec(claims)?));
        let signature = key.signing.sign(signed.as_bytes());
        Ok(format!("{signed}.{}", part.encode(signature.to_bytes())))
    }
}

/// What a receipt is to prove.
#[derive(Clone, Debug, Default)]
pub struct Proof<'a> {
    /// `case_opened`, `offer_accepted` …; `receipt-{code}` in the catalogs says what it is, `statement-{code}` what was
    /// said.
    pub code: &'a str,
    /// What was asked, in the shopper's or the shop's words; the statement's `$words`.
    pub words: &'a str,
    /// What the shop promises to pay.
    pub amount: Option<Money>,
    /// By when the shop promises it.
    pub due_at: Option<Millis>,
}

/// Writes a receipt for a case, in the view's language. To be called in the write of what it proves.
///
/// # Errors
/// When the database fails.
pub async fn issue(
    view: &View<'_>,
    connection: &mut Connection,
    case: &CaseRecord,
    order_number: &str,
    proof: Proof<'_>,
    now: Millis,
) -> Answer<()> {
    let id = token::id("rcp");
    let due_at = proof.due_at.map(|at| view.time(at));
    let amount = proof.amount.as_ref().map(|amount| view.voice.money(amount.amount, &amount.currency));
    let arguments = [
        ("number", case.number.as_str()),
        ("order", order_number),
        ("words", proof.words),
        ("amount", amount.as_deref().unwrap_or_default()),
        ("due", &due_at.as_deref().map(|at| view.voice.moment(at)).unwrap_or_default()),
    ];
    let mut statement = view.voice.say_with("statement", proof.code, &arguments);
    let promise = match (&amount, &due_at) {
        (Some(_), Some(_)) => Some("promise-amount-due"),
        (Some(_), None) => Some("promise-amount"),
        (None, Some(_)) => Some("promise-due"),
        (None, None) => None,
    };
    if let Some(promise) = promise.and_then(|promise| view.voice.find(promise, &arguments)) {
        statement = format!("{statement}\n{promise}");
    }
    let claims = ReceiptClaims {
        iss: view.voice.say("shop", "name"),
        iat: u64::try_from(now.div_euclid(SECOND)).unwrap_or_default(),
        jti: id.clone(),
        code: proof.code.to_owned(),
        case_id: case.id.clone(),
        case_number: case.number.clone(),
        case_type: case.kind.clone(),
        order_number: order_number.to_owned(),
        statement,
        amount: proof.amount,
        due_at,
    };
    let jws = view.app.receipt_keys.sign(&claims)?;
    let record = ReceiptRecord { id, issued_at: now, code: proof.code.to_owned(), jws };
    receipts::insert(connection, &case.id, &record).await?;
    Ok(())
}

/// Writes the receipts of a case that was just opened about goods: what was asked with what is promised for it, and
/// that a withdrawal has arrived.
///
/// # Errors
/// When the database fails.
pub async fn opened(
    view: &View<'_>,
    connection: &mut Connection,
    order: &Order,
    case: &Case,
    now: Millis,
) -> Answer<()> {
    let record = &case.record;
    let piece = |item: &CaseItemRecord| {
        let title = order.line(&item.line_id).map(|line| line.record.title.as_str()).unwrap_or_default();
        format!("{} × {title}", item.quantity)
    };
    let words = case.items.iter().map(piece).collect::<Vec<_>>().join("; ");
    let proof = Proof {
        code: "case_opened",
        words: &words,
        amount: record.refund.filter(|_| !view.gift).map(|amount| money(amount, &order.record.currency)),
        due_at: record.expected_by,
    };
    if record.kind == "withdrawal" {
        let acknowledged = Proof { code: "withdrawal_acknowledged", ..proof.clone() };
        issue(view, &mut *connection, record, &order.record.number, acknowledged, now).await?;
    }
    issue(view, connection, record, &order.record.number, proof, now).await
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_were_stored() {
        let (old, new) = (ReceiptKeys::generate(), ReceiptKeys::generate());
        let before = ReceiptKeys::from_stored(&old).unwrap();
        let after = ReceiptKeys::from_stored(&format!("{new} {old}")).unwrap();
        assert_eq!(before.public()[0], after.public()[1], "what was signed before can still be checked");
        assert_ne!(before.public()[0], after.public()[0]);
        assert!(ReceiptKeys::from_stored("").is_none() && ReceiptKeys::from_stored("c2hvcnQ").is_none());
    }

    /// The key and the thumbprint of RFC 8037's appendix A.
    #[test]
    fn the_keys_name_is_its_thumbprint() {
        let keys = ReceiptKeys::from_stored("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        let public = &keys.public()[0];
        assert_eq!(public.x, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assert_eq!(public.kid, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
