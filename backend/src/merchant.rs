//! Merchant tokens: the shop's own page vouches for its signed-in shopper with a short-lived JWT (RFC 7519).
//!
//! Only asymmetric signatures are taken, so that what this backend knows can verify a token and not make one. The key
//! decides the algorithm, and a token whose header names another is refused: that is what keeps `none` and
//! HMAC-with-the-public-key (RFC 8725, 2.1) out.
//!
//! A sample or sandbox backend also takes tokens signed with `sample/merchant_key.json`. Everybody has that key; a real
//! shop runs without either.

use std::path::{Path, PathBuf};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey, Validation, decode, decode_header, jwk::Jwk};
use serde::{Deserialize, Serialize};

use crate::clock::{MINUTE, Millis, SECOND};

/// The furthest a token's end may be ahead.
pub const LIFETIME: Millis = 5 * MINUTE;

/// By how much the shop's clock may differ from ours.
const SKEW: Millis = 30 * SECOND;

/// The longest `sub` and `jti`, in bytes.
const LONGEST_NAME: usize = 256;

/// The key of the sample shop, a JWK with its private part.
const SAMPLE_KEY: &str = include_str!("../sample/merchant_key.json");

/// Why a key can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    #[error("{0}: neither a public key in PEM nor a JWK, or not one for EdDSA or ES256")]
    Unusable(PathBuf),
}

/// Whom the backend believes.
pub struct Merchant {
    /// What a token's `aud` has to be.
    pub audience: String,
    keys: Vec<Key>,
}

struct Key {
    /// A token that names another key is not tried with this one.
    kid: Option<String>,
    algorithm: Algorithm,
    public: DecodingKey,
}

/// What a token says. Moments in seconds since 1970, which JWT allows to be fractions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claims {
    /// The shop's own name for the customer.
    pub sub: String,
    pub aud: Audience,
    pub exp: f64,
    pub iat: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<f64>,
    pub jti: String,
}

/// One audience or several (RFC 7519, 4.1.3).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Claims {
    /// When the token ends.
    #[must_use]
    pub fn expires_at(&self) -> Millis {
        millis(self.exp)
    }
}

impl Merchant {
    /// Reads the keys.
    ///
    /// # Errors
    /// When a file can't be read or holds no key of a kind that is taken.
    pub fn open(audience: String, files: &[PathBuf], with_sample: bool) -> Result<Self, KeyError> {
        let mut keys = Vec::new();
        for file in files {
            let text = std::fs::read(file).map_err(|error| KeyError::Io(file.clone(), error))?;
            keys.push(Key::read(&text).ok_or_else(|| KeyError::Unusable(file.clone()))?);
        }
        if with_sample {
            let sample = Path::new("sample/merchant_key.json");
            keys.push(Key::read(SAMPLE_KEY.as_bytes()).ok_or_else(|| KeyError::Unusable(sample.into()))?);
        }
        Ok(Self { audience, keys })
    }

