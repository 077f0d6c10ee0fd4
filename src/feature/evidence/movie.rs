//! The boxes that a video is made of (ISO/IEC 14496-12), MP4 and QuickTime alike, and how long it says it is.
//!
//! Not asked of a `<video>`: a shop's content policy need not allow one to read a local file, and some phones load
//! nothing of a video before a tap.

/// How many bytes of a box say what it is and how long.
pub const BOX_HEAD: usize = 16;

/// The head of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Box {
    pub name: [u8; 4],
    /// In bytes, head included; 0 is up to the end of what it stands in.
    pub size: u64,
    /// Where its contents begin, from its own beginning.
    pub head: usize,
}

/// Reads a box's head; `None` when it is none.
pub fn read_box(bytes: &[u8]) -> Option<Box> {
    let name = bytes.get(4..8)?.try_into().ok()?;
    match long(bytes, 0)? {
        1 => {
            let size = u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?);
            (size >= 16).then_some(Box { name, size, head: 16 })
        }
        size if size == 0 || size >= 8 => Some(Box { name, size: size.into(), head: 8 }),
        _ => None,
    }
}

/// The contents of the first box of this name among `boxes`.
pub fn find<'a>(mut boxes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    loop {
        let found = read_box(boxes)?;
        let size = if found.size == 0 { boxes.len() } else { usize::try_from(found.size).ok()? };
        let (this, rest) = boxes.split_at_checked(size)?;
        if found.name == *name {
            return this.get(found.head..);
        }
        boxes = rest;
    }
}

/// Seconds, rounded down, from what is inside a `moov` box.
pub fn seconds(movie: &[u8]) -> Option<u64> {
    let header = find(movie, b"mvhd")?;
    // Version and flags, then when it was made and changed: 4 bytes each, 8 in version 1.
    let (scale, length) = match header.first()? {
        0 => (long(header, 12)?, u64::from(long(header, 16)?)),
        _ => (long(header, 20)?, u64::from_be_bytes(header.get(24..32)?.try_into().ok()?)),
    };
    length.checked_div(scale.into())
}

pub fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn a_box(name: &[u8; 4], contents: &[u8]) -> Vec<u8> {
        let size = u32::try_from(contents.len() + 8).unwrap();
        [&size.to_be_bytes()[..], name, contents].concat()
    }

    fn header(version: u8, scale: u32, length: u32) -> Vec<u8> {
        let times = vec![0; if version == 0 { 8 } else { 16 }];
        let wide = vec![0; if version == 0 { 0 } else { 4 }];
        let contents = [&[version, 0, 0, 0][..], &times, &scale.to_be_bytes(), &wide, &length.to_be_bytes(), &[0; 80]];
        a_box(b"mvhd", &contents.concat())
    }

    #[test]
    fn both_versions_say_how_long_it_is() {
        assert_eq!(seconds(&header(0, 600, 36_900)), Some(61));
        assert_eq!(seconds(&header(1, 1000, 59_999)), Some(59));
        let behind_another = [a_box(b"free", b"padding"), header(0, 1, 7)].concat();
        assert_eq!(seconds(&behind_another), Some(7));
    }

    #[test]
    fn what_is_no_movie_has_no_length() {
        assert_eq!(seconds(&header(0, 0, 7)), None, "nothing by nought");
        assert_eq!(seconds(b""), None);
        assert_eq!(seconds(&a_box(b"free", b"")), None);
        assert_eq!(seconds(&[0; 64]), None, "a box up to the end of the file");
        let whole = header(1, 1000, 5);
        for end in 0..36 {
            assert_eq!(seconds(&whole[..end]), None, "cut after {end} bytes");
        }
    }

    #[test]
    fn boxes_are_of_either_size() {
        let small = read_box(&a_box(b"moov", &[0; 92])).unwrap();
        assert_eq!(small, Box { name: *b"moov", size: 100, head: 8 });
        let large = [&1_u32.to_be_bytes()[..], b"mdat", &5_000_000_000_u64.to_be_bytes()].concat();
        assert_eq!(read_box(&large), Some(Box { name: *b"mdat", size: 5_000_000_000, head: 16 }));
        assert_eq!(read_box(&[0, 0, 0, 3, b'f', b'r', b'e', b'e']), None, "shorter than its own head");
    }
}
