//! Signed links: a mail or a parcel opens a session without a number to type.
//!
//! A link's token is what it opens and until when, with a keyed hash of that by the deployment's secret. Nothing is
//! stored of a link but that it was revoked. It opens as often as it is followed until it ends: a mail is read twice.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::{
    clock::Millis,
    token::{self, Secret},
};

/// What the keyed hash is for.
const PURPOSE: &str = "link";

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// By which it can be revoked.
    pub id: String,
    #[serde(flatten)]
    pub target: Target,
    pub expires_at: Millis,
}

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum Target {
    /// One order, for whoever has bought it.
    Order { order_id: String },
    /// One order, for whoever was given it.
    Gift { order_id: String },
    /// Everything of a customer's.
    Customer { customer_id: String },
}

impl Link {
    /// A new link.
    #[must_use]
    pub fn new(target: Target, expires_at: Millis) -> Self {
        Self { id: token::id("lnk"), target, expires_at }
    }

    /// The token to put into the address.
    ///
    /// # Errors
    /// Never in practice: a link is plain JSON.
    pub fn sign(&self, secret: &Secret) -> Result<String, serde_json::Error> {
        let said = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self)?);
        let signature = secret.digest(PURPOSE, &said);
        Ok(format!("{said}.{signature}"))
    }

    /// The link of a token we have signed, ended or not.
    #[must_use]
    pub fn read(secret: &Secret, token: &str) -> Option<Self> {
        let (said, signature) = token.split_once('.')?;
        if !secret.has_digested(PURPOSE, said, signature) {
            return None;
        }
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(said).ok()?).ok()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_what_we_signed_is_read() {
        let secret = Secret::from_stored(&Secret::generate()).unwrap();
        let link = Link::new(Target::Gift { order_id: "ord_1".into() }, 1);
        let token = link.sign(&secret).unwrap();
        assert_eq!(Link::read(&secret, &token), Some(link.clone()));

        let other = Secret::from_stored(&Secret::generate()).unwrap();
        assert_eq!(Link::read(&other, &token), None);
        let (_, signature) = token.split_once('.').unwrap();
        let more = Link { target: Target::Order { order_id: "ord_1".into() }, ..link };
        let forged = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&more).unwrap());
        assert_eq!(Link::read(&secret, &format!("{forged}.{signature}")), None);
        assert_eq!(Link::read(&secret, &forged), None);
    }
}