    /// The algorithms taken, by name; empty when no key is configured.
    #[must_use]
    pub fn algorithms(&self) -> Vec<String> {
        let mut names: Vec<String> = self.keys.iter().map(|key| format!("{:?}", key.algorithm)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What a token says, if the shop has signed it for us and it holds at `now`. Whether it was taken before is not
    /// looked at.
    #[must_use]
    pub fn read(&self, jwt: &str, now: Millis) -> Option<Claims> {
        let header = decode_header(jwt).ok()?;
        let fits = |key: &&Key| {
            key.algorithm == header.alg && (header.kid.is_none() || key.kid.is_none() || header.kid == key.kid)
        };
        let claims = self.keys.iter().filter(fits).find_map(|key| {
            let mut validation = Validation::new(key.algorithm);
            validation.set_audience(&[&self.audience]);
            validation.set_required_spec_claims(&["exp", "aud", "sub"]);
            // By our own clock, which a sandbox moves, below.
            validation.validate_exp = false;
            decode::<Claims>(jwt, &key.public, &validation).ok()
        })?;
        let claims = claims.claims;
        let named = |name: &str| (1..=LONGEST_NAME).contains(&name.len());
        let alive = claims.expires_at() > now && claims.expires_at() <= now + LIFETIME + SKEW;
        let begun = millis(claims.iat.max(claims.nbf.unwrap_or(claims.iat))) <= now + SKEW;
        (named(&claims.sub) && named(&claims.jti) && alive && begun).then_some(claims)
    }
}

impl Key {
    fn read(text: &[u8]) -> Option<Self> {
        let jwk: Option<Jwk> = serde_json::from_slice(text).ok();
        let kid = jwk.as_ref().and_then(|jwk| jwk.common.key_id.clone());
        let public = match jwk {
            Some(jwk) => DecodingKey::from_jwk(&jwk).ok()?,
            None => DecodingKey::from_ed_pem(text).or_else(|_| DecodingKey::from_ec_pem(text)).ok()?,
        };
        let algorithm = match public.family() {
            AlgorithmFamily::Ed => Algorithm::EdDSA,
            AlgorithmFamily::Ec => Algorithm::ES256,
            AlgorithmFamily::Hmac | AlgorithmFamily::Rsa => return None,
        };
        Some(Self { kid, algorithm, public })
    }
}

/// Signs as the sample shop would. For the sandbox and for tests.
///
/// # Errors
/// Never in practice: the key is built in.
pub fn sign_as_sample(claims: &Claims) -> Result<String, serde_json::Error> {
    #[derive(Deserialize)]
    struct Pair {
        kid: String,
        d: String,
    }
    let broken = |_| serde::de::Error::custom("the sample's key is not 32 bytes");
    let pair: Pair = serde_json::from_str(SAMPLE_KEY)?;
    let seed = URL_SAFE_NO_PAD.decode(pair.d).unwrap_or_default();
    let signing = SigningKey::from_bytes(&seed.try_into().map_err(broken)?);
    let header = serde_json::json!({ "alg": "EdDSA", "typ": "JWT", "kid": pair.kid });
    let part = |json: String| URL_SAFE_NO_PAD.encode(json);
    let said = format!("{}.{}", part(header.to_string()), part(serde_json::to_string(claims)?));
    Ok(format!("{said}.{}", URL_SAFE_NO_PAD.encode(signing.sign(said.as_bytes()).to_bytes())))
}

fn millis(seconds: f64) -> Millis {
    // A cast of floats saturates; the largest then is too far ahead.
    (seconds * 1_000.0) as Millis
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn without_a_key_nobody_is_believed() {
        let audience = "https://shop.example/api/v1".to_owned();
        let claims = Claims {
            sub: "cus_ada".into(),
            aud: Audience::One(audience.clone()),
            exp: 1_060.0,
            iat: 1_000.0,
            nbf: None,
            jti: "1".into(),
        };
        let jwt = sign_as_sample(&claims).unwrap();
        let real = Merchant::open(audience.clone(), &[], false).unwrap();
        assert!(real.algorithms().is_empty() && real.read(&jwt, 1_000 * SECOND).is_none());
        let sample = Merchant::open(audience, &[], true).unwrap();
        assert_eq!(sample.algorithms(), ["EdDSA"]);
        assert_eq!(sample.read(&jwt, 1_000 * SECOND).unwrap().sub, "cus_ada");
        assert!(sample.read(&jwt, 1_060 * SECOND).is_none(), "it has ended");
    }

    #[test]
    fn a_key_that_both_sides_know_is_refused() {
        for key in [r#"{"kty":"oct","k":"c2VjcmV0"}"#, "-----BEGIN PRIVATE KEY-----", ""] {
            assert!(Key::read(key.as_bytes()).is_none(), "{key}");
        }
    }
}
