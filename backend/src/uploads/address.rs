//! Addresses that open one file and nothing else. They are signed, so nothing of them is stored.

use crate::{
    clock::{HOUR, Millis},
    token::Secret,
};

/// Attachments' addresses change every six hours and hold for six to twelve: an answer that names one stays the same
/// for a while (its `ETag` holds), and a link that got about does not last.
const PERIOD: Millis = 6 * HOUR;

/// The last part of the address that takes a file's bytes.
#[must_use]
pub fn of_upload(secret: &Secret, id: &str) -> String {
    format!("{id}.{}", secret.digest("upload", id))
}

/// The file whose bytes an address takes.
#[must_use]
pub fn upload<'a>(secret: &Secret, last: &'a str) -> Option<&'a str> {
    let (id, signature) = last.split_once('.')?;
    secret.same("address", signature, &secret.digest("upload", id)).then_some(id)
}

/// The last part of the address that shows an attachment.
#[must_use]
pub fn of_attachment(secret: &Secret, id: &str, now: Millis) -> String {
    let ends = ends(now);
    format!("{id}.{ends}.{}", secret.digest("attachment", &format!("{id}.{ends}")))
}

/// The attachment an address shows, until it ends.
#[must_use]
pub fn attachment<'a>(secret: &Secret, last: &'a str, now: Millis) -> Option<&'a str> {
    let (signed, signature) = last.rsplit_once('.')?;
    let (id, ends) = signed.split_once('.')?;
    let holds = ends.parse::<Millis>().is_ok_and(|ends| now < ends);
    (secret.same("address", signature, &secret.digest("attachment", signed)) && holds).then_some(id)
}

/// When the attachments' addresses that are given out at `now` end.
#[must_use]
pub fn ends(now: Millis) -> Millis {
    (now.div_euclid(PERIOD) + 2) * PERIOD
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_its_file_until_it_ends() {
        let secret = Secret::from_stored(&Secret::generate()).unwrap();
        let now = 1_795_155_120_000;
        let last = of_attachment(&secret, "upl_a", now);
        assert_eq!(last, of_attachment(&secret, "upl_a", now + 1));
        assert_eq!(attachment(&secret, &last, now + 5 * HOUR), Some("upl_a"));
        assert_eq!(attachment(&secret, &last, now + 12 * HOUR), None);
        assert_eq!(attachment(&secret, &last.replace("upl_a", "upl_b"), now), None);
        assert_eq!(attachment(&secret, &of_upload(&secret, "upl_a"), now), None);
        assert_eq!(upload(&secret, &of_upload(&secret, "upl_a")), Some("upl_a"));
        assert_eq!(upload(&secret, &last), None);
        for guess in ["", ".", "..", "upl_a", "upl_a.", "upl_a.9999999999999."] {
            assert_eq!((upload(&secret, guess), attachment(&secret, guess, now)), (None, None), "{guess}");
        }
    }
}
