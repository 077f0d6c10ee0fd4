//! Whether bytes are what they say they are, by their first ones.

/// How many of the first bytes tell.
pub const TELLING: usize = 4096;

/// Whether a file that begins with `head` is of `media_type`.
#[must_use]
pub fn is(media_type: &str, head: &[u8]) -> bool {
    // HEIC is HEIF with an HEVC picture in it; the first bytes are the container's.
    let wanted = if media_type == "image/heic" { "image/heif" } else { media_type };
    infer::get(head).is_some_and(|found| found.mime_type() == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_it_is_a_picture_has_to_be_one() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert!(is("image/png", png));
        assert!(!is("image/jpeg", png));
        assert!(is("image/heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"));
        assert!(!is("image/png", b"<!doctype html><script>"));
        assert!(!is("image/svg+xml", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        assert!(!is("image/png", b""));
    }
}
