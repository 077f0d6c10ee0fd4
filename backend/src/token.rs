//! Random names and the keyed hashes that stand in for what must not be stored.
//!
//! Names begin with the moment they were made at, so that whatever is stored under new names lies together: what many
//! write at once is then a few pages of the database and not one each.

use base64::{
    Engine as _,
    alphabet::Alphabet,
    engine::{
        GeneralPurpose,
        general_purpose::{NO_PAD, URL_SAFE_NO_PAD},
    },
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// Base64 whose texts sort as the bytes do.
const IN_ORDER: GeneralPurpose = GeneralPurpose::new(
    &match Alphabet::new("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz") {
        Ok(alphabet) => alphabet,
        Err(_) => base64::alphabet::URL_SAFE,
    },
    NO_PAD,
);

/// How many characters of a name are the moment.
const MOMENT: usize = 8;

/// A new bearer token: the moment, and 256 random bits in 43 characters.
#[must_use]
pub fn bearer() -> String {
    let mut token = String::with_capacity(64);
    add_moment(&mut token);
    URL_SAFE_NO_PAD.encode_string(rand::random::<[u8; 32]>(), &mut token);
    token
}

/// A new identifier nobody can guess: the moment and 128 random bits after a prefix that tells a developer what it names.
#[must_use]
pub fn id(prefix: &str) -> String {
    let mut id = String::with_capacity(64);
    id.extend([prefix, "_"]);
    add_moment(&mut id);
    URL_SAFE_NO_PAD.encode_string(rand::random::<[u8; 16]>(), &mut id);
    id
}

/// The present millisecond.
fn add_moment(to: &mut String) {
    let milliseconds = Timestamp::now().as_millisecond().to_be_bytes();
    IN_ORDER.encode_string(&milliseconds[2..], to);
}

/// What a bearer token is filed under: its moment, which is no secret, and its hash.
#[must_use]
pub fn filed(bearer: &str) -> String {
    bearer.get(..MOMENT).unwrap_or_default().to_owned() + &hash(bearer)
}

/// What is stored of a token. No key is needed: nobody can try out 256 bits.
#[must_use]
pub fn hash(token: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

/// The deployment's secret, made once and kept in the database.
#[derive(Clone)]
pub struct Secret(Hmac<Sha256>);

impl Secret {
    /// A new secret in its stored form.
    #[must_use]
    pub fn generate() -> String {
        URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
    }

    /// The secret in a stored form; absent when it is not one.
    #[must_use]
    pub fn from_stored(stored: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(stored).ok().filter(|bytes| bytes.len() == 32)?;
        Hmac::new_from_slice(&bytes).ok().map(Self)
    }

    /// A keyed hash of `value`, another one for each `purpose`.
    #[must_use]
    pub fn digest(&self, purpose: &str, value: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(purpose, value))
    }

    /// Whether this is the keyed hash of `value`, in a time that does not tell where it differs.
    #[must_use]
    pub fn has_digested(&self, purpose: &str, value: &str, digest: &str) -> bool {
        self.digest(purpose, value).as_bytes().ct_eq(digest.as_bytes()).into()
    }

    /// Whether two values are the same, in a time that does not tell where they differ.
    #[must_use]
    pub fn same(&self, purpose: &str, left: &str, right: &str) -> bool {
        self.mac(purpose, left).ct_eq(&self.mac(purpose, right)).into()
    }

    fn mac(&self, purpose: &str, value: &str) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_ids_fit_the_contract() {
        assert_eq!(bearer().len(), 51);
        let id = id("case");
        assert!(id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'));
        assert_ne!(bearer(), bearer());
    }

    #[test]
    fn what_is_made_later_is_filed_behind() {
        let (former, latter) = (IN_ORDER.encode([0, 1, 63, 255, 255, 255]), IN_ORDER.encode([0, 1, 64, 0, 0, 0]));
        assert!(former < latter && former.len() == MOMENT);
        let token = bearer();
        assert!(filed(&token).starts_with(&token[..MOMENT]) && filed(&token).ends_with(&hash(&token)));
        assert_eq!(filed("short"), hash("short"));
    }

    #[test]
    fn digests_depend_on_secret_purpose_and_value() {
        let secret = Secret::from_stored(&Secret::generate()).unwrap();
        let other = Secret::from_stored(&Secret::generate()).unwrap();
        assert_eq!(secret.digest("subject", "ada"), secret.digest("subject", "ada"));
        assert_ne!(secret.digest("subject", "ada"), other.digest("subject", "ada"));
        assert_ne!(secret.digest("subject", "ada"), secret.digest("bucket", "ada"));
        assert!(secret.same("proof", "a", "a") && !secret.same("proof", "a", "b"));
        let digest = secret.digest("subject", "ada");
        assert!(secret.has_digested("subject", "ada", &digest) && !secret.has_digested("subject", "bo", &digest));
        assert!(!secret.has_digested("subject", "ada", "") && !other.has_digested("subject", "ada", &digest));
    }
}
