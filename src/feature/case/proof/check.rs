//! Whether a receipt is what the shop has signed: a JWS (RFC 7515) with `alg` `EdDSA` on Ed25519 (RFC 8037), checked by
//! the browser.

use aftercare_contract::receipt::{Receipt, ReceiptClaims, ReceiptKey};
use wasm_bindgen::prelude::*;
use web_sys::js_sys::{Array, JSON, Object, Promise, Reflect};

use crate::client::json;

/// The only algorithm of the contract, as WebCrypto calls it.
const ALGORITHM: &str = "Ed25519";

#[wasm_bindgen]
extern "C" {
    // `catch`: a page without TLS has no `subtle`, and most engines of before 2025 have no Ed25519.
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = importKey, catch)]
    fn import_key(
        format: &str,
        key: &JsValue,
        algorithm: &str,
        extractable: bool,
        uses: &Array,
    ) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = verify, catch)]
    fn verify(algorithm: &str, key: &JsValue, signature: &[u8], signed: &[u8]) -> Result<Promise, JsValue>;
}

/// What came of checking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Under way.
    NotYet,
    /// One of the shop's keys has signed exactly this.
    Genuine,
    /// It is not what the shop has signed.
    Forged,
    /// This browser can't tell.
    Unable,
}

/// A receipt taken apart.
#[derive(Clone)]
pub struct Opened {
    pub claims: ReceiptClaims,
    /// What checks it: the shop's key of that name, if it has one.
    pub key: Option<ReceiptKey>,
    signed: String,
    signature: Vec<u8>,
}

impl Opened {
    /// What the receipt says of itself; `None` when it is none.
    pub fn of(receipt: &Receipt, keys: &[ReceiptKey]) -> Option<Self> {
        let (signed, signature) = receipt.jws.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header = parsed(header)?;
        let member = |name: &str| Reflect::get(&header, &name.into()).ok()?.as_string();
        let claims: ReceiptClaims = json::read(&parsed(claims)?).ok()?;
        let kid = member("kid")?;
        let key = keys.iter().find(|key| key.kid == kid && key.crv == ALGORITHM);
        if member("alg")? != "EdDSA" || claims.jti != receipt.id {
            return None;
        }
        Some(Self { claims, key: key.cloned(), signed: signed.to_owned(), signature: decoded(signature)? })
    }

    /// Asks the browser.
    pub async fn check(&self) -> Checked {
        let Some(key) = &self.key else { return Checked::Forged };
        match self.ask(key).await {
            Ok(answer) if answer.is_truthy() => Checked::Genuine,
            Ok(_) => Checked::Forged,
            Err(_) => Checked::Unable,
        }
    }

    async fn ask(&self, key: &ReceiptKey) -> Result<JsValue, JsValue> {
        let importing = import_key("jwk", &jwk(key), ALGORITHM, false, &Array::of1(&"verify".into()))?;
        let key = importing.await?;
        verify(ALGORITHM, &key, &self.signature, self.signed.as_bytes())?.await
    }
}

/// The key as others' tools read it.
pub fn jwk(key: &ReceiptKey) -> Object {
    let object = Object::new();
    for (name, value) in [("kty", &key.kty), ("crv", &key.crv), ("x", &key.x)] {
        // Setting a member of a fresh plain object can't fail.
        let _ = Reflect::set(&object, &name.into(), &value.into());
    }
    object
}

fn parsed(part: &str) -> Option<JsValue> {
    JSON::parse(&String::from_utf8(decoded(part)?).ok()?).ok()
}

/// Base64 for addresses, without padding (RFC 4648, section 5).
fn decoded(part: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(part.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in part.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(six)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn base64_for_addresses_is_read_to_the_byte() {
        assert_eq!(decoded("").as_deref(), Some(b"".as_slice()));
        assert_eq!(decoded("Zg").as_deref(), Some(b"f".as_slice()));
        assert_eq!(decoded("Zm8").as_deref(), Some(b"fo".as_slice()));
        assert_eq!(decoded("Zm9vYg").as_deref(), Some(b"foob".as_slice()));
        assert_eq!(decoded("-_-_").as_deref(), Some([0xFB, 0xFF, 0xBF].as_slice()));
        assert_eq!(decoded("Zm8="), None, "there is no padding in a JWS");
    }
}
