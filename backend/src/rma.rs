//! Numbers a person can read aloud.

use rand::RngExt as _;

/// Digits and letters without I, L, O, U, 0 and 1: none is mistaken for another, and no rude words come up.
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new RMA number, `R-` and six characters, for example `R-7K4M-92`. One of 729 million; the caller makes sure it
/// is new.
#[must_use]
pub fn number() -> String {
    format!("R-{}-{}", characters(4), characters(2))
}

/// A new code to type where scanning fails, for example `7K4M 92QD`.
#[must_use]
pub fn drop_off_code() -> String {
    format!("{} {}", characters(4), characters(4))
}

fn characters(count: usize) -> String {
    let mut rng = rand::rng();
    (0..count).map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_hold_nothing_ambiguous() {
        for _ in 0..1_000 {
            let number = number();
            let (prefix, rest) = number.split_at(2);
            assert_eq!((prefix, rest.len(), rest.as_bytes()[4]), ("R-", 7, b'-'));
            assert!(!rest.contains(['I', 'L', 'O', 'U', '0', '1']), "{number}");
        }
        assert_eq!(drop_off_code().len(), 9);
    }
}
