//! Passes: bearer tokens that say themselves what they open, so that to be let in writes nothing.
//!
//! A pass opens one order. It says which, for whom and until when, with a keyed hash of that by the deployment's secret,
//! which every instance has. It tells its holder nothing that they have not typed or been told. A session for more than
//! one order is stored, and its token says nothing ([`token::bearer`]).

use crate::{
    clock::Millis,
    store::sessions::{Scope, SessionRecord},
    token::{self, Secret},
};

/// What the keyed hash is for.
const PURPOSE: &str = "pass";

/// A session that opens the order, and its token.
#[must_use]
pub fn write(
    secret: &Secret,
    scope: Scope,
    order_id: &str,
    subject: String,
    expires_at: Millis,
) -> (String, SessionRecord) {
    let name = token::id("ses");
    let said = format!("{}.{order_id}.{subject}.{expires_at}.{name}", scope.code());
    let token = format!("{said}.{}", secret.digest(PURPOSE, &said));
    (token, SessionRecord { name, subject, expires_at, scope, opener: order_id.to_owned(), customer_id: None })
}

/// The session of a token that is a pass of ours, ended or not.
#[must_use]
pub fn read(secret: &Secret, token: &str) -> Option<SessionRecord> {
    let (said, digest) = token.rsplit_once('.')?;
    if !secret.has_digested(PURPOSE, said, digest) {
        return None;
    }
    let mut parts = said.split('.');
    let scope = Scope::from_code(parts.next()?);
    let [order_id, subject, expires_at, name] = [parts.next()?, parts.next()?, parts.next()?, parts.next()?];
    Some(SessionRecord {
        name: name.to_owned(),
        subject: subject.to_owned(),
        expires_at: expires_at.parse().ok()?,
        scope,
        opener: order_id.to_owned(),
        customer_id: None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::from_stored(&Secret::generate()).unwrap()
    }

    #[test]
    fn a_pass_says_whom_it_is_for_what_it_opens_and_until_when() {
        let secret = secret();
        let (token, session) = write(&secret, Scope::Gift, "ord_1", "somebody".into(), 1_795_155_120_000);
        let read = read(&secret, &token).unwrap();
        assert_eq!(format!("{read:?}"), format!("{session:?}"));
        assert_eq!((read.opener.as_str(), read.scope, read.customer_id), ("ord_1", Scope::Gift, None));
        let (another, _) = write(&secret, Scope::Gift, "ord_1", "somebody".into(), 1_795_155_120_000);
        assert_ne!(token, another);
    }

    #[test]
    fn nobody_changes_a_pass_or_makes_one() {
        let ours = secret();
        let (token, _) = write(&ours, Scope::Gift, "ord_1", "somebody".into(), 1);
        assert!(read(&secret(), &token).is_none());
        for (was, forged) in [("gift", "order"), ("ord_1", "ord_2"), ("somebody", "nobody"), (".1.", ".2.")] {
            assert!(read(&ours, &token.replacen(was, forged, 1)).is_none(), "{forged}");
        }
        let (said, _) = token.rsplit_once('.').unwrap();
        for forged in [said, &format!("{said}."), &format!("{said}.{}", ours.digest("link", said)), ".", ""] {
            assert!(read(&ours, forged).is_none(), "{forged}");
        }
        assert!(read(&ours, &token::bearer()).is_none());
    }
}
